/// @file
/// What a limit means on the calendar: count, due date, and from when on a clock is late.
///
/// Example, start Fri 2024-03-01, 15 working days: due Fri 2024-03-22, late from Mon 2024-03-25; a stop on Sun
/// 2024-03-24 counts 15 and is in time. 729 days from 2022-01-01: due 2023-12-31, late from 2024-01-01.
#pragma once

#include <optional>

#include "processors/calendar/working_days.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// The last day on which stopping is in time. Errors: nullopt outside the calendar (working days only).
std::optional<Date> DueDate(const WorkingDays& calendar, const Limit& limit, Date start);

/// The first day on which an open clock is over its limit: the first working day after the due date, or the day
/// after it. Errors: nullopt outside the calendar.
std::optional<Date> LateFrom(const WorkingDays& calendar, const Limit& limit, Date start);

/// The latest due date whose open clocks are over such a limit on `day`: those due later are not, those due earlier
/// are. Example: Sun 2024-03-24 and working days: Thu 2024-03-21, because what was due on Friday is late from Monday.
/// Requires: `day` within the calendar.
Date LatestDueInDrag(const WorkingDays& calendar, LimitUnit unit, Date day);

/// What the clock counts from start to stop. Units: working days, or days for limits in days and months. 0 for a
/// stop before the start. Errors: nullopt outside the calendar.
std::optional<int> CountUntil(const WorkingDays& calendar, const Limit& limit, Date start,
                              Date stop);

/// Whether a clock stopped on `stop` is in time. Errors: nullopt outside the calendar.
std::optional<bool> InTime(const WorkingDays& calendar, const Limit& limit, Date start, Date stop);

}  // namespace caseclock
