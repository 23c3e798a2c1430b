#include "processors/indicator/clock.h"

#include <algorithm>

namespace caseclock {
namespace {

Date EarliestOf(std::span<const FactDate> dates, const Record& record, const History& history) {
  Date earliest = kNoDate;
  for (const FactDate& at : dates) {
    const Date date = DateAt(at, record, history);
    if (date != kNoDate && (earliest == kNoDate || date < earliest)) earliest = date;
  }
  return earliest;
}

}  // namespace

Date Clock::OpenUntil() const {
  Date until = Date::Max();
  if (is_stopped()) until = std::min(until, stop);
  if (is_cancelled()) until = std::min(until, cancelled);
  return until;
}

ClockReading ReadClock(const Course& course, const Indicator& row, const Record& record,
                       const RowSubject& subject) {
  const auto start = StartAt(course.from, record, subject.history);
  if (const auto* reason = std::get_if<NotCounted>(&start)) return *reason;
  Clock clock;
  clock.start = std::get<Date>(start);
  const WorkingDays& calendar = subject.definitions.calendar;
  const bool by_working_days =
      !row.limits.empty() && row.limits.front().limit.unit == LimitUnit::kWorkingDays;
  if (by_working_days && (clock.start < calendar.first() || clock.start > calendar.last())) {
    return NotCounted::kOutsideCalendar;
  }
  clock.stop = EarliestOf(course.to, record, subject.history);
  clock.cancelled = EarliestOf(course.cancelled_by, record, subject.history);
  return clock;
}

}  // namespace caseclock
