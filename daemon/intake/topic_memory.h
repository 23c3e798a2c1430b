/// @file
/// What has been read of a topic, so that it can be known again: Kafka's client tells no identity of a topic, but the
/// events that were read stand where they stood, or it is another topic.
///
/// Two events of each partition are kept in mind. The anchor is one that is known to have been in the topic earlier:
/// the last that a look has found in its place, or the first that was read. The last one was read a moment ago. A
/// topic that is made anew may hold the last one (it has just been read from it), but not the anchor.
///
/// Example: partition 0 has been read up to offset 20, and a look found event 19 in its place. The topic is deleted
/// and made anew with 50 other events, of which 20 to 49 are read. Event 49 is in its place, event 19 is another: the
/// topic is not the one that was read.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>

#include "daemon/intake/event_source.h"

namespace caseclock {

/// An event that was read, by its place and its fingerprint.
struct RememberedEvent {
  std::int64_t offset = 0;
  std::uint64_t fingerprint = kNoFingerprint;
  friend bool operator==(const RememberedEvent&, const RememberedEvent&) = default;
};

/// What is remembered of one partition.
struct RememberedPartition {
  std::int64_t first_offset = 0;  ///< where the partition began when it was first assigned
  std::int64_t next_offset = 0;   ///< behind the last event that was read
  std::optional<RememberedEvent> anchor;
  std::optional<RememberedEvent> last;
  friend bool operator==(const RememberedPartition&, const RememberedPartition&) = default;
};

/// All of it, at one moment.
struct RememberedTopic {
  int partitions = 0;  ///< how many the topic has, as first seen; 0: not known yet
  std::map<std::int32_t, RememberedPartition> read;
  friend bool operator==(const RememberedTopic&, const RememberedTopic&) = default;
};

/// Written by the loop, read by whoever looks at the topic. Nothing is forgotten when a partition is given back: what
/// was read was read. Thread safety: safe from any thread.
class TopicMemory {
 public:
  /// A partition is about to be read from `next_offset` on; `fingerprint` is that of the event before it, as the
  /// checkpoint has it, or kNoFingerprint.
  void Assigned(std::int32_t partition, std::int64_t first_offset, const ResumePoint& from);
  /// Events up to this one have been read.
  void Read(std::int32_t partition, std::int64_t offset, std::uint64_t fingerprint);
  /// How many partitions the topic has; only the first number counts.
  void NotePartitions(int partitions);
  /// A look has found every event of `found` in its place: what was the last then is the anchor now.
  void Found(const RememberedTopic& found);

  RememberedTopic Recall() const;

 private:
  mutable std::mutex mutex_;
  RememberedTopic topic_;
};

}  // namespace caseclock
