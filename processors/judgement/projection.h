/// @file
/// Where a share of stopped clocks will stand on 31 March, and what it would take to reach the target.
///
/// Lines. With in, stopped, open and drag as of today; A clocks still to arrive, and F of all still to stop, by
/// 31 March at the recent pace:
///   committed  (in + open - drag) / (stopped + open)   not late: in time; nothing arrives
///   best       (in + open - drag + A) / (stopped + open - drag + A)  drag stays open
///   worst      in / (stopped + open + A)                             everything finishes late
///   expected   (in + x) / (stopped + F), x = F at the recent rate, at most open - drag + A
/// worst <= committed <= best and worst <= expected <= best. On 31 March every line is the actual share.
/// Indicators counted over the limit (lower is better) are turned: their lines are late / all.
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

/// A share as counts, the numerator as the indicator counts it.
struct ShareCounts {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  friend bool operator==(const ShareCounts&, const ShareCounts&) = default;
};

/// Whether the target can still be met.
enum class Reach {
  kNoTarget,
  kNeeded,      ///< `needed_ratio` of everything still to finish must be in time
  kCertain,     ///< met even if everything still to finish is late
  kOutOfReach,  ///< not even if everything not yet late were in time, since `out_of_reach_since`
};

/// See the head of the file. Ratios are from 0 to 1.
struct Projection {
  Date on;  ///< 31 March of the reporting year
  ShareCounts committed;
  ShareCounts best;
  ShareCounts worst;
  ShareCounts
      including_drag;  ///< in time / (stopped + drag); over the limit: (late + drag) / (stopped + drag)
  double expected = 0;
  double expected_low = 0;  ///< the 80 % interval
  double expected_high = 0;
  ShareCounts pace;  ///< in time (or over the limit) / stopped, over `pace_period`: the rate used
  Period pace_period;
  std::int64_t still_to_stop = 0;    ///< F: how many more will stop by 31 March
  std::int64_t stopped_by_then = 0;  ///< stopped + F
  Reach reach = Reach::kNoTarget;
  double needed_ratio =
      0;  ///< kNeeded only: share in time (not late, for those counted over the limit)
  Date out_of_reach_since = Date::Max();  ///< kOutOfReach only
  friend bool operator==(const Projection&, const Projection&) = default;
};

/// What is projected.
struct ProjectionInput {
  DailyHistory history;  ///< `in_time` is "not over the limit", also for indicators counted over it
  bool counts_over_limit = false;  ///< the share is late / stopped, and lower is better
  std::optional<Level> target;     ///< percent of the share
};

/// nullopt when nothing stopped this year, is open, or stopped within the pace's days: there is nothing to go by.
/// Requires: history.last() is as-of and lies in the reporting year whose 31 March is projected; the days begin on or
/// before its 1 April.
/// Cost: linear in the days.
std::optional<Projection> Project(const ProjectionInput& input);

}  // namespace caseclock
