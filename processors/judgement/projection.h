/// @file
/// Where a share of stopped clocks will stand on 31 March, and what it would take to reach the target.
///
/// Lines. With in, stopped, open and drag as of today; A clocks still to arrive, and F of all still to stop, by
/// 31 March at the recent pace:
///   committed  (in + open - drag) / (stopped + open)                 open clocks not late finish in time, drag late;
///                                                                    nothing arrives
///   best       (in + open - drag + A) / (stopped + open - drag + A)  drag stays open
///   worst      in / (stopped + open + A)                             everything finishes late
///   expected   (in + x) / (stopped + F), x = F at the recent rate, at most open - drag + A
/// worst <= committed <= best and worst <= expected <= best. On 31 March every line is the actual share.
/// Indicators counted over the limit (lower is better) are turned: their lines are late / all, best is the lowest line
/// and worst the highest, and expected_low and expected_high are still the lower and the higher number.
///
/// Pace. The last 91 days, or what the history holds since anything was first counted (then at least the last 28).
/// Fewer than 10 stops in them: the reporting year to date, where that is longer. pace_period says which.
///   A  net arrivals of the pace x days left / days of the pace, rounded, not below 0;
///      net arrivals = open at its end - open before it + stopped in it, so cancelled clocks have never come
///   F  stopped in the pace x days left / days of the pace, rounded, at most open + A
///
/// Interval. 80 %: expected -/+ 1.28 standard deviations, cut at worst and best. The variance adds up chance in those
/// still to stop, chance in the rate of the pace, a rate that wanders (a random walk of 1 point in thirteen weeks), and
/// an uncertain F. Chance is that of independent clocks times the dispersion seen in up to 16 blocks of four weeks
/// (Pearson's chi squared by its degrees of freedom, as if 6 calm blocks more had been seen, never below 1).
/// ops/docs/projection.md tells what that assumes and how it fared.
///
/// Nothing stopped and nothing still to stop: no expected line and no interval. A line without a denominator has no
/// value.
///
/// Reach. All exactly, never with a rounded share. Certain: committed and worst both reach the target. Out of reach:
/// best does not. Else needed: (target x (stopped + F) - in) / F of those still to finish, cut at 0 and 1: F at the
/// recent pace may be too few, or enough although the worst line is below the target. No F, no share of it.
///
/// Example, NI 60 of December 2013: in 1,025, stopped 1,566, open 482, drag 186: committed 1,321 of 2,048, 64.5 %.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/judgement/level.h"

namespace caseclock {

/// Counts of one day. `in_time` and `stopped` are that day's; `open` and `drag` stand at its end.
struct DayCounts {
  std::int32_t in_time = 0;
  std::int32_t stopped = 0;
  std::int32_t open = 0;
  std::int32_t drag = 0;
};

/// The days up to as-of, without gaps: the reporting year to date and, before it, as many as the pace looks back.
struct DailyHistory {
  Date first;
  std::vector<DayCounts> days;
  Date last() const { return first + static_cast<int>(days.size()) - 1; }
};

/// How many days the recent pace looks back: thirteen weeks.
inline constexpr int kPaceDays = 91;

/// A share as counts, the numerator as the indicator counts it. Undefined, 0 of 0, when there is nothing to divide by.
struct ShareCounts {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  friend bool operator==(const ShareCounts&, const ShareCounts&) = default;
};

/// Whether the target can still be met.
enum class Reach {
  kNoTarget,
  kNeeded,      ///< `needed_ratio` of everything still to finish must be in time
  kCertain,     ///< met as things stand, and even if everything open or still to come is late
  kOutOfReach,  ///< not even if all that is not late yet were in time, since `out_of_reach_since`
};

/// See the head of the file. Ratios are from 0 to 1.
struct Projection {
  Date on;  ///< 31 March of the reporting year
  ShareCounts committed;
  ShareCounts best;
  ShareCounts worst;
  /// in / (stopped + drag); over the limit (late + drag) / (stopped + drag). As of today, so that clearing drag, which
  /// lowers the published share, leaves it as it is.
  ShareCounts including_drag;
  /// Ratio; nullopt, like its interval, when nothing has stopped and nothing will.
  std::optional<double> expected;
  std::optional<double> expected_low;  ///< the 80 % interval
  std::optional<double> expected_high;
  ShareCounts pace;  ///< in time (or over the limit) / stopped, over `pace_period`: the rate used
  Period pace_period;
  std::int64_t still_to_stop = 0;    ///< F: how many more will stop by 31 March
  std::int64_t stopped_by_then = 0;  ///< stopped + F
  std::optional<Level> target;       ///< what `reach` is told of. Units: percent of the share
  Reach reach = Reach::kNoTarget;
  /// kNeeded only: the share of F in time (not late, for those counted over the limit); nullopt when F is 0.
  std::optional<double> needed_ratio;
  /// kOutOfReach only: the first day of the present unbroken run of days, within this reporting year, on which the best
  /// line was worse than the target, each day at its own pace. As known today: late entries restate it.
  Date out_of_reach_since = Date::Max();
  friend bool operator==(const Projection&, const Projection&) = default;
};

/// What is projected.
struct ProjectionInput {
  DailyHistory history;  ///< `in_time` is "not over the limit", also for indicators counted over it
  bool counts_over_limit = false;  ///< the share is late / stopped, and lower is better
  std::optional<Level> target;     ///< that of 31 March. Units: percent of the share
};

/// nullopt when nothing stopped this year, is open, or stopped within the pace's days: there is nothing to go by; and
/// on 31 March when nothing stopped this year.
/// Requires: history.last() is as-of and lies in the reporting year whose 31 March is projected; the days begin on or
/// before its 1 April, and for a full pace and the dispersion 448 days before as-of: empty days do no harm.
/// Cost: linear in the days, about 10 microseconds for 460 at the most; nothing is allocated.
std::optional<Projection> Project(const ProjectionInput& input);

}  // namespace caseclock
