/// @file
/// When a live feed sends an event on: what has been recorded up to now at once, each later event when its recorded
/// time comes. A feed may also begin in the past and hurry from there to the present.
///
/// Example, a feed that begins at 12:00 and replays from 11:00 at 60 times the speed: an event recorded at 10:59 goes
/// at once, one of 11:30 at 12:00:30, one of 12:30 at 12:30:00:
///   const FeedPace pace{.began_us = twelve, .replay_from_us = eleven, .speed = 60};
///   pace.SendAtUs(half_past_eleven) == twelve + 30'000'000;
#pragma once

#include <atomic>
#include <cstdint>

namespace caseclock {

/// How fast a feed goes. Immutable. Units: every `_us` is microseconds since 1970-01-01 UTC.
struct FeedPace {
  std::int64_t began_us = 0;        ///< when the feed began
  std::int64_t replay_from_us = 0;  ///< what was recorded up to here goes at once; at most began_us
  double speed = 1;                 ///< seconds recorded that pass in a second, until now; above 0

  /// When to send what was recorded then: never before it was recorded, so that no message comes from the future.
  std::int64_t SendAtUs(std::int64_t recorded_at_us) const;
};

/// The time, and a way to let it pass. Fakes move it by hand.
class FeedClock {
 public:
  virtual ~FeedClock() = default;
  /// Units: microseconds since 1970-01-01 UTC.
  virtual std::int64_t NowUs() = 0;
  /// Returns after so long, or sooner.
  virtual void Sleep(std::int64_t for_us) = 0;
};

/// The machine's clock.
class MachineFeedClock : public FeedClock {
 public:
  std::int64_t NowUs() override;
  void Sleep(std::int64_t for_us) override;
};

/// A wait looks this often whether it should stop, and whether the clock was set. Units: microseconds.
inline constexpr std::int64_t kFeedLooksEveryUs = 100'000;

/// Waits until that time; false when `stop` was set before it came.
/// Example: WaitUntil(past, clock, stop) returns true without sleeping.
bool WaitUntil(std::int64_t at_us, FeedClock& clock, const std::atomic<bool>& stop);

}  // namespace caseclock
