#include "processors/view_details.h"

#include <algorithm>
#include <map>

#include "processors/indicator/limit.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

Date QuarterOf(Date date) {
  const CivilParts parts = PartsOf(date);
  return Date::FromYmd(parts.year, (parts.month - 1) / 3 * 3 + 1, 1);
}

void AddChart(const std::vector<std::int64_t>& points, const std::string& indicator, Window step,
              Date first, Trends& trends) {
  if (auto chart = MakeControlChart(points)) {
    trends.charts.push_back({indicator, step, first, points.size(), std::move(*chart)});
  }
}

void AddWeeks(const DailySeries& flow, const std::string& indicator, Date first_day, Date as_of,
              Trends& trends) {
  const Date this_monday = MondayOf(as_of + 1);  // the week of as-of is complete on its Sunday
  Date monday = std::max(this_monday - 7 * kWeeksShown, MondayOf(first_day) + 7);
  std::vector<std::int64_t> points;
  const Date first = monday;
  for (; monday < this_monday; monday = monday + 7) {
    points.push_back(flow.SumOver({monday, monday + 6}));
    trends.weeks.push_back({indicator, monday, points.back()});
  }
  AddChart(points, indicator, Window::kWeek, first, trends);
}

/// The complete months since the first day of the data, as far as the view shows months.
void AddMonthChart(const DailySeries& flow, const std::string& indicator, Date first_day,
                   Date as_of, Trends& trends) {
  const Date this_month = FirstDayOfMonth(as_of + 1);
  const Date after_first = AddMonths(FirstDayOfMonth(first_day), 1);
  const Date first = std::max(AddMonths(this_month, 1 - kMonthsShown), after_first);
  std::vector<std::int64_t> points;
  for (Date month = first; month < this_month; month = AddMonths(month, 1)) {
    points.push_back(flow.SumOver({month, LastDayOfMonth(month)}));
  }
  AddChart(points, indicator, Window::kMonth, first, trends);
}

void AddDueDays(const Cell& cell, const std::string& indicator, const std::string& team, Date as_of,
                FigurePart& out) {
  const auto& dues = cell.open_dues;
  auto at = dues.lower_bound(as_of);
  for (Date day = as_of; day < as_of + kDueDaysShown; day = day + 1) {
    const bool any = at != dues.end() && at->first == day;
    if (any || team == kWholeAuthority) {
      out.due.push_back({indicator, team, day, any ? at->second : 0});
    }
    if (any) ++at;
  }
}

std::size_t DragAgeOf(int days) {
  std::size_t age = kDragAgeBands.size() - 1;
  while (age > 0 && days < kDragAgeBands[age].from_days) --age;
  return age;
}

/// `latest_due`: what fell due later is not in drag.
void AddDragAges(const Cell& cell, const std::string& indicator, const std::string& team,
                 Date latest_due, Date as_of, FigurePart& out) {
  std::array<std::int64_t, kDragAgeBands.size()> counts = {};
  for (const auto& [due, open] : cell.open_dues) {
    if (due > latest_due) break;
    counts[DragAgeOf(as_of - due)] += open;
  }
  for (std::size_t age = 0; age < counts.size(); ++age) {
    if (counts[age] == 0 && team != kWholeAuthority) continue;
    out.drag_ages.push_back({indicator, team, kDragAgeBands[age].name, counts[age]});
  }
}

}  // namespace

void AddMonthlySeries(const FigureReader& figures, std::size_t indicator, Date as_of,
                      Trends& trends) {
  const Cell& cell = figures.At(indicator, kWholeAuthorityNumber);
  const Series open = figures.OpenSeries(indicator);
  const Date this_month = FirstDayOfMonth(as_of);
  const auto first_data = figures.FirstData(indicator, as_of);
  if (!first_data) return;
  for (int back = kMonthsShown - 1; back >= 0; --back) {
    const Date first = AddMonths(this_month, -back);
    const Date last = std::min(LastDayOfMonth(first), as_of);
    if (last < *first_data) continue;
    const PeriodFigures counted = figures.Over(indicator, kWholeAuthorityNumber, {first, last});
    trends.months.push_back({figures.Definition(indicator).id, first, counted.numerator,
                             counted.denominator, cell.Of(open).SumUpTo(last),
                             cell.Of(Series::kDrag).SumUpTo(last)});
  }
}

void AddFlowSeries(const FigureReader& figures, std::size_t indicator, Date as_of, Trends& trends) {
  if (!TraitsOf(figures.Definition(indicator)).is_flow) return;
  const DailySeries& flow = figures.At(indicator, kWholeAuthorityNumber).Of(Series::kNumerator);
  const auto first_day = figures.KnownFrom(indicator, as_of);
  if (!first_day) return;
  const std::string& id = figures.Definition(indicator).id;
  AddWeeks(flow, id, *first_day, as_of, trends);
  AddMonthChart(flow, id, *first_day, as_of, trends);
}

void AddClockWeeks(const FigureReader& figures, std::size_t indicator, Date as_of, Trends& trends) {
  const Indicator& definition = figures.Definition(indicator);
  const auto first_day = figures.KnownFrom(indicator, as_of);
  if (!TraitsOf(definition).has_clock || !first_day) return;
  const Cell& cell = figures.At(indicator, kWholeAuthorityNumber);
  const Date this_monday = MondayOf(as_of + 1);
  Date monday = std::max(this_monday - 7 * kClockWeeksShown, MondayOf(*first_day) + 7);
  for (; monday < this_monday; monday = monday + 7) {
    const Date sunday = monday + 6;
    const PeriodFigures stopped = figures.Over(indicator, kWholeAuthorityNumber, {monday, sunday});
    const bool counts_late = TraitsOf(definition).counts_late;
    trends.clock_weeks.push_back(
        {definition.id, monday, cell.Of(Series::kOpen).SumUpTo(sunday),
         cell.Of(Series::kDrag).SumUpTo(sunday),
         counts_late ? stopped.numerator : stopped.denominator - stopped.numerator});
  }
}

void AddDueDates(const FigureReader& figures, std::size_t indicator, TeamNumber team,
                 std::string_view team_name, Date as_of, FigurePart& out) {
  const Indicator& definition = figures.Definition(indicator);
  if (!TraitsOf(definition).has_clock) return;
  const Cell& cell = figures.At(indicator, team);
  if (team != kWholeAuthorityNumber && cell.open_dues.empty()) return;
  const std::string name(team_name);
  AddDueDays(cell, definition.id, name, as_of, out);
  const LimitUnit unit = LimitOn(definition, as_of).unit;
  const Date latest_due = LatestDueInDrag(figures.calendar(), unit, as_of);
  AddDragAges(cell, definition.id, name, latest_due, as_of, out);
}

void AddAges(const FigureReader& figures, std::size_t indicator, TeamNumber team,
             std::string_view team_name, Date as_of, FigurePart& out) {
  const Indicator& definition = figures.Definition(indicator);
  const Cell& cell = figures.At(indicator, team);
  std::map<Date, std::int64_t> by_quarter;
  for (const auto& [start, open] : cell.open_starts) by_quarter[QuarterOf(start)] += open;
  for (const auto& [quarter, open] : by_quarter) {
    out.backlog.push_back({definition.id, std::string(team_name), quarter, open});
  }
  const Date month_end = FirstDayOfMonth(as_of) - 1;
  for (std::size_t i = 0; i < definition.bands.size(); ++i) {
    const DailySeries& band = cell.Of(BandSeries(i));
    out.bands.push_back({definition.id, std::string(team_name), definition.bands[i].name,
                         band.SumUpTo(as_of), band.SumUpTo(month_end)});
  }
}

}  // namespace caseclock
