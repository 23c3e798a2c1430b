/// @file
/// What the slow model finds in the records on one day, before it is added up into rows.
///
/// Example: one child and family assessment, started 2024-03-01, authorised 2024-03-22, held by
/// North, gives the Happening {"assessment_45", "North", 2024-03-22, .good = true}.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/slow_calendar.h"
#include "tests/simulation/slow_limits.h"
#include "tests/simulation/slow_merge.h"

namespace caseclock::simulation {

/// A thing counted in windows by its day: in the denominator always, in the numerator when `good`.
struct Happening {
  std::string indicator;
  std::string team;
  Date day;
  bool good = false;  ///< in time; for ni64 and rereferral: the thing that is counted
  int delay = 0;      ///< entry_delay only. Units: working days
};

/// A clock: open from its start until the day before its end.
struct ClockSpan {
  std::string indicator;
  const SlowRecord* record = nullptr;
  Date start;
  std::optional<Date> end;  ///< the earlier of stop and cancellation

  bool IsOpenOn(Date day) const { return start <= day && (!end || *end > day); }
};

/// A conference booked to review a plan, and the day it was held on.
struct BookedReview {
  Date day;
  std::optional<Date> held;
};

/// A child protection plan, for the stocks of children on plans.
struct PlanSpan {
  std::string child;
  Date start;
  std::optional<Date> ceased;
  const SlowRecord* record = nullptr;
  std::vector<BookedReview> reviews;

  bool IsOpenOn(Date day) const { return start <= day && (!ceased || *ceased > day); }

  /// Open, 548 to 729 days old, and the next conference from there is on the 730th day or later.
  bool HasLateConferenceOn(Date day) const;
};

/// All that counts as of one day, that is, with all that is dated up to it.
struct SlowDay {
  std::vector<Happening> happenings;
  std::vector<ClockSpan> clocks;
  std::vector<PlanSpan> plans;
};

/// Looks through the records. `children`: SlowMerge::Children. The answer points into `records`.
SlowDay LookAt(const std::vector<SlowRecord>& records,
               const std::map<std::string, std::string>& children, const SlowCalendar& calendar,
               const SlowLimits& limits, Date as_of);

}  // namespace caseclock::simulation
