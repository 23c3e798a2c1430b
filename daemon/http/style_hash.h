/// @file
/// Lets a browser use the one style of a page whose bytes must not change, and no other.
///
/// Example: StyleHash("<style>p{}</style>") is "'sha256-...'", for style-src of the content security policy.
#pragma once

#include <string>
#include <string_view>

namespace caseclock {

/// Of the first <style> of a page; "" when it has none.
std::string StyleHash(std::string_view html);

}  // namespace caseclock
