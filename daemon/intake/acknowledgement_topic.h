/// @file
/// Acknowledgements from a Kafka topic (daemon/codec/acknowledgement_message.h says what they look like), for councils
/// whose managers work in a ticket system rather than in mails.
///
/// Every instance reads every partition, for it does not know whose alert comes; the first time from the end on, then
/// from where it had got to, which Kafka keeps for it. At least once: what was given and not committed comes again, and
/// the time of the message tells that it is the same.
///
/// Not handled: partitions that are added later; they are read after a restart.
///
/// Example:
///   auto made = AcknowledgementTopic::Connect(options, "caseclock.acknowledgements", log);
///   for (const TakenAcknowledgement& one : topic.Poll()) inbox.Put(...);
///   topic.Commit();
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "daemon/codec/acknowledgement_message.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// Most messages of one Poll.
inline constexpr int kMaxAcknowledgementsAPoll = 100;

/// One message that could be read.
struct TakenAcknowledgement {
  AcknowledgementMessage message;
  std::int64_t at_us = 0;  ///< the message's own time; 0: it has none
};

/// Used by one thread. Its destructor waits for a question to the broker that is under way, a few seconds.
class AcknowledgementTopic {
 public:
  virtual ~AcknowledgementTopic() = default;

  /// Returns at once, also when no broker answers: until one does nothing comes. `options.topic` is not used.
  /// Errors: a message when the options cannot be used.
  static std::variant<std::unique_ptr<AcknowledgementTopic>, std::string> Connect(
      const KafkaOptions& options, std::string topic, LogSink log);

  /// What has come, oldest first within a partition. Never waits.
  virtual std::vector<TakenAcknowledgement> Poll() = 0;
  /// What Poll has given so far is safe, and never comes again.
  virtual void Commit() = 0;
  /// True once the broker has said where to begin.
  virtual bool is_reading() const = 0;
  /// How many messages could not be read, since the start. The log says where they are and not what is in them.
  virtual std::int64_t refused() const = 0;
};

}  // namespace caseclock
