/// @file
/// The style and the script of the live page, as text to stand inside it.
///
/// Example: "<style>" + std::string(kPageStyle) + "</style>".
///
/// The style: system fonts that grow with the screen (readable from five metres at 1920 pixels),
/// light and dark as the reader's system says, every text at a contrast of 4.5 to 1 or more, rows
/// as cards below 1200 pixels. Widths of bars are the classes w0 to w100, because a strict
/// Content-Security-Policy allows no style attributes.
///
/// The script: every two seconds it fetches the same address and changes the parts that differ,
/// node by node, so that focus, selection and scroll position stay; when that fails it says so
/// above the figures.
#pragma once

#include <string>
#include <string_view>

namespace caseclock {

/// The style sheet, the classes w0 to w100 included.
std::string PageStyle();

/// The script.
std::string_view PageScript();

}  // namespace caseclock
