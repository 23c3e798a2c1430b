// Whole numbers by day, against an ordinary map.
#include "processors/tally/daily_series.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/support/day.h"

namespace caseclock {
namespace {

TEST(DailySeriesTest, SumsAreReadUpToADayIncluded) {
  DailySeries series;
  const Date day = Day("2024-03-01");
  series.Add(day, 1);
  series.Add(day + 3, -1);
  EXPECT_EQ(series.SumUpTo(day - 1), 0);
  EXPECT_EQ(series.SumUpTo(day), 1);
  EXPECT_EQ(series.SumUpTo(day + 2), 1);
  EXPECT_EQ(series.SumUpTo(day + 3), 0);
}

TEST(DailySeriesTest, APeriodCountsBothItsEnds) {
  DailySeries series;
  series.Add(Day("2024-02-29"), 1);
  series.Add(Day("2024-03-01"), 10);
  series.Add(Day("2024-03-31"), 100);
  series.Add(Day("2024-04-01"), 1000);
  EXPECT_EQ(series.SumOver({Day("2024-03-01"), Day("2024-03-31")}), 110);
  EXPECT_EQ(series.SumOver({Day("2024-03-01"), Day("2024-03-01")}), 10);
}

TEST(DailySeriesTest, IsEmptyWhenEveryDayIsNought) {
  DailySeries series;
  EXPECT_TRUE(series.empty());
  series.Add(Day("2024-03-01"), 2);
  series.Add(Day("2024-03-02"), 0);
  EXPECT_FALSE(series.empty());
  series.Add(Day("2024-03-01"), -2);
  EXPECT_TRUE(series.empty());
  EXPECT_EQ(series, DailySeries());
}

TEST(DailySeriesTest, EqualityLooksAtTheNumbersNotAtTheirHistory) {
  DailySeries a, b;
  a.Add(Day("2024-03-01"), 1);
  a.Add(Day("1970-01-01"), 5);
  a.Add(Day("1970-01-01"), -5);
  b.Add(Day("2030-01-01"), 3);
  b.Add(Day("2024-03-01"), 1);
  EXPECT_FALSE(a == b);
  b.Add(Day("2030-01-01"), -3);
  EXPECT_TRUE(a == b);
  b.Add(Day("2024-03-02"), 1);
  EXPECT_FALSE(a == b);
}

TEST(DailySeriesTest, ClearForgetsEverything) {
  DailySeries series;
  series.Add(Day("2024-03-01"), 7);
  series.Clear();
  EXPECT_TRUE(series.empty());
  EXPECT_EQ(series.SumUpTo(Day("2099-12-31")), 0);
}

TEST(DailySeriesTest, AgreesWithAMapOnRandomAdditionsFrom1900To2099) {
  std::mt19937 random(7);
  DailySeries series;
  std::map<Date, std::int64_t> map;
  const auto slow_sum = [&map](Date day) {
    std::int64_t sum = 0;
    for (const auto& [d, n] : map) sum += d <= day ? n : 0;
    return sum;
  };
  const Date first = Day("1900-01-01");
  const auto span = static_cast<std::uint32_t>(Day("2099-12-31") - first);
  for (int i = 0; i < 2000; ++i) {
    const Date day = first + static_cast<std::int32_t>(random() % span);
    const auto n = static_cast<std::int32_t>(random() % 9) - 4;
    series.Add(day, n);
    map[day] += n;
    const Date asked = first + static_cast<std::int32_t>(random() % span);
    ASSERT_EQ(series.SumUpTo(asked), slow_sum(asked)) << FormatDate(asked) << " after " << i;
    ASSERT_EQ(series.SumOver({asked, asked + 40}), slow_sum(asked + 40) - slow_sum(asked - 1));
  }
  std::vector<Date> days;
  for (int i = 0; i < 300; ++i) days.push_back(first + static_cast<std::int32_t>(random() % span));
  std::sort(days.begin(), days.end());
  std::vector<std::int64_t> sums(days.size());
  series.SumsUpTo(days, sums);
  for (std::size_t i = 0; i < days.size(); ++i) {
    ASSERT_EQ(sums[i], slow_sum(days[i])) << FormatDate(days[i]);
  }
  EXPECT_GT(series.MemoryBytes(), 0u);
}

TEST(DailySeriesTest, TheDaysAroundABlocksEndAndAround1970AreKeptApart) {
  for (const std::int32_t edge : {-128, -64, 0, 64, 19'776}) {
    DailySeries series;
    series.Add(Date{edge - 1}, 1);
    series.Add(Date{edge}, 10);
    EXPECT_EQ(series.SumUpTo(Date{edge - 2}), 0) << edge;
    EXPECT_EQ(series.SumUpTo(Date{edge - 1}), 1) << edge;
    EXPECT_EQ(series.SumUpTo(Date{edge}), 11) << edge;
  }
}

TEST(DailySeriesTest, EachDayOfAPeriod) {
  DailySeries series;
  const Date day = Date::FromYmd(2024, 3, 1);
  series.Add(day, 2);
  series.Add(day + 70, -1);
  series.Add(day + 400, 5);
  const auto days = series.EachDay({day - 1, day + 70});
  ASSERT_EQ(days.size(), 72u);
  EXPECT_EQ(days[0], 0);
  EXPECT_EQ(days[1], 2);
  EXPECT_EQ(days[71], -1);
}

TEST(DailySeriesTest, AStrayEarlyDayIsNoBeginning) {
  DailySeries series;
  const Date day = Date::FromYmd(2024, 3, 1);
  EXPECT_EQ(series.FirstDayWithoutGap(182, day), std::nullopt);
  series.Add(day - 900, 1);
  EXPECT_EQ(series.FirstDayWithoutGap(182, day), day - 900);
  series.Add(day - 300, 1);
  series.Add(day - 118, 1);
  series.Add(day, 1);
  series.Add(day + 500, 1);
  EXPECT_EQ(series.FirstDayWithoutGap(182, day), day - 300);
  EXPECT_EQ(series.FirstDayWithoutGap(181, day), day - 118);
}

}  // namespace
}  // namespace caseclock
