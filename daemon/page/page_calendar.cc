#include "daemon/page/page_calendar.h"

namespace caseclock {
namespace {

constexpr int kDaysInWeek = 7;
constexpr int kSaturday = 6;

}  // namespace

Date DueUntil(Date as_of, const PageCalendar& calendar) {
  if (calendar.days == nullptr) return as_of + kDaysInWeek;
  return calendar.days->Nth(as_of, calendar.due_soon_working_days).value_or(calendar.days->last());
}

std::vector<ClosedDay> ClosedDays(Date first, Date last, const PageCalendar& calendar) {
  std::vector<ClosedDay> closed;
  if (calendar.days == nullptr) return closed;
  for (Date day = first; day <= last; day = day + 1) {
    const bool weekend = PartsOf(day).weekday >= kSaturday;
    if (weekend || calendar.days->IsWorkingDay(day).value_or(true)) continue;
    const auto holidays = calendar.days->HolidaysBetween(day - 1, day);
    closed.push_back({day, holidays.empty() ? std::string() : holidays.front().title});
  }
  return closed;
}

std::optional<int> WorkingDaysSince(Date day, Date as_of, const PageCalendar& calendar) {
  if (calendar.days == nullptr) return std::nullopt;
  return calendar.days->Count(day, as_of);
}

}  // namespace caseclock
