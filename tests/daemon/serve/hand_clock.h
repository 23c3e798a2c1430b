/// @file
/// A clock that a test moves by hand.
///
/// Example: HandClock clock("2024-03-22"); clock.Pass(1.5); clock.day = Day("2024-03-23");
#pragma once

#include <string_view>

#include "daemon/serve/clock.h"
#include "tests/support/day.h"

namespace caseclock {

/// Stands still between two calls of Pass.
class HandClock final : public TimeSource {
 public:
  explicit HandClock(std::string_view today)
      : day(Day(today)), now_us(day.days * std::int64_t{86'400'000'000}) {}

  Date Today() override { return day; }
  std::int64_t NowUs() override { return now_us; }

  void Pass(double seconds) { now_us += static_cast<std::int64_t>(seconds * 1e6); }

  Date day;
  std::int64_t now_us;
};

}  // namespace caseclock
