/// @file
/// Records that near a line in time while their next review is booked for that line or later: moving the review would
/// let them end before it.
///
/// Example: a child protection plan from 2024-01-08, its line 730 days later on 2026-01-07. Reviews booked for
/// 2025-09-01 (held that day) and 2026-02-16: it counts from 2025-09-01 up to 2026-01-06.
#pragma once

#include "processors/calendar/day_span.h"
#include "processors/indicator/clock.h"

namespace caseclock {

/// The first day that a record of a row of kind kLateReview, begun on `start`, must not reach open.
Date LineOf(const Indicator& indicator, Date start);

/// The review of `record` that is next on `day`: of those linked to it, booked for that day or later and not held by
/// the end of that day, the one booked first. nullptr: none is booked.
const Record* NextReview(const Record& record, const History& history, Date day);

/// The days on which the record counts: it is open, near its line but not there, and its next review lies on the line
/// or after it. One span, whatever was booked, held and moved. Requires: kind kLateReview.
DaySpan DaysWithLateReview(const Indicator& indicator, const Record& record, const Clock& clock,
                           const History& history);

}  // namespace caseclock
