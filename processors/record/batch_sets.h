/// @file
/// Sets of kinds and of events, as the ledger of exports keeps them. For batch_ledger*.cc only.
///
/// Example: BitOf(1) | BitOf(3) == 10 is the set of kinds 1 and 3; ForEachKind(10, take) calls take(1) and take(3).
#pragma once

#include <algorithm>
#include <cstdint>

#include "processors/record/batch_ledger.h"

namespace caseclock {

/// Stands in an index for "no kind": who has sent nothing, and a listing of anything.
inline constexpr std::uint32_t kNoKind = 0;

/// The set that has one kind.
inline std::uint32_t BitOf(std::uint32_t kind) { return 1u << kind; }

/// Calls `take` with each kind of the set, or with kNoKind when it is empty.
template <typename Take>
void ForEachKind(std::uint32_t kinds, Take take) {
  if (kinds == 0) return take(kNoKind);
  for (std::uint32_t kind = 1; kind < kRecordKindCount; ++kind) {
    if ((kinds & BitOf(kind)) != 0) take(kind);
  }
}

/// Events of both sets: accepted and refused.
inline std::size_t EventsOf(const UnfinishedBatch& batch) {
  return batch.accepted.size() + batch.refused.size();
}

/// The union of what two ledgers know of one export.
inline void JoinBatch(UnfinishedBatch& batch, UnfinishedBatch&& other) {
  batch.accepted.merge(other.accepted);
  batch.refused.merge(other.refused);
  for (const std::uint64_t hash : batch.accepted) batch.refused.erase(hash);
  batch.kinds |= other.kinds;
  batch.completions.merge(other.completions);
  batch.without_count |= other.without_count;
  batch.lists_without_count |= other.lists_without_count;
  batch.is_overfull |= other.is_overfull;
  batch.began_at_us = std::min(batch.began_at_us, other.began_at_us);
  batch.may_hold &= other.may_hold;
}

}  // namespace caseclock
