#include "processors/view_builder.h"

#include <algorithm>

#include "processors/authority.h"
#include "processors/indicator/quality.h"

namespace caseclock {
namespace {

/// One window, with its twin, as of the day of the view.
struct WindowPeriods {
  Window window;
  Period current;
  Period previous_year;
};

class Builder {
 public:
  Builder(const Tally& tally, const StringPool& teams, const Definitions& definitions, Date as_of)
      : tally_(tally), teams_(teams), definitions_(definitions), as_of_(as_of) {
    for (const Window window : kAllWindows) {
      windows_.push_back({window, WindowAt(window, as_of), PreviousYear(window, as_of)});
    }
    for (TeamNumber team = 0; team < teams.size(); ++team) by_name_.push_back(team);
    std::sort(by_name_.begin(), by_name_.end(),
              [&teams](TeamNumber a, TeamNumber b) { return teams.Text(a) < teams.Text(b); });
  }

  AuthorityView Build() {
    AuthorityView view;
    view.as_of = as_of_;
    view.definitions = definitions_.Fingerprint();
    for (std::size_t i = 0; i < definitions_.catalogue.indicators.size(); ++i) {
      for (const TeamNumber team : by_name_) AddRows(i, team, view);
      AddMonthlySeries(i, view);
    }
    AddQuality(view);
    return view;
  }

 private:
  const Indicator& Definition(std::size_t i) const { return definitions_.catalogue.indicators[i]; }

  PeriodFigures FiguresOver(std::size_t i, TeamNumber team, Period period) const {
    const Cell& cell = tally_.At(i, team);
    PeriodFigures figures{period, 0, 0};
    const bool is_stock = Definition(i).kind == IndicatorKind::kStock;
    const DailySeries& numerator = cell.Of(Series::kNumerator);
    figures.numerator = is_stock ? numerator.SumUpTo(period.last) : numerator.SumOver(period);
    if (Definition(i).per_10000) {
      const bool is_whole = team == kWholeAuthorityNumber;
      figures.denominator = is_whole ? definitions_.population.value_or(0) : 0;
    } else {
      figures.denominator = cell.Of(Series::kDenominator).SumOver(period);
    }
    return figures;
  }

  /// The figures that belong to as-of, the same in every window.
  Row AsOfFigures(std::size_t i, TeamNumber team) const {
    const Cell& cell = tally_.At(i, team);
    Row row;
    row.indicator = Definition(i).id;
    row.team = teams_.Text(team);
    const bool is_stock = Definition(i).kind == IndicatorKind::kStock;
    row.open = cell.Of(is_stock ? Series::kNumerator : Series::kOpen).SumUpTo(as_of_);
    row.drag = cell.Of(Series::kDrag).SumUpTo(as_of_);
    row.due_soon = cell.Of(Series::kDueSoon).SumUpTo(as_of_);
    row.oldest_open_start = cell.OldestOpenStart();
    return row;
  }

  void AddRates(std::size_t i, Row& row) const {
    if (row.current.denominator == 0) return;
    row.per_10000 = 10000.0 * static_cast<double>(row.current.numerator) /
                    static_cast<double>(row.current.denominator);
    if (Definition(i).kind != IndicatorKind::kFlow) return;
    row.per_10000_annualised =
        *row.per_10000 * DaysInReportingYear(row.current.period.last) / DaysIn(row.current.period);
  }

  void AddRows(std::size_t i, TeamNumber team, AuthorityView& view) const {
    if (team != kWholeAuthorityNumber && tally_.At(i, team).empty()) return;
    const Row as_of_figures = AsOfFigures(i, team);
    for (const WindowPeriods& periods : windows_) {
      Row row = as_of_figures;
      row.window = periods.window;
      row.current = FiguresOver(i, team, periods.current);
      row.previous_year = FiguresOver(i, team, periods.previous_year);
      if (Definition(i).per_10000) AddRates(i, row);
      if (Definition(i).kind == IndicatorKind::kEntryDelay && team == kWholeAuthorityNumber) {
        const DelayPercentiles delays = tally_.Percentiles(i, periods.current);
        row.median_days = delays.median;
        row.percentile_90_days = delays.percentile_90;
      }
      view.rows.push_back(std::move(row));
    }
  }

  void AddMonthlySeries(std::size_t i, AuthorityView& view) const {
    const Cell& cell = tally_.At(i, kWholeAuthorityNumber);
    const bool is_stock = Definition(i).kind == IndicatorKind::kStock;
    const Date this_month = FirstDayOfMonth(as_of_);
    for (int back = kMonthsShown - 1; back >= 0; --back) {
      const Date first = AddMonths(this_month, -back);
      const Date last = std::min(LastDayOfMonth(first), as_of_);
      const PeriodFigures figures = FiguresOver(i, kWholeAuthorityNumber, {first, last});
      const Series open = is_stock ? Series::kNumerator : Series::kOpen;
      view.months.push_back({Definition(i).id, first, figures.numerator, figures.denominator,
                             cell.Of(open).SumUpTo(last), cell.Of(Series::kDrag).SumUpTo(last)});
    }
  }

  void AddQuality(AuthorityView& view) const {
    for (const auto& [key, count] : tally_.findings()) {
      view.quality.push_back({std::string(QualityRuleName(static_cast<QualityRule>(key.first))),
                              std::string(teams_.Text(key.second)), count});
    }
    std::sort(view.quality.begin(), view.quality.end(), [](const auto& a, const auto& b) {
      return std::tie(a.rule, a.team) < std::tie(b.rule, b.team);
    });
  }

  const Tally& tally_;
  const StringPool& teams_;
  const Definitions& definitions_;
  Date as_of_;
  std::vector<WindowPeriods> windows_;
  std::vector<TeamNumber> by_name_;
};

}  // namespace

AuthorityView BuildView(const Tally& tally, const StringPool& teams, const Definitions& definitions,
                        Date as_of) {
  return Builder(tally, teams, definitions, as_of).Build();
}

}  // namespace caseclock
