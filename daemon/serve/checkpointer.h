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
#include "daemon/intake/topic_guard.h"
#include "daemon/serve/councils.h"

namespace caseclock {

/// Used by the loop thread only. Partitions are written one after the other.
class Checkpointer {
 public:
  /// `interval_us`: how long after a partition's checkpoint the next one begins, if there is anything new.
  /// `guard`: asked before a checkpoint counts; null: the topic is taken to be what it was.
  /// Requires: all outlive the checkpointer.
  Checkpointer(CheckpointStore& store, std::string topic, std::int64_t interval_us,
               Councils& councils, DeadLetterSink& letters, TopicGuard* guard = nullptr);

  /// Puts back the newest usable state of the partition. nullopt: there is none. Sets Problem() when the store
  /// cannot be read. `go_on` is asked many times a second; once it says no, the state is of no use and nothing is
  /// written any more.
  std::optional<ResumePoint> Restore(
      std::int32_t partition, GoOn go_on = [] { return true; });
  void Forget(std::int32_t partition);
  /// How many partitions the topic had when the checkpoint that was put back was written; 0: there was none, or it
  /// does not say.
  int topic_partitions(std::int32_t partition) const;
  /// What the next checkpoints say of it.
  void SetTopicPartitions(int count) { topic_partitions_ = count; }
  /// Whose events are counted, as codes; nullopt: any council's, which is also the default. A checkpoint that was made
  /// before a council of its partition was named is not put back: the council's past is in the topic. Of one that is no
  /// longer named nothing is put back.
  void SetCountedAuthorities(std::optional<std::vector<std::string>> codes);

  /// Everything up to the point has been applied, or sent to the dead letters.
  void Note(std::int32_t partition, ResumePoint point);

  /// Writes at most one slice. Returns the offset of a partition whose checkpoint became complete. What is written
  /// waits, without holding up the turn, until the dead letters before it have arrived and a look at the topic that
  /// began after its last slice has found it the same; when that takes over ten seconds it is given up, and the next
  /// one begins later.
  std::optional<PartitionOffset> Step(std::int64_t now_us);

  /// Writes everything that is new, at once: before the end, before partitions go. Returns what became complete. What
  /// does not come to its end within three seconds is left out: the next start reads on from the one before.
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
    int topic_partitions = 0;
  };
  struct Writing {
    std::int32_t partition = 0;
    ResumePoint point;
    std::int64_t begun_at_us = 0;
    std::unique_ptr<CheckpointWriter> writer;
    std::vector<std::string> codes;  // of councils still to write, last first
    RecordNumber next_record = 0;    // of codes.back()
    std::int64_t bytes = 0;
    std::int64_t complete_at_us = 0;  // all slices are written; 0: not yet
    std::uint64_t look = 0;           // that was asked for then; 0: none
  };

  bool Begin(std::int32_t partition, std::int64_t now_us);
  bool BeginDue(std::int64_t now_us);
  void WriteSlice();
  std::optional<PartitionOffset> CommitWhenSafe(std::int64_t now_us);
  std::optional<PartitionOffset> Commit(std::int64_t now_us);
  bool MayFinish();
  void Fail(const std::string& problem);

  CheckpointStore& store_;
  std::string topic_;
  std::int64_t interval_us_;
  Councils& councils_;
  DeadLetterSink& letters_;
  TopicGuard* guard_;
  int topic_partitions_ = 0;
  std::optional<std::vector<std::string>> counted_;
  std::map<std::int32_t, Progress> partitions_;
  std::optional<Writing> writing_;
  bool stopped_ = false;  // within a restore
  CheckpointHealth health_;
  std::string problem_;
  std::vector<std::string> notices_;
};

}  // namespace caseclock
