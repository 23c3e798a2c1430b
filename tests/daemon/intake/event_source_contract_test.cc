// What every EventSource does, asked of the Kafka consumer and of the fake that stands for it in
// tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/intake/kafka_edge.h"
#include "tests/support/fake_event_source.h"
#include "tests/support/patience.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Events in memory.
class FakeWorld {
 public:
  void Append(const std::string& id) {
    EventCodec codec;
    topic_.Append(MurmurPartition(kCouncil, kPartitions),
                  std::get<CaseEvent>(codec.DecodeJson(EventJson(id))));
  }
  std::unique_ptr<EventSource> Open(PartitionOwner& owner) {
    return std::make_unique<FakeEventSource>(topic_, owner);
  }

 private:
  FakeTopic topic_{kPartitions};
};

/// Events in the embedded broker.
class KafkaWorld {
 public:
  KafkaWorld() { SharedBroker().CreateTopic(topic_, kPartitions); }
  void Append(const std::string& id) {
    PutMessages(SharedBroker().bootstrap(), topic_, {EventMessage(id)});
  }
  std::unique_ptr<EventSource> Open(PartitionOwner& owner) {
    KafkaOptions options{.bootstrap = SharedBroker().bootstrap(), .topic = topic_};
    options.assignment = Assignment::kAll;
    options.properties = EmbeddedBroker::ClientProperties();
    return std::move(std::get<0>(CaseEventConsumer::Connect(options, owner, nullptr)));
  }

 private:
  const std::string topic_ = NewTopicName();
};

template <class World>
class EventSourceContract : public testing::Test {
 protected:
  /// Polls until caught up or failed.
  Batch Read(EventSource& source, std::size_t at_least = 0) {
    Batch all;
    Batch batch;
    const auto deadline = PatientDeadline(std::chrono::seconds(20));
    while (std::chrono::steady_clock::now() < deadline) {
      source.Poll(std::chrono::milliseconds(20), batch);
      for (Consumed& one : batch.events) all.events.push_back(std::move(one));
      all.failure = batch.failure;
      if (all.failure) return all;
      if (source.Status().CaughtUp() && all.events.size() >= at_least) return all;
    }
    ADD_FAILURE() << "waited in vain";
    return all;
  }

  World world_;
  TableOwner owner_;
};

using Worlds = testing::Types<FakeWorld, KafkaWorld>;
TYPED_TEST_SUITE(EventSourceContract, Worlds);

TYPED_TEST(EventSourceContract, GivesEveryEventOnceInOrder) {
  this->world_.Append("e-1");
  this->world_.Append("e-2");
  const auto source = this->world_.Open(this->owner_);
  EXPECT_THAT(Ids(this->Read(*source)), ElementsAre("e-1", "e-2"));
  this->world_.Append("e-3");
  EXPECT_THAT(Ids(this->Read(*source, 1)), ElementsAre("e-3"));
}

TYPED_TEST(EventSourceContract, AsksTheOwnerBeforeTheFirstEvent) {
  const auto source = this->world_.Open(this->owner_);
  EXPECT_FALSE(source->Status().assigned);
  EXPECT_THAT(this->Read(*source).events, IsEmpty());
  EXPECT_THAT(this->owner_.assigned, ElementsAre(0, 1, 2));
  EXPECT_TRUE(source->Status().assigned);
}

TYPED_TEST(EventSourceContract, ResumesAfterTheLastMessageApplied) {
  this->world_.Append("e-1");
  this->world_.Append("e-2");
  const Batch first = this->Read(*this->world_.Open(this->owner_));
  const Consumed& applied = first.events[0];
  this->owner_.checkpoints[applied.partition] = {applied.offset + 1, applied.fingerprint};
  EXPECT_THAT(Ids(this->Read(*this->world_.Open(this->owner_))), ElementsAre("e-2"));
}

TYPED_TEST(EventSourceContract, RefusesAnotherTopic) {
  this->world_.Append("e-1");
  const Batch first = this->Read(*this->world_.Open(this->owner_));
  this->owner_.checkpoints[first.events[0].partition] = {1, first.events[0].fingerprint + 1};
  const Batch second = this->Read(*this->world_.Open(this->owner_));
  ASSERT_TRUE(second.failure);
  EXPECT_EQ(second.failure->kind, SourceFailure::Kind::kRecoveryRefused);
  EXPECT_THAT(second.events, IsEmpty());
}

TYPED_TEST(EventSourceContract, TellsPositions) {
  this->world_.Append("e-1");
  const auto source = this->world_.Open(this->owner_);
  this->Read(*source);
  const SourceStatus status = source->Status();
  ASSERT_EQ(status.partitions.size(), std::size_t{kPartitions});
  const int partition = MurmurPartition(kCouncil, kPartitions);
  EXPECT_EQ(status.partitions[static_cast<std::size_t>(partition)],
            (PartitionStatus{partition, 1, 1, true}));
}

}  // namespace
}  // namespace caseclock
