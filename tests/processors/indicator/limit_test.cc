// Due date, first day late, count and verdict of a limit.
#include "processors/indicator/limit.h"

#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace caseclock {
namespace {

const WorkingDays& England() {
  static const WorkingDays calendar = WorkingDays::EnglandAndWales();
  return calendar;
}

constexpr Limit kFifteen = {15, LimitUnit::kWorkingDays};
constexpr Limit kTwoYears = {729, LimitUnit::kDays};
constexpr Limit kThreeMonths = {3, LimitUnit::kMonths};

TEST(LimitTest, WorkingDaysAreDueOnTheNthAndLateFromTheNextWorkingDay) {
  EXPECT_EQ(DueDate(England(), kFifteen, Day("2024-03-01")), Day("2024-03-22"));
  EXPECT_EQ(LateFrom(England(), kFifteen, Day("2024-03-01")), Day("2024-03-25"));
}

TEST(LimitTest, DaysAreDueAfterThatManyAndLateTheDayAfter) {
  EXPECT_EQ(DueDate(England(), kTwoYears, Day("2022-01-01")), Day("2023-12-31"));
  EXPECT_EQ(LateFrom(England(), kTwoYears, Day("2022-01-01")), Day("2024-01-01"));
}

TEST(LimitTest, MonthsAreDueOnTheSameDayOrTheLastDayThereIs) {
  EXPECT_EQ(DueDate(England(), kThreeMonths, Day("2023-12-15")), Day("2024-03-15"));
  EXPECT_EQ(DueDate(England(), kThreeMonths, Day("2023-11-30")), Day("2024-02-29"));
  EXPECT_EQ(LateFrom(England(), kThreeMonths, Day("2023-11-30")), Day("2024-03-01"));
}

TEST(LimitTest, WhatFellDueOnFridayIsInDragFromMonday) {
  const auto latest = [](LimitUnit unit, const char* day) {
    return LatestDueInDrag(England(), unit, Day(day));
  };
  EXPECT_EQ(latest(LimitUnit::kWorkingDays, "2024-03-22"), Day("2024-03-21")) << "a Friday";
  EXPECT_EQ(latest(LimitUnit::kWorkingDays, "2024-03-24"), Day("2024-03-21"));
  EXPECT_EQ(latest(LimitUnit::kWorkingDays, "2024-03-25"), Day("2024-03-24"));
  EXPECT_EQ(latest(LimitUnit::kWorkingDays, "2024-04-01"), Day("2024-03-27")) << "Easter";
  EXPECT_EQ(latest(LimitUnit::kDays, "2024-03-24"), Day("2024-03-23"));
  EXPECT_EQ(latest(LimitUnit::kMonths, "2024-03-24"), Day("2024-03-23"));
}

TEST(LimitTest, TheLatestDueDateInDragIsThatOfLateFrom) {
  for (Date start = Day("2023-12-01"); start < Day("2024-04-15"); start = start + 1) {
    const Date due = *DueDate(England(), kFifteen, start);
    for (Date day = start; day < start + 40; day = day + 1) {
      EXPECT_EQ(due <= LatestDueInDrag(England(), LimitUnit::kWorkingDays, day),
                *LateFrom(England(), kFifteen, start) <= day)
          << FormatDate(start) << " on " << FormatDate(day);
    }
  }
}

TEST(LimitTest, TheCountDecidesNotTheDueDate) {
  const auto in_time = [](const char* stop) {
    return InTime(England(), kFifteen, Day("2024-03-01"), Day(stop));
  };
  EXPECT_EQ(in_time("2024-03-22"), true);
  EXPECT_EQ(in_time("2024-03-24"), true) << "a Sunday, still 15";
  EXPECT_EQ(in_time("2024-03-25"), false);
}

TEST(LimitTest, VerdictsInDaysAndMonths) {
  EXPECT_EQ(InTime(England(), kTwoYears, Day("2022-01-01"), Day("2023-12-31")), true);
  EXPECT_EQ(InTime(England(), kTwoYears, Day("2022-01-01"), Day("2024-01-01")), false);
  EXPECT_EQ(InTime(England(), kThreeMonths, Day("2023-11-30"), Day("2024-02-29")), true);
  EXPECT_EQ(InTime(England(), kThreeMonths, Day("2023-11-30"), Day("2024-03-01")), false);
}

TEST(LimitTest, CountsWorkingDaysOrDays) {
  EXPECT_EQ(CountUntil(England(), kFifteen, Day("2024-03-01"), Day("2024-03-24")), 15);
  EXPECT_EQ(CountUntil(England(), kTwoYears, Day("2022-01-01"), Day("2024-01-01")), 730);
  EXPECT_EQ(CountUntil(England(), kThreeMonths, Day("2024-03-01"), Day("2024-03-24")), 23);
}

TEST(LimitTest, AStopBeforeTheStartCountsNoughtAndIsInTimeEvenOutsideTheCalendar) {
  EXPECT_EQ(CountUntil(England(), kFifteen, Day("2024-03-01"), Day("1999-01-01")), 0);
  EXPECT_EQ(InTime(England(), kFifteen, Day("2024-03-01"), Day("1999-01-01")), true);
}

TEST(LimitTest, OutsideTheCalendarWorkingDaysHaveNoAnswer) {
  EXPECT_EQ(DueDate(England(), kFifteen, Day("2004-12-31")), std::nullopt);
  EXPECT_EQ(DueDate(England(), kFifteen, Day("2028-12-20")), std::nullopt);
  EXPECT_EQ(LateFrom(England(), kFifteen, Day("2028-12-20")), std::nullopt);
  EXPECT_EQ(CountUntil(England(), kFifteen, Day("2028-12-20"), Day("2029-01-02")), std::nullopt);
  EXPECT_EQ(InTime(England(), kFifteen, Day("2004-12-31"), Day("2005-01-10")), std::nullopt);
  EXPECT_EQ(DueDate(England(), kTwoYears, Day("2004-01-01")), Day("2005-12-30"))
      << "2004 is a leap year";
}

TEST(LimitTest, InTimeExactlyUntilTheDayBeforeLateFromOnEveryDayOfAYear) {
  for (Date start = Day("2024-01-01"); start <= Day("2024-12-31"); start = start + 1) {
    for (const Limit& limit :
         {kFifteen, Limit{10, LimitUnit::kDays}, Limit{1, LimitUnit::kMonths}}) {
      const Date late = *LateFrom(England(), limit, start);
      ASSERT_EQ(InTime(England(), limit, start, late - 1), true) << FormatDate(start);
      ASSERT_EQ(InTime(England(), limit, start, late), false) << FormatDate(start);
      ASSERT_LT(*DueDate(England(), limit, start), late) << FormatDate(start);
    }
  }
}

}  // namespace
}  // namespace caseclock
