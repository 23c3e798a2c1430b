/// @file
/// Dates as tests write and print them.
///
/// Example: EXPECT_EQ(AddMonths(Day("2024-01-31"), 1), Day("2024-02-29")); a failure prints
/// "2024-02-29".
#pragma once

#include <ostream>
#include <string_view>

#include "processors/calendar/date.h"
#include "processors/calendar/period.h"
#include "processors/check.h"

namespace caseclock {

/// Requires: a date that exists, from 1900 to 2099; anything else ends the test program.
inline Date Day(std::string_view text) {
  const auto date = ParseDate(text);
  CASECLOCK_CHECK(date.has_value(), "a test names a date that exists");
  return *date;
}

/// How googletest prints them.
inline void PrintTo(const Date& date, std::ostream* out) { *out << FormatDate(date); }
inline void PrintTo(const Period& period, std::ostream* out) {
  *out << FormatDate(period.first) << ".." << FormatDate(period.last);
}

}  // namespace caseclock
