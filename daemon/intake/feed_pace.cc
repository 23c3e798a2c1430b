#include "daemon/intake/feed_pace.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace caseclock {

std::int64_t FeedPace::SendAtUs(std::int64_t recorded_at_us) const {
  if (recorded_at_us <= replay_from_us) return began_us;
  const double hurried = static_cast<double>(recorded_at_us - replay_from_us) / speed;
  return std::max(recorded_at_us, began_us + static_cast<std::int64_t>(hurried));
}

std::int64_t MachineFeedClock::NowUs() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(since_1970).count();
}

void MachineFeedClock::Sleep(std::int64_t for_us) {
  std::this_thread::sleep_for(std::chrono::microseconds(for_us));
}

bool WaitUntil(std::int64_t at_us, FeedClock& clock, const std::atomic<bool>& stop) {
  while (!stop) {
    const std::int64_t left_us = at_us - clock.NowUs();
    if (left_us <= 0) return true;
    clock.Sleep(std::min(left_us, kFeedLooksEveryUs));
  }
  return false;
}

}  // namespace caseclock
