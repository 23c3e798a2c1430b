#include "daemon/simulation/office_calendar.h"

#include <gtest/gtest.h>

#include "daemon/codec/codec.h"

namespace caseclock::simulation {
namespace {

Date On(int year, int month, int day) { return Date::FromYmd(year, month, day); }

TEST(OfficeCalendarTest, CountsWorkingDaysForwardAndBack) {
  const OfficeCalendar calendar;
  EXPECT_EQ(calendar.After(On(2024, 3, 1), 15), On(2024, 3, 22));
  EXPECT_EQ(calendar.After(On(2024, 3, 2), 0), On(2024, 3, 2));
  EXPECT_EQ(calendar.Before(On(2024, 4, 2), 1), On(2024, 3, 28));  // over Easter
  EXPECT_EQ(calendar.OnOrAfter(On(2024, 3, 29)), On(2024, 4, 2));
  EXPECT_EQ(calendar.OnOrAfter(On(2024, 4, 2)), On(2024, 4, 2));
}

TEST(OfficeCalendarTest, BeyondTheKnownSpanEveryWeekdayWorks) {
  const OfficeCalendar calendar;
  EXPECT_TRUE(calendar.Works(On(2030, 12, 25)));   // a Wednesday
  EXPECT_FALSE(calendar.Works(On(2030, 12, 28)));  // a Saturday
  EXPECT_EQ(calendar.After(On(2030, 12, 20), 5), On(2030, 12, 27));
}

TEST(OfficeCalendarTest, AYearsSharesAddUp) {
  OfficeCalendar calendar;
  std::int64_t total = 0;
  for (Date day = On(2024, 1, 1); day <= On(2024, 12, 31); day = day + 1) {
    total += calendar.ShareOfYear(day);
  }
  EXPECT_GT(total, 999'000);
  EXPECT_LE(total, 1'000'000);
}

TEST(OfficeCalendarTest, TheFrontDoorIsQuietOnDaysOff) {
  OfficeCalendar calendar;
  const std::int64_t wednesday = calendar.ShareOfYear(On(2024, 5, 8));
  EXPECT_LT(calendar.ShareOfYear(On(2024, 5, 6)), wednesday / 20);   // bank holiday
  EXPECT_LT(calendar.ShareOfYear(On(2024, 5, 11)), wednesday / 20);  // Saturday
  EXPECT_LT(calendar.ShareOfYear(On(2024, 12, 27)), wednesday / 2);  // Friday after Christmas
}

TEST(InstantUsTest, AgreesWithTheTimeZoneDatabase) {
  for (Date day = On(2019, 1, 1); day <= On(2028, 12, 31); day = day + 1) {
    const std::int64_t nine = InstantUs(day, 9 * 3600);
    ASSERT_EQ(LondonDate(nine), day);
    ASSERT_EQ(LondonDate(InstantUs(day, 24 * 3600 - 1)), day);
    const bool turns = LondonMidnight(day + 1) - LondonMidnight(day) != 86'400'000'000;
    if (turns) continue;
    ASSERT_EQ(nine - LondonMidnight(day), std::int64_t{9} * 3600 * 1'000'000);
  }
}

}  // namespace
}  // namespace caseclock::simulation
