/// @file
/// The version of the program, written once: in CMakeLists.txt.
///
/// Example: Version() == "0.1.0".
#pragma once

#include <string_view>

namespace caseclock {

/// As metrics, pages and --version show it.
std::string_view Version();

}  // namespace caseclock
