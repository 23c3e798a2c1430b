/// @file
/// What figures are measured against: targets with their milestones, published figures of others, and the policy by
/// which they make a colour. Read from the configuration; the engine never guesses one.
///
/// Example: milestones of 85 % by 2010-10-31 and 87 % by 2011-03-31 for ni59: on 2010-08-20 TargetFor gives 85 %.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/judgement/level.h"

namespace caseclock {

/// A level that a council wants to reach. With polarity "band" the range low..high; otherwise low == high.
struct Target {
  std::string authority;  ///< "" for every council
  std::string indicator;
  std::string team;    ///< "" for the whole authority, and for teams without one of their own
  std::string worker;  ///< supervision reports only; "" otherwise
  Date by = Date::
      Max();  ///< a milestone; Date::Max(): a standing target, for days after the last milestone
  Level low;
  Level high;
  friend bool operator==(const Target&, const Target&) = default;
};

/// Whose published figure it is.
enum class ComparatorKind {
  kStatisticalNeighbours,  ///< mean or median of the ten, as the policy says
  kNational,               ///< England
  kRegion,
  kBestQuartile,  ///< the value that the best quarter of councils reaches
  kRank,          ///< the council's own place, 1 the best; `areas` says of how many
  kOwnPublished,  ///< the council's own published figure for the period
  kBaseline,      ///< a value on a named date, fixed for good
  // From the engine itself, never from a file:
  kLastYear,        ///< own outturn of the last reporting year
  kLastYearToDate,  ///< own figure at the same point last year
};

/// "statistical_neighbours", "national", ...: the words of files, metric labels and JSON.
std::string_view ComparatorKindName(ComparatorKind kind);
/// The reverse; nullopt for another word.
std::optional<ComparatorKind> ParseComparatorKind(std::string_view name);
/// "statistical neighbours", "national", "same point last year": in sentences.
std::string_view ComparatorKindText(ComparatorKind kind);

/// Mean and median of neighbours differ between the two official tools.
enum class NeighbourStatistic { kNone, kMean, kMedian };

/// One published figure of others.
struct Comparator {
  std::string authority;  ///< for whom it is a comparator; "" for every council
  std::string indicator;
  ComparatorKind kind = ComparatorKind::kNational;
  NeighbourStatistic statistic = NeighbourStatistic::kNone;  ///< of neighbours only
  Period period;      ///< what it is for. Example: 2024-04-01 to 2025-03-31
  Date published_on;  ///< from this day on it may be used
  Level value;
  bool comparable = true;  ///< false: defined differently; shown, not judged with
  int areas = 0;           ///< over how many councils; 0: not told
  std::string name;        ///< "England", "Outer London"
  std::string note;        ///< why it is not comparable, or anything a reader should know
  std::string source;      ///< "LAIT Continue_Assess_Comp"
  friend bool operator==(const Comparator&, const Comparator&) = default;
};

/// How a colour is made.
enum class RagPolicy {
  kComparators,  ///< target, then statistical neighbours and national
  kTolerance,    ///< green at the target, amber within the tolerance, else red
};

/// Everything a council is judged by. Immutable once made.
struct Standards {
  RagPolicy policy = RagPolicy::kComparators;
  Level tolerance{5000};  ///< kTolerance: how far from the target is amber. Units: of the indicator
  NeighbourStatistic neighbours = NeighbourStatistic::kMean;
  std::vector<Target> targets;          ///< in order of (authority, indicator, team, worker, by)
  std::vector<Comparator> comparators;  ///< in any order
};

/// What of the standards can concern the council: its own and every council's.
Standards StandardsOf(const Standards& standards, std::string_view authority);

/// The next milestone on or after `day`, else the standing target, else the last milestone that has passed.
/// Looked for first for (authority, team), then (any council, team), then the same of the whole authority. `worker` is
/// "" except in supervision reports, where it is looked for before the team. nullptr: there is none.
const Target* TargetFor(const Standards& standards, std::string_view authority,
                        std::string_view indicator, std::string_view team, std::string_view worker,
                        Date day);

/// The latest comparator of the kind published by `day`, the council's own before one for every council; of
/// neighbours with the policy's statistic. nullptr: there is none.
const Comparator* ComparatorFor(const Standards& standards, std::string_view authority,
                                std::string_view indicator, ComparatorKind kind, Date day);

/// The one of the same kind for the period that ends where that of `comparator` begins, or nullptr: whether a gap
/// narrows. One of years before would pass for last year's.
const Comparator* ComparatorBefore(const Standards& standards, const Comparator& comparator);

/// Differs when a judgement could: printed with every output.
std::uint64_t Fingerprint(const Standards& standards);

}  // namespace caseclock
