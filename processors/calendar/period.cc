#include "processors/calendar/period.h"

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

/// What a window to date answers to `back` months before: a whole one to a whole one, else up to the same day of the
/// month, or its last day if it has none. `length`: how many months the window lasts in full.
Period ToDateBefore(Period current, int length, int back) {
  const Date first = AddMonths(current.first, -back);
  const bool is_whole = current.last == AddMonths(current.first, length) - 1;
  return {first, is_whole ? AddMonths(first, length) - 1 : AddMonths(current.last, -back)};
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
    case Window::kMonth: return ToDateBefore(current, 1, 12);
    case Window::kQuarter: return ToDateBefore(current, 3, 12);
    case Window::kYear: return ToDateBefore(current, 12, 12);
    case Window::kRolling12Months:
    case Window::kYears3: return WindowAt(window, YearsBefore(as_of, 1));
  }
  return current;
}

Period PreviousPeriod(Window window, Date as_of) {
  const Period current = WindowAt(window, as_of);
  switch (window) {
    case Window::kWeek: return {current.first - 7, current.last - 7};
    case Window::kMonth: return ToDateBefore(current, 1, 1);
    case Window::kQuarter: return ToDateBefore(current, 3, 3);
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
