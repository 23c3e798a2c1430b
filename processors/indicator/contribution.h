/// @file
/// What one child adds to the figures: dated whole numbers, a pure function of its history.
///
/// Because the numbers are dated, the drag of any day is the sum up to that day and every window is a difference of
/// two sums; nothing has to be done at midnight.
///
/// Example: an assessment started on d1, due on d2, open: {kOpen, d1, +1}, {kDueSoon, ...}, {kDrag, first working
/// day after d2, +1}. Stopped on d3 in time: {kOpen, d3, -1}, {kDenominator, d3, +1}, {kNumerator, d3, +1}.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "processors/indicator/definitions.h"
#include "processors/indicator/rows_by_kind.h"
#include "processors/record/history.h"
#include "processors/record/string_pool.h"

namespace caseclock {

/// What is summed for each indicator and team. Of stocks kDenominator counts what ended, of the whole authority alone.
enum class Series : std::uint8_t {
  kNumerator,
  kDenominator,
  kOpen,
  kDrag,
  kDueSoon,
  kProjectedOpen,  ///< rows that not everything open ends in: what is open and expected to
  kProjectedDrag,  ///< of these, over their limit
  kFirstBand
};
inline constexpr std::size_t kSeriesCount =
    static_cast<std::size_t>(Series::kFirstBand) + kMaxBands;

/// The series of the band at a place in Indicator::bands.
constexpr Series BandSeries(std::size_t band) {
  return static_cast<Series>(static_cast<std::size_t>(Series::kFirstBand) + band);
}

/// The numbers of teams in an authority's pool. The first two are always these.
using TeamNumber = std::uint32_t;
inline constexpr TeamNumber kWholeAuthorityNumber = 0;  // ""
inline constexpr TeamNumber kNoTeamNumber = 1;          // "(none)"

/// +n or -n to one sum, from the day on.
struct Delta {
  std::uint16_t indicator;  ///< place in the catalogue
  Series series;
  TeamNumber team;
  Date day;
  std::int32_t n;
  friend bool operator==(const Delta&, const Delta&) = default;
};

/// An open clock: its start, for "the oldest", and its due date, for what falls due when and how old drag is.
struct OpenStart {
  std::uint16_t indicator;
  TeamNumber team;
  Date start;
  /// By the limit in force on as-of. kNoDate: it has none. Stocks and late reviews have no limit on a clock, and of
  /// clocks it is not known beyond the years of the calendar.
  Date due = kNoDate;
  friend bool operator==(const OpenStart&, const OpenStart&) = default;
};

/// One measured delay, for median and percentile. Units: working days.
struct DelayCount {
  std::uint16_t indicator;
  Date day;
  std::int32_t delay;
  friend bool operator==(const DelayCount&, const DelayCount&) = default;
};

/// One record that fails one check.
struct QualityFinding {
  std::uint16_t rule;  ///< QualityRule
  TeamNumber team;
  friend bool operator==(const QualityFinding&, const QualityFinding&) = default;
};

/// All that one child, or several, contribute. Reused from call to call.
struct Contribution {
  std::vector<Delta> deltas;
  std::vector<OpenStart> open_starts;
  std::vector<DelayCount> delays;
  std::vector<QualityFinding> findings;

  void Clear();
};

/// Appends the contribution of a history as of `as_of` to `out`. `teams` gives numbers to team names.
/// Cost: linear in facts and catalogue rows; about a microsecond for a child of five records.
void Contribute(const History& history, const Definitions& definitions, Date as_of,
                StringPool& teams, Contribution& out);

/// Of it the part that a change of the record `changed` can touch. The history needs to hold what `rows` reads, and
/// `changed` where it is one of the child's; nullptr: it is not, and only what is said of others by it counts.
/// Example: before and after the change of an assessment; the sums change by the difference.
void ContributeTouched(const History& history, const Definitions& definitions, Date as_of,
                       const TouchedRows& rows, const Record* changed, StringPool& teams,
                       Contribution& out);

}  // namespace caseclock
