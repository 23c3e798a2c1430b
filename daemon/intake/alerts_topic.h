/// @file
/// Sends what happens to alerts to a Kafka topic (daemon/codec/alert_event.h says what). Here and not beside the mails,
/// because this room alone sees the Kafka library.
///
/// Example:
///   auto made = AlertsTopic::Connect(options, "caseclock.alerts", log);
///   auto& topic = std::get<std::unique_ptr<AlertsTopic>>(made);
///   topic->HandOver(41, claim, ledger, rules);
///   topic->Flush(std::chrono::seconds(10));
///   topic->Confirmed() == 41
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/intake/alert_event_sink.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// Messages that may wait at once; about a kilobyte each. What comes while there is no room, and whatever comes after
/// it, is left out until it is handed over again: the ledger keeps it.
inline constexpr std::size_t kMaxWaitingAlertEvents = 100'000;
/// Messages that may be on their way to the broker at once.
inline constexpr std::size_t kMaxAlertEventsOnTheirWay = 1'000;

/// What has become of the messages since the start.
struct AlertsTopicCounts {
  std::uint64_t delivered = 0;
  std::uint64_t failed_attempts = 0;  ///< each is tried again
  std::uint64_t waiting = 0;          ///< not yet confirmed
  bool overflowed = false;            ///< there was no room; see kMaxWaitingAlertEvents
};

/// An idempotent producer with acks=all, keyed by authority. A broker that cannot be reached is waited for; a message
/// that the topic does not take is tried again after a pause, and may then come after later ones.
class AlertsTopic final : public AlertEventSink {
 public:
  /// `options.topic` is not used: `topic` is where the messages go. Errors: a message when the options cannot be used.
  static std::variant<std::unique_ptr<AlertsTopic>, std::string> Connect(
      const KafkaOptions& options, std::string topic, LogSink log);
  ~AlertsTopic() override;

  void HandOver(std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before,
                const std::vector<AlertRule>& rules) override;
  void Serve(std::chrono::milliseconds timeout) override;
  std::uint64_t Confirmed() const override;
  bool WantsAgain() const override;
  std::optional<std::string> Failure() const override;

  /// Serves until everything has arrived; false when the time is up before.
  bool Flush(std::chrono::milliseconds timeout);
  AlertsTopicCounts counts() const;

 private:
  class Sender;
  explicit AlertsTopic(std::unique_ptr<Sender> sender);

  std::unique_ptr<Sender> sender_;
};

}  // namespace caseclock
