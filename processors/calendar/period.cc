#include "processors/calendar/period.h"

#include <algorithm>

namespace caseclock {
namespace {

bool IsLastOfFebruary(Date date) {
  return PartsOf(date).month == 2 && date == LastDayOfMonth(date);
}

/// The same date `years` before, the last day of February going to the last day of February.
Date YearsBefore(Date date, int years) {
  const Date moved = AddMonths(date, -12 * years);
  return IsLastOfFebruary(date) ? LastDayOfMonth(moved) : moved;
}

Date QuarterStart(Date date) {
  const auto parts = PartsOf(date);
  return Date::FromYmd(parts.year, (parts.month - 1) / 3 * 3 + 1, 1);
}

/// The twin of a window to date that begins at `first` and may last `months` in full.
Period TwinToDate(Period current, int months) {
  const Date first = AddMonths(current.first, -12);
  const Date full_end = AddMonths(first, months) - 1;
  const Date same_length = first + (current.last - current.first);
  Date last = std::min(same_length, full_end);
  if (IsLastOfFebruary(current.last)) last = YearsBefore(current.last, 1);
  return {first, last};
}

/// The `months` before a window to date of as many months.
Period BeforeToDate(Period current, int months) {
  const Date first = AddMonths(current.first, -months);
  const Date full_end = current.first - 1;
  const bool complete = current.last == AddMonths(current.first, months) - 1;
  const Date same_length = first + (current.last - current.first);
  return {first, complete ? full_end : std::min(same_length, full_end)};
}

}  // namespace

std::string_view WindowName(Window window) {
  switch (window) {
    case Window::kWeek: return "week";
    case Window::kMonth: return "month";
    case Window::kQuarter: return "quarter";
    case Window::kYear: return "year";
    case Window::kRolling12Months: return "rolling_12m";
    case Window::kYears3: return "years_3";
  }
  return "";
}

Period WindowAt(Window window, Date as_of) {
  switch (window) {
    case Window::kWeek: return {MondayOf(as_of), as_of};
    case Window::kMonth: return {FirstDayOfMonth(as_of), as_of};
    case Window::kQuarter: return {QuarterStart(as_of), as_of};
    case Window::kYear: return {ReportingYearStart(as_of), as_of};
    case Window::kRolling12Months: return {YearsBefore(as_of, 1) + 1, as_of};
    case Window::kYears3: return {YearsBefore(as_of, 3) + 1, as_of};
  }
  return {as_of, as_of};
}

Period PreviousYear(Window window, Date as_of) {
  const Period current = WindowAt(window, as_of);
  switch (window) {
    case Window::kWeek: return {current.first - 364, current.last - 364};
    case Window::kMonth: return TwinToDate(current, 1);
    case Window::kQuarter: return TwinToDate(current, 3);
    case Window::kYear: return TwinToDate(current, 12);
    case Window::kRolling12Months:
    case Window::kYears3: return WindowAt(window, YearsBefore(as_of, 1));
  }
  return current;
}

Period PreviousPeriod(Window window, Date as_of) {
  const Period current = WindowAt(window, as_of);
  switch (window) {
    case Window::kWeek: return {current.first - 7, current.last - 7};
    case Window::kMonth: return BeforeToDate(current, 1);
    case Window::kQuarter: return BeforeToDate(current, 3);
    case Window::kYear:
    case Window::kRolling12Months: return PreviousYear(window, as_of);
    case Window::kYears3: return WindowAt(window, YearsBefore(as_of, 3));
  }
  return current;
}

int DaysInReportingYear(Date date) {
  const Date first = ReportingYearStart(date);
  return AddMonths(first, 12) - first;
}

}  // namespace caseclock
