/// @file
/// The series of figures that one authority has, and which of them fit into its budget.
///
/// Example: 40 teams, 12 indicators, 6 windows: rows alone make 40 x 12 x 6 x 5 = 14,400 series.
/// With the default budget the previous year of teams (5,760) is left out first, then their
/// three-year windows.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "daemon/exposition/metric_catalogue.h"
#include "processors/view.h"

namespace caseclock {

/// What is left out together, in the order in which it goes: the first first, the last never.
enum class SeriesGroup {
  kTeamPreviousYear,
  kTeamYears3,
  kTeamWeek,
  kTeamProjection,
  kTeamQuarter,
  kTeamRolling12Months,
  kTeamMonth,
  kTeamYear,
  kMonths,
  kBands,          ///< of teams
  kTeamJudgement,  ///< targets, colours and directions of teams
  kQuality,
  kTeamDue,  ///< due days and ages of drag of teams
  kTeamNow,  ///< open, drag, due soon and oldest of teams
  kAuthorityWide,
};

/// How many series one authority may show, unless configured: Prometheus needs about 3 kB of memory
/// for each.
inline constexpr std::int64_t kDefaultSeriesBudget = 12'000;

/// How many all authorities together may show, unless configured: some 1.5 GB of Prometheus' memory. The figures of
/// whole authorities of all England, about 2,000 each, fit in.
inline constexpr std::int64_t kDefaultTotalSeriesBudget = 500'000;

/// One sample. The texts live as long as the view; `labels` only during the call, as many as the
/// metric has.
struct Sample {
  Metric metric;
  SeriesGroup group;
  std::span<const std::string_view> labels;
  double value;
};

/// Calls `sink` for every series of the authority's figures, in an order that depends on the view
/// alone. kSeries and kSeriesDropped, which speak about series, are not among them.
void ForEachSample(const AuthorityView& view, const std::function<void(const Sample&)>& sink);

/// The series of one part of the authority's figures. The parts in the order of the view's table, and then the rest,
/// give of each metric the samples of ForEachSample in their order; no metric is in both.
void ForEachSampleOfPart(std::string_view authority, const FigurePart& part,
                         const std::function<void(const Sample&)>& sink);
/// The series that belong to no part.
void ForEachSampleOfRest(const AuthorityView& view, const std::function<void(const Sample&)>& sink);

/// Which groups are shown, and what that amounts to.
struct SeriesPlan {
  SeriesGroup first_shown = SeriesGroup::kTeamPreviousYear;
  std::int64_t shown = 0;
  std::int64_t dropped = 0;
  bool Shows(SeriesGroup group) const { return group >= first_shown; }
  friend bool operator==(const SeriesPlan&, const SeriesPlan&) = default;
};

/// How many series each group of an authority has.
using SeriesSizes =
    std::array<std::int64_t, static_cast<std::size_t>(SeriesGroup::kAuthorityWide) + 1>;
SeriesSizes CountSeries(const AuthorityView& view);

/// The plans of several authorities, by their place: each within `budget`; and while all of them together are over
/// `total_budget`, the first group that anybody still shows is left out of every authority, so that councils can be
/// compared.
/// Example: 50 councils of 12,000 each with a total of 500,000 lose the previous year of their teams, all of them.
std::vector<SeriesPlan> PlanAllSeries(const std::vector<SeriesSizes>& sizes, std::int64_t budget,
                                      std::int64_t total_budget);

/// Leaves out whole groups, the first first, until the rest fits. Groups without series are passed
/// over silently. The whole authority's figures stay even where they alone exceed the budget; their
/// number is bounded by the catalogue.
SeriesPlan PlanSeries(const AuthorityView& view, std::int64_t budget);

}  // namespace caseclock
