/// @file
/// What the page knows of working days: until when "due" counts, which weekdays are none, how old data may be.
///
/// Example: as of Wednesday 20 December 2023, with five working days: due by Friday 29 December; the days up to it hold
/// {25 December, "Christmas Day"} and {26 December, "Boxing Day"}.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "processors/calendar/working_days.h"

namespace caseclock {

/// The calendar of the council that is shown. Borrowed.
struct PageCalendar {
  const WorkingDays* days = nullptr;  ///< nullptr: not known
  int due_soon_working_days = 5;
};

/// A weekday on which the council does not work.
struct ClosedDay {
  Date day;
  std::string title;  ///< as GOV.UK names a bank holiday; "": a closure day of the council alone
  friend bool operator==(const ClosedDay&, const ClosedDay&) = default;
};

/// The last day that "due" counts: the fifth working day after as-of, unless configured. Where no calendar is known, a
/// week.
Date DueUntil(Date as_of, const PageCalendar& calendar);

/// The weekdays from `first` to `last` that are no working days.
std::vector<ClosedDay> ClosedDays(Date first, Date last, const PageCalendar& calendar);

/// How many working days lie after `day`, up to and with `as_of`; nullopt where the calendar does not reach.
/// Example: as of Monday, of Friday: 1; of Saturday: 1; of Monday: 0.
std::optional<int> WorkingDaysSince(Date day, Date as_of, const PageCalendar& calendar);

}  // namespace caseclock
