#include "processors/part_maker.h"

#include <algorithm>

#include "processors/indicator/traits.h"
#include "processors/view_details.h"
#include "processors/view_judgements.h"

namespace caseclock {
namespace {

constexpr int kDaysInWeek = 7;

/// The reporting year that ended before the one of `as_of`.
Period LastReportingYear(Date as_of) {
  const Date start = ReportingYearStart(as_of);
  return {AddMonths(start, -12), start - 1};
}

}  // namespace

PartMaker::PartMaker(const FigureReader& figures, const StringPool& teams,
                     const Standards& standards, const JudgedCouncil& council)
    : figures_(figures),
      teams_(teams),
      standards_(standards),
      council_(council),
      as_of_(council.as_of) {
  for (const Window window : kAllWindows) {
    windows_.push_back({window,
                        {WindowAt(window, as_of_)},
                        {PreviousPeriod(window, as_of_)},
                        {PreviousYear(window, as_of_)}});
  }
  outturn_.period = LastReportingYear(as_of_);
  ForEachPeriod([&](Counted& one) {
    days_.push_back(one.period.first - 1);
    days_.push_back(one.period.last);
  });
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
  const auto place = [&](Date day) {
    return static_cast<std::size_t>(std::lower_bound(days_.begin(), days_.end(), day) -
                                    days_.begin());
  };
  ForEachPeriod([&](Counted& one) {
    one.before = place(one.period.first - 1);
    one.last = place(one.period.last);
    one.working_days = figures_.calendar().Count(one.period.first - 1, one.period.last).value_or(0);
  });
  numerators_.resize(days_.size());
  denominators_.resize(days_.size());
}

template <typename Each>
void PartMaker::ForEachPeriod(Each each) {
  for (CountedWindow& window : windows_) {
    for (Counted* one : {&window.current, &window.previous, &window.previous_year}) each(*one);
  }
  each(outturn_);
}

const PartMaker::CountedWindow& PartMaker::Of(Window window) const {
  return windows_[static_cast<std::size_t>(window)];
}

void PartMaker::ReadSums(const Cell& cell) const {
  cell.Of(Series::kNumerator).SumsUpTo(days_, numerators_);
  cell.Of(Series::kDenominator).SumsUpTo(days_, denominators_);
}

PeriodFigures PartMaker::Figures(std::size_t indicator, TeamNumber team,
                                 const Counted& counted) const {
  const auto read = [&](const std::vector<std::int64_t>& sums) {
    return FigureReader::Sums{sums[counted.before], sums[counted.last]};
  };
  return figures_.Over(indicator, team, counted.period, read(numerators_), read(denominators_));
}

PeriodFigures PartMaker::FiguresBefore(std::size_t indicator, TeamNumber team,
                                       const Counted& counted) const {
  PeriodFigures figures = Figures(indicator, team, counted);
  const auto first = figures_.FirstData(indicator, as_of_);
  figures.known = first && *first <= figures.period.last;
  return figures;
}

PartMaker::Beginning PartMaker::BeginningOf(std::size_t indicator) const {
  Beginning beginning;
  const auto first = figures_.FirstData(indicator, as_of_);
  for (const CountedWindow& window : windows_) {
    for (const Counted* one : {&window.previous, &window.previous_year}) {
      const bool known = first && *first <= one->period.last;
      beginning.known_periods = beginning.known_periods << 1 | (known ? 1U : 0U);
    }
  }
  beginning.known_from = JudgedFrom(indicator);
  return beginning;
}

/// Nothing is judged that begins before last year's outturn.
Date PartMaker::JudgedFrom(std::size_t indicator) const {
  return std::max(figures_.KnownFrom(indicator, as_of_).value_or(as_of_), outturn_.period.first);
}

/// The figures that belong to as-of, the same in every window.
Row PartMaker::AsOfFigures(std::size_t indicator, TeamNumber team) const {
  const Cell& cell = figures_.At(indicator, team);
  Row row;
  row.indicator = figures_.Definition(indicator).id;
  row.team = teams_.Text(team);
  row.open = cell.Of(figures_.OpenSeries(indicator)).SumUpTo(as_of_);
  row.drag = cell.Of(Series::kDrag).SumUpTo(as_of_);
  row.drag_week_before = cell.Of(Series::kDrag).SumUpTo(as_of_ - kDaysInWeek);
  row.due_soon = cell.Of(Series::kDueSoon).SumUpTo(as_of_);
  row.oldest_open_start = cell.OldestOpenStart();
  const Date year = ReportingYearStart(as_of_);
  for (const auto& [start, open] : cell.open_starts) {
    if (start >= year) break;
    row.open_from_earlier_years += open;
  }
  return row;
}

void PartMaker::AddRates(std::size_t indicator, Row& row) const {
  if (row.current.denominator == 0) return;
  row.per_10000 = 10000.0 * static_cast<double>(row.current.numerator) /
                  static_cast<double>(row.current.denominator);
  if (!TraitsOf(figures_.Definition(indicator)).is_flow) return;
  row.per_10000_annualised =
      *row.per_10000 * DaysInReportingYear(row.current.period.last) / DaysIn(row.current.period);
}

void PartMaker::AddDelays(std::size_t indicator, Row& row) const {
  const DelayPercentiles delays = figures_.Percentiles(indicator, row.current.period);
  row.median_days = delays.median;
  row.percentile_90_days = delays.percentile_90;
}

void PartMaker::AddRows(std::size_t indicator, TeamNumber team, FigurePart& out) const {
  const Indicator& definition = figures_.Definition(indicator);
  const Row as_of_figures = AsOfFigures(indicator, team);
  out.rows.reserve(windows_.size());
  for (const CountedWindow& periods : windows_) {
    Row& row = out.rows.emplace_back(as_of_figures);
    row.window = periods.window;
    row.current = Figures(indicator, team, periods.current);
    row.previous = FiguresBefore(indicator, team, periods.previous);
    row.previous_year = FiguresBefore(indicator, team, periods.previous_year);
    if (definition.per_10000) AddRates(indicator, row);
    const bool is_measured = TraitsOf(definition).of_recording && team == kWholeAuthorityNumber;
    if (is_measured) AddDelays(indicator, row);
  }
}

Judgement PartMaker::JudgeTeam(std::size_t indicator, TeamNumber team) const {
  const auto counts = [&](const Counted& counted) {
    const PeriodFigures figures = Figures(indicator, team, counted);
    return JudgedCounts{figures.period, figures.numerator, figures.denominator,
                        counted.working_days};
  };
  JudgeInput input;
  input.known_from = JudgedFrom(indicator);
  input.year = counts(Of(Window::kYear).current);
  input.same_point = counts(Of(Window::kYear).previous_year);
  input.outturn = counts(outturn_);
  input.month = counts(Of(Window::kMonth).current);
  input.month_before = counts(Of(Window::kMonth).previous);
  return JudgeRow(figures_, indicator, team, teams_.Text(team), council_, std::move(input),
                  standards_);
}

std::shared_ptr<const FigurePart> PartMaker::Make(std::size_t indicator, TeamNumber team) const {
  ReadSums(figures_.At(indicator, team));
  auto part = std::make_shared<FigurePart>();
  AddRows(indicator, team, *part);
  part->judgements.reserve(1);
  part->judgements.push_back(JudgeTeam(indicator, team));
  AddAges(figures_, indicator, team, teams_.Text(team), as_of_, *part);
  AddDueDates(figures_, indicator, team, teams_.Text(team), as_of_, *part);
  return part;
}

}  // namespace caseclock
