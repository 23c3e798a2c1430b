// Working days: the worked due dates, the ends of the span, closures, and the table against a slow
// count.
#include "processors/calendar/working_days.h"

#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace caseclock {
namespace {

const WorkingDays& England() {
  static const WorkingDays calendar = WorkingDays::EnglandAndWales();
  return calendar;
}

struct DueDateExample {
  const char* start;
  int n;
  const char* due;
};

TEST(WorkingDaysTest, WorkedDueDatesOfTheDomain) {
  const DueDateExample examples[] = {
      {"2024-03-01", 7, "2024-03-12"},  {"2024-03-01", 10, "2024-03-15"},
      {"2024-03-01", 15, "2024-03-22"}, {"2024-03-01", 20, "2024-04-02"},
      {"2024-03-01", 35, "2024-04-23"}, {"2024-03-01", 45, "2024-05-08"},
      {"2024-03-02", 7, "2024-03-12"},  {"2024-03-02", 45, "2024-05-08"},
      {"2024-12-20", 1, "2024-12-23"},  {"2024-12-20", 7, "2025-01-03"},
      {"2024-12-20", 10, "2025-01-08"}, {"2024-12-20", 15, "2025-01-15"},
      {"2024-12-20", 45, "2025-02-26"}, {"2022-09-09", 7, "2022-09-21"},
      {"2022-09-09", 10, "2022-09-26"}, {"2022-09-09", 15, "2022-10-03"},
      {"2009-04-01", 7, "2009-04-14"},  {"2009-04-01", 10, "2009-04-17"},
      {"2009-04-01", 35, "2009-05-26"}};
  for (const DueDateExample& e : examples) {
    EXPECT_EQ(England().Nth(Day(e.start), e.n), Day(e.due)) << e.start << " + " << e.n;
    EXPECT_EQ(England().Count(Day(e.start), Day(e.due)), e.n) << e.start << " + " << e.n;
  }
}

TEST(WorkingDaysTest, TheStartIsDayNoughtAndTheWeekendAfterTheDueDateAddsNothing) {
  const Date start = Day("2024-03-01");
  EXPECT_EQ(England().Count(start, start), 0);
  EXPECT_EQ(England().Count(start, Day("2024-03-22")), 15);
  EXPECT_EQ(England().Count(start, Day("2024-03-24")), 15);
  EXPECT_EQ(England().Count(start, Day("2024-03-25")), 16);
  EXPECT_EQ(England().Count(start, Day("2024-02-01")), 0) << "a stop before the start";
}

TEST(WorkingDaysTest, NoughtDaysAfterIsTheStartItself) {
  EXPECT_EQ(England().Nth(Day("2024-03-02"), 0), Day("2024-03-02")) << "even on a Saturday";
  EXPECT_EQ(England().Nth(Day("2024-03-02"), -1), std::nullopt);
}

TEST(WorkingDaysTest, BeyondTheSpanThereIsNoAnswer) {
  const Date first = Day("2005-01-01"), last = Day("2028-12-31");
  EXPECT_EQ(England().first(), first);
  EXPECT_EQ(England().last(), last);
  EXPECT_EQ(England().Count(first - 1, first), std::nullopt);
  EXPECT_EQ(England().Count(last, last + 1), std::nullopt);
  EXPECT_EQ(England().Nth(first - 1, 1), std::nullopt);
  EXPECT_EQ(England().Nth(last, 1), std::nullopt);
  EXPECT_EQ(England().Nth(Day("2028-12-28"), 1), Day("2028-12-29"));
  EXPECT_EQ(England().Nth(Day("2028-12-28"), 2), std::nullopt);
  EXPECT_EQ(England().EarliestWithin(last + 1, 5), std::nullopt);
  EXPECT_EQ(England().EarliestWithin(Day("2005-01-05"), 5), std::nullopt);
  EXPECT_EQ(England().IsWorkingDay(first - 1), std::nullopt);
  EXPECT_EQ(England().IsWorkingDay(first), false) << "New Year's Day, a Saturday";
}

TEST(WorkingDaysTest, CountAddsUpTheWorkingDaysOfEveryStretch) {
  for (Date start = Day("2023-12-15"); start <= Day("2024-01-15"); start = start + 1) {
    int slow = 0;
    for (Date stop = start; stop <= Day("2024-06-30"); stop = stop + 1) {
      if (stop > start && *England().IsWorkingDay(stop)) ++slow;
      ASSERT_EQ(England().Count(start, stop), slow)
          << FormatDate(start) << ".." << FormatDate(stop);
    }
  }
}

TEST(WorkingDaysTest, NthIsTheFirstDayWithThatCountEverywhereInTheSpan) {
  for (Date start = England().first(); start <= England().last(); start = start + 1) {
    for (const int n : {1, 2, 10, 45}) {
      const auto due = England().Nth(start, n);
      if (!due) {
        ASSERT_LT(*England().Count(start, England().last()), n) << FormatDate(start);
        continue;
      }
      ASSERT_EQ(England().Count(start, *due), n) << FormatDate(start);
      ASSERT_EQ(England().Count(start, *due - 1), n - 1) << FormatDate(start);
    }
  }
}

/// Whether `date` is at most n working days after d: what EarliestWithin looks for. Beyond the span
/// is beyond `date`.
bool IsWithin(Date d, int n, Date date) {
  const auto nth = England().Nth(d, n);
  return !nth || *nth >= date;
}

TEST(WorkingDaysTest, EarliestWithinIsTheFirstDayFromWhichNthReachesTheDate) {
  EXPECT_EQ(England().EarliestWithin(Day("2024-03-22"), 5), Day("2024-03-15"));
  for (Date date = England().first(); date <= England().last(); date = date + 1) {
    for (int n = 0; n <= 7; ++n) {
      const auto earliest = England().EarliestWithin(date, n);
      if (!earliest) {
        ASSERT_TRUE(IsWithin(England().first(), n, date)) << FormatDate(date) << " " << n;
        continue;
      }
      ASSERT_TRUE(IsWithin(*earliest, n, date)) << FormatDate(date) << " " << n;
      if (*earliest == England().first()) continue;
      ASSERT_FALSE(IsWithin(*earliest - 1, n, date)) << FormatDate(date) << " " << n;
    }
  }
}

TEST(WorkingDaysTest, ClosureDaysAreNotWorkedAndCountOnceBesideAHoliday) {
  const WorkingDays closed(BankHolidays(2024, 2024), {Day("2024-03-14"), Day("2024-03-29")}, 2024,
                           2024);
  EXPECT_EQ(closed.IsWorkingDay(Day("2024-03-14")), false);
  EXPECT_EQ(closed.Nth(Day("2024-03-01"), 15), Day("2024-03-25"));
  EXPECT_EQ(closed.Nth(Day("2024-03-28"), 1), Day("2024-04-02")) << "Good Friday closed twice";
}

TEST(WorkingDaysTest, HolidaysBetweenNamesThoseOnTheWay) {
  const auto skipped = England().HolidaysBetween(Day("2024-03-28"), Day("2024-04-01"));
  ASSERT_EQ(skipped.size(), 2u);
  EXPECT_EQ(skipped[0].title, "Good Friday");
  EXPECT_EQ(skipped[1].date, Day("2024-04-01")) << "the stop itself is on the way";
  EXPECT_TRUE(England().HolidaysBetween(Day("2024-03-29"), Day("2024-03-31")).empty());
}

TEST(WorkingDaysTest, TheFingerprintDiffersWhenAnyDueDateCould) {
  const auto holidays = BankHolidays(2023, 2024);
  const WorkingDays plain(holidays, {}, 2023, 2024);
  EXPECT_EQ(plain.fingerprint(), WorkingDays(holidays, {}, 2023, 2024).fingerprint());
  EXPECT_NE(plain.fingerprint(),
            WorkingDays(holidays, {Day("2024-03-14")}, 2023, 2024).fingerprint());
  EXPECT_NE(plain.fingerprint(),
            WorkingDays(BankHolidays(2023, 2023), {}, 2023, 2023).fingerprint());
  EXPECT_EQ(plain.fingerprint(),
            WorkingDays(holidays, {Day("2024-03-16")}, 2023, 2024).fingerprint())
      << "a closure on a Saturday moves nothing";
}

}  // namespace
}  // namespace caseclock
