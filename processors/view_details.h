/// @file
/// What stands beside the rows of a view: months, weeks and charts of flows, weeks of clocks, ages of what is open,
/// what falls due when, and how old drag is.
///
/// Example: as of Sunday 31 March 2024 the last complete week of referrals is that of Monday 25 March.
///
/// Clocks are those of rows that have them (Traits::has_clock). Stocks and late reviews have none: a child on a plan is
/// not due, and the line of a late review is that of its plan, which the row of long plans watches.
#pragma once

#include "processors/figure_reader.h"

namespace caseclock {

/// One indicator of the whole authority over time.
struct Trends {
  std::vector<MonthPoint> months;
  std::vector<WeekPoint> weeks;
  std::vector<FlowChart> charts;
  std::vector<ClockWeek> clock_weeks;
};

/// How many months the view's monthly series reaches back, the current one among them.
inline constexpr int kMonthsShown = 36;
/// How many complete weeks of flows are shown.
inline constexpr int kWeeksShown = 52;

/// Appends the months of an indicator of the whole authority, from that of its first data on.
void AddMonthlySeries(const FigureReader& figures, std::size_t indicator, Date as_of,
                      Trends& trends);

/// Appends the complete weeks of a flow, from the first week with any on, and the charts of weeks and months.
void AddFlowSeries(const FigureReader& figures, std::size_t indicator, Date as_of, Trends& trends);

/// How many complete weeks of clocks are shown.
inline constexpr int kClockWeeksShown = 26;

/// Appends the complete weeks of a row of clocks, from the first week with any stopped on.
void AddClockWeeks(const FigureReader& figures, std::size_t indicator, Date as_of, Trends& trends);

/// Appends what falls due of a row of clocks on each day, and its drag by age.
void AddDueDates(const FigureReader& figures, std::size_t indicator, TeamNumber team,
                 std::string_view team_name, Date as_of, FigurePart& out);

/// Appends the open items of a team by quarter of their start, and by band where the indicator has bands.
void AddAges(const FigureReader& figures, std::size_t indicator, TeamNumber team,
             std::string_view team_name, Date as_of, FigurePart& out);

}  // namespace caseclock
