#include "tests/simulation/slow_calendar.h"

#include <gtest/gtest.h>

#include "tests/simulation/told_events.h"

namespace caseclock::simulation {
namespace {

/// Gauss's way to Easter, to check the table that was written down.
Date GaussEaster(int year) {
  const int a = year % 19, b = year % 4, c = year % 7;
  const int d = (19 * a + 24) % 30, e = (2 * b + 4 * c + 6 * d + 5) % 7;
  int days = 22 + d + e;  // of March
  if (d == 29 && e == 6) days -= 7;
  if (d == 28 && e == 6 && a > 10) days -= 7;
  return Date::FromYmd(year, 3, 1) + (days - 1);
}

struct DueCase {
  const char* start;
  int limit;
  const char* due;
};

class WorkedDueDateTest : public testing::TestWithParam<DueCase> {};

// The worked examples of the rules, and those of early May 2020, both jubilees and the coronation.
INSTANTIATE_TEST_SUITE_P(
    All, WorkedDueDateTest,
    testing::Values(
        DueCase{"2024-03-01", 7, "2024-03-12"}, DueCase{"2024-03-01", 10, "2024-03-15"},
        DueCase{"2024-03-01", 15, "2024-03-22"}, DueCase{"2024-03-01", 20, "2024-04-02"},
        DueCase{"2024-03-01", 35, "2024-04-23"}, DueCase{"2024-03-01", 45, "2024-05-08"},
        DueCase{"2024-03-02", 7, "2024-03-12"}, DueCase{"2024-03-02", 45, "2024-05-08"},
        DueCase{"2024-12-20", 1, "2024-12-23"}, DueCase{"2024-12-20", 7, "2025-01-03"},
        DueCase{"2024-12-20", 10, "2025-01-08"}, DueCase{"2024-12-20", 15, "2025-01-15"},
        DueCase{"2024-12-20", 45, "2025-02-26"}, DueCase{"2022-09-09", 7, "2022-09-21"},
        DueCase{"2022-09-09", 10, "2022-09-26"}, DueCase{"2022-09-09", 15, "2022-10-03"},
        DueCase{"2009-04-01", 7, "2009-04-14"}, DueCase{"2009-04-01", 10, "2009-04-17"},
        DueCase{"2009-04-01", 35, "2009-05-26"}, DueCase{"2020-05-01", 5, "2020-05-11"},
        DueCase{"2022-06-01", 1, "2022-06-06"}, DueCase{"2012-06-01", 1, "2012-06-06"},
        DueCase{"2023-05-05", 1, "2023-05-09"}));

TEST_P(WorkedDueDateTest, IsFoundByWalking) {
  const SlowCalendar calendar({});
  const Date start = Day(GetParam().start);
  const Date due = Day(GetParam().due);
  EXPECT_EQ(FormatDate(calendar.Nth(start, GetParam().limit).value()), GetParam().due);
  EXPECT_EQ(calendar.Count(start, due), GetParam().limit);
  EXPECT_EQ(calendar.Count(start, due - 1), GetParam().limit - 1);
}

TEST(SlowCalendarTest, KnowsTheEastersThatGaussComputes) {
  const SlowCalendar calendar({});
  for (int year = 2005; year <= 2028; ++year) {
    EXPECT_FALSE(calendar.IsWorkingDay(GaussEaster(year) - 2)) << year;
    EXPECT_FALSE(calendar.IsWorkingDay(GaussEaster(year) + 1)) << year;
    EXPECT_TRUE(calendar.IsWorkingDay(GaussEaster(year) + 2)) << year;
  }
}

TEST(SlowCalendarTest, HasEightHolidaysOnWeekdaysAYearAndTheOneOffDays) {
  const SlowCalendar calendar({});
  for (int year = 2005; year <= 2028; ++year) {
    int holidays = 0;
    for (Date day = Date::FromYmd(year, 1, 1); day <= Date::FromYmd(year, 12, 31); day = day + 1) {
      if (PartsOf(day).weekday <= 5 && !calendar.IsWorkingDay(day)) ++holidays;
    }
    const int extra = year == 2011 || year == 2012 || year == 2023 ? 1 : year == 2022 ? 2 : 0;
    EXPECT_EQ(holidays, 8 + extra) << year;
  }
}

TEST(SlowCalendarTest, MovesWeekendHolidaysToTheNextFreeWeekday) {
  const SlowCalendar calendar({});
  for (const char* day : {"2010-12-27", "2010-12-28", "2011-01-03", "2011-12-26", "2011-12-27",
                          "2012-01-02", "2015-12-28", "2020-12-28", "2021-12-27", "2021-12-28",
                          "2022-01-03", "2022-12-27", "2023-01-02", "2028-01-03"}) {
    EXPECT_FALSE(calendar.IsWorkingDay(Day(day))) << day;
  }
  EXPECT_TRUE(calendar.IsWorkingDay(Day("2020-05-04")));  // early May moved to the 8th
  EXPECT_TRUE(calendar.IsWorkingDay(Day("2022-05-30")));  // spring moved to 2 June
}

TEST(SlowCalendarTest, AClosureDayCountsOnce) {
  const SlowCalendar calendar({Day("2024-03-04"), Day("2024-03-29"), Day("2004-01-05")});
  EXPECT_EQ(calendar.Count(Day("2024-03-01"), Day("2024-03-05")), 1);
  EXPECT_EQ(calendar.Count(Day("2024-03-28"), Day("2024-04-02")), 1);
}

struct WindowCase {
  Window window;
  const char* as_of;
  const char* first;
  const char* twin_first;
  const char* twin_last;
};

class SlowWindowTest : public testing::TestWithParam<WindowCase> {};

INSTANTIATE_TEST_SUITE_P(
    All, SlowWindowTest,
    testing::Values(
        WindowCase{Window::kWeek, "2024-03-06", "2024-03-04", "2023-03-06", "2023-03-08"},
        WindowCase{Window::kMonth, "2024-02-29", "2024-02-01", "2023-02-01", "2023-02-28"},
        WindowCase{Window::kMonth, "2024-02-28", "2024-02-01", "2023-02-01", "2023-02-28"},
        WindowCase{Window::kMonth, "2025-02-28", "2025-02-01", "2024-02-01", "2024-02-29"},
        WindowCase{Window::kQuarter, "2024-03-31", "2024-01-01", "2023-01-01", "2023-03-31"},
        WindowCase{Window::kQuarter, "2024-03-15", "2024-01-01", "2023-01-01", "2023-03-15"},
        WindowCase{Window::kQuarter, "2024-02-29", "2024-01-01", "2023-01-01", "2023-02-28"},
        WindowCase{Window::kYear, "2024-03-31", "2023-04-01", "2022-04-01", "2023-03-31"},
        WindowCase{Window::kYear, "2024-04-01", "2024-04-01", "2023-04-01", "2023-04-01"},
        WindowCase{Window::kYear, "2025-03-31", "2024-04-01", "2023-04-01", "2024-03-31"},
        WindowCase{Window::kYear, "2025-02-28", "2024-04-01", "2023-04-01", "2024-02-28"},
        WindowCase{Window::kRolling12Months, "2024-03-31", "2023-04-01", "2022-04-01",
                   "2023-03-31"},
        WindowCase{Window::kRolling12Months, "2025-02-28", "2024-03-01", "2023-03-01",
                   "2024-02-29"},
        WindowCase{Window::kRolling12Months, "2024-02-28", "2023-03-01", "2022-03-01",
                   "2023-02-28"},
        WindowCase{Window::kYears3, "2024-03-31", "2021-04-01", "2020-04-01", "2023-03-31"},
        WindowCase{Window::kYears3, "2025-02-28", "2022-03-01", "2021-03-01", "2024-02-29"}));

TEST_P(SlowWindowTest, AndItsTwin) {
  const Date as_of = Day(GetParam().as_of);
  EXPECT_EQ(SlowWindow(GetParam().window, as_of), (Period{Day(GetParam().first), as_of}));
  EXPECT_EQ(SlowTwin(GetParam().window, as_of),
            (Period{Day(GetParam().twin_first), Day(GetParam().twin_last)}));
}

TEST(SlowWindowTest, AReportingYearWithALeapDayHas366Days) {
  EXPECT_EQ(SlowDaysInReportingYear(Day("2024-03-31")), 366);
  EXPECT_EQ(SlowDaysInReportingYear(Day("2024-04-01")), 365);
}

}  // namespace
}  // namespace caseclock::simulation
