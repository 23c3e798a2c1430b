/// @file
/// Histories for tests, and how googletest prints what is read from them.
///
/// Example: EveryDay("2023-04-01", "2023-04-30", {.in_time = 2, .stopped = 3}) has 90 stops, 60 of them in time.
#pragma once

#include <ostream>

#include "processors/judgement/projection.h"
#include "tests/support/day.h"

namespace caseclock {

/// The same counts on every day from `first` to `last`.
inline DailyHistory EveryDay(const char* first, const char* last, DayCounts counts) {
  const Period period = {Day(first), Day(last)};
  return {period.first, {static_cast<std::size_t>(DaysIn(period)), counts}};
}

/// How googletest prints them.
inline void PrintTo(const ShareCounts& share, std::ostream* out) {
  *out << share.numerator << " of " << share.denominator;
}
inline void PrintTo(Reach reach, std::ostream* out) { *out << "reach " << static_cast<int>(reach); }

}  // namespace caseclock
