/// @file
/// What the edge tests of this room share: an embedded broker, an owner that answers from a table,
/// invented events.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/broker/embedded_broker.h"
#include "daemon/intake/case_event_consumer.h"
#include "daemon/intake/event_source.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/intake/murmur2.h"
#include "tests/support/patience.h"
#include "tests/support/raw_kafka.h"

namespace caseclock {

inline constexpr char kCouncil[] = "E08000018";
inline constexpr int kPartitions = 3;
inline constexpr std::int64_t kInventedTimeMs = 1709546400000;  // 2024-03-04T10:00:00Z

/// An invented referral of 1 March 2024 as JSON. Example: EventJson("e-1").
inline std::string EventJson(const std::string& id, const std::string& authority = kCouncil) {
  return R"({"eventId":")" + id + R"(","authority":")" + authority +
         R"(","child":"C1","record":"R1","occurredOn":"2024-03-01",)"
         R"("recordedAt":"2024-03-04T10:00:00Z","source":"invented","referralOpened":{}})";
}

/// The same as a message in its partition, with the header that says JSON.
inline TopicMessage EventMessage(const std::string& id, const std::string& authority = kCouncil) {
  return {.partition = MurmurPartition(authority, kPartitions),
          .key = authority,
          .value = EventJson(id, authority),
          .headers = {{"content-type", "application/json"}},
          .timestamp_ms = kInventedTimeMs};
}

/// Answers with checkpoints from a table, and notes what it was told.
class TableOwner final : public PartitionOwner {
 public:
  std::vector<std::optional<ResumePoint>> OnAssigned(
      const std::vector<AssignedPartition>& partitions) override {
    assigned.clear();
    std::vector<std::optional<ResumePoint>> answers;
    for (const AssignedPartition& one : partitions) {
      assigned.push_back(one.partition);
      const auto found = checkpoints.find(one.partition);
      answers.push_back(found == checkpoints.end() ? std::nullopt : std::optional(found->second));
    }
    return answers;
  }
  void OnRevoked(const std::vector<std::int32_t>& partitions) override {
    assigned.clear();
    revoked.insert(revoked.end(), partitions.begin(), partitions.end());
  }

  std::map<std::int32_t, ResumePoint> checkpoints;
  std::vector<std::int32_t> assigned;
  std::vector<std::int32_t> revoked;
};

/// The one broker of the program: ending one takes a second. Each test has topics of its own.
inline EmbeddedBroker& SharedBroker() {
  static const std::unique_ptr<EmbeddedBroker> broker = [] {
    std::string problem;
    auto started = EmbeddedBroker::Start(&problem);
    EXPECT_NE(started, nullptr) << problem;
    return started;
  }();
  return *broker;
}

/// A name that no other test has. Example: "case-events-7".
inline std::string NewTopicName() {
  static int count = 0;
  return "case-events-" + std::to_string(++count);
}

/// A topic of events and its dead letters.
class KafkaEdge : public testing::Test {
 protected:
  KafkaEdge() : broker_(SharedBroker()), topic_(NewTopicName()) {
    broker_.CreateTopic(topic_, kPartitions);
    broker_.CreateTopic(topic_ + ".dead-letters", 1);
  }
  ~KafkaEdge() override { broker_.SetUp(); }

  KafkaOptions Options() const {
    KafkaOptions options{.bootstrap = broker_.bootstrap(), .topic = topic_, .group = topic_};
    options.assignment = Assignment::kAll;
    options.properties = EmbeddedBroker::ClientProperties();
    return options;
  }

  std::unique_ptr<CaseEventConsumer> Consumer(const KafkaOptions& options) {
    auto made = CaseEventConsumer::Connect(options, owner_, nullptr);
    if (auto* problem = std::get_if<std::string>(&made)) ADD_FAILURE() << *problem;
    return std::move(std::get<0>(made));
  }

  void Put(const std::vector<TopicMessage>& messages) {
    PutMessages(broker_.bootstrap(), topic_, messages);
  }
  std::vector<TopicMessage> DeadLetterTopic() {
    return ReadMessages(broker_.bootstrap(), topic_ + ".dead-letters");
  }

  /// Polls until the condition holds or the source fails; what came, in order.
  static Batch PollUntil(EventSource& source, const std::function<bool(const Batch&)>& condition) {
    Batch all;
    Batch batch;
    const auto deadline = PatientDeadline(std::chrono::seconds(30));
    while (!condition(all) && !all.failure) {
      source.Poll(std::chrono::milliseconds(20), batch);
      for (Consumed& one : batch.events) all.events.push_back(std::move(one));
      all.failure = batch.failure;
      if (std::chrono::steady_clock::now() > deadline) {
        ADD_FAILURE() << "waited in vain";
        break;
      }
    }
    return all;
  }
  static Batch PollUntilCaughtUp(EventSource& source) {
    return PollUntil(source, [&source](const Batch&) { return source.Status().CaughtUp(); });
  }
  static Batch PollEvents(EventSource& source, std::size_t count) {
    return PollUntil(source, [count](const Batch& all) { return all.events.size() >= count; });
  }

  EmbeddedBroker& broker_;
  const std::string topic_;
  TableOwner owner_;
};

/// The ids of the events, "rejected" for what is none.
inline std::vector<std::string> Ids(const Batch& batch) {
  std::vector<std::string> ids;
  for (const Consumed& one : batch.events) {
    const auto* event = std::get_if<CaseEvent>(&one.content);
    ids.push_back(event == nullptr ? "rejected" : event->stamp.event_id);
  }
  return ids;
}

}  // namespace caseclock
