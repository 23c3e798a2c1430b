/// @file
/// How to reach Kafka, and what the topic of case events must be like.
///
/// Example: KafkaOptions{.bootstrap = "127.0.0.1:9092", .topic = "case-events",
/// .expected_partitions = 12} reads 12 partitions as a member of the group "caseclock" and sends
/// what cannot be read to "case-events.dead-letters".
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace caseclock {

/// The form of a message whose headers do not say `content-type: application/json`.
enum class PayloadFormat { kProtobuf, kJson };

/// Who reads which partition.
enum class Assignment {
  kGroup,  ///< the members of the group share the partitions
  kAll,    ///< this instance reads them all, at once and without a group; for one instance only
};

/// What the machine's clock says. Units: microseconds since 1970.
std::int64_t SystemNowUs();

/// Options of every Kafka client of the program. Value type.
struct KafkaOptions {
  std::string bootstrap = "";  ///< "host:port,host:port"
  std::string topic = "case-events";
  std::string dead_letter_topic = "";  ///< "": the topic's name and ".dead-letters"
  std::string group = "caseclock";     ///< also where the offsets for lag tools are committed
  /// Names this member of the group for ever ("static membership"): a restart then takes its
  /// partitions up again at once. Without it the group waits for the killed member's session to
  /// end, 45 seconds unless configured.
  std::string group_instance_id = "";
  Assignment assignment = Assignment::kGroup;
  /// Further librdkafka properties, above all security.protocol, sasl.* and ssl.*. Not those that
  /// correctness hangs on; see CheckKafkaOptions.
  std::map<std::string, std::string> properties = {};
  int expected_partitions = 0;  ///< 0: as many as the topic has, unchecked
  PayloadFormat format = PayloadFormat::kProtobuf;
  std::vector<std::string> known_authorities = {};  ///< empty: any
  bool verify_topic = true;                         ///< check the topic's contract at start
  /// Our own clock, against which the times of messages are held. Units: microseconds since 1970.
  std::function<std::int64_t()> now_us = SystemNowUs;
  /// Go on without a checkpoint although the topic no longer begins at its first event.
  bool allow_incomplete_history = false;

  /// The name of the dead-letter topic. Example: "case-events.dead-letters".
  std::string DeadLetterTopic() const {
    return dead_letter_topic.empty() ? topic + ".dead-letters" : dead_letter_topic;
  }
};

/// What is wrong with the options, one sentence each; empty when nothing is. Connects to nobody.
/// Example: "kafka property \"enable.auto.commit\" is set by caseclock itself".
std::vector<std::string> CheckKafkaOptions(const KafkaOptions& options);

}  // namespace caseclock
