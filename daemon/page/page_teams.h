/// @file
/// The table of teams on the live page: who holds the drag.
///
/// Example: a team with 7 assessments and 2 conferences over their limits reads
/// "Assessment East | 9 and a bar | due soon 6 | open 44", and below its name "Assessments 7,
/// Conferences 2".
#pragma once

#include <string>

#include "daemon/exposition/indicator_text.h"
#include "processors/view.h"

namespace caseclock {

/// Teams listed at most; the rest is named as a number, and is in the metrics and in the JSON.
inline constexpr std::size_t kMaxTeamsOnPage = 60;

/// "Whole council", "No team recorded" or the team's name, escaped.
std::string TeamNameHtml(const std::string& team);

/// One line for each team with open clocks, the most drag first, and the whole authority as the
/// last line; a team's name leads to its page. Counted are the clocks of the indicators that are shares and have open
/// clocks; a clock watched by two limits counts once, by the limit that comes first in the catalogue.
std::string TeamTable(const AuthorityView& view, const IndicatorTexts& texts);

}  // namespace caseclock
