/// @file
/// How an indicator stands at the end of one day, and at what pace it moves: what a projection starts from. Walks back
/// a day at a time, so that every day of a year costs no more than the last.
///
/// Example, after a history of 1 April to 31 December: HistoryWalk(history).Now().days_left == 90; after one
/// StepBack() it is 91, and the sums no longer hold 31 December.
#pragma once

#include <cstdint>
#include <span>

#include "processors/judgement/projection.h"

namespace caseclock {

/// The recent pace: `in_time` of `stopped` over `days`, while `arrived` came, net of what was cancelled.
struct Pace {
  Period period;
  std::int64_t in_time = 0;
  std::int64_t stopped = 0;
  std::int64_t arrived = 0;

  int days() const { return DaysIn(period); }
};

/// Counts at the end of a day, as its own pace continues them to 31 March.
struct Standing {
  std::int64_t in_time = 0;  ///< this reporting year
  std::int64_t stopped = 0;
  std::int64_t open = 0;
  std::int64_t drag = 0;
  int days_left = 0;  ///< until 31 March
  Pace pace;
  std::int64_t to_arrive = 0;  ///< A
  std::int64_t to_stop = 0;    ///< F, at most open + A

  /// How many more can still be in time: open clocks not late, and arrivals.
  std::int64_t can_be_in_time() const { return open - drag + to_arrive; }
  /// The line "best", as in time / stopped; on 31 March the actual share.
  ShareCounts Best() const;
};

/// Running sums over a history. Borrows it. Requires: as Project.
class HistoryWalk {
 public:
  explicit HistoryWalk(const DailyHistory& history);

  /// The day walked to, at first the last of the history.
  Date today() const { return first_ + static_cast<int>(at_); }
  /// True on 1 April: no further back.
  bool at_start_of_year() const { return at_ == year_; }
  /// To the day before. Requires: not at the start of the year.
  void StepBack();
  Standing Now() const;
  /// The first day on which anything is counted.
  Date first_active() const { return first_ + static_cast<int>(active_); }

 private:
  std::size_t WindowBegin() const;
  std::int64_t OpenBefore(std::size_t day) const;
  Pace RecentPace() const;

  std::span<const DayCounts> days_;
  Date first_;
  std::size_t year_;        // the place of 1 April
  std::size_t active_ = 0;  // of the first day with anything on it
  std::size_t at_;
  // Sums up to and including at_.
  std::int64_t year_in_time_ = 0;
  std::int64_t year_stopped_ = 0;
  std::size_t window_begin_;
  std::int64_t window_in_time_ = 0;
  std::int64_t window_stopped_ = 0;
};

}  // namespace caseclock
