/// @file
/// The content of checkpoints: records and batches of one authority as bytes
/// (proto/caseclock/v1/checkpoint.proto).
///
/// A chunk is made by appending; chunks of an authority joined end to end are one chunk. The same
/// records in the same order give the same bytes.
///
/// Example: writing a slice of 1,000 records, and putting it back:
///   std::string chunk;
///   for (RecordNumber n = begin; n < end; ++n) { store.Read(n, record); SerializeRecord(record,
///   chunk); } SerializeBatches(store.batches().state(), chunk); const std::string trouble =
///   ReadChunk(chunk, {.record = [&](const Record& r) { authority.RestoreRecord(r); },
///                                                 .batches = [&](BatchState s) {
///                                                 authority.RestoreBatches(s); }});
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "processors/record/batch_ledger.h"
#include "processors/record/record.h"

namespace caseclock {

/// How many records make a chunk: small enough that a slice never holds up the loop (about a
/// millisecond), large enough that the manifest stays short.
inline constexpr std::size_t kRecordsPerChunk = 1000;

/// Appends one record, dead and cleared facts included. Cost: about a microsecond.
void SerializeRecord(const Record& record, std::string& chunk);

/// Appends what is known of batches.
void SerializeBatches(const BatchState& batches, std::string& chunk);

/// Who takes what a chunk holds. Either may be empty.
struct ChunkVisitor {
  std::function<void(const Record&)> record;  ///< borrowed until the function returns
  std::function<void(BatchState)> batches;
};

/// Gives the chunk's content to `visitor`, in order. Returns "" or, in a sentence, why the chunk
/// cannot be used: not a chunk, or a kind or fact that this version does not know. What comes
/// before the trouble has been given by then; to know beforehand, read once with an empty visitor.
std::string ReadChunk(std::string_view chunk, const ChunkVisitor& visitor);

}  // namespace caseclock
