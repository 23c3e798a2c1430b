/// @file
/// Questions to a broker about its topics, and what goes with them: with kafka_client.h a header that shows
/// librdkafka and stays in this room.
///
/// Example: TopicFacts facts{"case-events", 0, {}}; LearnTopic(client, timeout, facts); facts.partitions == 12.
#pragma once

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "daemon/intake/kafka_client.h"
#include "daemon/intake/topic_contract.h"

namespace caseclock {

struct AdminDeleter {
  void operator()(rd_kafka_AdminOptions_t* options) const {
    rd_kafka_AdminOptions_destroy(options);
  }
  void operator()(rd_kafka_ConfigResource_t* resource) const {
    rd_kafka_ConfigResource_destroy(resource);
  }
  void operator()(rd_kafka_NewTopic_t* topic) const { rd_kafka_NewTopic_destroy(topic); }
  void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
};
template <class T>
using AdminPtr = std::unique_ptr<T, AdminDeleter>;

AdminPtr<rd_kafka_AdminOptions_t> NewAdminOptions(rd_kafka_t* client, rd_kafka_admin_op_t operation,
                                                  std::chrono::milliseconds timeout);

/// The next answer; null when none comes within the time and a second.
AdminPtr<rd_kafka_event_t> AwaitAnswer(rd_kafka_queue_t* queue, std::chrono::milliseconds timeout);

/// Fills in the settings of a topic that is there. Errors: a sentence.
std::optional<std::string> LearnSettings(rd_kafka_t* client, std::chrono::milliseconds timeout,
                                         TopicFacts& topic);

/// Fills in partitions and settings. A topic that is not there has 0 partitions. Errors: a sentence.
std::optional<std::string> LearnTopic(rd_kafka_t* client, std::chrono::milliseconds timeout,
                                      TopicFacts& topic);

}  // namespace caseclock
