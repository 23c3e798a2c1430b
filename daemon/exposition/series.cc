#include "daemon/exposition/series.h"

#include <array>
#include <numeric>
#include <span>

#include "daemon/exposition/judgement_series.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr double kSecondsPerDay = 86'400;
constexpr double kMicrosPerSecond = 1e6;

using Sink = std::function<void(const Sample&)>;
using Labels = std::span<const std::string_view>;

void Emit(const Sink& sink, Metric metric, SeriesGroup group, Labels labels, double value) {
  sink({.metric = metric, .group = group, .labels = labels, .value = value});
}

double Number(std::int64_t count) { return static_cast<double>(count); }

SeriesGroup GroupOfWindow(const Row& row) {
  if (row.team == kWholeAuthority) return SeriesGroup::kAuthorityWide;
  switch (row.window) {
    case Window::kWeek: return SeriesGroup::kTeamWeek;
    case Window::kMonth: return SeriesGroup::kTeamMonth;
    case Window::kQuarter: return SeriesGroup::kTeamQuarter;
    case Window::kYear: return SeriesGroup::kTeamYear;
    case Window::kRolling12Months: return SeriesGroup::kTeamRolling12Months;
    case Window::kYears3: return SeriesGroup::kTeamYears3;
  }
  return SeriesGroup::kTeamYear;
}

// Of a window: numerator, denominator, share, the previous year, rates and durations.
void EmitWindow(std::string_view authority, const Row& row, const Sink& sink) {
  const std::array<std::string_view, 4> labels = {authority, row.team, row.indicator,
                                                  WindowName(row.window)};
  const SeriesGroup group = GroupOfWindow(row);
  const auto emit = [&](Metric metric, double value) { Emit(sink, metric, group, labels, value); };
  emit(Metric::kIndicatorNumerator, Number(row.current.numerator));
  emit(Metric::kIndicatorDenominator, Number(row.current.denominator));
  if (const auto share = row.current.Share()) emit(Metric::kIndicatorShareRatio, *share);
  if (row.per_10000) emit(Metric::kIndicatorPer10000Children, *row.per_10000);
  if (row.per_10000_annualised) {
    emit(Metric::kIndicatorAnnualisedPer10000Children, *row.per_10000_annualised);
  }
  if (row.median_days) emit(Metric::kIndicatorMedianWorkdays, *row.median_days);
  if (row.percentile_90_days) emit(Metric::kIndicatorPercentile90Workdays, *row.percentile_90_days);

  if (!row.previous_year.known) return;
  const SeriesGroup twin =
      group == SeriesGroup::kAuthorityWide ? group : SeriesGroup::kTeamPreviousYear;
  Emit(sink, Metric::kIndicatorPreviousYearNumerator, twin, labels,
       Number(row.previous_year.numerator));
  Emit(sink, Metric::kIndicatorPreviousYearDenominator, twin, labels,
       Number(row.previous_year.denominator));
}

// Of now: the same in every window, so it is shown once.
void EmitNow(std::string_view authority, const Row& row, const Sink& sink) {
  const std::array<std::string_view, 3> labels = {authority, row.team, row.indicator};
  const SeriesGroup group =
      row.team == kWholeAuthority ? SeriesGroup::kAuthorityWide : SeriesGroup::kTeamNow;
  Emit(sink, Metric::kOpenClocks, group, labels, Number(row.open));
  Emit(sink, Metric::kDragClocks, group, labels, Number(row.drag));
  Emit(sink, Metric::kDueSoonClocks, group, labels, Number(row.due_soon));
  Emit(sink, Metric::kOpenFromEarlierYears, group, labels, Number(row.open_from_earlier_years));
  if (row.oldest_open_start) {
    Emit(sink, Metric::kOldestOpenStart, group, labels,
         Number(row.oldest_open_start->days) * kSecondsPerDay);
  }
}

template <typename Rows>
void EmitRows(std::string_view authority, const Rows& rows, const Sink& sink) {
  const Row* previous = nullptr;
  for (const Row& row : rows) {
    EmitWindow(authority, row, sink);
    const bool same_now =
        previous != nullptr && previous->indicator == row.indicator && previous->team == row.team;
    if (!same_now) EmitNow(authority, row, sink);
    previous = &row;
  }
}

void EmitMonths(const AuthorityView& view, const Sink& sink) {
  for (const MonthPoint& point : view.months) {
    const CivilParts parts = PartsOf(point.month);
    const std::string period = fmt::format("{:04}-{:02}", parts.year, parts.month);
    const std::array<std::string_view, 3> labels = {view.authority, point.indicator, period};
    const auto emit = [&](Metric metric, std::int64_t value) {
      Emit(sink, metric, SeriesGroup::kMonths, labels, Number(value));
    };
    emit(Metric::kMonthNumerator, point.numerator);
    emit(Metric::kMonthDenominator, point.denominator);
    emit(Metric::kMonthOpenClocks, point.open_at_end);
    emit(Metric::kMonthDragClocks, point.drag_at_end);
  }
}

void EmitQuality(const AuthorityView& view, const Sink& sink) {
  for (const QualityCount& quality : view.quality) {
    const std::array<std::string_view, 3> labels = {view.authority, quality.team, quality.rule};
    Emit(sink, Metric::kQualityFailedRecords, SeriesGroup::kQuality, labels, Number(quality.count));
  }
}

void EmitAuthority(const AuthorityView& view, const Sink& sink) {
  const std::string hash = fmt::format("{:016x}", view.definitions);
  const std::string standards = fmt::format("{:016x}", view.standards);
  const std::array<std::string_view, 3> labels = {view.authority, hash, standards};
  const auto emit = [&](Metric metric, double value) {
    const std::size_t count = Describe(metric).Labels().size();
    Emit(sink, metric, SeriesGroup::kAuthorityWide, Labels(labels).first(count), value);
  };
  emit(Metric::kRecords, Number(view.records));
  emit(Metric::kChildren, Number(view.children));
  emit(Metric::kAsOf, Number(view.as_of.days) * kSecondsPerDay);
  if (view.data_as_of_us != 0) {
    emit(Metric::kDataAsOf, Number(view.data_as_of_us) / kMicrosPerSecond);
  }
  emit(Metric::kDefinitionsInfo, 1);
}

}  // namespace

void ForEachSample(const AuthorityView& view, const std::function<void(const Sample&)>& sink) {
  EmitRows(view.authority, view.rows, sink);
  ForEachJudgementSample(view, sink);
  ForEachSampleOfRest(view, sink);
}

void ForEachSampleOfPart(std::string_view authority, const FigurePart& part,
                         const std::function<void(const Sample&)>& sink) {
  EmitRows(authority, part.rows, sink);
  ForEachJudgementSampleOfPart(authority, part, sink);
}

void ForEachSampleOfRest(const AuthorityView& view,
                         const std::function<void(const Sample&)>& sink) {
  EmitMonths(view, sink);
  ForEachTrendSample(view, sink);
  EmitQuality(view, sink);
  EmitAuthority(view, sink);
}

SeriesSizes CountSeries(const AuthorityView& view) {
  SeriesSizes sizes = {};
  ForEachSample(view,
                [&](const Sample& sample) { ++sizes[static_cast<std::size_t>(sample.group)]; });
  return sizes;
}

namespace {

/// Leaves out the first group that is still shown. Requires: it is not the last.
void DropNext(SeriesPlan& plan, const SeriesSizes& sizes) {
  const auto group = static_cast<std::size_t>(plan.first_shown);
  plan.shown -= sizes[group];
  plan.dropped += sizes[group];
  plan.first_shown = static_cast<SeriesGroup>(group + 1);
}

SeriesPlan PlanOf(const SeriesSizes& sizes, std::int64_t budget) {
  SeriesPlan plan;
  plan.shown = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  while (plan.first_shown < SeriesGroup::kAuthorityWide && plan.shown > budget) {
    DropNext(plan, sizes);
  }
  return plan;
}

}  // namespace

std::vector<SeriesPlan> PlanAllSeries(const std::vector<SeriesSizes>& sizes, std::int64_t budget,
                                      std::int64_t total_budget) {
  std::vector<SeriesPlan> plans;
  std::int64_t total = 0;
  for (const SeriesSizes& one : sizes) {
    plans.push_back(PlanOf(one, budget));
    total += plans.back().shown;
  }
  for (auto group = SeriesGroup::kTeamPreviousYear;
       group < SeriesGroup::kAuthorityWide && total > total_budget;
       group = static_cast<SeriesGroup>(static_cast<int>(group) + 1)) {
    for (std::size_t i = 0; i < plans.size(); ++i) {
      if (plans[i].first_shown != group) continue;
      total -= plans[i].shown;
      DropNext(plans[i], sizes[i]);
      total += plans[i].shown;
    }
  }
  return plans;
}

SeriesPlan PlanSeries(const AuthorityView& view, std::int64_t budget) {
  return PlanOf(CountSeries(view), budget);
}

}  // namespace caseclock
