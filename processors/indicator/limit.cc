#include "processors/indicator/limit.h"

namespace caseclock {

std::optional<Date> DueDate(const WorkingDays& calendar, const Limit& limit, Date start) {
  switch (limit.unit) {
    case LimitUnit::kWorkingDays: return calendar.Nth(start, limit.length);
    case LimitUnit::kDays: return start + limit.length;
    case LimitUnit::kMonths: return AddMonths(start, limit.length);
  }
  return std::nullopt;
}

std::optional<Date> LateFrom(const WorkingDays& calendar, const Limit& limit, Date start) {
  if (limit.unit == LimitUnit::kWorkingDays) return calendar.Nth(start, limit.length + 1);
  return *DueDate(calendar, limit, start) + 1;
}

Date LatestDueInDrag(const WorkingDays& calendar, LimitUnit unit, Date day) {
  if (unit != LimitUnit::kWorkingDays) return day - 1;
  // Late from the first working day after the due date: the last working day has made late all that was due before it.
  while (calendar.first() <= day && !calendar.IsWorkingDay(day).value_or(true)) day = day - 1;
  return day - 1;
}

std::optional<int> CountUntil(const WorkingDays& calendar, const Limit& limit, Date start,
                              Date stop) {
  if (stop <= start) return 0;  // whatever lies before the start takes no calendar
  if (limit.unit == LimitUnit::kWorkingDays) return calendar.Count(start, stop);
  return stop - start;
}

std::optional<bool> InTime(const WorkingDays& calendar, const Limit& limit, Date start, Date stop) {
  if (limit.unit != LimitUnit::kWorkingDays) return stop <= *DueDate(calendar, limit, start);
  const auto count = CountUntil(calendar, limit, start, stop);
  if (!count) return std::nullopt;
  return *count <= limit.length;
}

}  // namespace caseclock
