/// @file
/// Days in a row.
///
/// Example: {2024-03-01, 2024-03-04} are the three days from 1 to 3 March.
#pragma once

#include "processors/calendar/date.h"

namespace caseclock {

/// Days from begin up to, not including, end. Empty where end <= begin. Date::Max() as end: for ever.
struct DaySpan {
  Date begin;
  Date end;
  bool empty() const { return end <= begin; }
  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

}  // namespace caseclock
