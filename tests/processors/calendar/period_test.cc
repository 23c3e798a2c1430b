// The windows of every figure and their twins a year before.
#include "processors/calendar/period.h"

#include <gtest/gtest.h>

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

TEST(PeriodTest, TwinsCoverTheSameNumberOfDaysFromTheirStarts) {
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2024-06-10")), Days("2023-06-01", "2023-06-10"));
  EXPECT_EQ(PreviousYear(Window::kQuarter, Day("2024-06-10")), Days("2023-04-01", "2023-06-10"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-06-10")), Days("2023-04-01", "2023-06-10"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-03-01")), Days("2022-04-01", "2023-03-02"))
      << "336 days each, across the leap day";
}

TEST(PeriodTest, TheTwinOfTheLastOfFebruaryIsTheLastOfFebruary) {
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2024-02-29")), Days("2023-02-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2025-02-28")), Days("2024-02-01", "2024-02-29"));
  EXPECT_EQ(PreviousYear(Window::kMonth, Day("2024-02-28")), Days("2023-02-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-02-29")), Days("2022-04-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kRolling12Months, Day("2024-02-29")),
            Days("2022-03-01", "2023-02-28"));
  EXPECT_EQ(PreviousYear(Window::kRolling12Months, Day("2025-02-28")),
            Days("2023-03-01", "2024-02-29"));
}

TEST(PeriodTest, NoTwinLeavesItsOwnMonthQuarterOrYear) {
  EXPECT_EQ(PreviousYear(Window::kYear, Day("2024-03-31")), Days("2022-04-01", "2023-03-31"));
  EXPECT_EQ(PreviousYear(Window::kQuarter, Day("2024-03-31")), Days("2023-01-01", "2023-03-31"));
  EXPECT_EQ(PreviousYear(Window::kQuarter, Day("2024-03-30")), Days("2023-01-01", "2023-03-31"));
}

TEST(PeriodTest, AWeeksTwinIs52WeeksBefore) {
  EXPECT_EQ(PreviousYear(Window::kWeek, Day("2024-05-15")), Days("2023-05-15", "2023-05-17"));
}

TEST(PeriodTest, OnEveryDayOfADecadeWindowAndTwinKeepTheirPlaces) {
  for (Date day = Day("2015-01-01"); day <= Day("2025-12-31"); day = day + 1) {
    for (const Window window : kAllWindows) {
      const Period current = WindowAt(window, day), twin = PreviousYear(window, day);
      ASSERT_EQ(current.last, day);
      ASSERT_LE(current.first, current.last);
      ASSERT_LE(twin.first, twin.last) << WindowName(window) << " " << FormatDate(day);
      ASSERT_LT(twin.last, current.last);
      ASSERT_LE(std::abs(DaysIn(current) - DaysIn(twin)), 1) << WindowName(window);
      if (window == Window::kYears3) continue;
      ASSERT_LT(twin.last, current.first);
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
            (Period{Day("2024-01-01"), Day("2024-02-14")}));
}

TEST(PreviousPeriodTest, AWholeMonthAnswersToAWholeMonth) {
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2010-07-31")),
            (Period{Day("2010-06-01"), Day("2010-06-30")}));
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2024-02-29")),
            (Period{Day("2024-01-01"), Day("2024-01-31")}));
  EXPECT_EQ(PreviousPeriod(Window::kMonth, Day("2024-03-30")),
            (Period{Day("2024-02-01"), Day("2024-02-29")}));
}

TEST(PreviousPeriodTest, YearsAnswerToTheYearsBefore) {
  EXPECT_EQ(PreviousPeriod(Window::kYear, Day("2024-03-31")),
            (Period{Day("2022-04-01"), Day("2023-03-31")}));
  EXPECT_EQ(PreviousPeriod(Window::kYears3, Day("2024-03-31")),
            (Period{Day("2018-04-01"), Day("2021-03-31")}));
}

}  // namespace
}  // namespace caseclock
