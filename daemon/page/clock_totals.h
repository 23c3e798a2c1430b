/// @file
/// What all clocks of a council or a team come to, each clock once: sums over the rows of the view for the headline
/// figures, the table of teams and the charts.
///
/// Example: 9 initial assessments over 10 working days, 12 of the same over 7, and 5 conferences over their limit are
/// 14 in drag: the second limit watches the same clocks and is left out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/exposition/indicator_text.h"
#include "processors/view.h"

namespace caseclock {

/// The clocks of one team, or of the whole authority.
struct TeamLine {
  std::string team;
  std::int64_t drag = 0;
  std::int64_t drag_week_before = 0;
  std::int64_t due_soon = 0;
  std::int64_t open = 0;
  std::vector<const Row*> in_drag;  ///< in the catalogue's order; borrowed from the view
};

/// All of them.
struct TeamLines {
  std::vector<TeamLine>
      teams;  ///< those with open clocks; the most drag first, then due soon, then by name
  TeamLine whole;
};

/// The indicators whose clocks are counted: shares with clocks that are open, stopped in the reporting year or were in
/// drag a week ago; of those that watch the same clocks the first.
std::vector<std::string> ClockIndicators(const AuthorityView& view, const IndicatorTexts& texts);

/// The sums over these indicators. Requires: `view` outlives the lines.
TeamLines TeamLinesOf(const AuthorityView& view, const std::vector<std::string>& indicators);

/// How many of these indicators' clocks fall due on each of the next kDueDaysShown days, as-of the first. Empty where
/// the view says nothing of it.
std::vector<std::int64_t> DueByDay(const AuthorityView& view,
                                   const std::vector<std::string>& indicators,
                                   std::string_view team);

}  // namespace caseclock
