#include "daemon/simulation/council_profile.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/daemon/simulation/history.h"

namespace caseclock {
namespace {

TEST(CouncilProfileTest, TheStandardCouncilIsTheOneOfTheReports) {
  const CouncilProfile council = StandardCouncil(1);
  EXPECT_EQ(council.authority, "X99000001");
  EXPECT_EQ(council.children, 100'000);
  EXPECT_EQ(council.referrals_per_month, 460);
  EXPECT_EQ(council.teams.size(), 8u);
  EXPECT_EQ(council.bad_quarter, std::nullopt);
}

TEST(CouncilProfileTest, InventedCouncilsDifferInSizeAndHaveBadQuartersOfTheirOwn) {
  const Date from = Date::FromYmd(2022, 5, 20);
  std::set<std::string> codes;
  int bad = 0;
  for (const CouncilProfile& council : InventedCouncils(9, from)) {
    codes.insert(council.authority);
    EXPECT_GE(council.children, 40'000);
    EXPECT_LE(council.children, 180'000);
    if (!council.bad_quarter) continue;
    ++bad;
    EXPECT_GT(council.bad_quarter->first, from);
    EXPECT_EQ(PartsOf(council.bad_quarter->first).day, 1);
    EXPECT_EQ(PartsOf(council.bad_quarter->first).month % 3, 1);
  }
  EXPECT_EQ(codes.size(), 9u);
  EXPECT_EQ(bad, 3);
}

/// Child and family assessments of the council that should have stopped in the quarter and came in
/// time.
double InTime(const History& history, Date first, Date last) {
  std::vector<const ToldRecord*> done;
  for (const ToldRecord* record :
       history.Dated(RecordKind::kAssessment, Fact::kAssessmentAuthorised, first, last)) {
    if (record->Code(Fact::kAssessmentType) == 3) done.push_back(record);
  }
  return Percent(done, [](const ToldRecord& record) {
    return CountDays(record.On(Fact::kAssessmentStarted), record.On(Fact::kAssessmentAuthorised)) <=
           45;
  });
}

TEST(CouncilProfileTest, ABadQuarterShowsInTheCouncilsTimeliness) {
  CouncilProfile council = StandardCouncil(1);
  const Date from = Date::FromYmd(2022, 4, 1);
  const Date bad = Date::FromYmd(2023, 1, 1);
  council.bad_quarter = BadQuarter{.first = bad, .team = "Assessment North"};
  const History history(CouncilSimulation(council, 3, from), Date::FromYmd(2023, 9, 30));
  const double before = InTime(history, AddMonths(bad, -3), bad - 1);
  const double within = InTime(history, AddMonths(bad, 1), AddMonths(bad, 4) - 1);
  EXPECT_GT(before, 80.0);
  EXPECT_LT(within, before - 5.0);
}

}  // namespace
}  // namespace caseclock
