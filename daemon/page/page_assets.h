/// @file
/// What the live page fetches beside itself, built into the program: its script, and Debian's Chart.js with its
/// licence.
///
/// Example: FindAsset("/assets/chart-91ab3c5d.js") is Chart.js, to be kept for a year: another version has another
/// name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace caseclock {

/// One file. Its text lives as long as the program.
struct PageAsset {
  std::string_view content_type;
  std::string_view text;
  bool for_ever = false;  ///< its name changes with its text
};

/// By path. nullopt: there is none of that name, or it is of another version.
std::optional<PageAsset> FindAsset(std::string_view path);

// Where they are, relative to the page, because a proxy may show the daemon below a path of its own.

/// "assets/page-5f0c1d2e.js"
const std::string& PageScriptAddress();
/// "assets/chart-91ab3c5d.js"
const std::string& ChartLibraryAddress();
/// The licence of the chart library, of a name that stays.
inline constexpr std::string_view kChartLicenceAddress = "assets/chart-licence.txt";

/// Style sheet and script of the page as they are in the tree.
std::string_view PageStyleText();
std::string_view PageScriptText();

}  // namespace caseclock
