#include "daemon/intake/partition_progress.h"

namespace caseclock {
namespace {

std::string Refusal(const std::string& topic, std::int32_t partition, const std::string& detail,
                    const std::string& hint) {
  return "could not recover partition " + std::to_string(partition) + " of topic \"" + topic +
         "\"\nDetail: " + detail + "\nHint: " + hint;
}

std::string GoneMessage(const std::string& topic, const AssignedPartition& assigned,
                        std::int64_t next_offset) {
  return Refusal(topic, assigned.partition,
                 "the checkpoint goes on at offset " + std::to_string(next_offset) +
                     ", the topic begins at " + std::to_string(assigned.first_offset) +
                     ": events in between are lost.",
                 "restore the topic, or rebuild it from the case systems' exports and remove the "
                 "checkpoints; then set retention.ms = -1.");
}

std::string TooShortMessage(const std::string& topic, const AssignedPartition& assigned,
                            std::int64_t next_offset) {
  return Refusal(topic, assigned.partition,
                 "the checkpoint goes on at offset " + std::to_string(next_offset) +
                     ", the topic ends at " + std::to_string(assigned.end_offset) +
                     ": it is not the topic the checkpoint was made from.",
                 "point the configuration at the right topic, or remove the checkpoints to start "
                 "again from the topic's beginning.");
}

std::string IncompleteMessage(const std::string& topic, const AssignedPartition& assigned) {
  return Refusal(topic, assigned.partition,
                 "there is no checkpoint, and the topic begins at offset " +
                     std::to_string(assigned.first_offset) + ": its first events are lost.",
                 "restore the topic or a checkpoint; or set allow_incomplete_history to go on with "
                 "what is left.");
}

}  // namespace

std::variant<PartitionProgress, std::string> PartitionProgress::Start(
    const std::string& topic, const AssignedPartition& assigned,
    const std::optional<ResumePoint>& checkpoint, bool allow_incomplete_history) {
  PartitionProgress progress;
  progress.partition_ = assigned.partition;
  progress.end_at_assignment_ = assigned.end_offset;
  if (!checkpoint) {
    if (assigned.first_offset > 0 && !allow_incomplete_history) {
      return IncompleteMessage(topic, assigned);
    }
    progress.next_offset_ = assigned.first_offset;
  } else {
    const std::int64_t next = checkpoint->next_offset;
    if (assigned.first_offset > next) return GoneMessage(topic, assigned, next);
    if (assigned.end_offset < next) return TooShortMessage(topic, assigned, next);
    progress.next_offset_ = next;
    // When the topic begins exactly at the next offset nothing is lost and nothing is left to
    // compare with.
    if (checkpoint->fingerprint != kNoFingerprint && next > assigned.first_offset) {
      progress.compared_offset_ = next - 1;
      progress.compared_fingerprint_ = checkpoint->fingerprint;
    }
  }
  progress.caught_up_ =
      !progress.Comparing() && progress.next_offset_ >= progress.end_at_assignment_;
  return progress;
}

PartitionProgress::Decision PartitionProgress::Accept(std::int64_t offset,
                                                      std::uint64_t fingerprint) {
  if (compared_offset_) {
    if (offset < *compared_offset_) return Decision::kSkip;
    if (offset > *compared_offset_ || fingerprint != compared_fingerprint_) {
      return Decision::kRefuse;
    }
    compared_offset_.reset();
    caught_up_ = next_offset_ >= end_at_assignment_;
    return Decision::kSkip;
  }
  if (offset < next_offset_) return Decision::kSkip;
  next_offset_ = offset + 1;
  if (next_offset_ >= end_at_assignment_) caught_up_ = true;
  return Decision::kDeliver;
}

PartitionProgress::Decision PartitionProgress::ReachEnd(std::int64_t offset) {
  if (compared_offset_) return Decision::kRefuse;
  if (offset < next_offset_) return Decision::kSkip;
  next_offset_ = offset;  // what lies between are marks of transactions
  caught_up_ = true;
  return Decision::kSkip;
}

std::string OtherTopicMessage(const std::string& topic, std::int32_t partition,
                              std::int64_t next_offset) {
  return Refusal(topic, partition,
                 "the message at offset " + std::to_string(next_offset - 1) +
                     " is not the one the checkpoint was made from.",
                 "point the configuration at the right topic, or remove the checkpoints to start "
                 "again from the topic's beginning.");
}

}  // namespace caseclock
