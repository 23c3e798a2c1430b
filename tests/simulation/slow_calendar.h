/// @file
/// Working days and windows for the slow model: tables written down and loops over days, nothing
/// clever. Deliberately shares nothing with processors/calendar but the type Date.
///
/// Example:
///   SlowCalendar calendar({});
///   calendar.Count(Date::FromYmd(2024, 3, 1), Date::FromYmd(2024, 3, 24))   // 15
///   calendar.Nth(Date::FromYmd(2024, 12, 20), 7)                            // 2025-01-03
#pragma once

#include <optional>
#include <vector>

#include "processors/calendar/period.h"

namespace caseclock::simulation {

/// Working days of England and Wales from 2005 to 2028, and a council's closure days. Immutable.
class SlowCalendar {
 public:
  explicit SlowCalendar(const std::vector<Date>& closures);

  /// True from 2005-01-01 to 2028-12-31.
  bool Covers(Date day) const;

  /// Requires: Covers(day).
  bool IsWorkingDay(Date day) const;

  /// Working days d with start < d <= stop, counted one by one; 0 when stop <= start.
  /// Requires: both days covered.
  int Count(Date start, Date stop) const;

  /// The nth working day after `start`, found by walking. Errors: nullopt when the walk leaves the
  /// calendar.
  std::optional<Date> Nth(Date start, int n) const;

 private:
  void Close(Date day);
  void CloseOnNextFreeWeekday(Date day);
  void AddBankHolidaysOf(int year);

  std::vector<char> working_;  // one for each day from 2005-01-01
};

/// The window that ends on `as_of`.
Period SlowWindow(Window window, Date as_of);

/// The previous-year twin of that window. Example: kMonth on 2025-02-28 -> 2024-02-01..2024-02-29.
Period SlowTwin(Window window, Date as_of);

/// The window before, to the same day of it; a whole month (quarter) answers to a whole one. Of the year and rolling
/// years the one that ends a year, or three, before. Example: kMonth on 2024-02-29 -> 2024-01-01..2024-01-31.
Period SlowBefore(Window window, Date as_of);

/// The same date `years` before; the last day of February answers to the last day of February.
Date SameDateYearsBefore(Date day, int years);

/// Days from 1 April to 31 March around `day`: 365 or 366.
int SlowDaysInReportingYear(Date day);

}  // namespace caseclock::simulation
