/// @file
/// The charts of clocks: who has the overdue work and how old it is, what is due on the next days, and how overdue work
/// went by week. Each clock counts once, as in the table of teams. Readers see "overdue" for drag.
///
/// Example: weeks that ended with 31, ..., 24 in drag say "Overdue work fell from 31 to 24 in 8 weeks."
#pragma once

#include <string>
#include <string_view>

#include "daemon/exposition/indicator_text.h"
#include "daemon/page/page_calendar.h"
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

/// "Thu 25 Dec"
std::string DueDayText(Date day);

/// A bar for each day up to DueUntil, at most kDueDaysShown; days on which the council does not work are marked.
PageChart DueDaysChart(const AuthorityView& view, const IndicatorTexts& texts,
                       std::string_view team, const PageCalendar& calendar = {});

/// Drag at each week's end as a line, and what finished late in the week as bars.
PageChart DragWeeksChart(const AuthorityView& view, const IndicatorTexts& texts);

}  // namespace caseclock
