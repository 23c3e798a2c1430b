#include "daemon/intake/case_event_producer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/intake/topic_contract.h"
#include "tests/daemon/intake/kafka_edge.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::SizeIs;

class CaseEventProducerTest : public KafkaEdge {
 protected:
  std::unique_ptr<CaseEventProducer> Producer(const KafkaOptions& options) {
    auto made = CaseEventProducer::Connect(options, nullptr);
    if (auto* problem = std::get_if<std::string>(&made)) ADD_FAILURE() << *problem;
    return std::move(std::get<0>(made));
  }
};

TEST_F(CaseEventProducerTest, PartitionsAsTheJavaClientsDo) {
  const auto producer = Producer(Options());
  std::map<std::string, int> expected;
  for (int i = 0; i < 50; ++i) {
    const std::string council = "E0800" + std::to_string(1000 + i);
    expected[council] = MurmurPartition(council, kPartitions);
    EXPECT_EQ(producer->Send(council, "x", PayloadFormat::kProtobuf), std::nullopt);
  }
  EXPECT_EQ(producer->Flush(seconds(20)), std::nullopt);
  const auto messages = ReadMessages(broker_.bootstrap(), topic_);
  ASSERT_THAT(messages, SizeIs(50));
  for (const TopicMessage& one : messages) {
    EXPECT_EQ(one.partition, expected[one.key.value_or("")]) << *one.key;
  }
}

TEST_F(CaseEventProducerTest, JsonSaysSo) {
  const auto producer = Producer(Options());
  EXPECT_EQ(producer->Send(kCouncil, "{}", PayloadFormat::kJson), std::nullopt);
  EXPECT_EQ(producer->Flush(seconds(20)), std::nullopt);
  const auto messages = ReadMessages(broker_.bootstrap(), topic_);
  ASSERT_THAT(messages, SizeIs(1));
  EXPECT_EQ(messages[0].Header("content-type"), "application/json");
}

TEST_F(CaseEventProducerTest, AnUndeliveredEventIsAMessage) {
  KafkaOptions options = Options();
  options.properties["message.timeout.ms"] = "100";
  const auto producer = Producer(options);
  broker_.SetDown();
  EXPECT_EQ(producer->Send(kCouncil, "x", PayloadFormat::kProtobuf), std::nullopt);
  const std::optional<std::string> problem = producer->Flush(seconds(20));
  ASSERT_TRUE(problem);
  EXPECT_THAT(*problem, HasSubstr("could not deliver 1 of 1 events to topic \"" + topic_ + "\""));
  EXPECT_EQ(producer->counts().failed, 1u);
}

TEST_F(CaseEventProducerTest, TimeIsUpIsAMessage) {
  const auto producer = Producer(Options());
  broker_.SetDown();
  EXPECT_EQ(producer->Send(kCouncil, "x", PayloadFormat::kProtobuf), std::nullopt);
  const std::optional<std::string> problem = producer->Flush(milliseconds(50));
  ASSERT_TRUE(problem);
  EXPECT_THAT(*problem, HasSubstr("in time"));
}

TEST_F(CaseEventProducerTest, WaitsWhileItsQueueIsFull) {
  KafkaOptions options = Options();
  options.properties["queue.buffering.max.messages"] = "10";
  const auto producer = Producer(options);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(producer->Send(kCouncil, "x", PayloadFormat::kProtobuf), std::nullopt);
  }
  EXPECT_EQ(producer->Flush(seconds(20)), std::nullopt);
  EXPECT_EQ(producer->counts().delivered, 1000u);
}

// The embedded broker has no Admin API: nothing is known, and nothing is claimed.
TEST_F(CaseEventProducerTest, ABrokerThatCannotBeAskedIsNotJudged) {
  const TopicContract contract = CheckTopicContract(Options(), milliseconds(300));
  EXPECT_FALSE(contract.checked);
  EXPECT_TRUE(contract.breaches.empty());
  EXPECT_THAT(contract.why_unchecked, HasSubstr("could not check topic \"" + topic_ + "\""));
  EXPECT_THAT(CreateTopics(Options(), 3, milliseconds(300)), SizeIs(2));
}

}  // namespace
}  // namespace caseclock
