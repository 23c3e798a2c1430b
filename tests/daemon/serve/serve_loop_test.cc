// The loop with a topic, letters and checkpoints in memory and a clock moved by hand.
#include "daemon/serve/serve_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/serve/running_loop.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::SizeIs;

CaseEvent Referral(const std::string& record, const char* day = "2024-03-01") {
  return Told("C1", RecordKind::kReferral, record, {On(Fact::kReferralOpened, day)}, day);
}

/// A child and family assessment from Fri 1 March 2024, due on Wed 8 May.
CaseEvent Assessment() {
  return Told("C1", RecordKind::kAssessment, "A1",
              {On(Fact::kAssessmentStarted, "2024-03-01"), Typed(Fact::kAssessmentType, 3)},
              "2024-03-01");
}

Rejected Unreadable(const std::string& payload = "half a payl") {
  return {{RejectReason::kMalformed, "not protobuf"}, kInventedCouncil, payload, {}};
}

std::int64_t Referrals(const RunningLoop& loop) {
  const auto council = loop.Council(kInventedCouncil);
  return council == nullptr ? -1 : YearRow(*council, "referral_rate").current.numerator;
}

TEST(ServeLoopTest, ShowsNothingOfACouncilUntilItsPartitionIsCaughtUp) {
  World world(1);
  for (int i = 0; i < 10; ++i) world.topic.Append(0, Referral("R" + std::to_string(i)));
  RunningLoop loop(world, RunningLoop::Options(), 1);
  loop.Turns(5);
  EXPECT_EQ(loop.Council(kInventedCouncil), nullptr);
  EXPECT_THAT(loop.health()->not_ready_because,
              ElementsAre(HasSubstr("partition 0 is still catching up")));
  loop.CatchUp();
  EXPECT_EQ(Referrals(loop), 10);
  loop.Turn();
  EXPECT_TRUE(loop.health()->ready);
  EXPECT_THAT(loop.health()->not_ready_because, IsEmpty());
}

TEST(ServeLoopTest, AnEmptyTopicIsReadyAndShowsNobody) {
  World world(2);
  RunningLoop loop(world);
  loop.CatchUp();
  EXPECT_THAT(loop.View()->authorities, IsEmpty());
  EXPECT_TRUE(loop.health()->ready);
}

TEST(ServeLoopTest, AnEventShowsInTheNextViews) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  world.topic.Append(0, Referral("R2"));
  loop.TurnUntil([&] { return Referrals(loop) == 2; });
  EXPECT_EQ(loop.loop().events_accepted(), 2);
}

TEST(ServeLoopTest, ADuplicateIsCountedAndChangesNothing) {
  World world(1);
  for (int i = 0; i < 3; ++i) world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  loop.Turn();
  EXPECT_EQ(loop.health()->events_accepted, 3);
  EXPECT_EQ(loop.health()->events_duplicate, 2);
  EXPECT_EQ(Referrals(loop), 1);
}

TEST(ServeLoopTest, CouncilsStandInOrderOfTheirCodes) {
  World world(2);
  CaseEvent other = Referral("R1");
  other.authority = "X99000001";
  world.topic.Append(0, Referral("R1"));
  world.topic.Append(1, other);
  RunningLoop loop(world);
  loop.CatchUp();
  ASSERT_THAT(loop.View()->authorities, SizeIs(2));
  EXPECT_EQ(loop.View()->authorities[0]->authority, "X99000001");
  EXPECT_EQ(loop.View()->authorities[1]->authority, kInventedCouncil);
}

TEST(ServeLoopTest, AnUnreadableMessageGoesToTheLettersAndTheStreamGoesOn) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  world.topic.AppendRejected(0, Unreadable());
  world.topic.Append(0, Referral("R2"));
  RunningLoop loop(world);
  loop.CatchUp();
  loop.Turn();
  ASSERT_THAT(world.letters.letters(), SizeIs(1));
  EXPECT_EQ(world.letters.letters()[0].offset, 1);
  EXPECT_EQ(std::get<Rejected>(world.letters.letters()[0].content).value, "half a payl");
  EXPECT_THAT(loop.health()->events_rejected, ElementsAre(Pair("malformed", 1)));
  EXPECT_EQ(Referrals(loop), 2);
}

TEST(ServeLoopTest, NoCheckpointCountsBeforeTheLettersHaveArrived) {
  World world(1);
  world.topic.AppendRejected(0, Unreadable());
  world.topic.Append(0, Referral("R1"));
  world.letters.set_broker_up(false);
  ServeLoopOptions options = RunningLoop::Options();
  options.checkpoint_interval_us = 0;
  RunningLoop loop(world, options);
  loop.Turns(20);
  EXPECT_EQ(world.store.generations({"case-events", 0}), 0u);
  EXPECT_THAT(loop.source().committed(), IsEmpty());
  EXPECT_GT(loop.health()->checkpoint.failures, 0);
  EXPECT_THAT(world.log, Contains(HasSubstr("have not arrived")));
  world.letters.set_broker_up(true);
  loop.Turns(20);
  EXPECT_EQ(world.store.generations({"case-events", 0}), 1u);
  EXPECT_THAT(loop.source().committed(), ElementsAre(Pair(0, 2)));
}

TEST(ServeLoopTest, ALetterCountsAsDeliveredOnceItHasArrived) {
  World world(1);
  world.topic.AppendRejected(0, Unreadable());
  world.letters.set_broker_up(false);
  RunningLoop loop(world);
  loop.Turns(20);
  EXPECT_THAT(loop.health()->events_rejected, ElementsAre(Pair("malformed", 1)));
  EXPECT_EQ(loop.health()->dead_letters_delivered, 0);
  world.letters.set_broker_up(true);
  loop.Turns(20);
  EXPECT_EQ(loop.health()->dead_letters_delivered, 1);
}

TEST(ServeLoopTest, ALetterIsNotSentAgainAfterAKill) {
  World world(1);
  world.topic.AppendRejected(0, Unreadable());
  { RunningLoop(world).CatchUp(); }
  { RunningLoop(world).CatchUp(); }
  EXPECT_THAT(world.letters.letters(), SizeIs(1));
  EXPECT_THAT(world.letters.remembered(), SizeIs(2));
}

TEST(ServeLoopTest, LettersThatCannotBeSentAnyMoreEndTheLoop) {
  World world(1);
  world.topic.AppendRejected(0, Unreadable());
  world.letters.set_full(true);
  world.letters.set_failure("could not send dead letters");
  RunningLoop loop(world);
  EXPECT_FALSE(loop.Turn());
  EXPECT_EQ(loop.end.kind, LoopEnd::Kind::kFatal);
  EXPECT_EQ(loop.end.message, "could not send dead letters");
}

TEST(ServeLoopTest, ARevokedPartitionIsWrittenDroppedAndTakenUpAgain) {
  World world(2);
  CaseEvent other = Referral("R1");
  other.authority = "X99000001";
  world.topic.Append(0, Referral("R1"));
  world.topic.Append(1, other);
  RunningLoop loop(world);
  loop.CatchUp();
  loop.source()
      .Rebalance();  // what was not written in the turns before, be they many, is written now
  EXPECT_EQ(loop.loop().councils().Find(kInventedCouncil), nullptr);
  EXPECT_EQ(world.store.generations({"case-events", 0}), 1u);
  EXPECT_EQ(world.store.generations({"case-events", 1}), 1u);
  loop.CatchUp();
  EXPECT_EQ(Referrals(loop), 1);
  EXPECT_THAT(world.log, Contains("partition 0: reading from offset 1 of 1"));
}

TEST(ServeLoopTest, WhatIsTakenAwayIsNotShownAnyMore) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  loop.loop().OnRevoked({0});
  loop.TurnUntil([&] { return loop.View()->authorities.empty(); });
}

TEST(ServeLoopTest, ANewDayMovesDragAndDueSoon) {
  World world(1, "2024-04-29");
  world.topic.Append(0, Assessment());
  RunningLoop loop(world);
  loop.CatchUp();
  const auto row = [&] { return YearRow(*loop.Council(kInventedCouncil), "assessment_45"); };
  EXPECT_EQ(row().open, 1);
  EXPECT_EQ(row().due_soon, 0);
  // The fifth working day after Tue 30 April, past the bank holiday of 6 May, is Wed 8 May.
  world.clock.day = Day("2024-04-30");
  loop.TurnUntil([&] { return loop.View()->as_of == Day("2024-04-30"); });
  EXPECT_EQ(row().due_soon, 1);
  world.clock.day = Day("2024-05-09");
  loop.TurnUntil([&] { return loop.View()->as_of == Day("2024-05-09"); });
  EXPECT_EQ(row().drag, 1);
  EXPECT_EQ(row().due_soon, 0);
}

TEST(ServeLoopTest, AtTheEndOfTheCalendarFiguresStandAndSaySo) {
  World world(1, "2028-12-31");
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  world.clock.day = Day("2029-01-01");
  loop.Turns(3);
  EXPECT_EQ(loop.View()->as_of, Day("2028-12-31"));
  EXPECT_THAT(loop.health()->not_ready_because,
              ElementsAre(HasSubstr("figures stand as of 2028-12-31")));
}

TEST(ServeLoopTest, ADaemonThatStartsAfterTheCalendarShowsItsLastDayAndSaysSo) {
  World world(1, "2030-06-01");
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  loop.Turns(2);
  EXPECT_EQ(loop.View()->as_of, Day("2028-12-31"));
  EXPECT_NE(loop.Council(kInventedCouncil), nullptr);
  EXPECT_FALSE(loop.health()->ready);
}

TEST(ServeLoopTest, AuditsOneCouncilAfterTheOther) {
  World world(1);
  CaseEvent other = Referral("R1");
  other.authority = "X99000001";
  world.topic.Append(0, Referral("R1"));
  world.topic.Append(0, other);
  ServeLoopOptions options = RunningLoop::Options();
  options.audit_interval_us = 10'000'000;
  RunningLoop loop(world, options);
  loop.CatchUp();
  loop.Turns(41);
  // A turn that was long leaves the rest of an audit to the next.
  for (int more = 0; more < 8 && loop.health()->audit.runs < 4; ++more) loop.Turns(1);
  EXPECT_EQ(loop.health()->audit.runs, 4);
  EXPECT_EQ(loop.health()->audit.differences, 0);
  EXPECT_GT(loop.health()->audit.last_at_us, 0);
}

TEST(ServeLoopTest, ACheckpointThatCannotBeWrittenIsToldAndTriedAgain) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  world.store.fail_next_chunk = true;
  RunningLoop loop(world);
  loop.Turns(30);
  EXPECT_EQ(loop.health()->checkpoint.failures, 1);
  EXPECT_EQ(world.store.generations({"case-events", 0}), 0u);
  EXPECT_THAT(world.log, Contains(HasSubstr("could not write a checkpoint")));
  loop.Turns(60);
  EXPECT_EQ(world.store.generations({"case-events", 0}), 1u);
  EXPECT_EQ(loop.health()->checkpoint.failures, 1);
}

TEST(ServeLoopTest, NothingNewWritesNoCheckpoint) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.Turns(300);
  EXPECT_EQ(loop.health()->checkpoint.generation, 1);
}

TEST(ServeLoopTest, ATopicThatLostItsPastIsRefused) {
  World world(1);
  for (int i = 0; i < 4; ++i) world.topic.Append(0, Referral("R" + std::to_string(i)));
  world.topic.DropBefore(0, 2);
  RunningLoop loop(world);
  EXPECT_FALSE(loop.Turn());
  EXPECT_EQ(loop.end.kind, LoopEnd::Kind::kRecoveryRefused);
  EXPECT_THAT(loop.end.message, Not(IsEmpty()));
}

TEST(ServeLoopTest, AStoreThatCannotBeReadIsRefused) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  world.store.unreadable = true;
  RunningLoop loop(world);
  EXPECT_FALSE(loop.Turn());
  EXPECT_EQ(loop.end.kind, LoopEnd::Kind::kRecoveryRefused);
  EXPECT_THAT(loop.end.message, HasSubstr("could not read checkpoints"));
}

TEST(ServeLoopTest, ADamagedGenerationIsPassedOverForTheOneBefore) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  {
    RunningLoop loop(world);
    loop.CatchUp();
    loop.Close();
    world.topic.Append(0, Referral("R2"));
    loop.CatchUp();
    loop.Close();
  }
  ASSERT_EQ(world.store.generations({"case-events", 0}), 2u);
  world.store.SpoilNewest({"case-events", 0});
  world.log.clear();
  RunningLoop loop(world);
  loop.CatchUp();
  EXPECT_THAT(world.log, Contains("partition 0: reading from offset 1 of 2"));
  EXPECT_THAT(world.log, Contains(HasSubstr("spoilt by the test")));
  EXPECT_EQ(Referrals(loop), 2);
}

TEST(ServeLoopTest, AFailedSourceEndsTheLoopWithItsMessage) {
  World world(1);
  RunningLoop loop(world);
  loop.CatchUp();
  loop.source().Fail({SourceFailure::Kind::kFatal, "could not go on"});
  EXPECT_FALSE(loop.Turn());
  EXPECT_EQ(loop.end.kind, LoopEnd::Kind::kFatal);
  EXPECT_EQ(loop.end.message, "could not go on");
}

TEST(ServeLoopTest, ClosingWritesACheckpointAndTellsTheBroker) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  loop.Close();
  EXPECT_EQ(world.store.generations({"case-events", 0}), 1u);
  EXPECT_THAT(loop.source().committed(), ElementsAre(Pair(0, 1)));
}

TEST(ServeLoopTest, RunEndsWhenAskedTo) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  const std::atomic<bool> stop{true};
  EXPECT_EQ(loop.loop().Run(loop.source(), stop).kind, LoopEnd::Kind::kStopped);
  EXPECT_EQ(world.store.generations({"case-events", 0}), 1u);
}

TEST(ServeLoopTest, BreachesOfTheContractKeepItFromBeingReady) {
  World world(1);
  ServeLoopOptions options = RunningLoop::Options();
  options.contract_breaches = {"topic \"case-events\" forgets"};
  RunningLoop loop(world, options);
  loop.CatchUp();
  loop.Turn();
  EXPECT_FALSE(loop.health()->ready);
  EXPECT_THAT(loop.health()->not_ready_because, Contains("topic \"case-events\" forgets"));
}

TEST(ServeLoopTest, ABrokerThatIsAwayIsSaidUntilCaughtUp) {
  World world(1);
  for (int i = 0; i < 10; ++i) world.topic.Append(0, Referral("R" + std::to_string(i)));
  RunningLoop loop(world, RunningLoop::Options(), 1);
  loop.source().set_broker_up(false);
  loop.Turns(3);
  EXPECT_THAT(loop.health()->not_ready_because, Contains("no Kafka broker answers"));
  loop.CatchUp();
  loop.Turn();
  EXPECT_TRUE(loop.health()->ready);
}

TEST(ServeLoopTest, FiguresAreNotCurrentWhileNobodyKnowsWhatIsInTheTopic) {
  World world(1);
  world.topic.Append(0, Referral("R1"));
  RunningLoop loop(world);
  loop.CatchUp();
  loop.Turn();
  ASSERT_TRUE(loop.health()->ready);
  loop.source().set_broker_up(false);
  world.clock.Pass(50);
  loop.Turn();
  EXPECT_TRUE(loop.health()->ready) << "a broker that restarts is back within a minute";
  world.clock.Pass(20);
  loop.Turn();
  EXPECT_THAT(loop.health()->not_ready_because, ElementsAre("no Kafka broker answers"));
  loop.source().set_broker_up(true);
  world.clock.Pass(1);
  loop.Turn();
  EXPECT_TRUE(loop.health()->ready);
}

TEST(ServeLoopTest, TheLogNamesNobody) {
  World world(1);
  world.topic.Append(0, Referral("record-secret"));
  world.topic.AppendRejected(0, Unreadable("payload-secret"));
  world.store.fail_next_commit = true;
  RunningLoop loop(world);
  loop.Turns(200);
  loop.source().Rebalance();
  loop.CatchUp();
  loop.Close();
  EXPECT_THAT(world.log, SizeIs(testing::Ge(4)));
  for (const std::string& line : world.log) {
    EXPECT_THAT(line, Not(HasSubstr("secret")));
    EXPECT_THAT(line, Not(HasSubstr("C1")));
    EXPECT_THAT(line, Not(HasSubstr("@2024")));
  }
}

}  // namespace
}  // namespace caseclock
