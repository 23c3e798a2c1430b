#include "daemon/intake/case_event_consumer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/intake/case_event_producer.h"
#include "tests/daemon/intake/kafka_edge.h"

namespace caseclock {

/// So that a failed comparison says which reason it found.
void PrintTo(RejectReason reason, std::ostream* out) { *out << RejectReasonName(reason); }

namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class CaseEventConsumerTest : public KafkaEdge {
 protected:
  static Rejected OneRejected(const Batch& batch) {
    if (batch.events.size() == 1) {
      if (auto* rejected = std::get_if<Rejected>(&batch.events[0].content)) return *rejected;
    }
    ADD_FAILURE() << "expected one rejected message";
    return {};
  }

  /// What becomes of a message that is the only one.
  Rejected Reject(const TopicMessage& message, const KafkaOptions& options) {
    Put({message});
    return OneRejected(PollEvents(*Consumer(options), 1));
  }

  static constexpr int kPartition = 0;  // of kCouncil among three; checked below
};

TEST_F(CaseEventConsumerTest, GivesEventsInOrderWithOffsetAndTime) {
  ASSERT_EQ(MurmurPartition(kCouncil, kPartitions), kPartition);
  Put({EventMessage("e-1"), EventMessage("e-2")});
  const Batch batch = PollUntilCaughtUp(*Consumer(Options()));
  EXPECT_THAT(Ids(batch), ElementsAre("e-1", "e-2"));
  EXPECT_EQ(batch.events[1].partition, kPartition);
  EXPECT_EQ(batch.events[1].offset, 1);
  EXPECT_EQ(batch.events[1].timestamp_ms, kInventedTimeMs);
  EXPECT_EQ(batch.events[1].fingerprint, Fingerprint(kCouncil, EventJson("e-2")));
  EXPECT_THAT(owner_.assigned, ElementsAre(0, 1, 2));
}

TEST_F(CaseEventConsumerTest, ReadsWhatTheProducerSendsInBothForms) {
  EventCodec codec;
  const CaseEvent event = std::get<CaseEvent>(codec.DecodeJson(EventJson("e-1")));
  auto made = CaseEventProducer::Connect(Options(), nullptr);
  auto& producer = *std::get<0>(made);
  EXPECT_EQ(producer.Send(kCouncil, codec.EncodeBinary(event), PayloadFormat::kProtobuf),
            std::nullopt);
  EXPECT_EQ(producer.Send(kCouncil, codec.EncodeJson(event), PayloadFormat::kJson), std::nullopt);
  EXPECT_EQ(producer.Flush(std::chrono::seconds(20)), std::nullopt);
  EXPECT_EQ(producer.counts().delivered, 2u);

  const Batch batch = PollEvents(*Consumer(Options()), 2);
  for (const Consumed& one : batch.events) {
    EXPECT_EQ(std::get<CaseEvent>(one.content), event);
    EXPECT_EQ(one.partition, kPartition);
  }
}

TEST_F(CaseEventConsumerTest, WhatCannotBeReadComesWhole) {
  TopicMessage message = EventMessage("e-1");
  message.value = "{\"half\": ";
  message.headers.push_back({"trace", std::nullopt});
  const Rejected rejected = Reject(message, Options());
  EXPECT_EQ(rejected.rejection.reason, RejectReason::kMalformed);
  EXPECT_EQ(rejected.key, kCouncil);
  EXPECT_EQ(rejected.value, message.value);
  EXPECT_EQ(rejected.headers, message.headers);
}

TEST_F(CaseEventConsumerTest, ChecksKeyAuthorityPartitionAndTime) {
  KafkaOptions options = Options();
  options.known_authorities = {kCouncil};
  TopicMessage wrong_key = EventMessage("e-1");
  wrong_key.key = "E09000001";
  TopicMessage unknown = EventMessage("e-2", "E09000001");
  TopicMessage elsewhere = EventMessage("e-3");
  elsewhere.partition = (kPartition + 1) % kPartitions;
  TopicMessage early = EventMessage("e-4");
  early.timestamp_ms -= 25 * 3600 * 1000;
  TopicMessage large = EventMessage("e-5");
  large.value = std::string(kMaxEventBytes + 1, ' ');
  Put({wrong_key, unknown, elsewhere, early, large, EventMessage("e-6")});

  std::map<RejectReason, int> reasons;
  const Batch batch = PollEvents(*Consumer(options), 6);
  for (const Consumed& one : batch.events) {
    if (auto* rejected = std::get_if<Rejected>(&one.content)) ++reasons[rejected->rejection.reason];
  }
  EXPECT_THAT(reasons, ElementsAre(std::pair(RejectReason::kTooLarge, 1),
                                   std::pair(RejectReason::kRecordedInFuture, 1),
                                   std::pair(RejectReason::kWrongKey, 1),
                                   std::pair(RejectReason::kUnknownAuthority, 1),
                                   std::pair(RejectReason::kWrongPartition, 1)));
}

TEST_F(CaseEventConsumerTest, ConfiguredPartitionsDecideWhichIsWrong) {
  KafkaOptions options = Options();
  options.expected_partitions = 2;
  ASSERT_NE(MurmurPartition(kCouncil, 2), 2);
  TopicMessage message = EventMessage("e-1");
  message.partition = 2;
  EXPECT_EQ(Reject(message, options).rejection.reason, RejectReason::kWrongPartition);
}

TEST_F(CaseEventConsumerTest, GoesOnWhereTheCheckpointSays) {
  Put({EventMessage("e-1"), EventMessage("e-2"), EventMessage("e-3")});
  owner_.checkpoints[kPartition] = {2, Fingerprint(kCouncil, EventJson("e-2"))};
  EXPECT_THAT(Ids(PollUntilCaughtUp(*Consumer(Options()))), ElementsAre("e-3"));
}

TEST_F(CaseEventConsumerTest, RefusesATopicThatHoldsSomethingElse) {
  Put({EventMessage("e-1"), EventMessage("e-2")});
  owner_.checkpoints[kPartition] = {2, Fingerprint(kCouncil, EventJson("another"))};
  const auto consumer = Consumer(Options());
  Batch batch = PollUntil(*consumer, [](const Batch&) { return false; });
  ASSERT_TRUE(batch.failure);
  EXPECT_EQ(batch.failure->kind, SourceFailure::Kind::kRecoveryRefused);
  EXPECT_THAT(batch.failure->message, HasSubstr("offset 1 is not the one"));
  EXPECT_THAT(batch.events, IsEmpty());

  consumer->Poll(milliseconds(0), batch);
  EXPECT_TRUE(batch.failure) << "a failure stays";
}

TEST_F(CaseEventConsumerTest, RefusesATopicThatEndsBeforeTheCheckpoint) {
  owner_.checkpoints[kPartition] = {2, Fingerprint(kCouncil, EventJson("e-2"))};
  const Batch batch = PollUntil(*Consumer(Options()), [](const Batch&) { return false; });
  ASSERT_TRUE(batch.failure);
  EXPECT_THAT(batch.failure->message, HasSubstr("the topic ends at 0"));
}

TEST_F(CaseEventConsumerTest, RefusesATopicWhoseBeginningIsGone) {
  TopicMessage large = EventMessage("e-1");
  large.value = std::string(600'000, ' ');
  Put(std::vector<TopicMessage>(12, large));  // the embedded broker keeps 5 MiB
  const Batch refused = PollUntil(*Consumer(Options()), [](const Batch&) { return false; });
  ASSERT_TRUE(refused.failure);
  EXPECT_THAT(refused.failure->message, HasSubstr("its first events are lost"));

  KafkaOptions options = Options();
  options.allow_incomplete_history = true;
  EXPECT_FALSE(PollUntilCaughtUp(*Consumer(options)).failure);
}

TEST_F(CaseEventConsumerTest, TellsHowFarItIs) {
  Put({EventMessage("e-1"), EventMessage("e-2")});
  const auto consumer = Consumer(Options());
  EXPECT_FALSE(consumer->Status().assigned);
  EXPECT_FALSE(consumer->Status().CaughtUp());
  PollUntilCaughtUp(*consumer);
  const SourceStatus status = consumer->Status();
  EXPECT_TRUE(status.broker_up);
  ASSERT_THAT(status.partitions, SizeIs(kPartitions));
  EXPECT_EQ(status.partitions[kPartition], (PartitionStatus{kPartition, 2, 2, true}));
  EXPECT_EQ(status.partitions[kPartition].Lag(), 0);
}

TEST_F(CaseEventConsumerTest, LargeRejectedMessagesComeInSeveralBatches) {
  TopicMessage large = EventMessage("e-1");
  large.value = std::string(900'000, ' ');
  for (int partition = 0; partition < kPartitions; ++partition) {
    large.partition = partition;
    Put(std::vector<TopicMessage>(5, large));
  }
  const auto consumer = Consumer(Options());
  EXPECT_THAT(PollEvents(*consumer, 15).events, SizeIs(15));
}

TEST_F(CaseEventConsumerTest, WaitsForABrokerThatIsAway) {
  Put({EventMessage("e-1")});
  const auto consumer = Consumer(Options());
  EXPECT_THAT(Ids(PollEvents(*consumer, 1)), ElementsAre("e-1"));
  broker_.SetDown();
  const Batch down =
      PollUntil(*consumer, [&](const Batch&) { return !consumer->Status().broker_up; });
  EXPECT_THAT(down.events, IsEmpty());
  EXPECT_FALSE(down.failure);

  broker_.SetUp();
  Put({EventMessage("e-2")});
  EXPECT_THAT(Ids(PollEvents(*consumer, 1)), ElementsAre("e-2"));
  PollUntil(*consumer, [&](const Batch&) { return consumer->Status().broker_up; });
}

TEST_F(CaseEventConsumerTest, StartsWhileTheBrokerIsAway) {
  Put({EventMessage("e-1")});
  broker_.SetDown();
  const auto consumer = Consumer(Options());
  Batch batch;
  consumer->Poll(milliseconds(20), batch);
  EXPECT_FALSE(batch.failure);
  EXPECT_FALSE(consumer->Status().assigned);
  broker_.SetUp();
  EXPECT_THAT(Ids(PollEvents(*consumer, 1)), ElementsAre("e-1"));
}

// Members that share a group are tested with a real broker (tests/integration/recovery_test.py): the embedded one's
// group coordinator now and then never completes a second member's join.

TEST_F(CaseEventConsumerTest, OptionsThatCannotBeUsedAreAMessage) {
  KafkaOptions options = Options();
  options.properties["enable.auto.commit"] = "true";
  auto made = CaseEventConsumer::Connect(options, owner_, nullptr);
  ASSERT_TRUE(std::holds_alternative<std::string>(made));
  EXPECT_THAT(std::get<std::string>(made), HasSubstr("\"enable.auto.commit\" is set by caseclock"));
}

}  // namespace
}  // namespace caseclock
