#include "daemon/serve/clock.h"

#include <chrono>

#include "daemon/codec/codec.h"

namespace caseclock {

Date SystemClock::Today() { return fixed_day_ ? *fixed_day_ : LondonDate(NowUs()); }

std::int64_t SystemClock::NowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace caseclock
