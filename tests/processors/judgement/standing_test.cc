// At what pace clocks come and stop, and what that makes of the days left.
#include "processors/judgement/standing.h"

#include <gtest/gtest.h>

#include "tests/processors/judgement/every_day.h"

namespace caseclock {
namespace {

Standing At(const DailyHistory& history) { return HistoryWalk(history).Now(); }

TEST(StandingTest, TheFirstDayOfTheYearLooksBackIntoTheLast) {
  const Standing now = At(EveryDay("2023-01-01", "2023-04-01", {4, 5, 20, 2}));
  EXPECT_EQ(now.days_left, 365) << "to 31 March 2024, through a leap day";
  EXPECT_EQ(now.pace.period, (Period{Day("2023-01-01"), Day("2023-04-01")}));
  EXPECT_EQ(now.to_stop, 5 * 365);
  EXPECT_EQ(now.stopped, 5);
}

TEST(StandingTest, ArrivalsAreNetOfCancellations) {
  DailyHistory history = EveryDay("2023-01-01", "2023-12-31", {1, 1, 200, 0});
  history.days.back().open = 200 - 45;  // 45 cancelled at a stroke
  const Standing now = At(history);
  EXPECT_EQ(now.pace.arrived, 91 - 45);
  EXPECT_EQ(now.to_arrive, 46) << "46 x 91 / 91 days left";
}

TEST(StandingTest, WhenMoreIsCancelledThanComesNothingArrives) {
  DailyHistory history = EveryDay("2023-01-01", "2023-12-31", {1, 1, 200, 0});
  history.days.back().open = 30;
  const Standing now = At(history);
  EXPECT_EQ(now.to_arrive, 0);
  EXPECT_EQ(now.to_stop, 30) << "no more can stop than are open";
}

TEST(StandingTest, WhatIsStillToComeIsRounded) {
  const auto arriving = [](const char* as_of) {
    DailyHistory history = EveryDay("2023-01-01", as_of, {.open = 100});
    history.days.back() = {.in_time = 10, .stopped = 10, .open = 97};  // so 7 have come
    return At(history).to_arrive;
  };
  EXPECT_EQ(arriving("2024-03-24"), 1) << "7 x 7 / 91";
  EXPECT_EQ(arriving("2024-03-25"), 0) << "7 x 6 / 91";
}

TEST(StandingTest, FewStopsInThePaceTakeTheYearToDate) {
  DailyHistory history = EveryDay("2023-01-01", "2023-12-31", {.open = 5});
  for (std::size_t day = 100; day < 200; day += 20) history.days[day] = {1, 2, 5, 0};
  for (std::size_t day = 300; day < 309; ++day) history.days[day] = {1, 1, 5, 0};
  EXPECT_EQ(At(history).pace.in_time, 5 + 9);
  EXPECT_EQ(At(history).pace.stopped, 10 + 9) << "only 9 of them in the last 91 days";
  EXPECT_EQ(At(history).pace.period, (Period{Day("2023-04-01"), Day("2023-12-31")}));
  history.days[309] = {0, 1, 5, 0};
  EXPECT_EQ(At(history).pace.in_time, 9);
  EXPECT_EQ(At(history).pace.stopped, 10);
  EXPECT_EQ(At(history).pace.period, (Period{Day("2023-10-02"), Day("2023-12-31")}));
}

TEST(StandingTest, AYearYoungerThanThePaceIsNoBetter) {
  const Standing now = At(EveryDay("2023-01-01", "2023-05-31", {.open = 3}));
  EXPECT_EQ(now.pace.period, (Period{Day("2023-03-02"), Day("2023-05-31")}));
}

TEST(StandingTest, ThePaceBeginsWithTheFirstThingCountedButFourWeeksAgoAtTheLatest) {
  DailyHistory history = EveryDay("2023-01-01", "2023-12-31", {});
  for (std::size_t day = 315; day < 365; ++day) history.days[day] = {1, 1, 10, 0};
  EXPECT_EQ(At(history).pace.period.first, Day("2023-11-12")) << "50 days ago";
  for (std::size_t day = 315; day < 360; ++day) history.days[day] = {};
  for (std::size_t day = 360; day < 365; ++day) history.days[day].stopped = 3;
  EXPECT_EQ(At(history).pace.period.first, Day("2023-12-04")) << "28 days with today";
}

TEST(StandingTest, ADayBackIsWhatThatDayItselfSaw) {
  DailyHistory history = EveryDay("2023-01-01", "2023-12-31", {1, 2, 30, 3});
  for (std::size_t day = 0; day < history.days.size(); day += 5) history.days[day].stopped = 9;
  HistoryWalk walk(history);
  while (!walk.at_start_of_year()) {
    walk.StepBack();
    history.days.pop_back();
    const Standing then = At(history);
    const Standing now = walk.Now();
    ASSERT_EQ(walk.today(), history.last());
    ASSERT_EQ(now.stopped, then.stopped) << FormatDate(walk.today());
    ASSERT_EQ(now.pace.stopped, then.pace.stopped) << FormatDate(walk.today());
    ASSERT_EQ(now.to_arrive, then.to_arrive) << FormatDate(walk.today());
  }
}

}  // namespace
}  // namespace caseclock
