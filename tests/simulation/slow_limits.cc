#include "tests/simulation/slow_limits.h"

namespace caseclock::simulation {

SlowLimits::SlowLimits(const SlowLimitTable& changed, const SlowCalendar& calendar)
    : limits_(changed), calendar_(calendar) {
  const SlowLimitTable built_in = {
      {"assessment_45", {{Date::Min(), 45, SlowLimit::kWorkingDays}}},
      {"ni59", {{Date::Min(), 10, SlowLimit::kWorkingDays}}},
      {"ni59_7", {{Date::Min(), 7, SlowLimit::kWorkingDays}}},
      {"ni60", {{Date::Min(), 35, SlowLimit::kWorkingDays}}},
      {"icpc_15", {{Date::Min(), 15, SlowLimit::kWorkingDays}}},
      {"ni64", {{Date::Min(), 729, SlowLimit::kDays}}},
  };
  limits_.insert(built_in.begin(), built_in.end());
}

const SlowLimit& SlowLimits::LimitOn(const std::string& indicator, Date day) const {
  const SlowLimit* in_force = nullptr;
  for (const SlowLimit& limit : limits_.at(indicator)) {
    if (limit.from <= day) in_force = &limit;
  }
  return *in_force;
}

bool SlowLimits::CanCount(const std::string& indicator, Date start) const {
  return limits_.at(indicator).front().unit != SlowLimit::kWorkingDays || calendar_.Covers(start);
}

bool SlowLimits::IsOver(const std::string& indicator, Date start, Date day) const {
  const SlowLimit& limit = LimitOn(indicator, day);
  if (day <= start) return limit.length < 0;  // the count is 0
  switch (limit.unit) {
    case SlowLimit::kWorkingDays: return calendar_.Count(start, day) > limit.length;
    case SlowLimit::kDays: return day - start > limit.length;
    case SlowLimit::kMonths: return day > AddMonths(start, limit.length);
  }
  return false;
}

std::optional<Date> SlowLimits::DueDate(const std::string& indicator, Date start, Date day) const {
  const SlowLimit& limit = LimitOn(indicator, day);
  switch (limit.unit) {
    case SlowLimit::kWorkingDays: return calendar_.Nth(start, limit.length);
    case SlowLimit::kDays: return start + limit.length;
    case SlowLimit::kMonths: return AddMonths(start, limit.length);
  }
  return std::nullopt;
}

}  // namespace caseclock::simulation
