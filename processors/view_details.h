/// @file
/// What stands beside the rows of a view: months, weeks and charts of flows, ages of what is open.
///
/// Example: as of Sunday 31 March 2024 the last complete week of referrals is that of Monday 25 March.
#pragma once

#include "processors/figure_reader.h"

namespace caseclock {

/// How many months the view's monthly series reaches back, the current one among them.
inline constexpr int kMonthsShown = 36;
/// How many complete weeks of flows are shown.
inline constexpr int kWeeksShown = 52;

/// Appends the months of an indicator of the whole authority.
void AddMonthlySeries(const FigureReader& figures, std::size_t indicator, Date as_of,
                      AuthorityView& view);

/// Appends the complete weeks of a flow, from the first week with any on, and the charts of weeks and months.
void AddFlowSeries(const FigureReader& figures, std::size_t indicator, Date as_of,
                   AuthorityView& view);

/// Appends the open items of a team by quarter of their start, and by band where the indicator has bands.
void AddAges(const FigureReader& figures, std::size_t indicator, TeamNumber team,
             std::string_view team_name, Date as_of, AuthorityView& view);

}  // namespace caseclock
