/// @file
/// Entries of the ledger of alerts as bytes (proto/caseclock/v1/alert.proto). The same entries give the same bytes.
///
/// Example:
///   std::string bytes = SerializeLedgerBatch(41, {claim, outcome});
///   LedgerBatch batch;
///   ParseLedgerBatch(bytes, batch)   // "", batch.first_sequence == 41, batch.entries == {claim, outcome}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "processors/alert/ledger.h"

namespace caseclock {

/// Entries that were added together, and the number of the first. Without entries: the number of what comes next.
struct LedgerBatch {
  std::uint64_t first_sequence = 0;
  std::vector<LedgerEntry> entries;

  /// The number of the last entry; without entries the number before first_sequence.
  std::uint64_t last_sequence() const { return first_sequence + entries.size() - 1; }
};

/// The bytes that ParseLedgerBatch reads.
std::string SerializeLedgerBatch(std::uint64_t first_sequence,
                                 const std::vector<LedgerEntry>& entries);

/// Reads a batch back. Returns "" or, in a sentence, why it cannot be used: not a batch, or an entry of a kind or with
/// a word that this version does not know.
std::string ParseLedgerBatch(std::string_view bytes, LedgerBatch& batch);

}  // namespace caseclock
