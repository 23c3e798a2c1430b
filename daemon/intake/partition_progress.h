/// @file
/// What is known of one partition while it is read: pure decisions on offsets, without Kafka.
///
/// Example: the checkpoint says next offset 1,200 with a fingerprint, the topic holds 0 to 1,500.
/// Reading starts at 1,199; that message is compared and not given out; 1,200 is the first event;
/// at 1,500 it is caught up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "daemon/intake/event_source.h"

namespace caseclock {

/// One partition between assignment and revocation. Value type.
class PartitionProgress {
 public:
  /// Decides where reading starts. Errors: the message of a refused recovery, when the topic no
  /// longer holds the next offset, ends before it, or, without a checkpoint, does not begin at its
  /// first event.
  static std::variant<PartitionProgress, std::string> Start(
      const std::string& topic, const AssignedPartition& assigned,
      const std::optional<ResumePoint>& checkpoint, bool allow_incomplete_history);

  enum class Decision {
    kDeliver,  ///< the next event
    kSkip,     ///< seen before, or the message that was only compared
    kRefuse,   ///< the topic is not the one the checkpoint was made from
  };

  /// A message has come.
  Decision Accept(std::int64_t offset, std::uint64_t fingerprint);

  /// True while the next message is only to be compared.
  bool Comparing() const { return compared_offset_.has_value(); }

  /// Reading has reached the partition's end; `offset` is the one the next message will have.
  /// kRefuse when the message to be compared never came, else kSkip.
  Decision ReachEnd(std::int64_t offset);

  /// The offset at which fetching starts: one before the next event where there is something to
  /// compare.
  std::int64_t FetchOffset() const { return compared_offset_.value_or(next_offset_); }

  std::int32_t partition() const { return partition_; }
  std::int64_t next_offset() const { return next_offset_; }
  bool caught_up() const { return caught_up_; }
  std::int64_t end_at_assignment() const { return end_at_assignment_; }

 private:
  std::int32_t partition_ = 0;
  std::int64_t next_offset_ = 0;
  std::int64_t end_at_assignment_ = 0;
  std::optional<std::int64_t> compared_offset_;
  std::uint64_t compared_fingerprint_ = kNoFingerprint;
  bool caught_up_ = false;
};

/// The message of a refused recovery when the fingerprint differs or the message before the next
/// offset is gone.
std::string OtherTopicMessage(const std::string& topic, std::int32_t partition,
                              std::int64_t next_offset);

}  // namespace caseclock
