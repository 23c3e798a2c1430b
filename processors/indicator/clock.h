/// @file
/// The clocks of a child: what the rows of the catalogue read from its records, and why a record has none.
///
/// Example: assessment A7, child and family, started 2024-03-01, authorised 2024-05-08: Clock{start 2024-03-01,
/// stop 2024-05-08}, which assessment_45 counts in time (45 working days).
#pragma once

#include <string_view>
#include <variant>

#include "processors/calendar/working_days.h"
#include "processors/indicator/catalogue.h"
#include "processors/indicator/not_counted.h"
#include "processors/record/history.h"

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

/// The clock of `record` in `indicator`. Requires: records of `history` as KeepExisting left them; kind of the
/// indicator one that has clocks or starts (all but kEntryDelay).
ClockReading ReadClock(const Indicator& indicator, const Record& record, const History& history,
                       const WorkingDays& calendar);

}  // namespace caseclock
