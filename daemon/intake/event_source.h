/// @file
/// Where the serve loop takes its events from, and what it must answer when partitions come and go.
/// Knows nothing of Kafka's client library: the loop is tested with a fake
/// (tests/support/fake_event_source.h).
///
/// Example of a loop:
///   Batch batch;
///   while (!stopped) {
///     source.Poll(std::chrono::milliseconds(20), batch);          // may call the owner's
///     OnAssigned, OnRevoked for (Consumed& one : batch.events) {
///       if (auto* event = std::get_if<CaseEvent>(&one.content)) Apply(*event);
///       else while (letters.Send(one) == LetterResult::kFull) letters.Serve(kPatience);
///       Note(one.partition, {one.offset + 1, one.fingerprint});   // what the next checkpoint says
///     }
///     if (batch.failure) return ExitCode(batch.failure->kind);
///   }
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/codec/codec.h"
#include "daemon/intake/fingerprint.h"
#include "processors/record/case_event.h"

namespace caseclock {

/// One header of a message, as it came. No value and an empty one differ.
struct MessageHeader {
  std::string name;
  std::optional<std::string> value;
  friend bool operator==(const MessageHeader&, const MessageHeader&) = default;
};

/// A message that cannot be read, whole, for the dead letters and for nothing else: never log its
/// content.
struct Rejected {
  Rejection rejection;
  std::optional<std::string> key;
  std::optional<std::string> value;
  std::vector<MessageHeader> headers;
};

/// One message of the topic.
struct Consumed {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::int64_t timestamp_ms =
      0;  ///< the message's own time. Units: milliseconds since 1970; -1: it has none
  std::uint64_t fingerprint = kNoFingerprint;
  std::variant<CaseEvent, Rejected> content = {};
};

/// Why the source has stopped for good.
struct SourceFailure {
  enum class Kind {
    kRecoveryRefused,  ///< exit code 5: the topic does not hold what the checkpoint was made from
    kFatal,            ///< exit code 6: the client cannot go on; a new process can
  };
  Kind kind = Kind::kFatal;
  std::string message;  ///< primary line, Detail, Hint
};

/// What one Poll gave.
struct Batch {
  std::vector<Consumed> events;          ///< of one partition in order of offset
  std::optional<SourceFailure> failure;  ///< once set, every later Poll sets it again
};

/// Most events of one batch.
inline constexpr std::size_t kMaxBatchEvents = 1024;

/// Where to go on in a partition: the first offset not yet applied, and the fingerprint of the last
/// message applied.
struct ResumePoint {
  std::int64_t next_offset = 0;
  std::uint64_t fingerprint = kNoFingerprint;  ///< kNoFingerprint: not compared
  friend bool operator==(const ResumePoint&, const ResumePoint&) = default;
};

/// A partition that is about to be read, and what the topic holds of it.
struct AssignedPartition {
  std::int32_t partition = 0;
  std::int64_t first_offset = 0;  ///< the oldest message still there
  std::int64_t end_offset = 0;    ///< one past the newest; reaching it is being caught up
  int topic_partitions = 0;       ///< how many the topic has at this moment; 0: not told
};

/// What the owner of the state answers. Called from within Poll, on its thread.
class PartitionOwner {
 public:
  virtual ~PartitionOwner() = default;

  /// These partitions are to be read. Restores their state, and returns where each goes on, in the
  /// same order; nullopt: there is no checkpoint, from the beginning.
  virtual std::vector<std::optional<ResumePoint>> OnAssigned(
      const std::vector<AssignedPartition>& partitions) = 0;

  /// Somebody else reads these from now on. What was polled of them has been handled; the state is
  /// to be dropped, after a last checkpoint if one is wanted (flush the dead letters first).
  virtual void OnRevoked(const std::vector<std::int32_t>& partitions) = 0;
};

/// How far one partition has been read.
struct PartitionStatus {
  std::int32_t partition = 0;
  std::int64_t next_offset = 0;  ///< of the next message that Poll will give
  std::int64_t end_offset = 0;   ///< one past the newest known message
  bool caught_up = false;        ///< has passed the end seen at assignment; stays true
  friend bool operator==(const PartitionStatus&, const PartitionStatus&) = default;

  /// Messages not yet given. Example: end 1,200, next 1,150: 50.
  std::int64_t Lag() const { return end_offset > next_offset ? end_offset - next_offset : 0; }
};

/// The source as it stands.
struct SourceStatus {
  std::vector<PartitionStatus> partitions;  ///< the assigned ones, by number
  bool assigned = false;                    ///< false: waiting for partitions
  bool broker_up = false;                   ///< a connection to a broker stands

  /// True when there are partitions and each is caught up.
  bool CaughtUp() const;
};

/// A partition and the offset of the next message of it.
struct PartitionOffset {
  std::int32_t partition = 0;
  std::int64_t next_offset = 0;
  friend bool operator==(const PartitionOffset&, const PartitionOffset&) = default;
};

/// The events of a topic. Thread safety: used by the loop thread only.
class EventSource {
 public:
  virtual ~EventSource() = default;

  /// Waits until there are events, at most `timeout`, and replaces the content of `batch`. A call
  /// in which partitions are assigned may take some seconds longer, for the broker is asked what it
  /// holds.
  virtual void Poll(std::chrono::milliseconds timeout, Batch& batch) = 0;

  /// While held, Poll gives no events, and partitions still come and go; afterwards reading goes on behind the last
  /// event given. For a hold that may last: a client that is not polled for minutes leaves its group.
  virtual void Hold(bool held) = 0;

  virtual SourceStatus Status() const = 0;

  /// Tells the broker how far the checkpoints are, for lag tools; recovery does not read it. Does
  /// not wait.
  virtual void CommitOffsets(const std::vector<PartitionOffset>& offsets) = 0;
};

inline bool SourceStatus::CaughtUp() const {
  for (const PartitionStatus& one : partitions) {
    if (!one.caught_up) return false;
  }
  return assigned;
}

}  // namespace caseclock
