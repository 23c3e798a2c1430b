/// @file
/// The two tables of the live page, as HTML: indicators of the whole authority, and drag by team.
///
/// Example: the row of 1,780 of 2,100, a year before 1,690 of 2,050 (82.4 %), higher being better, reads
/// "84.8 %, 1,780 of 2,100 | 82.4 %, 1,690 of 2,050 | up 2.3 points, better".
#pragma once

#include <string>

#include "daemon/exposition/indicator_text.h"
#include "processors/view.h"

namespace caseclock {

/// Differences of shares below this are "steady". Units: tenths of a percentage point.
inline constexpr std::int64_t kSteadyTenths = 10;

/// One line for each indicator: reporting year to date, the same point last year, the change in words, and the clocks
/// as of now. Shares of small denominators are marked "small" and their change is not judged.
std::string IndicatorTable(const AuthorityView& view, const IndicatorTexts& texts);

/// One line for each team, the most drag first, with the clocks of every timeliness indicator that has open ones, and
/// the whole authority as the last line. A clock watched by two limits counts once for each.
std::string TeamTable(const AuthorityView& view, const IndicatorTexts& texts);

}  // namespace caseclock
