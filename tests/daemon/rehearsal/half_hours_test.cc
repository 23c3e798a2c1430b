// Is every half hour of a working day looked at once, whatever the clocks do?
#include "daemon/rehearsal/half_hours.h"

#include <gtest/gtest.h>

#include "daemon/codec/codec.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

TEST(HalfHoursTest, AreFromSixToEight) {
  const auto moments = HalfHours(Day("2024-03-04"));
  ASSERT_EQ(moments.size(), 29U);
  EXPECT_EQ(moments.front().minute, 6 * 60);
  EXPECT_EQ(moments.back().minute, 20 * 60);
}

TEST(HalfHoursTest, AreThoseOfLondonOnEveryDayOfADecade) {
  std::int64_t last_us = 0;
  for (Date day = Day("2020-01-01"); day <= Day("2029-12-31"); day = day + 1) {
    for (const Moment& moment : HalfHours(day)) {
      ASSERT_EQ(moment, LondonMoment(moment.us)) << FormatDate(day);
      ASSERT_GT(moment.us, last_us);
      last_us = moment.us;
    }
  }
}

TEST(HalfHoursTest, TheClockChangeMovesTheMorning) {
  constexpr std::int64_t kHourUs = 60 * kMinuteUs;
  const auto before = HalfHours(Day("2024-03-30")).front();
  const auto after = HalfHours(Day("2024-03-31")).front();
  EXPECT_EQ(after.us - before.us, 23 * kHourUs);
}

}  // namespace
}  // namespace caseclock
