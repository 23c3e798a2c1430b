// What the loop does when the topic is not what it was, as a guard tells it.
#include "daemon/serve/topic_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/daemon/serve/running_loop.h"
#include "tests/support/fake_topic_guard.h"
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

const PartitionId kPartition{"case-events", 0};

CaseEvent Referral(const std::string& record) {
  return Told("C1", RecordKind::kReferral, record, {On(Fact::kReferralOpened, "2024-03-01")},
              "2024-03-01");
}

Rejected Refused(RejectReason reason) {
  return {{reason, "invented"}, kInventedCouncil, "half a payl", {}};
}

class TopicStateTest : public testing::Test {
 protected:
  ServeLoopOptions Options(int partitions = 0) {
    ServeLoopOptions options = RunningLoop::Options();
    options.guard = &guard_;
    options.partitions = partitions;
    options.checkpoint_interval_us = 1'000'000;
    return options;
  }
  static void Repartitioned(TopicLook& look) {
    look.may_read = false;
    look.breaches = {"topic \"case-events\" has 4 partitions where it had 1"};
  }

  World world_{1};
  FakeTopicGuard guard_;
};

TEST_F(TopicStateTest, WhatIsReadIsRemembered) {
  world_.topic.Append(0, Referral("R1"));
  world_.topic.Append(0, Referral("R2"));
  RunningLoop loop(world_, Options());
  loop.CatchUp();
  const RememberedTopic remembered = guard_.memory().Recall();
  EXPECT_EQ(remembered.partitions, 1);
  EXPECT_EQ(remembered.read.at(0).next_offset, 2);
  EXPECT_EQ(remembered.read.at(0).last->offset, 1);
}

TEST_F(TopicStateTest, ALostTopicEndsTheLoopAndLeavesNoCheckpoint) {
  world_.topic.Append(0, Referral("R1"));
  RunningLoop loop(world_, Options());
  loop.Turn();
  guard_.Find([](TopicLook& look) { look.lost = "topic \"case-events\" is another"; });
  loop.Turns(20);
  EXPECT_EQ(loop.end.kind, LoopEnd::Kind::kRecoveryRefused);
  EXPECT_EQ(loop.end.message, "topic \"case-events\" is another");
  EXPECT_EQ(world_.store.generations(kPartition), 0u);
}

TEST_F(TopicStateTest, NoCheckpointCountsBeforeALookThatBeganAfterItWasWritten) {
  world_.topic.Append(0, Referral("R1"));
  guard_.Pause();
  RunningLoop loop(world_, Options());
  loop.Turns(8);
  EXPECT_EQ(world_.store.generations(kPartition), 0u);
  EXPECT_EQ(loop.health()->checkpoint.failures, 0);
  guard_.Resume();
  loop.Turns(2);
  EXPECT_EQ(world_.store.generations(kPartition), 1u);
}

TEST_F(TopicStateTest, ACheckpointThatNobodyCanVouchForIsTriedAgain) {
  world_.topic.Append(0, Referral("R1"));
  guard_.Find([](TopicLook& look) { look.answered = false; });
  RunningLoop loop(world_, Options());
  loop.Turns(30);
  EXPECT_EQ(world_.store.generations(kPartition), 0u);
  EXPECT_THAT(world_.log, Contains(HasSubstr("the topic could not be looked at")));
  guard_.FindTheSame();
  loop.Turns(20);
  EXPECT_EQ(world_.store.generations(kPartition), 1u);
}

TEST_F(TopicStateTest, WhenPartitionsAreAddedNothingIsReadAndNothingIsWritten) {
  world_.topic.Append(0, Referral("R1"));
  RunningLoop loop(world_, Options());
  loop.CatchUp();
  loop.Turns(10);
  const std::size_t written = world_.store.generations(kPartition);
  guard_.Find(Repartitioned);
  guard_.Ask();
  loop.Turn();
  world_.topic.Append(0, Referral("R2"));
  world_.topic.AppendRejected(0, Refused(RejectReason::kWrongPartition));
  loop.Turns(20);
  EXPECT_TRUE(loop.source().held());
  EXPECT_EQ(loop.loop().events_accepted(), 1);
  EXPECT_THAT(world_.letters.letters(), IsEmpty());
  EXPECT_THAT(loop.health()->events_rejected, IsEmpty());
  EXPECT_EQ(world_.store.generations(kPartition), written);
  EXPECT_FALSE(loop.health()->ready);
  EXPECT_THAT(loop.health()->contract_breaches,
              ElementsAre(HasSubstr("4 partitions where it had 1")));
  EXPECT_THAT(world_.log, Contains(HasSubstr("topic settings are wrong: ")));
}

TEST_F(TopicStateTest, AMessageInTheWrongPlaceWaitsForALookAtThePartitions) {
  guard_.Pause();
  world_.topic.AppendRejected(0, Refused(RejectReason::kWrongPartition));
  world_.topic.Append(0, Referral("R1"));
  RunningLoop loop(world_, Options());
  loop.Turns(10);
  EXPECT_THAT(world_.letters.letters(), IsEmpty());
  EXPECT_EQ(loop.loop().events_accepted(), 0);
  guard_.Resume();
  loop.Turns(2);
  EXPECT_THAT(world_.letters.letters(), SizeIs(1));
  EXPECT_EQ(loop.loop().events_accepted(), 1);
  EXPECT_THAT(loop.health()->events_rejected, ElementsAre(Pair("wrong_partition", 1)));
}

TEST_F(TopicStateTest, AMessageInTheWrongPlaceIsNotRefusedWhenThePartitionsHaveChanged) {
  world_.topic.AppendRejected(0, Refused(RejectReason::kWrongPartition));
  guard_.Pause();
  RunningLoop loop(world_, Options());
  loop.Turns(2);
  guard_.Find(Repartitioned);
  guard_.Resume();
  loop.Turns(20);
  EXPECT_THAT(world_.letters.letters(), IsEmpty());
  EXPECT_FALSE(loop.health()->ready);
}

TEST_F(TopicStateTest, AfterARestartTheCheckpointKnowsHowManyPartitionsThereWere) {
  world_.topic.Append(0, Referral("R1"));
  {
    RunningLoop loop(world_, Options());
    loop.CatchUp();
    loop.Close();
  }
  world_.topic.AddPartitions(3);
  world_.topic.Append(0, Referral("R2"));
  RunningLoop loop(world_, Options());
  loop.Turns(5);
  EXPECT_EQ(loop.loop().events_accepted(), 0);
  EXPECT_THAT(loop.health()->not_ready_because,
              Contains(HasSubstr("has 4 partitions where it had 1")));
}

TEST_F(TopicStateTest, ThePartitionsAreKnownFromWhicheverCheckpointThereIs) {
  World world(2);
  world.topic.Append(1, Referral("R1"));
  {
    RunningLoop loop(world, Options());
    loop.CatchUp();
    loop.Close();
  }
  world.topic.AddPartitions(1);
  RunningLoop loop(world, Options());
  loop.Turns(5);
  EXPECT_THAT(loop.health()->not_ready_because,
              Contains(HasSubstr("has 3 partitions where it had 2")));
}

TEST_F(TopicStateTest, PartitionsThatAreNotAsConfiguredLeaveTheTopicUnread) {
  world_.topic.Append(0, Referral("R1"));
  RunningLoop loop(world_, Options(12));
  loop.Turns(5);
  EXPECT_EQ(loop.loop().events_accepted(), 0);
  EXPECT_THAT(loop.health()->not_ready_because,
              Contains(HasSubstr("has 1 partitions where it had 12")));
}

TEST_F(TopicStateTest, ATopicThatComesBackIsReadOn) {
  world_.topic.Append(0, Referral("R1"));
  RunningLoop loop(world_, Options());
  loop.CatchUp();
  guard_.Find([](TopicLook& look) {
    look.may_read = false;
    look.breaches = {"there is no topic \"case-events\""};
  });
  guard_.Ask();
  world_.topic.Append(0, Referral("R2"));
  loop.Turns(3);
  EXPECT_FALSE(loop.health()->ready);
  guard_.FindTheSame();
  guard_.Ask();
  loop.Turns(5);
  EXPECT_TRUE(loop.health()->ready);
  EXPECT_EQ(loop.loop().events_accepted(), 2);
}

TEST_F(TopicStateTest, WithoutALookForAMinuteItIsNotReady) {
  world_.topic.Append(0, Referral("R1"));
  RunningLoop loop(world_, Options());
  loop.CatchUp();
  loop.Turns(2);
  EXPECT_TRUE(loop.health()->ready);
  guard_.Find([](TopicLook& look) {
    look.answered = false;
    look.why_unanswered = "timed out";
  });
  guard_.Ask();
  loop.Turns(50);
  EXPECT_TRUE(loop.health()->ready);
  loop.Turns(20);
  EXPECT_THAT(loop.health()->not_ready_because,
              ElementsAre(HasSubstr("could not be looked at for over a minute: timed out")));
}

TEST_F(TopicStateTest, LettersWithoutRoomHoldUpTheEventsAndNotTheLoop) {
  world_.topic.Append(0, Referral("R1"));
  world_.topic.AppendRejected(0, Refused(RejectReason::kMalformed));
  world_.topic.Append(0, Referral("R2"));
  world_.letters.set_full(true);
  RunningLoop loop(world_, Options());
  loop.Turns(3);
  EXPECT_EQ(loop.loop().events_accepted(), 1);
  EXPECT_NE(loop.View(), nullptr);
  EXPECT_FALSE(loop.source().held());
  loop.Turns(10);
  EXPECT_TRUE(loop.source().held());
  EXPECT_THAT(loop.health()->not_ready_because, Contains(HasSubstr("dead-letter topic")));
  world_.letters.set_full(false);
  loop.Turns(10);
  EXPECT_EQ(loop.loop().events_accepted(), 2);
  EXPECT_THAT(world_.letters.letters(), SizeIs(1));
  EXPECT_THAT(loop.health()->events_rejected, ElementsAre(Pair("malformed", 1)));
  EXPECT_TRUE(loop.health()->ready);
}

TEST_F(TopicStateTest, WhatWaitsForTheLettersIsReadAgainAfterARevocation) {
  world_.topic.Append(0, Referral("R1"));
  world_.topic.AppendRejected(0, Refused(RejectReason::kMalformed));
  world_.topic.Append(0, Referral("R2"));
  world_.letters.set_full(true);
  RunningLoop loop(world_, Options());
  loop.Turns(3);
  loop.source().Rebalance();
  world_.letters.set_full(false);
  loop.CatchUp();
  EXPECT_EQ(loop.Council(kInventedCouncil)->records, 2);
  EXPECT_THAT(world_.letters.letters(), SizeIs(1));
}

TEST_F(TopicStateTest, WhatWasRefusedForItsTimeStaysRefusedWhenItsTimeHasCome) {
  world_.topic.AppendRejected(0, Refused(RejectReason::kRecordedInFuture));
  { RunningLoop(world_, Options()).CatchUp(); }
  ASSERT_THAT(world_.letters.letters(), SizeIs(1));
  // Years later the same message reads well; the letters are still there.
  World later(1);
  later.topic.Append(0, Referral("R1"));
  later.topic.Append(0, Referral("R2"));
  later.letters = world_.letters;
  FakeTopicGuard guard;
  ServeLoopOptions options = RunningLoop::Options();
  options.guard = &guard;
  RunningLoop loop(later, options);
  loop.CatchUp();
  loop.Turn();
  EXPECT_EQ(loop.Council(kInventedCouncil)->records, 1);
  EXPECT_THAT(loop.health()->events_rejected, ElementsAre(Pair("recorded_in_future", 1)));
  EXPECT_THAT(later.letters.letters(), SizeIs(1)) << "its letter is not sent again";
}

TEST_F(TopicStateTest, ARefusedMessageMovesNoLastEvent) {
  world_.topic.Append(0, Referral("R1"), 1000);
  world_.topic.AppendRejected(0, Refused(RejectReason::kMalformed), 4102444800000);
  RunningLoop loop(world_, Options());
  loop.CatchUp();
  loop.Turn();
  EXPECT_EQ(loop.health()->last_event_at_us, 1'000'000);
}

TEST_F(TopicStateTest, TheLastEventIsNeverLaterThanOurClock) {
  world_.topic.Append(0, Referral("R1"), std::numeric_limits<std::int64_t>::max());
  RunningLoop loop(world_, Options());
  loop.CatchUp();
  loop.Turn();
  EXPECT_LE(loop.health()->last_event_at_us, world_.clock.now_us);
}

}  // namespace
}  // namespace caseclock
