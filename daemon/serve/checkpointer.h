/// @file
/// Writes checkpoints beside the work: notes the offset, then one slice of state a turn, then the manifest. What is
/// newer than the offset does no harm, because merging an event again changes nothing.
///
/// Example:
///   checkpointer.Restore(0, councils);              // where to go on, or nullopt
///   checkpointer.Note(0, {next_offset, fingerprint});
///   auto committed = checkpointer.Step(now_us);     // after each batch; now and then a partition is complete
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/checkpoint/checkpoint_store.h"
#include "daemon/exposition/health.h"
#include "daemon/intake/dead_letter_sink.h"
#include "daemon/intake/event_source.h"
#include "daemon/serve/councils.h"

namespace caseclock {

/// Used by the loop thread only. Partitions are written one after the other.
class Checkpointer {
 public:
  /// `interval_us`: how long after a partition's checkpoint the next one begins, if there is anything new.
  /// Requires: all outlive the checkpointer.
  Checkpointer(CheckpointStore& store, std::string topic, std::int64_t interval_us,
               Councils& councils, DeadLetterSink& letters);

  /// Puts back the newest usable state of the partition. nullopt: there is none. Sets Problem() when the store
  /// cannot be read.
  std::optional<ResumePoint> Restore(std::int32_t partition);
  void Forget(std::int32_t partition);

  /// Everything up to the point has been applied, or sent to the dead letters.
  void Note(std::int32_t partition, ResumePoint point);

  /// Writes at most one slice. Returns the offset of a partition whose checkpoint became complete.
  std::optional<PartitionOffset> Step(std::int64_t now_us);

  /// Writes everything that is new, at once: before the end, before partitions go. Returns what became complete.
  std::vector<PartitionOffset> Finish(std::int64_t now_us);

  const CheckpointHealth& health() const { return health_; }
  /// Not empty: the store could not be read; do not go on.
  const std::string& problem() const { return problem_; }
  /// Why older generations had to be taken; for the log. Cleared by reading.
  std::vector<std::string> TakeNotices();

 private:
  struct Progress {
    ResumePoint point;
    ResumePoint saved;
    std::int64_t saved_at_us = 0;
  };
  struct Writing {
    std::int32_t partition = 0;
    ResumePoint point;
    std::int64_t begun_at_us = 0;
    std::unique_ptr<CheckpointWriter> writer;
    std::vector<std::string> codes;  // of councils still to write, last first
    RecordNumber next_record = 0;    // of codes.back()
    std::int64_t bytes = 0;
  };

  bool Begin(std::int32_t partition, std::int64_t now_us);
  bool BeginDue(std::int64_t now_us);
  void WriteSlice();
  std::optional<PartitionOffset> Commit(std::int64_t now_us);
  void Fail(const std::string& problem);

  CheckpointStore& store_;
  std::string topic_;
  std::int64_t interval_us_;
  Councils& councils_;
  DeadLetterSink& letters_;
  std::map<std::int32_t, Progress> partitions_;
  std::optional<Writing> writing_;
  CheckpointHealth health_;
  std::string problem_;
  std::vector<std::string> notices_;
};

}  // namespace caseclock
