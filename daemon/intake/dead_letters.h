/// @file
/// Sends messages that cannot be read to the dead-letter topic: key, value and headers as they
/// came, and after them the headers below. Exactly one letter for each (topic, partition, offset),
/// also when the daemon is killed and reads the message again: what the topic holds already is read
/// back at assignment.
///
/// Example: the message at offset 4,711 of partition 3 of "case-events" with half a payload becomes
/// a letter with
///   caseclock-reason: malformed        caseclock-topic: case-events   caseclock-partition: 3
///   caseclock-offset: 4711             caseclock-timestamp: 1711843200000
///
/// Not handled: a request of a killed process that the broker takes only after the next process has
/// read the topic; the two are a restart apart.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/intake/dead_letter_sink.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

inline constexpr char kReasonHeader[] = "caseclock-reason";
inline constexpr char kTopicHeader[] = "caseclock-topic";
inline constexpr char kPartitionHeader[] = "caseclock-partition";
inline constexpr char kOffsetHeader[] = "caseclock-offset";
/// The message's own time. Units: milliseconds since 1970; -1: it had none.
inline constexpr char kTimestampHeader[] = "caseclock-timestamp";
/// Only where the topic takes no message of that size: how many bytes the value had. The letter is
/// then without it.
inline constexpr char kOmittedHeader[] = "caseclock-value-omitted";

/// Letters, and their bytes, that may be on their way at once.
inline constexpr std::size_t kMaxWaitingLetters = 10'000;
inline constexpr std::size_t kMaxWaitingBytes = 64 * 1024 * 1024;
/// Letters of earlier runs that are remembered, the newest; 32 bytes each. Older ones may be sent
/// twice.
inline constexpr std::size_t kMaxRememberedLetters = 2'000'000;

/// What has become of the letters since the start.
struct DeadLetterCounts {
  std::uint64_t delivered = 0;
  std::uint64_t already_there = 0;
  std::uint64_t shortened = 0;        ///< too large for the topic with their value
  std::uint64_t failed_attempts = 0;  ///< each is tried again
  std::uint64_t waiting = 0;          ///< on their way now
};

/// A broker that cannot be reached is waited for; letters wait in memory meanwhile, then Send says
/// kFull.
class DeadLetters final : public DeadLetterSink {
 public:
  /// Errors: a message when the options cannot be used.
  static std::variant<std::unique_ptr<DeadLetters>, std::string> Connect(
      const KafkaOptions& options, LogSink log);
  ~DeadLetters() override;

  std::optional<std::string> Remember(const std::vector<PartitionOffset>& restored) override;
  bool IsRefusedForGood(const Consumed& message) const override;
  LetterResult Send(const Consumed& letter) override;
  void Serve(std::chrono::milliseconds timeout) override;
  bool Flush(std::chrono::milliseconds timeout) override;
  std::uint64_t Arrived() const override;
  std::optional<std::string> Failure() const override;

  DeadLetterCounts counts() const;

 private:
  class Sender;
  explicit DeadLetters(std::unique_ptr<Sender> sender);

  std::unique_ptr<Sender> sender_;
};

}  // namespace caseclock
