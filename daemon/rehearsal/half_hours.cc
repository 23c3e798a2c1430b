#include "daemon/rehearsal/half_hours.h"

#include "daemon/codec/codec.h"

namespace caseclock {

std::vector<Moment> HalfHours(Date day) {
  constexpr int kDayMinutes = 24 * 60;
  // Counted back from the midnight after, because clocks change in the night before.
  const std::int64_t end_us = LondonMidnight(day + 1);
  std::vector<Moment> moments;
  for (int minute = kFirstLook; minute <= kLastLook; minute += kBetweenLooks) {
    moments.push_back({end_us - (kDayMinutes - minute) * kMinuteUs, day, minute});
  }
  return moments;
}

}  // namespace caseclock
