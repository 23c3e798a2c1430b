/// @file
/// The style of the live page, as text to stand inside it: page.css, and the widths of bars.
///
/// Example: "<style>" + PageStyle() + "</style>".
///
/// System fonts that grow with the screen (the first screen readable from five metres at 1920 pixels), light and dark
/// as the reader's system says, every text at a contrast of 4.5 to 1 or more and every bar and line at 3 to 1, rows as
/// cards below 1200 pixels. Widths of bars are the classes w0 to w100, because a strict Content-Security-Policy allows
/// no style attributes.
#pragma once

#include <string>

namespace caseclock {

/// The style sheet, the classes w0 to w100 included.
std::string PageStyle();

}  // namespace caseclock
