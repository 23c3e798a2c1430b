#include "daemon/intake/topic_memory.h"

#include <algorithm>

namespace caseclock {

void TopicMemory::Assigned(std::int32_t partition, std::int64_t first_offset,
                           const ResumePoint& from) {
  const std::lock_guard lock(mutex_);
  const auto [at, is_new] = topic_.read.try_emplace(partition);
  RememberedPartition& one = at->second;
  if (is_new) one.first_offset = first_offset;
  one.next_offset = std::max(one.next_offset, from.next_offset);
  if (one.anchor || from.fingerprint == kNoFingerprint || from.next_offset == 0) return;
  one.anchor = RememberedEvent{from.next_offset - 1, from.fingerprint};
}

void TopicMemory::Read(std::int32_t partition, std::int64_t offset, std::uint64_t fingerprint) {
  const std::lock_guard lock(mutex_);
  RememberedPartition& one = topic_.read[partition];
  one.next_offset = std::max(one.next_offset, offset + 1);
  const RememberedEvent event{offset, fingerprint};
  if (!one.anchor) one.anchor = event;
  one.last = event;
}

void TopicMemory::NotePartitions(int partitions) {
  const std::lock_guard lock(mutex_);
  if (topic_.partitions == 0) topic_.partitions = partitions;
}

void TopicMemory::Found(const RememberedTopic& found) {
  const std::lock_guard lock(mutex_);
  for (const auto& [partition, one] : found.read) {
    if (one.last) topic_.read[partition].anchor = one.last;
  }
}

RememberedTopic TopicMemory::Recall() const {
  const std::lock_guard lock(mutex_);
  return topic_;
}

}  // namespace caseclock
