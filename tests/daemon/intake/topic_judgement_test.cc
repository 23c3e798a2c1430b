#include "daemon/intake/topic_judgement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

/// The topic "case-events" of one partition with messages whose fingerprint is their number and the topic's letter.
class TopicJudgementTest : public testing::Test {
 protected:
  TopicJudgementTest() {
    memory_.NotePartitions(1);
    memory_.Assigned(0, 0, {});
  }

  static std::uint64_t Print(char topic, std::int64_t offset) {
    return static_cast<std::uint64_t>(offset) * 256 + static_cast<unsigned char>(topic);
  }
  void Read(char topic, std::int64_t first, std::int64_t last) {
    for (std::int64_t i = first; i <= last; ++i) memory_.Read(0, i, Print(topic, i));
  }
  /// The topic now: messages from `first` to `end` - 1.
  TopicLook Look(char topic, std::int64_t first, std::int64_t end, int partitions = 1) {
    TopicNow now;
    now.events = {"case-events", partitions, {}};
    const RememberedTopic remembered = memory_.Recall();
    for (int i = 0; i < partitions; ++i) now.ends[i] = {i, i == 0 ? first : 0, i == 0 ? end : 0};
    for (const auto& place : PlacesToCompare(remembered, now.ends)) {
      now.found[place] = Print(topic, place.second);
    }
    const TopicLook look = JudgeTopic(remembered, now, configured_);
    if (look.IsSame()) memory_.Found(remembered);
    return look;
  }

  TopicMemory memory_;
  int configured_ = 0;
};

TEST_F(TopicJudgementTest, TheSameTopicIsTheSameHoweverItGrows) {
  EXPECT_TRUE(Look('a', 0, 5).IsSame());
  Read('a', 0, 19);
  EXPECT_TRUE(Look('a', 0, 20).IsSame());
  Read('a', 20, 29);
  EXPECT_TRUE(Look('a', 0, 1000).IsSame());
  EXPECT_THAT(Look('a', 0, 1000).breaches, IsEmpty());
}

TEST_F(TopicJudgementTest, ATopicMadeAnewWithFewerEventsIsAnother) {
  Read('a', 0, 19);
  EXPECT_THAT(
      Look('b', 0, 5).lost,
      testing::AllOf(HasSubstr("is no longer the topic that the figures were made from"),
                     HasSubstr("ends at offset 5 now; events up to offset 19 have been read"),
                     HasSubstr("\nHint: ")));
  EXPECT_THAT(Look('b', 0, 0).lost, HasSubstr("ends at offset 0"));
}

TEST_F(TopicJudgementTest, ATopicMadeAnewWithMoreEventsIsAnotherThoughTheLastOnesWereReadFromIt) {
  Read('a', 0, 19);
  ASSERT_TRUE(Look('a', 0, 20).IsSame());
  Read('b', 20, 49);
  EXPECT_THAT(Look('b', 0, 50).lost, HasSubstr("has another event at offset 19"));
}

TEST_F(TopicJudgementTest, MadeAnewBeforeTheFirstLookItIsKnownByItsFirstEvent) {
  Read('a', 0, 19);
  Read('b', 20, 49);
  EXPECT_THAT(Look('b', 0, 50).lost, HasSubstr("has another event at offset 0"));
}

TEST_F(TopicJudgementTest, TheCheckpointsEventIsRememberedFromTheAssignmentOn) {
  memory_.Assigned(1, 0, {20, Print('a', 19)});
  const RememberedTopic remembered = memory_.Recall();
  EXPECT_EQ(remembered.read.at(1).anchor, (RememberedEvent{19, Print('a', 19)}));
  EXPECT_EQ(remembered.read.at(1).next_offset, 20);
}

TEST_F(TopicJudgementTest, EventsThatAreLostUnreadEndIt) {
  Read('a', 0, 49);
  EXPECT_THAT(
      Look('a', 80, 100).lost,
      testing::AllOf(HasSubstr("has lost events that were not read yet"),
                     HasSubstr("begins at offset 80 now; events from offset 50 on are lost")));
}

TEST_F(TopicJudgementTest, WhatWasReadMayGoButNoFigureCanBeRebuilt) {
  Read('a', 0, 49);
  const TopicLook look = Look('a', 30, 100);
  EXPECT_TRUE(look.IsSame());
  EXPECT_THAT(look.breaches, ElementsAre(HasSubstr("begins at offset 30 where it began at 0")));
  EXPECT_THAT(Look('a', 50, 100).lost, IsEmpty());
  EXPECT_THAT(Look('a', 51, 100).lost, HasSubstr("are lost"));
}

TEST_F(TopicJudgementTest, PartitionsThatAreAddedAreABreachAndNothingIsReadAnyMore) {
  Read('a', 0, 9);
  const TopicLook look = Look('a', 0, 10, 4);
  EXPECT_TRUE(look.answered);
  EXPECT_FALSE(look.may_read);
  EXPECT_FALSE(look.IsSame());
  EXPECT_THAT(look.lost, IsEmpty());
  EXPECT_THAT(look.breaches, ElementsAre(HasSubstr("has 4 partitions where it had 1")));
}

TEST_F(TopicJudgementTest, ConfiguredPartitionsWinOverThoseSeenFirst) {
  configured_ = 4;
  EXPECT_TRUE(Look('a', 0, 10, 4).IsSame());
  configured_ = 2;
  EXPECT_THAT(Look('a', 0, 10, 4).breaches,
              ElementsAre(HasSubstr("has 4 partitions where it had 2")));
}

TEST_F(TopicJudgementTest, ATopicThatIsGoneIsWaitedFor) {
  Read('a', 0, 9);
  const TopicLook look = Look('a', 0, 0, 0);
  EXPECT_FALSE(look.may_read);
  EXPECT_THAT(look.lost, IsEmpty());
  EXPECT_THAT(look.breaches,
              ElementsAre("there is no topic \"case-events\" any more: it has been deleted"));
}

TEST_F(TopicJudgementTest, AMissingDeadLetterTopicIsABreachAlsoWhereSettingsCannotBeAsked) {
  TopicNow now;
  now.events = {"case-events", 1, {}};
  now.dead_letters = {"case-events.dead-letters", 0, {}};
  const TopicLook look = JudgeTopic(memory_.Recall(), now, 0);
  EXPECT_TRUE(look.IsSame());
  EXPECT_THAT(look.breaches,
              ElementsAre(HasSubstr("there is no topic \"case-events.dead-letters\"")));
}

TEST_F(TopicJudgementTest, TheAnchorAndTheLastEventAreCompared) {
  Read('a', 0, 9);
  EXPECT_THAT(PlacesToCompare(memory_.Recall(), {{0, {0, 0, 10}}}),
              ElementsAre(Pair(0, 0), Pair(0, 9)));
  ASSERT_TRUE(Look('a', 0, 10).IsSame());
  EXPECT_THAT(PlacesToCompare(memory_.Recall(), {{0, {0, 0, 10}}}), ElementsAre(Pair(0, 9)));
  EXPECT_THAT(PlacesToCompare(memory_.Recall(), {{0, {0, 10, 12}}}), IsEmpty());
}

}  // namespace
}  // namespace caseclock
