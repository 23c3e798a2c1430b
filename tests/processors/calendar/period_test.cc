// The windows of every figure and their twins a year before.
#include "processors/calendar/period.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/support/day.h"

namespace caseclock {
namespace {

Period Days(const char* first, const char* last) { return {Day(first), Day(last)}; }

TEST(PeriodTest, EveryWindowEndsOnTheAsOfDate) {
  const Date as_of = Day("2024-05-15");
  EXPECT_EQ(WindowAt(Window::kWeek, as_of), Days("2024-05-13", "2024-05-15"));
  EXPECT_EQ(WindowAt(Window::kMonth, as_of), Days("2024-05-01", "2024-05-15"));
  EXPECT_EQ(WindowAt(Window::kQuarter, as_of), Days("2024-04-01", "2024-05-15"));
  EXPECT_EQ(WindowAt(Window::kYear, as_of), Days("2024-04-01", "2024-05-15"));
  EXPECT_EQ(WindowAt(Window::kRolling12Months, as_of), Days("2023-05-16", "2024-05-15"));
  EXPECT_EQ(WindowAt(Window::kYears3, as_of), Days("2021-05-16", "2024-05-15"));
}

TEST(PeriodTest, TheReportingYearBeginsInApril) {
  EXPECT_EQ(WindowAt(Window::kYear, Day("2024-03-31")), Days("2023-04-01", "2024-03-31"));
  EXPECT_EQ(WindowAt(Window::kYear, Day("2024-04-01")), Days("2024-04-01", "2024-04-01"));
}

TEST(PeriodTest, QuartersBeginInJanuaryAprilJulyAndOctober) {
  EXPECT_EQ(WindowAt(Window::kQuarter, Day("2024-03-31")).first, Day("2024-01-01"));
  EXPECT_EQ(WindowAt(Window::kQuarter, Day("2024-06-30")).first, Day("2024-04-01"));
  EXPECT_EQ(WindowAt(Window::kQuarter, Day("2024-07-01")).first, Day("2024-07-01"));
  EXPECT_EQ(WindowAt(Window::kQuarter, Day("2024-12-31")).first, Day("2024-10-01"));
}

TEST(PeriodTest, RollingWindowsBeginTheDayAfterTheSameDateAndFebruaryEndsAnswerToEachOther) {
  EXPECT_EQ(WindowAt(Window::kRolling12Months, Day("2024-02-29")),
            Days("2023-03-01", "2024-02-29"));
  EXPECT_EQ(WindowAt(Window::kRolling12Months, Day("2025-02-28")),
            Days("2024-03-01", "2025-02-28"));
  EXPECT_EQ(WindowAt(Window::kRolling12Months, Day("2024-02-28")),
            Days("2023-03-01", "2024-02-28"));
  EXPECT_EQ(WindowAt(Window::kYears3, Day("2027-02-28")), Days("2024-03-01", "2027-02-28"));
}

TEST(PeriodTest, TwinsEndOnTheSameDate) {
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2024-06-10")), Days("2023-06-01", "2023-06-10"));
  EXPECT_EQ(PreviousYear(Window::kQuarter, Day("2024-06-10")), Days("2023-04-01", "2023-06-10"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-06-10")), Days("2023-04-01", "2023-06-10"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-03-01")), Days("2022-04-01", "2023-03-01"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2021-03-30")), Days("2019-04-01", "2020-03-30"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2025-02-28")), Days("2023-04-01", "2024-02-28"));
  EXPECT_EQ(PreviousYear(Window::kQuarter, Day("2024-03-30")), Days("2023-01-01", "2023-03-30"));
}

TEST(PeriodTest, TheLastDayOfAPeriodAnswersToTheLastDayOfTheOneBefore) {
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2021-03-31")), Days("2019-04-01", "2020-03-31"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2025-03-31")), Days("2023-04-01", "2024-03-31"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-03-31")), Days("2022-04-01", "2023-03-31"));
  EXPECT_EQ(PreviousYear(Window::kQuarter, Day("2024-03-31")), Days("2023-01-01", "2023-03-31"));
  EXPECT_EQ(PreviousYear(Window::kQuarter, Day("2025-03-31")), Days("2024-01-01", "2024-03-31"));
}

TEST(PeriodTest, FebruariesAnswerToEachOther) {
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2024-02-29")), Days("2023-02-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2025-02-28")), Days("2024-02-01", "2024-02-29"));
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2024-02-28")), Days("2023-02-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-02-29")), Days("2022-04-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kRolling12Months, Day("2024-02-29")),
            Days("2022-03-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kRolling12Months, Day("2025-02-28")),
            Days("2023-03-01", "2024-02-29"));
}

TEST(PeriodTest, AWeeksTwinIs52WeeksBefore) {
  EXPECT_EQ(PreviousYear(Window::kWeek, Day("2024-05-15")), Days("2023-05-15", "2023-05-17"));
}

/// True when the window of the next day is another.
bool IsWhole(Window window, Date last) {
  return WindowAt(window, last + 1).first != WindowAt(window, last).first;
}

/// The day of `day` in the month that many months before, or that month's last day.
bool IsSameDayOf(Date before, Date day, int months) {
  const CivilParts was = PartsOf(before), is = PartsOf(day);
  if (was.year * 12 + was.month + months != is.year * 12 + is.month) return false;
  return was.day == is.day || (was.day < is.day && before == LastDayOfMonth(before));
}

constexpr int MonthsIn(Window window) {
  return window == Window::kMonth ? 1 : window == Window::kQuarter ? 3 : 12;
}

TEST(PeriodTest, OnEveryDayOf25YearsTheTwinsOfWindowsToDateKeepTheRule) {
  for (Date day = Day("2004-01-01"); day <= Day("2028-12-31"); day = day + 1) {
    for (const Window window : {Window::kMonth, Window::kQuarter, Window::kYear}) {
      const std::string where = std::string(WindowName(window)) + " " + FormatDate(day);
      for (const int months : {12, MonthsIn(window)}) {
        const Period twin = months == 12 ? PreviousYear(window, day) : PreviousPeriod(window, day);
        ASSERT_EQ(twin.first, AddMonths(WindowAt(window, day).first, -months)) << where;
        ASSERT_EQ(twin.first, WindowAt(window, twin.last).first) << where;
        if (IsWhole(window, day)) {
          ASSERT_TRUE(IsWhole(window, twin.last)) << where;
        } else {
          ASSERT_TRUE(IsSameDayOf(twin.last, day, months)) << where;
        }
      }
    }
    const Period week = WindowAt(Window::kWeek, day);
    ASSERT_EQ(PreviousYear(Window::kWeek, day), (Period{week.first - 364, week.last - 364}));
    ASSERT_EQ(PreviousPeriod(Window::kWeek, day), (Period{week.first - 7, week.last - 7}));
  }
}

TEST(PeriodTest, OnEveryDayOf25YearsRollingWindowsAreWholeYears) {
  for (Date day = Day("2004-01-01"); day <= Day("2028-12-31"); day = day + 1) {
    for (const Window window : {Window::kRolling12Months, Window::kYears3}) {
      const Period current = WindowAt(window, day), twin = PreviousYear(window, day);
      ASSERT_EQ(current.last, day);
      const int years = window == Window::kYears3 ? 3 : 1;
      ASSERT_LE(std::abs(DaysIn(current) - 365 * years), 1) << FormatDate(day);
      ASSERT_LE(std::abs(current.last - twin.last - 365), 1) << FormatDate(day);
      if (window == Window::kRolling12Months) {
        ASSERT_LE(std::abs(current.first - twin.last - 1), 1);
      }
    }
  }
}

TEST(PeriodTest, DaysInReportingYearKnowLeapDays) {
  EXPECT_EQ(DaysInReportingYear(Day("2024-03-31")), 366) << "April 2023 to March 2024";
  EXPECT_EQ(DaysInReportingYear(Day("2024-04-01")), 365);
}

TEST(PeriodTest, NamesAreTheWordsOfReports) {
  std::string names;
  for (const Window window : kAllWindows) names += std::string(WindowName(window)) + " ";
  EXPECT_EQ(names, "week month quarter year rolling_12m years_3 ");
}

TEST(PreviousPeriodTest, CoversTheSameDaysOfTheWindowBefore) {
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2024-03-15")),
            (Period{Day("2024-02-01"), Day("2024-02-15")}));
  EXPECT_EQ(PreviousPeriod(Window::kWeek, Day("2024-03-14")),
            (Period{Day("2024-03-04"), Day("2024-03-07")}));
  EXPECT_EQ(PreviousPeriod(Window::kQuarter, Day("2024-05-15")),
            (Period{Day("2024-01-01"), Day("2024-02-15")}));
}

TEST(PreviousPeriodTest, AWholeMonthAnswersToAWholeMonth) {
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2010-07-31")),
            (Period{Day("2010-06-01"), Day("2010-06-30")}));
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2024-02-29")),
            (Period{Day("2024-01-01"), Day("2024-01-31")}));
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2024-04-30")),
            (Period{Day("2024-03-01"), Day("2024-03-31")}));
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2024-03-30")),
            (Period{Day("2024-02-01"), Day("2024-02-29")}));
}

TEST(PreviousPeriodTest, AQuarterAnswersToTheSameDayOfTheMonthThreeBefore) {
  EXPECT_EQ(PreviousPeriod(Window::kQuarter, Day("2024-06-30")),
            (Period{Day("2024-01-01"), Day("2024-03-31")}));
  EXPECT_EQ(PreviousPeriod(Window::kQuarter, Day("2024-05-31")),
            (Period{Day("2024-01-01"), Day("2024-02-29")}));
  EXPECT_EQ(PreviousPeriod(Window::kQuarter, Day("2024-04-30")),
            (Period{Day("2024-01-01"), Day("2024-01-30")}));
}

TEST(PreviousPeriodTest, YearsAnswerToTheYearsBefore) {
  EXPECT_EQ(PreviousPeriod(Window::kYear, Day("2024-03-31")),
            (Period{Day("2022-04-01"), Day("2023-03-31")}));
  EXPECT_EQ(PreviousPeriod(Window::kYears3, Day("2024-03-31")),
            (Period{Day("2018-04-01"), Day("2021-03-31")}));
}

}  // namespace
}  // namespace caseclock
