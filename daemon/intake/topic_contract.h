/// @file
/// The contract of the topics: the topic is the record, so nothing in it may be thrown away, and
/// its number of partitions never changes.
///
/// Example: retention.ms = 604800000 on "case-events" is a breach: 'topic "case-events" has
/// retention.ms = 604800000 where -1 is needed: older events will be lost, and no figure can be
/// rebuilt'.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "daemon/intake/kafka_config.h"

namespace caseclock {

/// Room that a dead letter needs beyond its original: the headers that say why and whence. Units:
/// bytes.
inline constexpr long kDeadLetterHeadroomBytes = 4096;
/// What a dead-letter topic takes that CreateTopics makes. Units: bytes.
inline constexpr long kDeadLetterMaxBytes = 4L * 1024 * 1024;

/// A topic as the broker describes it.
struct TopicFacts {
  std::string name;
  int partitions = 0;  ///< 0: there is no such topic
  std::map<std::string, std::string> settings;
};

/// What breaks the contract, a sentence each. Pure.
std::vector<std::string> ContractBreaches(const TopicFacts& events, const TopicFacts& dead_letters,
                                          int expected_partitions);

/// The sentence about a dead-letter topic that is not there.
std::string MissingDeadLetters(const std::string& topic);

/// The outcome of asking the broker.
struct TopicContract {
  bool checked = false;       ///< false: nothing is known, and `breaches` is empty
  std::string why_unchecked;  ///< a sentence; the embedded broker cannot be asked, for instance
  std::vector<std::string> breaches;  ///< a sentence each
};

/// Asks the broker for both topics. Connects, waits at most `timeout` for each answer, and
/// disconnects.
TopicContract CheckTopicContract(const KafkaOptions& options, std::chrono::milliseconds timeout);

/// Makes the topic of events with so many partitions and its dead-letter topic with one, each where
/// it is not there yet, as the contract wants them, events with the broker's time of arrival. Errors: one message for
/// each topic that could not be made.
std::vector<std::string> CreateTopics(const KafkaOptions& options, int partitions,
                                      std::chrono::milliseconds timeout);

}  // namespace caseclock
