/// @file
/// What time it is, asked once a turn of the loop and handed on: the core is told the date, it never asks.
///
/// Example: SystemClock clock; clock.Today() is the day in London, also in the hour after midnight in summer.
#pragma once

#include <cstdint>
#include <optional>

#include "processors/calendar/date.h"

namespace caseclock {

/// Asked by the loop thread only.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  /// The day for which figures are shown.
  virtual Date Today() = 0;
  /// Units: microseconds since 1970-01-01 UTC.
  virtual std::int64_t NowUs() = 0;
};

/// The machine's clock; or, for rehearsals, its time with a fixed day.
class SystemClock : public TimeSource {
 public:
  explicit SystemClock(std::optional<Date> fixed_day = std::nullopt) : fixed_day_(fixed_day) {}
  Date Today() override;
  std::int64_t NowUs() override;

 private:
  std::optional<Date> fixed_day_;
};

}  // namespace caseclock
