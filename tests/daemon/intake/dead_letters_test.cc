#include "daemon/intake/dead_letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/intake/kafka_edge.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// A message that cannot be read, from partition 1.
Consumed Letter(std::int64_t offset, std::string value = "half a pay") {
  return {.partition = 1,
          .offset = offset,
          .timestamp_ms = kInventedTimeMs,
          .fingerprint = 1,
          .content = Rejected{.rejection = {RejectReason::kMalformed, "truncated"},
                              .key = kCouncil,
                              .value = std::move(value),
                              .headers = {{"trace", "t-1"}, {"trace", std::nullopt}}}};
}

class DeadLettersTest : public KafkaEdge {
 protected:
  std::unique_ptr<DeadLetters> Letters(const KafkaOptions& options) {
    auto made = DeadLetters::Connect(options, nullptr);
    if (auto* problem = std::get_if<std::string>(&made)) ADD_FAILURE() << *problem;
    return std::move(std::get<0>(made));
  }
  /// Sends in a life of its own, which then ends.
  void SendAndEnd(const std::vector<Consumed>& letters, const KafkaOptions& options) {
    const auto sender = Letters(options);
    for (const Consumed& one : letters) EXPECT_EQ(sender->Send(one), LetterResult::kAccepted);
    EXPECT_TRUE(sender->Flush(seconds(20)));
  }
  std::vector<std::string> Offsets() {
    std::vector<std::string> offsets;
    for (const TopicMessage& one : DeadLetterTopic()) offsets.push_back(one.Header(kOffsetHeader));
    return offsets;
  }
};

TEST_F(DeadLettersTest, ALetterIsTheMessageAndWhereItCameFrom) {
  SendAndEnd({Letter(4711)}, Options());
  const std::vector<TopicMessage> letters = DeadLetterTopic();
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].key, kCouncil);
  EXPECT_EQ(letters[0].value, "half a pay");
  EXPECT_THAT(letters[0].headers,
              ElementsAre(MessageHeader{"trace", "t-1"}, MessageHeader{"trace", std::nullopt},
                          MessageHeader{"caseclock-reason", "malformed"},
                          MessageHeader{"caseclock-topic", topic_},
                          MessageHeader{"caseclock-partition", "1"},
                          MessageHeader{"caseclock-offset", "4711"},
                          MessageHeader{"caseclock-timestamp", "1709546400000"}));
}

TEST_F(DeadLettersTest, AbsentAndEmptyStayWhatTheyAre) {
  Consumed absent = Letter(1);
  std::get<Rejected>(absent.content).key = std::nullopt;
  std::get<Rejected>(absent.content).value = std::nullopt;
  SendAndEnd({absent, Letter(2, "")}, Options());
  const std::vector<TopicMessage> letters = DeadLetterTopic();
  ASSERT_THAT(letters, SizeIs(2));
  EXPECT_EQ(letters[0].key, std::nullopt);
  EXPECT_EQ(letters[0].value, std::nullopt);
  EXPECT_EQ(letters[1].value, "");
}

TEST_F(DeadLettersTest, TheNextLifeDoesNotSendThemAgain) {
  SendAndEnd({Letter(5), Letter(6)}, Options());
  const auto next = Letters(Options());
  EXPECT_EQ(next->Remember({{1, 5}}), std::nullopt);
  EXPECT_EQ(next->Send(Letter(5)), LetterResult::kAlreadyThere);
  EXPECT_EQ(next->Send(Letter(6)), LetterResult::kAlreadyThere);
  EXPECT_EQ(next->Send(Letter(7)), LetterResult::kAccepted);
  EXPECT_TRUE(next->Flush(seconds(20)));
  EXPECT_THAT(Offsets(), ElementsAre("5", "6", "7"));
  EXPECT_EQ(next->counts().already_there, 2u);
  EXPECT_EQ(next->counts().delivered, 1u);
  EXPECT_EQ(next->Arrived(), 3u) << "what an earlier life has sent is not waited for";
}

TEST_F(DeadLettersTest, OnlyLettersAboutTheVeryMessageCount) {
  KafkaOptions other_topic = Options();
  other_topic.topic = "other-events";
  other_topic.dead_letter_topic = Options().DeadLetterTopic();
  SendAndEnd({Letter(5)}, other_topic);
  Consumed before_the_topic_was_made_anew = Letter(6);
  before_the_topic_was_made_anew.timestamp_ms -= 1;
  SendAndEnd({before_the_topic_was_made_anew}, Options());

  const auto next = Letters(Options());
  EXPECT_EQ(next->Remember({{1, 0}}), std::nullopt);
  EXPECT_EQ(next->Send(Letter(5)), LetterResult::kAccepted);
  EXPECT_EQ(next->Send(Letter(6)), LetterResult::kAccepted);
  Consumed elsewhere = Letter(5);
  elsewhere.partition = 2;
  EXPECT_EQ(next->Send(elsewhere), LetterResult::kAccepted);
}

TEST_F(DeadLettersTest, WhatTheCheckpointCoversIsNotRemembered) {
  SendAndEnd({Letter(5), Letter(6)}, Options());
  const auto next = Letters(Options());
  EXPECT_EQ(next->Remember({{1, 6}}), std::nullopt);
  EXPECT_EQ(next->Send(Letter(6)), LetterResult::kAlreadyThere);
  EXPECT_EQ(next->Send(Letter(5)), LetterResult::kAccepted);  // never asked for in practice
}

TEST_F(DeadLettersTest, ALetterOfALetterIsAboutTheNewMessage) {
  Consumed again = Letter(9);
  std::get<Rejected>(again.content).headers = {{kTopicHeader, topic_},
                                               {kPartitionHeader, "1"},
                                               {kOffsetHeader, "3"},
                                               {kTimestampHeader, "1709546400000"}};
  SendAndEnd({again}, Options());
  const auto next = Letters(Options());
  EXPECT_EQ(next->Remember({{1, 0}}), std::nullopt);
  EXPECT_EQ(next->Send(Letter(3)), LetterResult::kAccepted);
  EXPECT_EQ(next->Send(again), LetterResult::kAlreadyThere);
}

TEST_F(DeadLettersTest, AnEmptyTopicRemembersNothing) {
  const auto letters = Letters(Options());
  EXPECT_EQ(letters->Remember({{1, 0}}), std::nullopt);
  EXPECT_EQ(letters->Send(Letter(0)), LetterResult::kAccepted);
}

TEST_F(DeadLettersTest, LettersWaitForABrokerThatIsAway) {
  const auto letters = Letters(Options());
  broker_.SetDown();
  EXPECT_EQ(letters->Send(Letter(1)), LetterResult::kAccepted);
  EXPECT_FALSE(letters->Flush(milliseconds(200)));
  EXPECT_EQ(letters->counts().waiting, 1u);
  EXPECT_NE(letters->Remember({{1, 0}}), std::nullopt) << "what is under way is not known";
  broker_.SetUp();
  EXPECT_TRUE(letters->Flush(seconds(20)));
  EXPECT_THAT(Offsets(), ElementsAre("1"));
}

TEST_F(DeadLettersTest, IsFullRatherThanWithoutBound) {
  const auto letters = Letters(Options());
  broker_.SetDown();
  for (std::size_t i = 0; i < kMaxWaitingLetters; ++i) {
    ASSERT_EQ(letters->Send(Letter(static_cast<std::int64_t>(i))), LetterResult::kAccepted);
  }
  EXPECT_EQ(letters->Send(Letter(10'000)), LetterResult::kFull);
  broker_.SetUp();
  while (letters->Send(Letter(10'000)) == LetterResult::kFull) letters->Serve(milliseconds(20));
  EXPECT_TRUE(letters->Flush(seconds(20)));
  EXPECT_EQ(letters->counts().delivered, kMaxWaitingLetters + 1);
}

TEST_F(DeadLettersTest, ALetterTooLargeForTheTopicArrivesWithoutItsValue) {
  broker_.RefuseNextProduceAsTooLarge(1);
  SendAndEnd({Letter(1, std::string(1000, 'x'))}, Options());
  const std::vector<TopicMessage> letters = DeadLetterTopic();
  ASSERT_THAT(letters, SizeIs(1));
  EXPECT_EQ(letters[0].value, std::nullopt);
  EXPECT_EQ(letters[0].Header(kOmittedHeader), "1000");
  EXPECT_EQ(letters[0].Header(kOffsetHeader), "1");
}

}  // namespace
}  // namespace caseclock
