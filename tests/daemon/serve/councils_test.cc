#include "daemon/serve/councils.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kSecond = 1'000'000;

class CouncilsTest : public testing::Test {
 protected:
  bool Apply(std::int32_t partition, CaseEvent event,
             const std::string& council = kInventedCouncil) {
    event.authority = council;
    return councils_.Apply(partition, event, now_us_);
  }
  static CaseEvent Referral(const std::string& record) {
    return Told("C1", RecordKind::kReferral, record, {On(Fact::kReferralOpened, "2024-03-01")},
                "2024-03-01");
  }
  static CaseEvent Exported(const std::string& record) {
    CaseEvent event = Referral(record);
    event.batch_id = "export-1";
    return event;
  }
  void CountAll() {
    EXPECT_TRUE(councils_.CountSome([] { return true; }));
  }
  std::vector<std::string> Shown() {
    const auto view = councils_.MakeView(now_us_);
    std::vector<std::string> codes;
    for (const auto& council : view->authorities) {
      codes.push_back(council->authority);
    }
    return codes;
  }

  std::int64_t now_us_ = 1000 * kSecond;
  std::map<std::string, int> asked_;
  Councils councils_{[this](const std::string& code) {
                       ++asked_[code];
                       return std::make_shared<const Definitions>();
                     },
                     Day("2024-03-22"), 100 * kSecond};
};

/// The shipped bank holidays up to the end of 2023 and no further.
std::shared_ptr<const Definitions> UntilTheEndOf2023() {
  Definitions definitions;
  definitions.calendar =
      WorkingDays(BankHolidays(kFirstHolidayYear, 2023), {}, kFirstHolidayYear, 2023);
  return std::make_shared<const Definitions>(definitions);
}

TEST_F(CouncilsTest, ACalendarThatEndsBeforeTheDayOfTheFiguresTakesThemBackToItsEnd) {
  councils_.AddPartition(0);
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"), "X99000001");
  councils_.Redefine([](const std::string&) { return UntilTheEndOf2023(); });
  CountAll();
  Apply(0, Referral("R1"), "X99000002");
  EXPECT_EQ(councils_.MakeView(now_us_)->as_of, Day("2023-12-31"));
  councils_.Advance(Day("2024-03-22"));
  EXPECT_THAT(councils_.Problems(), ElementsAre(HasSubstr("figures stand as of 2023-12-31")));
}

TEST_F(CouncilsTest, OtherTitlesOfTheSameRowsReachTheRecordsAndCountNothingAnew) {
  councils_.AddPartition(0);
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"), "X99000001");
  Definitions reworded;
  reworded.catalogue.indicators.front().title = "Another title";
  const auto definitions = std::make_shared<const Definitions>(reworded);
  councils_.Redefine([&](const std::string&) { return definitions; });
  CountAll();
  const auto redefined = councils_.TakeRedefined();
  ASSERT_TRUE(redefined);
  EXPECT_EQ(redefined->councils, 0);
  const Authority* council = councils_.Find("X99000001");
  EXPECT_EQ(council->definitions().catalogue.indicators.front().title, "Another title");
}

TEST_F(CouncilsTest, APartitionsCouncilsShowTogetherOnceItIsCaughtUp) {
  councils_.AddPartition(0);
  councils_.AddPartition(1);
  Apply(0, Referral("R1"), "X99000002");
  Apply(0, Referral("R1"), "X99000001");
  Apply(1, Referral("R1"), "X99000003");
  EXPECT_THAT(Shown(), IsEmpty());
  councils_.FinishCatchUp(0);
  EXPECT_THAT(Shown(), IsEmpty()) << "not counted yet";
  EXPECT_THAT(councils_.Problems(), ElementsAre(HasSubstr("figures of 2 councils are")));
  CountAll();
  EXPECT_THAT(councils_.Problems(), IsEmpty());
  EXPECT_TRUE(councils_.IsCaughtUp(0));
  EXPECT_FALSE(councils_.IsCaughtUp(1));
  EXPECT_THAT(Shown(), ElementsAre("X99000001", "X99000002"));
  councils_.FinishCatchUp(1);
  CountAll();
  EXPECT_THAT(Shown(), ElementsAre("X99000001", "X99000002", "X99000003"));
}

TEST_F(CouncilsTest, OnlyWhatChangedIsMadeAnew) {
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"), "X99000001");
  Apply(0, Referral("R1"), "X99000002");
  const auto first = councils_.MakeView(now_us_);
  EXPECT_FALSE(councils_.IsDirty());
  Apply(0, Referral("R2"), "X99000002");
  EXPECT_TRUE(councils_.IsDirty());
  const auto second = councils_.MakeView(now_us_);
  EXPECT_EQ(second->authorities[0], first->authorities[0]);
  EXPECT_NE(second->authorities[1], first->authorities[1]);
  EXPECT_EQ(first->authorities[1]->records, 1) << "a published view never changes";
  EXPECT_EQ(second->authorities[1]->records, 2);
}

TEST_F(CouncilsTest, WhatChangesNothingLeavesItClean) {
  councils_.FinishCatchUp(0);
  EXPECT_TRUE(Apply(0, Referral("R1")));
  councils_.MakeView(now_us_);
  EXPECT_FALSE(Apply(0, Referral("R1")));
  EXPECT_FALSE(councils_.IsDirty());
}

TEST_F(CouncilsTest, ARepeatedEventOfALargeChildLeavesItsCouncilSettled) {
  councils_.FinishCatchUp(0);
  for (int i = 0; i < 200; ++i) Apply(0, Referral("R" + std::to_string(i)));
  const auto before = councils_.MakeView(now_us_);
  EXPECT_FALSE(Apply(0, Referral("R1"))) << "which takes the child out of the sums for a moment";
  EXPECT_FALSE(councils_.Find(kInventedCouncil)->is_settled());
  councils_.Settle();
  EXPECT_TRUE(councils_.Find(kInventedCouncil)->is_settled());
  EXPECT_EQ(councils_.Find(kInventedCouncil)->MakeView(), *before->authorities[0]);
}

TEST_F(CouncilsTest, ACouncilOfTwoPartitionsIsShownOnceAndStaysWhenOneGoes) {
  councils_.FinishCatchUp(0);
  councils_.FinishCatchUp(1);
  Apply(0, Referral("R1"), "X99000001");
  Apply(1, Referral("R1"), "X99000001");
  Apply(1, Referral("R2"), "X99000001");
  EXPECT_EQ(councils_.MakeView(now_us_)->authorities[0]->records, 2);
  EXPECT_THAT(Shown(), ElementsAre("X99000001"));
  councils_.DropPartition(1);
  EXPECT_EQ(councils_.MakeView(now_us_)->authorities[0]->records, 1);
  Apply(0, Referral("R3"), "X99000001");
  EXPECT_EQ(councils_.MakeView(now_us_)->authorities[0]->records, 2);
}

TEST_F(CouncilsTest, AHeldCouncilKeepsItsLastViewAndOthersGoOn) {
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"), "X99000001");
  Apply(0, Referral("R1"), "X99000002");
  councils_.MakeView(now_us_);
  Apply(0, Exported("R2"), "X99000001");
  Apply(0, Referral("R2"), "X99000002");
  now_us_ += 5 * kSecond;
  const auto view = councils_.MakeView(now_us_);
  EXPECT_EQ(view->authorities[0]->records, 1);
  EXPECT_EQ(view->authorities[1]->records, 2);
  EXPECT_EQ(councils_.Held(now_us_).count, 1);
  EXPECT_EQ(councils_.Held(now_us_).since_us, 1000 * kSecond);
  now_us_ += 95 * kSecond;
  EXPECT_EQ(councils_.MakeView(now_us_)->authorities[0]->records, 2);
}

TEST(SentAtTest, IsNeverLaterThanNowAndNeverMoreThanADayBefore) {
  constexpr std::int64_t kNow = 1'700'000'000 * kSecond;
  EXPECT_EQ(SentAt(kNow - 5 * kSecond, kNow), kNow - 5 * kSecond);
  EXPECT_EQ(SentAt(kNow + 5 * kSecond, kNow), kNow);
  EXPECT_EQ(SentAt(kSecond, kNow), kNow - 86'400 * kSecond);
  EXPECT_EQ(SentAt(0, kNow), kNow) << "without a time of its own";
  EXPECT_EQ(SentAt(-1, kNow), kNow);
}

TEST_F(CouncilsTest, ADroppedPartitionTakesItsCouncilsWithIt) {
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"));
  EXPECT_THAT(councils_.OfPartition(0), SizeIs(1));
  councils_.DropPartition(0);
  EXPECT_TRUE(councils_.IsDirty());
  EXPECT_THAT(Shown(), IsEmpty());
  EXPECT_EQ(councils_.Find(kInventedCouncil), nullptr);
  EXPECT_FALSE(councils_.IsCaughtUp(0));
  EXPECT_EQ(councils_.Held(now_us_).count, 0);
}

TEST_F(CouncilsTest, ARestoredCouncilIsCountedAtTheEndOfCatchUp) {
  councils_.AddPartition(0);
  const std::vector<CaseEvent> events = {Referral("R1")};
  councils_.ForRestore(0, kInventedCouncil).RestoreRecord(MergedFrom(events));
  EXPECT_TRUE(councils_.Find(kInventedCouncil)->is_catching_up());
  councils_.FinishCatchUp(0);
  EXPECT_FALSE(councils_.Find(kInventedCouncil)->is_catching_up());
  CountAll();
  EXPECT_THAT(Shown(), ElementsAre(kInventedCouncil));
}

TEST_F(CouncilsTest, DaysBeyondTheCalendarAreNotReached) {
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"));
  EXPECT_THAT(councils_.Problems(), IsEmpty());
  councils_.Advance(Day("2029-01-01"));
  EXPECT_EQ(councils_.as_of(), Day("2024-03-22"));
  EXPECT_THAT(councils_.Problems(), ElementsAre(HasSubstr("as of 2024-03-22")));
  councils_.Advance(Day("2024-03-23"));
  EXPECT_THAT(councils_.Problems(), IsEmpty());
  EXPECT_EQ(councils_.MakeView(now_us_)->as_of, Day("2024-03-23"));
}

TEST_F(CouncilsTest, ADayThatComesBackFromBeyondTheCalendarIsNoProblemAnyMore) {
  councils_.Advance(Day("2029-01-01"));
  councils_.Advance(Day("2024-03-22"));
  EXPECT_THAT(councils_.Problems(), IsEmpty());
}

TEST_F(CouncilsTest, DefinitionsAreAskedForOncePerCouncil) {
  councils_.FinishCatchUp(0);
  for (int i = 0; i < 5; ++i) Apply(0, Referral("R" + std::to_string(i)));
  for (int i = 0; i < 5; ++i) councils_.Advance(Day("2029-01-01"));
  EXPECT_EQ(asked_[kInventedCouncil], 1);
  EXPECT_EQ(asked_[""], 1);
}

TEST_F(CouncilsTest, TheAuditGoesRound) {
  EXPECT_EQ(councils_.AuditNext(), std::nullopt);
  councils_.AddPartition(1);
  Apply(1, Referral("R1"), "X99000003");
  EXPECT_EQ(councils_.AuditNext(), std::nullopt) << "what is not counted yet is not audited";
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"), "X99000001");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(councils_.AuditNext(), 0);
}

/// So many slices, then no more.
GoOn Slices(int n) {
  return [n]() mutable { return n-- > 0; };
}

TEST_F(CouncilsTest, EachCouncilThatMustBeCountedHasItsTurn) {
  councils_.AddPartition(0);
  for (int i = 0; i < 2000; ++i) {
    CaseEvent event = Referral("R" + std::to_string(i));
    event.child = "C" + std::to_string(i);
    Apply(0, event, "X99000001");
  }
  Apply(0, Referral("R1"), "X99000002");
  councils_.FinishCatchUp(0);
  EXPECT_FALSE(councils_.CountSome(Slices(1))) << "a part of the first council";
  EXPECT_THAT(Shown(), IsEmpty());
  EXPECT_FALSE(councils_.CountSome(Slices(1))) << "then it is the other's turn";
  EXPECT_THAT(Shown(), ElementsAre("X99000002"));
  CountAll();
  EXPECT_THAT(Shown(), ElementsAre("X99000001", "X99000002"));
  EXPECT_EQ(councils_.Find("X99000001")->Audit(), 0);
}

TEST_F(CouncilsTest, WhileACouncilIsCountedAnewItsLastViewStands) {
  councils_.FinishCatchUp(0);
  for (int i = 0; i < 1000; ++i) {
    CaseEvent event = Referral("R" + std::to_string(i));
    event.child = "C" + std::to_string(i);
    Apply(0, event);
  }
  const auto before = councils_.MakeView(now_us_);
  Definitions others;
  others.due_soon_working_days = 10;
  councils_.Redefine(
      [others](const std::string&) { return std::make_shared<const Definitions>(others); });
  EXPECT_FALSE(councils_.CountSome(Slices(1)));
  EXPECT_EQ(councils_.FindShown(kInventedCouncil), nullptr);
  EXPECT_EQ(councils_.MakeView(now_us_), before);
  EXPECT_TRUE(councils_.IsDirty());
  CountAll();
  EXPECT_NE(councils_.FindShown(kInventedCouncil), nullptr);
  EXPECT_NE(councils_.MakeView(now_us_), before);
  EXPECT_FALSE(councils_.IsDirty());
}

TEST_F(CouncilsTest, ViewsOfManyCouncilsAreMadeOverSeveralTurns) {
  councils_.FinishCatchUp(0);
  for (const char* code : {"X99000001", "X99000002", "X99000003"}) Apply(0, Referral("R1"), code);
  EXPECT_THAT(councils_.MakeView(now_us_, Slices(1))->authorities, SizeIs(2));
  EXPECT_TRUE(councils_.IsDirty());
  EXPECT_THAT(councils_.MakeView(now_us_, Slices(0))->authorities, SizeIs(3));
  EXPECT_FALSE(councils_.IsDirty());
  EXPECT_THAT(councils_.MakeView(now_us_)->held, IsEmpty());
}

TEST_F(CouncilsTest, TheViewOfManyTeamsIsMadeOverSeveralTurnsAndShownWhole) {
  councils_.FinishCatchUp(0);
  const auto of_team = [&](int i) {
    CaseEvent event = Referral("R" + std::to_string(i));
    event.child = "C" + std::to_string(i);
    std::get<Assert>(event.action)
        .facts.push_back(Allocated("2024-03-01", "T" + std::to_string(i % 50)));
    Apply(0, event);
  };
  for (int i = 0; i < 50; ++i) of_team(i);
  int turns = 1;
  while (councils_.MakeView(now_us_, Slices(0))->authorities.empty()) {
    EXPECT_TRUE(councils_.is_half_made());
    EXPECT_TRUE(councils_.IsDirty());
    of_team(50 + turns++);  // changes parts that are made, and parts that are not
    ASSERT_LT(turns, 100);
  }
  EXPECT_GT(turns, 5);
  EXPECT_FALSE(councils_.is_half_made());
  EXPECT_EQ(*councils_.MakeView(now_us_)->authorities[0],
            councils_.Find(kInventedCouncil)->MakeView());
}

TEST_F(CouncilsTest, WhatAnEventDidNotChangeIsSharedWithTheViewBefore) {
  councils_.FinishCatchUp(0);
  Apply(0, Referral("R1"));
  const auto before = councils_.MakeView(now_us_)->authorities[0];
  CaseEvent plan =
      Told("C2", RecordKind::kPlan, "P1",
           {On(Fact::kPlanStarted, "2024-03-01"), Typed(Fact::kPlanType, 1)}, "2024-03-01");
  Apply(0, plan);
  const auto after = councils_.MakeView(now_us_)->authorities[0];
  std::size_t shared = 0;
  for (std::size_t i = 0; i < before->rows.table()->size(); ++i) {
    shared += (*before->rows.table())[i] == (*after->rows.table())[i] ? 1 : 0;
  }
  EXPECT_GE(shared, 7u) << "of eleven indicators; plans are in three, recording counts all";
  EXPECT_LT(shared, 11u);
}

TEST_F(CouncilsTest, AnAuditInSlicesGoesOnWhileEventsArrive) {
  councils_.FinishCatchUp(0);
  for (int i = 0; i < 1500; ++i) {
    CaseEvent event = Referral("R" + std::to_string(i));
    event.child = "C" + std::to_string(i);
    Apply(0, event);
  }
  EXPECT_EQ(councils_.AuditNext(Slices(1)), std::nullopt);
  EXPECT_TRUE(councils_.is_auditing());
  for (const char* child : {"C1", "C1400", "C9999"}) {
    CaseEvent event = Referral(std::string("R-") + child);
    event.child = child;
    Apply(0, event);
  }
  EXPECT_EQ(councils_.AuditNext(), 0);
  EXPECT_FALSE(councils_.is_auditing());
}

}  // namespace
}  // namespace caseclock
