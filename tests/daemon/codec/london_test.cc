// Days in London: midnight, summer time, the years of the protocol.
#include <gtest/gtest.h>

#include <cstdlib>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "daemon/codec/codec.h"

namespace caseclock {
namespace {

constexpr std::int64_t kHourUs = 3'600'000'000;

Date Day(int year, int month, int day) { return Date::FromYmd(year, month, day); }

TEST(LondonTest, SummerTimeTurnsTheDayAnHourEarlier) {
  const std::int64_t before_midnight = 1'711'927'800'000'000;  // 2024-03-31T23:30:00Z
  EXPECT_EQ(LondonDate(before_midnight), Day(2024, 4, 1));
  EXPECT_EQ(LondonDate(before_midnight - kHourUs), Day(2024, 3, 31));
}

TEST(LondonTest, WinterTurnsAtMidnightUtc) {
  const std::int64_t new_year = 1'704'067'200'000'000;  // 2024-01-01T00:00:00Z
  EXPECT_EQ(LondonDate(new_year), Day(2024, 1, 1));
  EXPECT_EQ(LondonDate(new_year - 1), Day(2023, 12, 31));
  EXPECT_EQ(LondonMidnight(Day(2024, 1, 1)), new_year);
}

TEST(LondonTest, MidnightInSummer) {
  EXPECT_EQ(LondonMidnight(Day(2024, 7, 1)), 1'719'788'400'000'000);  // 2024-06-30T23:00:00Z
}

TEST(LondonTest, StandardTimeOf1968To1971) {
  EXPECT_EQ(LondonMidnight(Day(1970, 1, 1)), -kHourUs) << "the clocks stayed an hour ahead";
}

TEST(LondonTest, EveryDayOfTheProtocolBeginsAtItsMidnight) {
  for (Date day = Day(1900, 1, 1); day <= Day(2099, 12, 31); day = day + 1) {
    const std::int64_t midnight = LondonMidnight(day);
    ASSERT_EQ(LondonDate(midnight), day) << FormatDate(day);
    ASSERT_EQ(LondonDate(midnight - 1), day - 1) << FormatDate(day);
  }
}

TEST(LondonTest, EveryHourIsTheTimeZoneDatabases) {
  absl::TimeZone london;
  ASSERT_TRUE(absl::LoadTimeZone("Europe/London", &london));
  const std::int64_t last = LondonMidnight(Day(2100, 1, 1));
  for (std::int64_t at = LondonMidnight(Day(1900, 1, 1)); at < last; at += kHourUs) {
    const auto day = absl::ToCivilDay(absl::FromUnixMicros(at), london);
    ASSERT_EQ(LondonDate(at).days, day - absl::CivilDay(1970, 1, 1)) << at;
  }
}

TEST(LondonDeathTest, SaysWhatIsMissing) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_EXIT(
      {
        setenv("TZDIR", "/nonexistent", 1);
        LondonDate(0);
      },
      testing::ExitedWithCode(3), "could not load the time zone Europe/London");
}

}  // namespace
}  // namespace caseclock
