/// @file
/// How long the longest turn of the loop took lately: for so long nobody else was served.
///
/// Example: turns of 2 ms and 9 ms in the first minute, of 1 ms in the second: 9 ms until the third begins.
#pragma once

#include <algorithm>
#include <cstdint>

namespace caseclock {

/// Of the last one to two minutes, so that no scrape of once a minute misses a turn. Used by the loop thread only.
class LongestTurn {
 public:
  static constexpr std::int64_t kMinuteUs = 60'000'000;

  /// A turn has ended at `now_us`, of a clock that never goes back, and took `turn_us`.
  void Note(std::int64_t now_us, std::int64_t turn_us) {
    const std::int64_t minute = now_us / kMinuteUs;
    if (minute != minute_) {
      before_us_ = minute == minute_ + 1 ? longest_us_ : 0;
      longest_us_ = 0;
      minute_ = minute;
    }
    longest_us_ = std::max(longest_us_, turn_us);
  }
  std::int64_t us() const { return std::max(before_us_, longest_us_); }

 private:
  std::int64_t minute_ = 0;
  std::int64_t longest_us_ = 0;  // in it
  std::int64_t before_us_ = 0;   // in the minute before
};

}  // namespace caseclock
