#include "processors/view_details.h"

#include <algorithm>
#include <map>

namespace caseclock {
namespace {

Date QuarterOf(Date date) {
  const CivilParts parts = PartsOf(date);
  return Date::FromYmd(parts.year, (parts.month - 1) / 3 * 3 + 1, 1);
}

void AddChart(const std::vector<std::int64_t>& points, const std::string& indicator, Window step,
              Date first, AuthorityView& view) {
  if (auto chart = MakeControlChart(points)) {
    view.charts.push_back({indicator, step, first, points.size(), std::move(*chart)});
  }
}

void AddWeeks(const DailySeries& flow, const std::string& indicator, Date first_day, Date as_of,
              AuthorityView& view) {
  const Date this_monday = MondayOf(as_of + 1);  // the week of as-of is complete on its Sunday
  Date monday = std::max(this_monday - 7 * kWeeksShown, MondayOf(first_day) + 7);
  std::vector<std::int64_t> points;
  const Date first = monday;
  for (; monday < this_monday; monday = monday + 7) {
    points.push_back(flow.SumOver({monday, monday + 6}));
    view.weeks.push_back({indicator, monday, points.back()});
  }
  AddChart(points, indicator, Window::kWeek, first, view);
}

/// The complete months since the first day of the data, as far as the view shows months.
void AddMonthChart(const DailySeries& flow, const std::string& indicator, Date first_day,
                   Date as_of, AuthorityView& view) {
  const Date this_month = FirstDayOfMonth(as_of + 1);
  const Date after_first = AddMonths(FirstDayOfMonth(first_day), 1);
  const Date first = std::max(AddMonths(this_month, 1 - kMonthsShown), after_first);
  std::vector<std::int64_t> points;
  for (Date month = first; month < this_month; month = AddMonths(month, 1)) {
    points.push_back(flow.SumOver({month, LastDayOfMonth(month)}));
  }
  AddChart(points, indicator, Window::kMonth, first, view);
}

}  // namespace

void AddMonthlySeries(const FigureReader& figures, std::size_t indicator, Date as_of,
                      AuthorityView& view) {
  const Cell& cell = figures.At(indicator, kWholeAuthorityNumber);
  const Series open = figures.OpenSeries(indicator);
  const Date this_month = FirstDayOfMonth(as_of);
  for (int back = kMonthsShown - 1; back >= 0; --back) {
    const Date first = AddMonths(this_month, -back);
    const Date last = std::min(LastDayOfMonth(first), as_of);
    const PeriodFigures counted = figures.Over(indicator, kWholeAuthorityNumber, {first, last});
    view.months.push_back({figures.Definition(indicator).id, first, counted.numerator,
                           counted.denominator, cell.Of(open).SumUpTo(last),
                           cell.Of(Series::kDrag).SumUpTo(last)});
  }
}

void AddFlowSeries(const FigureReader& figures, std::size_t indicator, Date as_of,
                   AuthorityView& view) {
  if (figures.Definition(indicator).kind != IndicatorKind::kFlow) return;
  const DailySeries& flow = figures.At(indicator, kWholeAuthorityNumber).Of(Series::kNumerator);
  const auto first_day = figures.KnownFrom(indicator, as_of);
  if (!first_day) return;
  const std::string& id = figures.Definition(indicator).id;
  AddWeeks(flow, id, *first_day, as_of, view);
  AddMonthChart(flow, id, *first_day, as_of, view);
}

void AddAges(const FigureReader& figures, std::size_t indicator, TeamNumber team,
             std::string_view team_name, Date as_of, AuthorityView& view) {
  const Indicator& definition = figures.Definition(indicator);
  const Cell& cell = figures.At(indicator, team);
  std::map<Date, std::int64_t> by_quarter;
  for (const auto& [start, open] : cell.open_starts) by_quarter[QuarterOf(start)] += open;
  for (const auto& [quarter, open] : by_quarter) {
    view.backlog.push_back({definition.id, std::string(team_name), quarter, open});
  }
  const Date month_end = FirstDayOfMonth(as_of) - 1;
  for (std::size_t i = 0; i < definition.bands.size(); ++i) {
    const DailySeries& band = cell.Of(BandSeries(i));
    view.bands.push_back({definition.id, std::string(team_name), definition.bands[i].name,
                          band.SumUpTo(as_of), band.SumUpTo(month_end)});
  }
}

}  // namespace caseclock
