// A supervision report: the figures of one team by its workers, with personal targets.
#include <gtest/gtest.h>

#include "processors/authority.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

FactAssertion Held(const char* from, const std::string& team, const std::string& worker) {
  FactAssertion said;
  said.fact = Fact::kAllocation;
  said.first_day = Day(from);
  said.value.text = worker.empty() ? team : team + kWorkerSeparator + worker;
  return said;
}

CaseEvent Assessment(int number, const std::string& team, const std::string& worker,
                     const char* authorised = "2024-02-01") {
  const std::string id = std::to_string(number);
  return Told(("C" + id).c_str(), RecordKind::kAssessment, "A" + id,
              {Typed(Fact::kAssessmentType, 3), On(Fact::kAssessmentStarted, "2024-01-02"),
               On(Fact::kAssessmentAuthorised, authorised), Held("2024-01-02", team, worker)},
              authorised);
}

AuthorityView Supervised(const std::vector<CaseEvent>& events, const Standards& standards = {}) {
  Definitions definitions;
  definitions.supervised_team = "North";
  Authority authority(kInventedCouncil, std::make_shared<const Definitions>(definitions),
                      Day("2024-03-31"));
  authority.JudgeBy(standards);
  for (const CaseEvent& event : events) authority.Apply(event);
  return authority.MakeView();
}

std::int64_t Stopped(const AuthorityView& view, const char* worker) {
  for (const Row& row : view.rows) {
    if (row.indicator == "assessment_45" && row.team == worker && row.window == Window::kYear) {
      return row.current.denominator;
    }
  }
  return 0;
}

TEST(SupervisionTest, CountsByTheWorkersOfTheTeam) {
  const AuthorityView view = Supervised(
      {Assessment(1, "North", "w17"), Assessment(2, "North", "w17"), Assessment(3, "North", "w18"),
       Assessment(4, "North", ""), Assessment(5, "South", "w17")});
  EXPECT_EQ(Stopped(view, "w17"), 2) << "what South's w17 holds is another team's";
  EXPECT_EQ(Stopped(view, "w18"), 1);
  EXPECT_EQ(Stopped(view, kNoTeam), 1);
  EXPECT_EQ(Stopped(view, kOtherTeams), 1);
  EXPECT_EQ(Stopped(view, kWholeAuthority), 5);
}

TEST(SupervisionTest, APersonalTargetComesBeforeTheTeams) {
  Standards standards;
  Target team;
  team.indicator = "assessment_45";
  team.team = "North";
  team.low = team.high = {95'000};
  Target personal = team;
  personal.worker = "w17";
  personal.low = personal.high = {80'000};
  standards.targets = {team, personal};
  std::vector<CaseEvent> events;
  for (int i = 0; i < 18; ++i) events.push_back(Assessment(i, "North", "w17"));
  for (int i = 18; i < 20; ++i) events.push_back(Assessment(i, "North", "w17", "2024-03-28"));
  for (int i = 20; i < 40; ++i) events.push_back(Assessment(i, "North", "w18"));
  const AuthorityView view = Supervised(events, standards);
  EXPECT_EQ(FindJudgement(view, "assessment_45", "w17")->target->low.thousandths, 80'000);
  EXPECT_EQ(FindJudgement(view, "assessment_45", "w17")->rag, Rag::kGreen);
  EXPECT_EQ(FindJudgement(view, "assessment_45", "w18")->target->low.thousandths, 95'000);
}

TEST(SupervisionTest, WhatOtherTeamsHoldIsNotJudgedByTheTargetOfTheTeam) {
  Standards standards;
  Target team;
  team.indicator = "assessment_45";
  team.team = "North";
  team.low = team.high = {95'000};
  standards.targets = {team};
  std::vector<CaseEvent> events = {Assessment(0, "North", "w17")};
  for (int i = 1; i < 20; ++i) events.push_back(Assessment(i, "South", "w30", "2024-03-28"));
  const AuthorityView view = Supervised(events, standards);
  EXPECT_EQ(FindJudgement(view, "assessment_45", kOtherTeams)->target, std::nullopt);
}

}  // namespace
}  // namespace caseclock
