/// @file
/// Where checkpoints are kept: the interface of the loop, with two stores behind it (a directory, a
/// topic) and a fake for tests. The unit is the partition.
///
/// Several generations are kept. A generation counts from the moment its manifest is written, which
/// is the last step; whatever is broken about it, an older one is taken in its place, and reading
/// the topic from its offset makes the same state.
///
/// Checkpoints are fuzzy: the offset is noted first, then slices of the state are written between
/// events. State that is newer than the offset does no harm, because merging an event again changes
/// nothing.
///
/// Example:
///   auto begun = store.Begin({{"case-events", 0}, next_offset, Fingerprint(last_event), now_us});
///   begun.writer->AddChunk("E08000099", chunk);        // as many as it takes, between events
///   begun.writer->Commit();
///   ...
///   LoadResult loaded = store.Load({"case-events", 0}, sink);
///   if (loaded.checkpoint) consumer.Seek(loaded.checkpoint->next_offset); else
///   consumer.SeekToBeginning();
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caseclock {

/// What a checkpoint is of. Value type.
struct PartitionId {
  std::string topic;
  std::int32_t partition = 0;
  friend auto operator<=>(const PartitionId&, const PartitionId&) = default;
};

/// Where in the topic a checkpoint stands. Value type.
struct CheckpointPosition {
  PartitionId partition;
  std::int64_t next_offset = 0;    ///< reading goes on here; every event before it is in the state
  std::uint64_t last_event = 0;    ///< fingerprint of the last event before it; 0: none
  std::int64_t created_at_us = 0;  ///< Units: microseconds since 1970-01-01 UTC
  int topic_partitions = 0;        ///< how many the topic had; 0: not known
  /// Whose events were counted, by code; of others nothing is in the state. nullopt: any council's.
  std::optional<std::vector<std::string>> counted_authorities = {};
  friend bool operator==(const CheckpointPosition&, const CheckpointPosition&) = default;
};

/// Takes a checkpoint that is read.
class ChunkSink {
 public:
  virtual ~ChunkSink() = default;
  /// "" when a generation that stands there can be used, else why not, in a sentence. Asked first.
  virtual std::string CheckPosition(const CheckpointPosition&) { return ""; }
  /// "" when the chunk can be used, else why not, in a sentence. Every chunk of a generation is
  /// asked about before the first is taken, so that a generation is taken whole or not at all.
  /// ReadChunk with an empty visitor will do.
  virtual std::string Check(std::string_view chunk) = 0;
  /// The next chunk; in the order in which they were added.
  virtual void Take(std::string_view authority, std::string_view chunk) = 0;
  /// Asked after every chunk, of either kind: false when nothing more is wanted, because the
  /// daemon must stop.
  virtual bool GoOn() { return true; }
};

/// What Load found.
struct LoadResult {
  /// The newest usable generation, whose chunks the sink has taken; absent: there is none, start
  /// from the beginning.
  std::optional<CheckpointPosition> checkpoint;
  std::uint64_t generation = 0;
  /// For each newer generation that was passed over, why. Worth a line in the log and a metric.
  std::vector<std::string> passed_over;
  /// The sink did not want to go on. It may have taken a part: it is of no use.
  bool stopped = false;
  /// Not empty: the store itself could not be read, or changed under the reader. The sink may have
  /// taken a part of it; do not go on. In the form "could not ...\nDetail: ...\nHint: ...".
  std::string problem;
};

/// Writes one generation. Not thread-safe. A writer that is dropped abandons.
class CheckpointWriter {
 public:
  virtual ~CheckpointWriter() = default;
  /// Appends some state of one authority. Returns "" or a problem; after one, only Abandon remains.
  /// Requires: neither committed nor abandoned.
  virtual std::string AddChunk(std::string_view authority, std::string_view chunk) = 0;
  /// Makes the generation count, then forgets the oldest. Returns "" or a problem: then the older
  /// generations stand. Cost: waits for the disk.
  virtual std::string Commit() = 0;
  /// Leaves no trace. Does nothing after Commit.
  virtual void Abandon() = 0;
};

/// A writer, or why there is none.
struct BeginResult {
  std::unique_ptr<CheckpointWriter> writer;
  std::string problem;
};

/// Keeps generations of checkpoints by partition. One writer for a partition at a time.
class CheckpointStore {
 public:
  virtual ~CheckpointStore() = default;
  virtual BeginResult Begin(const CheckpointPosition& position) = 0;
  virtual LoadResult Load(const PartitionId& partition, ChunkSink& sink) = 0;
};

/// How many generations are kept unless configured otherwise.
inline constexpr int kDefaultGenerations = 3;

/// Longest chunk. Units: bytes. A thousand records are about 300 KB.
inline constexpr std::size_t kMaxChunkBytes = std::size_t{64} * 1024 * 1024;

}  // namespace caseclock
