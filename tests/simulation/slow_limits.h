/// @file
/// How long clocks may run, for the slow model. Written from ops/docs/counting.md, "Clocks".
///
/// Example: SlowLimits limits({}, calendar);
///   limits.IsOver("icpc_15", Date::FromYmd(2024, 3, 1), Date::FromYmd(2024, 3, 24))   // false:
///   still 15
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/slow_calendar.h"

namespace caseclock::simulation {

/// A limit and the first day on which it is in force.
struct SlowLimit {
  enum Unit { kWorkingDays, kDays, kMonths };
  Date from = Date::Min();
  int length = 0;
  Unit unit = kWorkingDays;
};

/// Limits by indicator, each list by `from`, the first from the beginning.
using SlowLimitTable = std::map<std::string, std::vector<SlowLimit>>;

/// The limits of one council. Immutable; `calendar` outlives it.
class SlowLimits {
 public:
  /// `changed` takes the place of the built-in limits of the indicators it names.
  SlowLimits(const SlowLimitTable& changed, const SlowCalendar& calendar);

  /// False: the clock is left out, because its working days cannot be counted.
  bool CanCount(const std::string& indicator, Date start) const;

  /// Has a clock run longer than the limit in force on `day`? Requires: CanCount; `day` within the
  /// calendar, or not after `start`.
  bool IsOver(const std::string& indicator, Date start, Date day) const;

  /// The last day that is in time, by the limit in force on `day`. Errors: nullopt beyond the
  /// calendar.
  std::optional<Date> DueDate(const std::string& indicator, Date start, Date day) const;

 private:
  const SlowLimit& LimitOn(const std::string& indicator, Date day) const;

  SlowLimitTable limits_;
  const SlowCalendar& calendar_;
};

}  // namespace caseclock::simulation
