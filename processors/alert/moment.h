/// @file
/// An instant as rules and people see it: the core is told it, it never asks.
///
/// Example: 2024-07-01 07:00 UTC is Moment{1719817200000000, 2024-07-01, 480}: eight in the morning in London.
#pragma once

#include <cstdint>

#include "processors/calendar/date.h"

namespace caseclock {

/// One instant, with its day and time of day in London, where quiet hours and digests are kept.
struct Moment {
  std::int64_t us = 0;  ///< Units: microseconds since 1970-01-01 UTC
  Date day;             ///< in London
  int minute = 0;       ///< of that day: 0 to 1439
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// Units: microseconds.
inline constexpr std::int64_t kMinuteUs = 60'000'000;

/// The day in London of an instant near `now`, with the distance from UTC that London has at `now`: an hour off beyond
/// a change of the clocks. Example: now 2024-07-01 07:00 UTC, us an hour before the midnight of London: 2024-06-30.
constexpr Date DayOf(const Moment& now, std::int64_t us) {
  constexpr std::int64_t kDayMinutes = 24 * 60;
  const std::int64_t local = now.day.days * kDayMinutes + now.minute;
  const std::int64_t then = local - (now.us / kMinuteUs - us / kMinuteUs);
  return Date{static_cast<std::int32_t>(then / kDayMinutes)};
}

}  // namespace caseclock
