/// @file
/// Sends case events into the topic, keyed and partitioned as its contract says.
///
/// Example:
///   auto made = CaseEventProducer::Connect(options, log);
///   auto& producer = std::get<std::unique_ptr<CaseEventProducer>>(made);
///   producer->Send("E08000018", codec.EncodeBinary(event), PayloadFormat::kProtobuf);
///   if (auto problem = producer->Flush(std::chrono::seconds(30))) ...
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// What has become of the events since the start.
struct ProducerCounts {
  std::uint64_t sent = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;  ///< given up on; they are not in the topic
};

/// An idempotent producer with acks=all: each event that is delivered is in the topic once and in
/// order. An event that is not delivered within two minutes has failed. Thread safety: used by one
/// thread.
class CaseEventProducer {
 public:
  /// Errors: a message when the options cannot be used.
  static std::variant<std::unique_ptr<CaseEventProducer>, std::string> Connect(
      const KafkaOptions& options, LogSink log);
  ~CaseEventProducer();

  /// Takes one event; JSON goes with the header `content-type: application/json`. Waits while the
  /// queue is full. Errors: a message when this or an earlier event could not be delivered; nothing
  /// more should be sent then.
  std::optional<std::string> Send(std::string_view authority, std::string_view payload,
                                  PayloadFormat format);

  /// Waits until everything is delivered. Errors: a message, when something failed or the time is
  /// up.
  std::optional<std::string> Flush(std::chrono::milliseconds timeout);

  const ProducerCounts& counts() const;

 private:
  class Sender;
  explicit CaseEventProducer(std::unique_ptr<Sender> sender);

  std::unique_ptr<Sender> sender_;
};

}  // namespace caseclock
