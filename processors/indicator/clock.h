/// @file
/// The clocks of a child: what the rows of the catalogue read from its records, and why a record has none.
///
/// Example: assessment A7, child and family, started 2024-03-01, authorised 2024-05-08: Clock{start 2024-03-01,
/// stop 2024-05-08}, which assessment_45 counts in time (45 working days).
#pragma once

#include <span>
#include <variant>

#include "processors/indicator/fact_date.h"
#include "processors/indicator/item.h"
#include "processors/indicator/not_counted.h"

namespace caseclock {

/// The span that a limit applies to, as it stands on the as-of date.
struct Clock {
  Date start = kNoDate;
  Date stop = kNoDate;       ///< kNoDate: not stopped
  Date cancelled = kNoDate;  ///< kNoDate: not cancelled

  bool is_cancelled() const { return cancelled != kNoDate; }
  bool is_stopped() const { return stop != kNoDate; }
  /// True when the clock is among the stopped ones of its stop date.
  bool CountsAsStopped() const { return is_stopped() && !is_cancelled(); }
  /// The first day on which it is no longer open, or Date::Max().
  Date OpenUntil() const;
};

using ClockReading = std::variant<Clock, NotCounted>;

/// From where to where a clock runs, and what cancels it. Borrows from a shape.
struct Course {
  const FactDate& from;
  std::span<const FactDate> to;
  std::span<const FactDate> cancelled_by;
};

/// The clock of `record`. Requires: records of `history` as KeepExisting left them. Of rows with a limit in working
/// days those that start outside the calendar have none.
ClockReading ReadClock(const Course& course, const Indicator& row, const Record& record,
                       const RowSubject& subject);

}  // namespace caseclock
