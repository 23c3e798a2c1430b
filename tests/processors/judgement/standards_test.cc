#include "processors/judgement/standards.h"

#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace caseclock {
namespace {

Target Milestone(const char* by, std::int64_t percent, const char* team = "",
                 const char* authority = "") {
  Target target;
  target.authority = authority;
  target.indicator = "ni59";
  target.team = team;
  target.by = Day(by);
  target.low = target.high = {percent * 1000};
  return target;
}

Target Standing(std::int64_t percent) {
  Target target = Milestone("2010-01-01", percent);
  target.by = Date::Max();
  return target;
}

std::int64_t PercentOn(const Standards& standards, const char* day, const char* team = "",
                       const char* worker = "") {
  const Target* target = TargetFor(standards, "E1", "ni59", team, worker, Day(day));
  return target == nullptr ? -1 : target->low.thousandths / 1000;
}

TEST(TargetForTest, TheNextMilestoneApplies) {
  Standards standards;
  standards.targets = {Milestone("2010-10-31", 85), Milestone("2011-03-31", 87)};
  EXPECT_EQ(PercentOn(standards, "2010-08-20"), 85);
  EXPECT_EQ(PercentOn(standards, "2010-10-31"), 85);
  EXPECT_EQ(PercentOn(standards, "2010-11-01"), 87);
}

TEST(TargetForTest, TheLastMilestoneStandsOnAfterItsDay) {
  Standards standards;
  standards.targets = {Milestone("2010-10-31", 85), Milestone("2011-03-31", 87)};
  EXPECT_EQ(PercentOn(standards, "2012-01-01"), 87);
}

TEST(TargetForTest, AStandingTargetFollowsTheMilestones) {
  Standards standards;
  standards.targets = {Standing(90), Milestone("2010-10-31", 85)};
  EXPECT_EQ(PercentOn(standards, "2010-08-20"), 85);
  EXPECT_EQ(PercentOn(standards, "2010-11-01"), 90);
}

TEST(TargetForTest, ATeamWithoutItsOwnHasTheCouncils) {
  Standards standards;
  standards.targets = {Milestone("2010-10-31", 85), Milestone("2010-10-31", 80, "North")};
  EXPECT_EQ(PercentOn(standards, "2010-08-20", "North"), 80);
  EXPECT_EQ(PercentOn(standards, "2010-08-20", "South"), 85);
}

TEST(TargetForTest, ACouncilsOwnComesBeforeEveryCouncils) {
  Standards standards;
  standards.targets = {Milestone("2010-10-31", 85), Milestone("2010-10-31", 70, "", "E1")};
  EXPECT_EQ(PercentOn(standards, "2010-08-20"), 70);
}

TEST(TargetForTest, APersonalTargetComesBeforeTheTeams) {
  Standards standards;
  Target personal = Milestone("2010-10-31", 60, "North");
  personal.worker = "w17";
  standards.targets = {Milestone("2010-10-31", 80, "North"), personal};
  EXPECT_EQ(PercentOn(standards, "2010-08-20", "North", "w17"), 60);
  EXPECT_EQ(PercentOn(standards, "2010-08-20", "North", "w18"), 80);
}

TEST(TargetForTest, WithoutTargetsThereIsNone) { EXPECT_EQ(PercentOn({}, "2010-08-20"), -1); }

Comparator National(const char* year_end, const char* published, std::int64_t tenths) {
  Comparator one;
  one.indicator = "ni59";
  one.kind = ComparatorKind::kNational;
  one.period = {AddMonths(Day(year_end) + 1, -12), Day(year_end)};
  one.published_on = Day(published);
  one.value = {tenths * 100};
  return one;
}

TEST(ComparatorForTest, TheLatestPublishedByTheDayIsUsed) {
  Standards standards;
  standards.comparators = {National("2010-03-31", "2010-11-30", 718),
                           National("2009-03-31", "2009-11-30", 719)};
  const auto on = [&](const char* day) {
    return ComparatorFor(standards, "E1", "ni59", ComparatorKind::kNational, Day(day));
  };
  EXPECT_EQ(on("2010-11-29")->value.thousandths, 71'900);
  EXPECT_EQ(on("2010-11-30")->value.thousandths, 71'800);
  EXPECT_EQ(on("2009-11-29"), nullptr);
  EXPECT_EQ(ComparatorBefore(standards, *on("2010-11-30"))->value.thousandths, 71'900);
}

TEST(ComparatorBeforeTest, AYearThatIsMissingIsNotSkipped) {
  Standards standards;
  standards.comparators = {National("2010-03-31", "2010-11-30", 718),
                           National("2007-03-31", "2007-11-30", 650)};
  EXPECT_EQ(ComparatorBefore(standards, standards.comparators.front()), nullptr);
}

TEST(ComparatorForTest, NeighboursAreTakenByTheStatisticOfThePolicy) {
  Standards standards;
  Comparator mean = National("2010-03-31", "2010-11-30", 716);
  mean.kind = ComparatorKind::kStatisticalNeighbours;
  mean.authority = "E1";
  mean.statistic = NeighbourStatistic::kMean;
  Comparator median = mean;
  median.statistic = NeighbourStatistic::kMedian;
  median.value = {70'000};
  standards.comparators = {mean, median};
  standards.neighbours = NeighbourStatistic::kMedian;
  const auto* found = ComparatorFor(standards, "E1", "ni59", ComparatorKind::kStatisticalNeighbours,
                                    Day("2011-01-01"));
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->value.thousandths, 70'000);
  EXPECT_EQ(ComparatorFor(standards, "E2", "ni59", ComparatorKind::kStatisticalNeighbours,
                          Day("2011-01-01")),
            nullptr);
}

TEST(StandardsTest, TheFingerprintFollowsWhatAJudgementFollows) {
  Standards standards;
  standards.targets = {Milestone("2010-10-31", 85)};
  Standards other = standards;
  EXPECT_EQ(Fingerprint(standards), Fingerprint(other));
  other.targets[0].by = Day("2010-10-30");
  EXPECT_NE(Fingerprint(standards), Fingerprint(other));
  other = standards;
  other.policy = RagPolicy::kTolerance;
  EXPECT_NE(Fingerprint(standards), Fingerprint(other));
}

TEST(ComparatorKindTest, NamesAreReadBack) {
  for (int kind = 0; kind <= static_cast<int>(ComparatorKind::kLastYearToDate); ++kind) {
    const auto one = static_cast<ComparatorKind>(kind);
    EXPECT_EQ(ParseComparatorKind(ComparatorKindName(one)), one);
  }
  EXPECT_EQ(ParseComparatorKind("neighbours"), std::nullopt);
}

}  // namespace
}  // namespace caseclock
