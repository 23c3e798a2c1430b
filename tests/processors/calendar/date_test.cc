// Dates as values: what exists, month ends, reporting years, reading and writing.
#include "processors/calendar/date.h"

#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace caseclock {
namespace {

TEST(DateTest, CountsDaysFrom1970) {
  EXPECT_EQ(Date::FromYmd(1970, 1, 1).days, 0);
  EXPECT_EQ(Date::FromYmd(2024, 2, 29).days, 19782);
  EXPECT_EQ(Date::FromYmd(1969, 12, 31).days, -1);
}

TEST(DateTest, PartsNameTheWeekdayFromMondayToSunday) {
  const CivilParts parts = PartsOf(Day("2024-03-01"));
  EXPECT_EQ(parts.year, 2024);
  EXPECT_EQ(parts.month, 3);
  EXPECT_EQ(parts.day, 1);
  EXPECT_EQ(parts.weekday, 5) << "a Friday";
  EXPECT_EQ(PartsOf(Day("2024-03-03")).weekday, 7) << "a Sunday";
  EXPECT_EQ(PartsOf(Day("1969-12-29")).weekday, 1) << "a Monday before 1970";
}

TEST(DateTest, EveryDayOfTwoCenturiesComesBackFromItsPartsAndItsText) {
  for (Date day = Day("1900-01-01"); day <= Day("2099-12-31"); day = day + 1) {
    const CivilParts parts = PartsOf(day);
    ASSERT_EQ(Date::FromYmd(parts.year, parts.month, parts.day), day);
    ASSERT_EQ(ParseDate(FormatDate(day)), day);
  }
}

TEST(DateTest, AddingMonthsKeepsTheDayOrTakesTheLastOne) {
  EXPECT_EQ(AddMonths(Day("2024-01-31"), 1), Day("2024-02-29"));
  EXPECT_EQ(AddMonths(Day("2023-01-31"), 1), Day("2023-02-28"));
  EXPECT_EQ(AddMonths(Day("2024-01-15"), 1), Day("2024-02-15"));
  EXPECT_EQ(AddMonths(Day("2024-02-29"), 12), Day("2025-02-28"));
  EXPECT_EQ(AddMonths(Day("2024-02-29"), 48), Day("2028-02-29"));
}

TEST(DateTest, TakingMonthsAwayCrossesYears) {
  EXPECT_EQ(AddMonths(Day("2024-02-29"), -12), Day("2023-02-28"));
  EXPECT_EQ(AddMonths(Day("2024-01-31"), -2), Day("2023-11-30"));
  EXPECT_EQ(AddMonths(Day("2024-03-15"), 0), Day("2024-03-15"));
}

TEST(DateTest, TheLastDayOfFebruaryDependsOnTheYear) {
  EXPECT_EQ(LastDayOfMonth(Day("2024-02-10")), Day("2024-02-29"));
  EXPECT_EQ(LastDayOfMonth(Day("2023-02-28")), Day("2023-02-28"));
  EXPECT_EQ(LastDayOfMonth(Day("2000-02-01")), Day("2000-02-29"));
  EXPECT_EQ(LastDayOfMonth(Day("1900-02-01")), Day("1900-02-28"));
  EXPECT_EQ(LastDayOfMonth(Day("2024-12-31")), Day("2024-12-31"));
}

TEST(DateTest, FirstDayOfMonth) {
  EXPECT_EQ(FirstDayOfMonth(Day("2024-03-31")), Day("2024-03-01"));
  EXPECT_EQ(FirstDayOfMonth(Day("2024-03-01")), Day("2024-03-01"));
}

TEST(DateTest, WeeksStartOnMonday) {
  EXPECT_EQ(MondayOf(Day("2024-03-10")), Day("2024-03-04")) << "of a Sunday";
  EXPECT_EQ(MondayOf(Day("2024-03-11")), Day("2024-03-11")) << "of a Monday";
  EXPECT_EQ(MondayOf(Day("2024-01-01")), Day("2024-01-01"));
  EXPECT_EQ(MondayOf(Day("2023-01-01")), Day("2022-12-26"));
}

TEST(DateTest, TheReportingYearStartsOnTheFirstOfApril) {
  EXPECT_EQ(ReportingYearStart(Day("2024-03-31")), Day("2023-04-01"));
  EXPECT_EQ(ReportingYearStart(Day("2024-04-01")), Day("2024-04-01"));
  EXPECT_EQ(ReportingYearStart(Day("2024-12-31")), Day("2024-04-01"));
}

TEST(DateTest, ReadsOnlyDatesThatExistInTheProtocolsForm) {
  EXPECT_EQ(ParseDate("2024-02-29"), Day("2024-02-29"));
  EXPECT_TRUE(ParseDate("1900-01-01").has_value());
  EXPECT_TRUE(ParseDate("2099-12-31").has_value());
  for (const char* text : {"2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00",
                           "2024-1-1", "", "2024/01/01", "2024-01-01T", "24-01-01", "1899-12-31",
                           "2100-01-01", "2024-01-0a", " 2024-01-01", "-024-01-01", "2024-01-+1"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

TEST(DateTest, WritesWithLeadingZeros) {
  EXPECT_EQ(FormatDate(Day("2024-03-01")), "2024-03-01");
  EXPECT_EQ(FormatDate(Date::FromYmd(987, 6, 5)), "0987-06-05");
}

TEST(DateTest, MinAndMaxLieBeyondEveryDateAndLeaveRoomForSums) {
  EXPECT_LT(Date::Min(), Day("1900-01-01"));
  EXPECT_GT(Date::Max(), Day("2099-12-31"));
  EXPECT_LT(Date::Min() - 100'000, Date::Min());
  EXPECT_GT(Date::Max() + 100'000, Date::Max());
}

}  // namespace
}  // namespace caseclock
