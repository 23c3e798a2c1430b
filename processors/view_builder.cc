#include "processors/view_builder.h"

#include <algorithm>

#include "processors/indicator/quality.h"
#include "processors/view_details.h"

namespace caseclock {
namespace {

constexpr int kDaysInWeek = 7;

/// One window, with its twin, as of the day of the view.
struct WindowPeriods {
  Window window;
  Period current;
  Period previous;
  Period previous_year;
};

class Builder {
 public:
  Builder(const Tally& tally, const StringPool& teams, const Definitions& definitions,
          const Standards& standards, const JudgedCouncil& council)
      : tally_(tally),
        teams_(teams),
        definitions_(definitions),
        standards_(standards),
        council_(council),
        as_of_(council.as_of),
        figures_(tally, definitions) {
    for (const Window window : kAllWindows) {
      windows_.push_back({window, WindowAt(window, as_of_), PreviousPeriod(window, as_of_),
                          PreviousYear(window, as_of_)});
    }
    for (TeamNumber team = 0; team < teams.size(); ++team) by_name_.push_back(team);
    std::sort(by_name_.begin(), by_name_.end(),
              [&teams](TeamNumber a, TeamNumber b) { return teams.Text(a) < teams.Text(b); });
  }

  AuthorityView Build() {
    AuthorityView view;
    view.as_of = as_of_;
    view.authority = council_.authority;
    view.name = definitions_.authority_name;
    view.definitions = definitions_.Fingerprint();
    for (std::size_t i = 0; i < figures_.indicator_count(); ++i) {
      for (const TeamNumber team : by_name_) AddTeam(i, team, view);
      AddMonthlySeries(figures_, i, as_of_, view);
      AddFlowSeries(figures_, i, as_of_, view);
      AddClockWeeks(figures_, i, as_of_, view);
    }
    AddQuality(view);
    return view;
  }

 private:
  const Indicator& Definition(std::size_t i) const { return figures_.Definition(i); }

  /// The figures that belong to as-of, the same in every window.
  Row AsOfFigures(std::size_t i, TeamNumber team) const {
    const Cell& cell = tally_.At(i, team);
    Row row;
    row.indicator = Definition(i).id;
    row.team = teams_.Text(team);
    row.open = cell.Of(figures_.OpenSeries(i)).SumUpTo(as_of_);
    row.drag = cell.Of(Series::kDrag).SumUpTo(as_of_);
    row.drag_week_before = cell.Of(Series::kDrag).SumUpTo(as_of_ - kDaysInWeek);
    row.due_soon = cell.Of(Series::kDueSoon).SumUpTo(as_of_);
    row.oldest_open_start = cell.OldestOpenStart();
    const Date year = ReportingYearStart(as_of_);
    for (const auto& [start, open] : cell.open_starts) {
      if (start < year) row.open_from_earlier_years += open;
    }
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

  void AddTeam(std::size_t i, TeamNumber team, AuthorityView& view) const {
    if (team != kWholeAuthorityNumber && tally_.At(i, team).empty()) return;
    AddRows(i, team, view);
    const std::string_view name = teams_.Text(team);
    view.judgements.push_back(JudgeRow(figures_, i, team, name, council_, standards_));
    AddAges(figures_, i, team, name, as_of_, view);
    AddDueDates(figures_, i, team, name, as_of_, view);
  }

  void AddRows(std::size_t i, TeamNumber team, AuthorityView& view) const {
    const Row as_of_figures = AsOfFigures(i, team);
    for (const WindowPeriods& periods : windows_) {
      Row row = as_of_figures;
      row.window = periods.window;
      row.current = figures_.Over(i, team, periods.current);
      row.previous = figures_.OverKnown(i, team, periods.previous, as_of_);
      row.previous_year = figures_.OverKnown(i, team, periods.previous_year, as_of_);
      if (Definition(i).per_10000) AddRates(i, row);
      if (Definition(i).kind == IndicatorKind::kEntryDelay && team == kWholeAuthorityNumber) {
        const DelayPercentiles delays = tally_.Percentiles(i, periods.current);
        row.median_days = delays.median;
        row.percentile_90_days = delays.percentile_90;
      }
      view.rows.push_back(std::move(row));
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
  const Standards& standards_;
  const JudgedCouncil& council_;
  Date as_of_;
  FigureReader figures_;
  std::vector<WindowPeriods> windows_;
  std::vector<TeamNumber> by_name_;
};

}  // namespace

AuthorityView BuildView(const Tally& tally, const StringPool& teams, const Definitions& definitions,
                        const Standards& standards, const JudgedCouncil& council) {
  return Builder(tally, teams, definitions, standards, council).Build();
}

}  // namespace caseclock
