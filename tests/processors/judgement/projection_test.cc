// Where a share will stand on 31 March, with counts that can be followed by hand.
#include "processors/judgement/projection.h"

#include <gtest/gtest.h>

#include "tests/processors/judgement/every_day.h"

namespace caseclock {
namespace {

/// NI 60 as a report of December 2013 has it. From the second day on 5 a day stopped, 3 of them in time.
DailyHistory December2013(int in_time) {
  DailyHistory history =
      EveryDay("2013-04-01", "2013-12-31", {.in_time = 3, .stopped = 5, .open = 482, .drag = 186});
  history.days[0].stopped = 1566 - 5 * 274;
  history.days[0].in_time = in_time - 3 * 274;
  return history;
}

Projection Projected(DailyHistory history, std::optional<Level> target = std::nullopt,
                     bool counts_over_limit = false) {
  return Project({std::move(history), counts_over_limit, target}).value();
}

std::string Printed(ShareCounts share) {
  return ValueText(Percent(share.numerator, share.denominator), ValueUnit::kPercent);
}

TEST(ProjectionTest, TheCommittedLineIsThatOfTheCouncils) {
  const Projection with_1025 = Projected(December2013(1025));
  EXPECT_EQ(with_1025.committed, (ShareCounts{1321, 2048}));
  EXPECT_EQ(Printed(with_1025.committed), "64.5%");
  const Projection with_1026 = Projected(December2013(1026));
  EXPECT_EQ(with_1026.committed, (ShareCounts{1322, 2048}));
  EXPECT_EQ(Printed(with_1026.committed), "64.6%");
}

// The last 91 days: 455 stopped, 273 in time, and as many came, so 90 days bring 450 and finish 450.
TEST(ProjectionTest, TheOtherLinesOfDecember2013) {
  const Projection projection = Projected(December2013(1025));
  EXPECT_EQ(projection.on, Day("2014-03-31"));
  EXPECT_EQ(projection.pace, (ShareCounts{273, 455}));
  EXPECT_EQ(projection.pace_period, (Period{Day("2013-10-02"), Day("2013-12-31")}));
  EXPECT_EQ(projection.still_to_stop, 450);
  EXPECT_EQ(projection.stopped_by_then, 2016);
  EXPECT_EQ(projection.best, (ShareCounts{1025 + 482 - 186 + 450, 1566 + 482 - 186 + 450}));
  EXPECT_EQ(projection.worst, (ShareCounts{1025, 1566 + 482 + 450}));
  EXPECT_EQ(projection.including_drag, (ShareCounts{1025, 1566 + 186}));
  EXPECT_DOUBLE_EQ(*projection.expected, (1025 + 450 * 0.6) / 2016);
  EXPECT_NEAR(*projection.expected_low, 0.633, 0.0005);
  EXPECT_NEAR(*projection.expected_high, 0.652, 0.0005);
}

TEST(ProjectionTest, OnThe31stOfMarchEveryLineIsTheActualShare) {
  DailyHistory history = EveryDay("2023-04-01", "2024-03-31", {2, 3, 40, 9});
  const Projection projection = Projected(history, Level{60000});
  const ShareCounts actual = {2 * 366, 3 * 366};
  EXPECT_EQ(projection.committed, actual);
  EXPECT_EQ(projection.best, actual);
  EXPECT_EQ(projection.worst, actual);
  EXPECT_EQ(projection.expected, 2.0 / 3);
  EXPECT_EQ(projection.expected_low, 2.0 / 3);
  EXPECT_EQ(projection.expected_high, 2.0 / 3);
  EXPECT_EQ(projection.still_to_stop, 0);
  EXPECT_EQ(projection.reach, Reach::kCertain);
}

TEST(ProjectionTest, WithNothingToGoByThereIsNone) {
  EXPECT_FALSE(Project({EveryDay("2023-01-01", "2023-10-31", {}), false, Level{85000}}));
  EXPECT_TRUE(Project({EveryDay("2023-01-01", "2023-10-31", {.open = 1}), false, {}}));
  DailyHistory last_year_only = EveryDay("2023-01-01", "2023-04-30", {});
  last_year_only.days[80] = {.in_time = 1, .stopped = 1};  // 22 March, 40 days before as-of
  EXPECT_TRUE(Project({last_year_only, false, {}}));
}

TEST(ExpectedTest, OfNothingStoppedAndNothingLeftThereIsNoShare) {
  const Projection one_open =
      Projected(EveryDay("2023-05-01", "2024-05-31", {.open = 1}), Level{85000});
  EXPECT_EQ(one_open.stopped_by_then, 0);
  EXPECT_FALSE(one_open.expected || one_open.expected_low || one_open.expected_high);
  EXPECT_EQ(one_open.committed, (ShareCounts{1, 1})) << "it is not late yet";
  EXPECT_EQ(one_open.reach, Reach::kNeeded);
  EXPECT_FALSE(one_open.needed_ratio) << "at this pace nothing more will finish";
  const Projection late =
      Projected(EveryDay("2023-05-01", "2024-05-31", {.open = 1}), std::nullopt, true);
  EXPECT_FALSE(late.expected || late.expected_low || late.expected_high);
}

TEST(ReachTest, WithoutATargetThereIsNothingToReach) {
  EXPECT_EQ(Projected(December2013(1025)).reach, Reach::kNoTarget);
}

// 2,016 by 31 March: 70% are 1,411.2, so 386.2 of the 450 still to finish.
TEST(ReachTest, NeededIsTheShareOfAllStillToFinish) {
  const Projection projection = Projected(December2013(1025), Level{70000});
  EXPECT_EQ(projection.reach, Reach::kNeeded);
  EXPECT_DOUBLE_EQ(*projection.needed_ratio, (1411.2 - 1025) / 450);
}

// Worst is 1,025 of 2,498, 41.033%, and committed above it.
TEST(ReachTest, ATargetThatCommittedAndWorstBothReachIsCertain) {
  EXPECT_EQ(Projected(December2013(1025), Level{41032}).reach, Reach::kCertain);
  EXPECT_EQ(Projected(December2013(1025), Level{41033}).reach, Reach::kNeeded);
  EXPECT_EQ(Projected(December2013(1025), Level{0}).reach, Reach::kCertain);
}

// 1,025 of 2,016 is 50.843%: at the recent pace nothing more is needed, but more may finish late than that.
TEST(ReachTest, WhatThePaceReachesByItselfIsNeitherCertainNorInNeedOfMore) {
  EXPECT_EQ(Projected(December2013(1025), Level{50843}).reach, Reach::kNeeded);
  EXPECT_EQ(Projected(December2013(1025), Level{50843}).needed_ratio, 0);
  EXPECT_GT(Projected(December2013(1025), Level{50844}).needed_ratio, 0);
}

// Best is 1,771 of 2,312, 76.600%; of the 450 at the recent pace more than all would be needed from 73.2% on.
TEST(ReachTest, WhileTheBestLineReachesItNeededIsAtMostAll) {
  const Projection capped = Projected(December2013(1025), Level{76600});
  EXPECT_EQ(capped.reach, Reach::kNeeded);
  EXPECT_EQ(capped.needed_ratio, 1);
  EXPECT_EQ(Projected(December2013(1025), Level{76601}).reach, Reach::kOutOfReach);
}

/// 300 open, none of them late yet; but one a day stops late, and another takes its place.
DailyHistory AllLate(const char* last) {
  return EveryDay("2023-01-01", last, {.in_time = 0, .stopped = 1, .open = 300, .drag = 0});
}

// On the n-th day of the year n have stopped late and 366 - n are to come: best is (666 - n) / 666.
TEST(ReachTest, OutOfReachSinceTheFirstDayOnWhichTheBestLineWasTooLow) {
  const Projection projection = Projected(AllLate("2023-12-31"), Level{75000});
  EXPECT_EQ(projection.best, (ShareCounts{666 - 275, 666}));
  EXPECT_EQ(projection.reach, Reach::kOutOfReach);
  // 75% of 666 are 499.5: 499 after the 167th day, 14 September.
  EXPECT_EQ(projection.out_of_reach_since, Day("2023-09-14"));
  EXPECT_EQ(Projected(AllLate("2023-09-14"), Level{75000}).reach, Reach::kOutOfReach);
  EXPECT_EQ(Projected(AllLate("2023-09-13"), Level{75000}).reach, Reach::kNeeded);
}

TEST(ReachTest, ADayOnWhichItWasWithinReachBeginsTheRunAnew) {
  DailyHistory history = AllLate("2023-12-31");
  history.days[300].open = 5000;  // 28 October: a day's worth of clocks entered in error
  EXPECT_EQ(Projected(history, Level{75000}).out_of_reach_since, Day("2023-10-29"));
}

TEST(ReachTest, OutOfReachGoesNoFurtherBackThanTheYear) {
  const DailyHistory history = EveryDay("2023-01-01", "2023-06-30", {0, 1, 300, 300});
  EXPECT_EQ(Projected(history, Level{99900}).out_of_reach_since, Day("2023-04-01"));
}

TEST(ReachTest, OnThe31stOfMarchTheTargetIsMetOrMissed) {
  const DailyHistory history = EveryDay("2023-04-01", "2024-03-31", {3, 4, 40, 9});
  EXPECT_EQ(Projected(history, Level{75000}).reach, Reach::kCertain);
  EXPECT_EQ(Projected(history, Level{75001}).reach, Reach::kOutOfReach);
}

// Plans: of 2 a day 1 had lasted two years; 40 open, 9 of them as long already.
TEST(ProjectionTest, CountedOverTheLimitEveryLineIsTurned) {
  const DailyHistory history = EveryDay("2023-01-01", "2023-12-31", {1, 2, 40, 9});
  const Projection good = Projected(history, Level{30000});
  const Projection late = Projected(history, Level{70000}, true);
  EXPECT_EQ(late.committed, (ShareCounts{275 + 9, 550 + 40}));
  EXPECT_EQ(late.best, (ShareCounts{275, 550 + 31 + 182})) << "the lowest line";
  EXPECT_EQ(late.worst, (ShareCounts{275 + 40 + 182, 550 + 40 + 182})) << "the highest";
  EXPECT_EQ(late.including_drag, (ShareCounts{275 + 9, 550 + 9}));
  EXPECT_EQ(late.pace, (ShareCounts{91, 182}));
  EXPECT_DOUBLE_EQ(*late.expected, 1 - *good.expected);
  EXPECT_DOUBLE_EQ(*late.expected_low, 1 - *good.expected_high);
  EXPECT_DOUBLE_EQ(*late.expected_high, 1 - *good.expected_low);
}

// 732 by 31 March. At most 45% over the limit are 329.4, so 54.4 more of 182: 127.6 must not be.
TEST(ReachTest, CountedOverTheLimitNeededIsTheShareThatIsNotLate) {
  const DailyHistory history = EveryDay("2023-01-01", "2023-12-31", {1, 2, 40, 9});
  const Projection projection = Projected(history, Level{45000}, true);
  EXPECT_EQ(projection.reach, Reach::kNeeded);
  EXPECT_NEAR(*projection.needed_ratio, 127.6 / 182, 1e-12);
  EXPECT_EQ(Projected(history, Level{65000}, true).reach, Reach::kCertain) << "497 of 772";
  EXPECT_EQ(Projected(history, Level{64000}, true).reach, Reach::kNeeded) << "64.4%";
  EXPECT_EQ(Projected(history, Level{36000}, true).reach, Reach::kOutOfReach) << "275 of 763";
}

TEST(ExpectedTest, NoMoreAreInTimeThanStillCanBe) {
  DailyHistory history = EveryDay("2023-01-01", "2024-03-01", {1, 1, 60, 60});
  history.days.back().open = 60 - 45;  // cancelled, so that 16 of the next 30 days arrive
  history.days.back().drag = 15;
  const Projection projection = Projected(history);
  EXPECT_EQ(projection.still_to_stop, 30);
  EXPECT_DOUBLE_EQ(*projection.expected, (336 + 15.0) / (336 + 30));
}

// 364 of 455 in the pace and 455 to come, counted as 456 at 365 of 457, chance 0.160786 each. Variance: 73.3 for those
// to come, 456^2 x (0.160786 / 457 + 0.01^2 x 182 / 273) = 87.0 for the rate. 1.2816 x 12.663 / 1,831 = 0.00886.
TEST(ExpectedTest, TheIntervalAddsUpChanceTheRateAndItsWandering) {
  const Projection p = Projected(EveryDay("2022-10-01", "2023-12-31", {4, 5, 200, 10}));
  EXPECT_DOUBLE_EQ(*p.expected, 0.8);
  EXPECT_NEAR(*p.expected_low, 0.8 - 0.00886, 5e-6);
  EXPECT_NEAR(*p.expected_high, 0.8 + 0.00886, 5e-6);
}

TEST(ExpectedTest, TheIntervalIsNarrowerTheNearerTheEnd) {
  const auto width = [](const char* last) {
    const Projection p = Projected(EveryDay("2022-04-01", last, {4, 5, 200, 10}));
    return *p.expected_high - *p.expected_low;
  };
  EXPECT_GT(width("2023-07-31"), width("2023-10-31"));
  EXPECT_GT(width("2023-10-31"), width("2024-02-15"));
  EXPECT_GT(width("2024-02-15"), width("2024-03-30"));
  EXPECT_GT(width("2024-03-30"), 0);
}

TEST(ExpectedTest, TheIntervalIsWiderWhereTheRateWasUneasy) {
  const DailyHistory calm = EveryDay("2022-04-01", "2023-10-31", {4, 8, 200, 10});
  DailyHistory uneasy = calm;
  for (std::size_t day = 0; day < uneasy.days.size(); ++day) {
    uneasy.days[day].in_time = day / 28 % 2 == 0 ? 2 : 6;
  }
  const Projection narrow = Projected(calm);
  const Projection wide = Projected(uneasy);
  EXPECT_GT(*wide.expected_high - *wide.expected_low,
            2 * (*narrow.expected_high - *narrow.expected_low));
}

// 2 of 8 in time until July, 7 of 8 since: how many more will stop decides how far the share still rises. Last year's
// four weeks had 8 a day, or 4 and 12 in turn.
TEST(ExpectedTest, AnUneasyVolumeWidensTheIntervalWhereTheRateHasChanged) {
  const auto width = [](std::int32_t more, std::int32_t fewer) {
    DailyHistory history = EveryDay("2022-08-10", "2023-10-31", {2, 8, 200, 10});
    const std::size_t days = history.days.size();
    for (std::size_t ago = 0; ago < 91; ++ago) history.days[days - 1 - ago].in_time = 7;
    for (std::size_t ago = 224; ago < days; ++ago) {
      const std::int32_t stopped = ago / 28 % 2 == 0 ? more : fewer;
      history.days[days - 1 - ago] = {stopped / 2, stopped, 200, 10};
    }
    const Projection p = Projected(history);
    return *p.expected_high - *p.expected_low;
  };
  EXPECT_GT(width(12, 4), 1.05 * width(8, 8));
}

TEST(ExpectedTest, AFewThatWereAllInTimeDoNotMakeTheNextCertain) {
  DailyHistory history = EveryDay("2022-04-01", "2023-10-31", {.open = 4});
  for (std::size_t day = 400; day < 408; ++day) history.days[day] = {1, 1, 4, 0};
  const Projection projection = Projected(history);
  EXPECT_EQ(projection.expected, 1);
  EXPECT_LT(*projection.expected_low, 0.95);
}

}  // namespace
}  // namespace caseclock
