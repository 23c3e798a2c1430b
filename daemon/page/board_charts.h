/// @file
/// The charts of clocks: who holds the drag and how old it is, what falls due on the next days, and how drag went by
/// week. Each clock counts once, as in the table of teams.
///
/// Example: weeks that ended with 31, ..., 24 in drag say "Drag fell from 31 to 24 in 8 weeks."
#pragma once

#include <string>
#include <string_view>

#include "daemon/exposition/indicator_text.h"
#include "daemon/page/page_chart.h"
#include "processors/view.h"

namespace caseclock {

/// Teams of one chart at most; the others are one line together.
inline constexpr std::size_t kMaxTeamsInChart = 8;
/// Over how many weeks the sentence of the weeks looks back.
inline constexpr std::size_t kWeeksOfSentence = 8;

/// A bar for each team with drag, by how long ago it fell due.
PageChart DragByTeamChart(const AuthorityView& view, const IndicatorTexts& texts);

/// The same of one team, a bar for each indicator.
PageChart DragByIndicatorChart(const AuthorityView& view, const IndicatorTexts& texts,
                               std::string_view team);

/// A bar for each of the next kDueDaysShown days.
PageChart DueDaysChart(const AuthorityView& view, const IndicatorTexts& texts,
                       std::string_view team);

/// Drag at each week's end as a line, and what finished late in the week as bars.
PageChart DragWeeksChart(const AuthorityView& view, const IndicatorTexts& texts);

}  // namespace caseclock
