/// @file
/// Addresses of the page's parts, relative, because a proxy may show the daemon below a path of its own. They may stand
/// in a quoted attribute of HTML as they are.
///
/// Example: TeamAddress("E08000018", "Assessment North") is "team?authority=E08000018&amp;team=Assessment%20North".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/page/record_desk.h"

namespace caseclock {

/// A text as a value of an address. Example: "A&B C" is "A%26B%20C".
std::string UrlEncoded(std::string_view text);

/// The board of an authority; with the indicator of its trend, where one was chosen.
std::string BoardAddress(std::string_view authority, std::string_view indicator = "");

/// The page of one team.
std::string TeamAddress(std::string_view authority, std::string_view team);

/// The records behind a figure. The limit of the question is not part of it.
std::string RecordsAddress(const RecordQuestion& question);

/// What an address asks for. nullopt: a window or part that is not known. Absent ones are the year, and all.
/// Example: "authority=X01&indicator=ni59&part=drag".
std::optional<RecordQuestion> ParseRecordQuestion(std::string_view query);

}  // namespace caseclock
