#include "daemon/serve/clock.h"

#include <gtest/gtest.h>

#include "daemon/codec/codec.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

TEST(SystemClockTest, TodayIsTheDayInLondonOfNow) {
  SystemClock clock;
  const Date before = LondonDate(clock.NowUs());
  const Date today = clock.Today();
  const Date after = LondonDate(clock.NowUs());
  EXPECT_TRUE(today == before || today == after);
}

TEST(SystemClockTest, AFixedDayStandsWhileTimeGoesOn) {
  SystemClock clock(Day("2024-03-31"));
  EXPECT_EQ(clock.Today(), Day("2024-03-31"));
  EXPECT_GT(clock.NowUs(), 1'700'000'000'000'000);
}

}  // namespace
}  // namespace caseclock
