#include "processors/judgement/standing.h"

#include <algorithm>

#include "processors/check.h"

namespace caseclock {
namespace {

/// A council that has only begun to send says little in its first days; but never fewer than these are looked at.
constexpr std::size_t kMinPaceDays = 28;
/// Fewer stops make no rate of their own: the longer year to date is taken.
constexpr std::int64_t kMinPaceStops = 10;

bool IsEmpty(const DayCounts& day) {
  return day.stopped == 0 && day.open == 0 && day.in_time == 0 && day.drag == 0;
}

/// What `count` in `days` comes to in `days_left`, rounded. Never below 0.
std::int64_t AtPace(std::int64_t count, int days, int days_left) {
  return (2 * std::max<std::int64_t>(count, 0) * days_left + days) / (2 * days);
}

/// 31 March of the reporting year of `day`.
Date YearEnd(Date day) { return AddMonths(ReportingYearStart(day), 12) - 1; }

}  // namespace

ShareCounts Standing::Best() const {
  if (days_left == 0) return {in_time, stopped};
  return {in_time + can_be_in_time(), stopped + can_be_in_time()};
}

HistoryWalk::HistoryWalk(const DailyHistory& history) : days_(history.days), first_(history.first) {
  CASECLOCK_CHECK(!days_.empty(), "a history has a day");
  const Date april = ReportingYearStart(history.last());
  CASECLOCK_CHECK(first_ <= april, "a history reaches back to 1 April");
  year_ = static_cast<std::size_t>(april - first_);
  at_ = days_.size() - 1;
  while (active_ < at_ && IsEmpty(days_[active_])) ++active_;
  window_begin_ = WindowBegin();
  for (std::size_t day = std::min(year_, window_begin_); day <= at_; ++day) {
    if (day >= year_) {
      year_in_time_ += days_[day].in_time;
      year_stopped_ += days_[day].stopped;
    }
    if (day >= window_begin_) {
      window_in_time_ += days_[day].in_time;
      window_stopped_ += days_[day].stopped;
    }
  }
}

std::size_t HistoryWalk::WindowBegin() const {
  const std::size_t end = at_ + 1;
  const std::size_t longest = end > kPaceDays ? end - kPaceDays : 0;
  const std::size_t shortest = end > kMinPaceDays ? end - kMinPaceDays : 0;
  return std::max(longest, std::min(active_, shortest));
}

void HistoryWalk::StepBack() {
  CASECLOCK_CHECK(!at_start_of_year(), "a walk stays within its reporting year");
  const DayCounts& day = days_[at_];
  year_in_time_ -= day.in_time;
  year_stopped_ -= day.stopped;
  window_in_time_ -= day.in_time;
  window_stopped_ -= day.stopped;
  --at_;
  for (const std::size_t begin = WindowBegin(); window_begin_ > begin;) {
    --window_begin_;
    window_in_time_ += days_[window_begin_].in_time;
    window_stopped_ += days_[window_begin_].stopped;
  }
}

/// Before the first day nobody knows; then as many as at its end are taken to have been open.
std::int64_t HistoryWalk::OpenBefore(std::size_t day) const {
  return days_[day == 0 ? 0 : day - 1].open;
}

Pace HistoryWalk::RecentPace() const {
  const bool year = window_stopped_ < kMinPaceStops && year_ < window_begin_;
  const std::size_t begin = year ? year_ : window_begin_;
  Pace pace{{first_ + static_cast<int>(begin), today()},
            year ? year_in_time_ : window_in_time_,
            year ? year_stopped_ : window_stopped_,
            0};
  pace.arrived = days_[at_].open - OpenBefore(begin) + pace.stopped;
  return pace;
}

Standing HistoryWalk::Now() const {
  Standing now{
      year_in_time_, year_stopped_, days_[at_].open, days_[at_].drag, YearEnd(today()) - today(),
      RecentPace()};
  now.to_arrive = AtPace(now.pace.arrived, now.pace.days(), now.days_left);
  now.to_stop =
      std::min(AtPace(now.pace.stopped, now.pace.days(), now.days_left), now.open + now.to_arrive);
  return now;
}

}  // namespace caseclock
