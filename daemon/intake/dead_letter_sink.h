/// @file
/// Where messages go that cannot be read. The serve loop sees this; dead_letters.h sends to Kafka,
/// a fake records.
///
/// Example: a truncated message at offset 4,711 of partition 3 is in the dead-letter topic once,
/// with its own key, value and headers and the header caseclock-reason: malformed, also when the
/// daemon was killed right after.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "daemon/intake/event_source.h"

namespace caseclock {

/// What became of a letter.
enum class LetterResult {
  kAccepted,      ///< on its way; Flush knows when it has arrived
  kAlreadyThere,  ///< an earlier run has sent it
  kFull,          ///< no room: Serve and try again, polling no events meanwhile
};

/// Thread safety: used by the loop thread only.
class DeadLetterSink {
 public:
  virtual ~DeadLetterSink() = default;

  /// Learns which letters of these partitions, from these offsets on, have been sent before. To be
  /// called for every assignment, before its first Send. Errors: a message; the letters could not
  /// be read, try again.
  virtual std::optional<std::string> Remember(const std::vector<PartitionOffset>& restored) = 0;

  /// True when an earlier run has refused this message because of its time. That is final: the clock would let it pass
  /// some day, and the figures of a replay would differ from those that were shown. Only as long as its letter is kept.
  virtual bool IsRefusedForGood(const Consumed& message) const = 0;

  /// Requires: letter.content holds Rejected.
  virtual LetterResult Send(const Consumed& letter) = 0;

  /// Lets deliveries make progress, waiting at most `timeout`.
  virtual void Serve(std::chrono::milliseconds timeout) = 0;

  /// True when every letter has arrived; waits at most `timeout`. A checkpoint may commit only
  /// after that.
  virtual bool Flush(std::chrono::milliseconds timeout) = 0;

  /// How many of the letters given to Send are in their topic by now, those of earlier runs included.
  virtual std::uint64_t Arrived() const = 0;

  /// Set once the letters cannot be sent any more (exit code 6).
  virtual std::optional<std::string> Failure() const = 0;
};

}  // namespace caseclock
