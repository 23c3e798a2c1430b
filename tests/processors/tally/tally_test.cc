// Running sums: adding and taking away, the oldest open start, percentiles, differences.
#include "processors/tally/tally.h"

#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace caseclock {
namespace {

constexpr TeamNumber kNorth = 2;

Contribution OneOfEach() {
  Contribution c;
  c.deltas = {{0, Series::kOpen, kWholeAuthorityNumber, Day("2024-03-01"), 1},
              {0, Series::kOpen, kNorth, Day("2024-03-01"), 1},
              {1, Series::kNumerator, kWholeAuthorityNumber, Day("2024-03-05"), 1}};
  c.open_starts = {{0, kWholeAuthorityNumber, Day("2024-03-01"), Day("2024-04-23")},
                   {0, kNorth, Day("2024-03-01"), Day("2024-04-23")}};
  c.delays = {{1, Day("2024-03-05"), 4}};
  c.findings = {{3, kNorth}};
  return c;
}

TEST(TallyTest, WhatIsTakenAwayLeavesNothing) {
  Tally tally(2);
  tally.Apply(OneOfEach(), +1);
  EXPECT_EQ(tally.At(0, kNorth).Of(Series::kOpen).SumUpTo(Day("2024-03-01")), 1);
  EXPECT_EQ(tally.findings().size(), 1u);
  tally.Apply(OneOfEach(), -1);
  EXPECT_EQ(tally.CountDifferences(Tally(2)), 0);
  EXPECT_TRUE(tally.At(0, kNorth).empty());
  EXPECT_TRUE(tally.findings().empty());
}

TEST(TallyTest, TheOrderOfAddingAndTakingAwayIsNoMatter) {
  Tally first_away(2), first_added(2);
  first_away.Apply(OneOfEach(), -1);
  first_away.Apply(OneOfEach(), +1);
  first_away.Apply(OneOfEach(), +1);
  first_added.Apply(OneOfEach(), +1);
  EXPECT_EQ(first_away.CountDifferences(first_added), 0);
}

TEST(TallyTest, ACellNobodyCountedInIsEmpty) {
  Tally tally(2);
  EXPECT_TRUE(tally.At(1, 77).empty());
  EXPECT_EQ(tally.At(1, 77).OldestOpenStart(), std::nullopt);
  tally.Apply(OneOfEach(), +1);
  EXPECT_EQ(tally.team_count(), 3u) << "up to the highest number in use";
}

TEST(TallyTest, TheOldestOpenStartIsTheEarliestOfThoseStillOpen) {
  Tally tally(1);
  Contribution older, newer;
  older.open_starts = {{0, kNorth, Day("2024-01-08")}};
  newer.open_starts = {{0, kNorth, Day("2024-03-01")}, {0, kNorth, Day("2024-03-01")}};
  tally.Apply(newer, +1);
  tally.Apply(older, +1);
  EXPECT_EQ(tally.At(0, kNorth).OldestOpenStart(), Day("2024-01-08"));
  tally.Apply(older, -1);
  EXPECT_EQ(tally.At(0, kNorth).OldestOpenStart(), Day("2024-03-01"));
  tally.Apply(newer, -1);
  EXPECT_EQ(tally.At(0, kNorth).OldestOpenStart(), std::nullopt);
}

TEST(TallyTest, DueDatesAreCountedByDayAndNotWithoutOne) {
  Tally tally(1);
  Contribution open;
  open.open_starts = {{0, kNorth, Day("2024-03-01"), Day("2024-03-22")},
                      {0, kNorth, Day("2024-03-02"), Day("2024-03-22")},
                      {0, kNorth, Day("2024-03-04")}};
  tally.Apply(open, +1);
  ASSERT_EQ(tally.At(0, kNorth).open_dues.size(), 1u);
  EXPECT_EQ(tally.At(0, kNorth).open_dues.begin()->second, 2);
  tally.Apply(open, -1);
  EXPECT_TRUE(tally.At(0, kNorth).empty());
}

TEST(TallyTest, ADueDateThatMovesIsReplacedAndADifference) {
  Tally tally(1);
  Contribution before, after;
  before.open_starts = {{0, kNorth, Day("2024-03-01"), Day("2024-03-22")}};
  after.open_starts = {{0, kNorth, Day("2024-03-01"), Day("2024-04-23")}};
  Tally fresh(1);
  fresh.Apply(after, +1);
  tally.Apply(before, +1);
  EXPECT_EQ(tally.CountDifferences(fresh), 1);
  tally.Replace(before, after);
  EXPECT_EQ(tally.CountDifferences(fresh), 0);
}

/// Delays of so many working days, each recorded on its own day from 1 March on.
Tally WithDelays(const std::vector<int>& delays) {
  Tally tally(2);
  Contribution contribution;
  Date day = Day("2024-03-01");
  for (const int delay : delays) {
    contribution.delays.push_back({1, day, delay});
    day = day + 1;
  }
  tally.Apply(contribution, +1);
  return tally;
}

struct Percentiles {
  std::vector<int> delays;
  int median;
  int ninth_decile;
};

TEST(TallyTest, PercentilesAreByNearestRank) {
  const Period march = {Day("2024-03-01"), Day("2024-03-31")};
  for (const Percentiles& p :
       {Percentiles{{5}, 5, 5}, Percentiles{{1, 9}, 1, 9}, Percentiles{{9, 1, 4}, 4, 9},
        Percentiles{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5, 9},
        Percentiles{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 6, 10},
        Percentiles{{0, 0, 0, 0, 0, 0, 0, 0, 0, 50}, 0, 0}}) {
    const Tally tally = WithDelays(p.delays);
    EXPECT_EQ(tally.Percentiles(1, march).median, p.median) << testing::PrintToString(p.delays);
    EXPECT_EQ(tally.Percentiles(1, march).percentile_90, p.ninth_decile)
        << testing::PrintToString(p.delays);
  }
}

TEST(TallyTest, PercentilesLookAtThePeriodAndTheRowOnly) {
  const Tally tally = WithDelays({1, 2, 30});
  EXPECT_EQ(tally.Percentiles(1, {Day("2024-03-01"), Day("2024-03-02")}).percentile_90, 2);
  EXPECT_EQ(tally.Percentiles(1, {Day("2024-03-03"), Day("2024-03-03")}).median, 30);
  EXPECT_EQ(tally.Percentiles(1, {Day("2024-04-01"), Day("2024-04-30")}).median, std::nullopt);
  EXPECT_EQ(tally.Percentiles(0, {Day("2024-03-01"), Day("2024-03-31")}).median, std::nullopt);
}

TEST(TallyTest, CountDifferencesCountsEachSumThatDiffers) {
  Tally tally(2), other(2);
  tally.Apply(OneOfEach(), +1);
  // Three series, two lists of open starts and two of due dates, the delays, the findings.
  EXPECT_EQ(tally.CountDifferences(other), 9);
  EXPECT_EQ(other.CountDifferences(tally), 9);
  other.Apply(OneOfEach(), +1);
  EXPECT_EQ(tally.CountDifferences(other), 0);
  Contribution more;
  more.deltas = {{0, Series::kOpen, kNorth, Day("2024-03-02"), 1}};
  other.Apply(more, +1);
  EXPECT_EQ(tally.CountDifferences(other), 1);
}

TEST(TallyTest, ReplacingEqualsTakingAwayAndAddingWhereverTheyDiffer) {
  Contribution front = OneOfEach(), middle = OneOfEach(), more = OneOfEach(), fewer = OneOfEach();
  front.deltas.front().n = 5;
  middle.deltas[1].day = Day("2024-04-01");
  middle.delays.front().delay = 9;
  more.deltas.push_back({1, Series::kDrag, kNorth, Day("2024-03-09"), 1});
  more.findings.push_back({4, kNorth});
  fewer.deltas.pop_back();
  fewer.open_starts.erase(fewer.open_starts.begin());
  const Contribution nothing;
  const std::vector<Contribution> all = {OneOfEach(), front, middle, more, fewer, nothing};
  for (const Contribution& before : all) {
    for (const Contribution& after : all) {
      Tally replaced(2), slow(2);
      replaced.Apply(before, +1);
      replaced.Replace(before, after);
      slow.Apply(after, +1);
      EXPECT_EQ(replaced.CountDifferences(slow), 0);
    }
  }
}

TEST(TallyTest, ClearForgetsEverything) {
  Tally tally(2);
  tally.Apply(OneOfEach(), +1);
  tally.Clear();
  EXPECT_EQ(tally.CountDifferences(Tally(2)), 0);
  EXPECT_EQ(tally.team_count(), 0u);
}

TEST(TallyTest, SaysOnceWhereItHasBeenWrittenTo) {
  Tally tally(2);
  Contribution part;
  part.deltas = {{1, Series::kOpen, kNorth, Day("2024-03-01"), 1},
                 {1, Series::kOpen, kNorth, Day("2024-03-02"), -1}};
  tally.Apply(part, +1);
  EXPECT_EQ(tally.TakeChanged(), (std::vector<Tally::Place>{{1, kNorth}}));
  EXPECT_EQ(tally.TakeChanged(), std::vector<Tally::Place>());
  part.Clear();
  part.delays = {{0, Day("2024-03-01"), 3}};
  tally.Apply(part, +1);
  EXPECT_EQ(tally.TakeChanged(), (std::vector<Tally::Place>{{0, kWholeAuthorityNumber}}))
      << "of whom the delays are";
  part.Clear();
  part.findings = {{1, kNorth}};
  const std::int64_t version = tally.findings_version();
  tally.Apply(part, +1);
  EXPECT_GT(tally.findings_version(), version);
}

}  // namespace
}  // namespace caseclock
