#include "tests/simulation/slow_merge.h"

#include <gtest/gtest.h>

#include "tests/simulation/told_events.h"

namespace caseclock::simulation {
namespace {

constexpr auto kReferral = RecordKind::kReferral;
constexpr auto kAssessment = RecordKind::kAssessment;

FactAssertion Opened(const char* day) { return On(Fact::kReferralOpened, Day(day)); }

std::vector<SlowRecord> Merged(const Told& told) {
  SlowMerge merge;
  for (const CaseEvent& event : told.events()) merge.Add(event);
  return merge.Records();
}

/// "2024-03-01", or "" when the fact does not exist.
std::string DateIn(const Told& told, Fact fact = Fact::kReferralOpened) {
  const auto date = Merged(told).at(0).DateOf(fact, Date::Max());
  return date ? FormatDate(*date) : "";
}

TEST(SlowMergeTest, WhatWasRecordedLastWinsWheneverItArrives) {
  const auto told = Told()
                        .At("2024-03-05")
                        .Says(kReferral, "R1", {Opened("2024-03-02")})
                        .At("2024-03-04")
                        .Says(kReferral, "R1", {Opened("2024-03-01")});
  EXPECT_EQ(DateIn(told), "2024-03-02");
}

TEST(SlowMergeTest, TiesAreDecidedBySourceThenEventIdThenValue) {
  const auto by_source = Told()
                             .At("2024-03-05", "b")
                             .Says(kReferral, "R1", {Opened("2024-03-01")})
                             .At("2024-03-05", "a")
                             .Says(kReferral, "R1", {Opened("2024-03-02")});
  EXPECT_EQ(DateIn(by_source), "2024-03-01");
  const auto by_event_id = Told()
                               .At("2024-03-05")
                               .Says(kReferral, "R1", {Opened("2024-03-02")})
                               .Says(kReferral, "R1", {Opened("2024-03-01")});
  EXPECT_EQ(DateIn(by_event_id), "2024-03-01");
}

TEST(SlowMergeTest, AValueBeatsClearedUnderTheSameStamp) {
  const auto told = Told().At("2024-03-05").Says(kReferral, "R1", {Opened("2024-03-01")});
  SlowMerge merge;
  CaseEvent clear = told.events()[0];
  clear.action = Clear{Fact::kReferralOpened, kNoDate};
  merge.Add(clear);
  merge.Add(told.events()[0]);
  merge.Add(clear);
  EXPECT_TRUE(merge.Records().at(0).DateOf(Fact::kReferralOpened, Date::Max()));
}

TEST(SlowMergeTest, AWithdrawalKillsWhatCameBeforeAndLaterAssertionsRevive) {
  auto told = Told()
                  .At("2024-03-04")
                  .Says(kReferral, "R1", {Opened("2024-03-01")})
                  .At("2024-03-06")
                  .Withdraws(kReferral, "R1");
  EXPECT_EQ(DateIn(told), "");
  told.At("2024-03-07").Says(kReferral, "R1", {Coded(Fact::kReferralDecided, 1)});
  EXPECT_EQ(DateIn(told), "");  // only what was said anew lives
  told.At("2024-03-08").Says(kReferral, "R1", {Opened("2024-03-03")});
  EXPECT_EQ(DateIn(told), "2024-03-03");
}

TEST(SlowMergeTest, ClearingAndWithdrawingSayNothingAboutTheChild) {
  const auto told = Told()
                        .Of("child-1")
                        .At("2024-03-04")
                        .Says(kReferral, "R1", {Opened("2024-03-01")})
                        .At("2024-03-05")
                        .Moves(kReferral, "R1", "child-2")
                        .At("2024-03-06")
                        .Clears(kReferral, "R1", Fact::kReferralDecided);
  EXPECT_EQ(Merged(told).at(0).child, "child-2");
}

TEST(SlowMergeTest, ACompletedBatchEndsWhatItsSourceSaidBeforeInScope) {
  const Scope march{kReferral, Day("2024-03-01"), Day("2024-03-31"), false};
  const auto told = Told()
                        .At("2024-04-01", "annex-a")
                        .InBatch("b1")
                        .Says(kReferral, "R1", {Opened("2024-03-01")})
                        .Says(kReferral, "R2", {Opened("2024-03-02")})
                        .Says(kReferral, "R3", {Opened("2024-02-29")})
                        .At("2024-05-01", "annex-a")
                        .InBatch("b2")
                        .Says(kReferral, "R2", {Opened("2024-03-02")})
                        .Completes({march});
  const auto records = Merged(told);
  EXPECT_TRUE(records.at(0).facts.empty());   // not re-asserted
  EXPECT_FALSE(records.at(1).facts.empty());  // re-asserted
  EXPECT_FALSE(records.at(2).facts.empty());  // started before the span
}

TEST(SlowMergeTest, ABatchThatLostAnEventOrDeclaresNoneEndsNothing) {
  const Scope all{kReferral, Date::Min(), Date::Max(), true};
  for (const int declared : {2, 0}) {
    auto told = Told()
                    .At("2024-04-01", "annex-a")
                    .Says(kReferral, "R1", {Opened("2024-03-01")})
                    .At("2024-05-01", "annex-a")
                    .InBatch("b");
    if (declared > 0) told.Says(kReferral, "R2", {Opened("2024-03-02")});
    told.Completes({all}, declared > 0 ? 1 : 0);
    for (const SlowRecord& record : Merged(told)) EXPECT_EQ(record.facts.size(), 1u) << record.id;
  }
}

TEST(SlowMergeTest, ACompletedBatchLeavesOtherSourcesAndOtherKindsAlone) {
  const Scope all{kReferral, Date::Min(), Date::Max(), true};
  const auto told = Told()
                        .At("2024-04-01", "north-system")
                        .Says(kReferral, "R1", {Opened("2024-03-01")})
                        .At("2024-04-01", "annex-a")
                        .Says(kAssessment, "A1", {On(Fact::kAssessmentStarted, Day("2024-03-01"))})
                        .At("2024-05-01", "annex-a")
                        .InBatch("b")
                        .Says(kReferral, "R2", {Opened("2024-03-02")})
                        .Completes({all});
  for (const SlowRecord& record : Merged(told)) EXPECT_EQ(record.facts.size(), 1u) << record.id;
}

TEST(SlowMergeTest, AnOpenScopeHoldsWhatHasNotEnded) {
  const Scope open{kReferral, Day("1990-01-01"), Day("1990-01-01"), true};
  const auto closed = On(Fact::kReferralClosure, Day("2024-03-09"), kClosed);
  const auto reopened = On(Fact::kReferralReopened, Day("2024-03-09"));
  const auto told = Told()
                        .At("2024-04-01", "annex-a")
                        .Says(kReferral, "closed", {Opened("2024-03-01"), closed})
                        .Says(kReferral, "open", {Opened("2024-03-01")})
                        .Says(kReferral, "reopened", {Opened("2024-03-01"), closed})
                        .Says(kReferral, "reopened", {reopened})
                        .At("2024-05-01", "annex-a")
                        .InBatch("b")
                        .Says(kReferral, "repeated", {Opened("2024-03-02")})
                        .Completes({open});
  const auto records = Merged(told);
  EXPECT_FALSE(records.at(0).facts.empty());
  EXPECT_TRUE(records.at(1).facts.empty());
  EXPECT_TRUE(records.at(2).facts.empty());
}

TEST(SlowMergeTest, AliasesJoinInChainsAndCyclesAndAreUndoneByClearing) {
  const auto same = [](const char* other) { return std::vector{Linked(Fact::kChildAlias, other)}; };
  auto told = Told()
                  .At("2024-03-01")
                  .Of("d")
                  .Says(RecordKind::kChild, "d", same("c"))
                  .Of("b")
                  .Says(RecordKind::kChild, "b", same("c"))
                  .Of("c")
                  .Says(RecordKind::kChild, "c", same("a"));
  EXPECT_EQ(SlowMerge::Children(Merged(told)).at("d"), "a");
  told.At("2024-03-02").Of("a").Says(RecordKind::kChild, "a", same("b"));
  EXPECT_EQ(SlowMerge::Children(Merged(told)).at("d"), "a");
  told.At("2024-03-03").Of("c").Clears(RecordKind::kChild, "c", Fact::kChildAlias);
  EXPECT_EQ(SlowMerge::Children(Merged(told)).at("d"), "a");  // still a, b, c by the other way
  told.At("2024-03-03").Of("d").Clears(RecordKind::kChild, "d", Fact::kChildAlias);
  EXPECT_EQ(SlowMerge::Children(Merged(told)).at("d"), "d");
}

TEST(SlowMergeTest, TheTeamIsThatOfTheLatestFirstDay) {
  const auto told = Told()
                        .At("2024-03-01")
                        .Says(kReferral, "R1", {Allocated(Day("2024-03-04"), "North", "w")})
                        .Says(kReferral, "R1", {Allocated(Day("2024-03-11"), "")})
                        .Says(kReferral, "R1", {Allocated(Day("2024-03-18"), "South")});
  const SlowRecord record = Merged(told).at(0);
  EXPECT_EQ(record.TeamOn(Day("2024-03-03")), "(none)");
  EXPECT_EQ(record.TeamOn(Day("2024-03-04")), "North");
  EXPECT_EQ(record.TeamOn(Day("2024-03-11")), "(none)");
  EXPECT_EQ(record.TeamOn(Day("2024-12-31")), "South");
}

}  // namespace
}  // namespace caseclock::simulation
