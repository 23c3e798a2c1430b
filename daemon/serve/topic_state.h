/// @file
/// What the loop knows of its topic: whether it may be read on, what breaks its contract, whether it is lost. The
/// answers come from a TopicGuard, which looks in a thread of its own; nothing here waits.
///
/// Example: the topic has 4 partitions where it had 1: may_read() is false from the next look on, within 20 seconds,
/// and Breaches() has a sentence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/intake/event_source.h"
#include "daemon/intake/topic_guard.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// A broker that has not let the topic be looked at for so long: nobody knows what becomes of it. Units:
/// microseconds.
inline constexpr std::int64_t kUnseenAfterUs = 60'000'000;

/// Used by the loop thread only.
class TopicState {
 public:
  /// `guard`: null: nobody looks, and the topic is taken to be what it was. Outlives this. `configured_partitions`:
  /// 0: not configured. `log` takes a line when something has changed.
  TopicState(TopicGuard* guard, std::string topic, int configured_partitions,
             std::vector<std::string> breaches, LogSink log);

  /// How many partitions the topic had when a checkpoint was written; 0: not known. Before NoteAssigned: the first
  /// number that is known is the contract.
  void NotePartitions(int partitions);
  /// A partition is about to be read from `from` on.
  void NoteAssigned(const AssignedPartition& assigned, const ResumePoint& from);
  /// An event has been read. Remembered at the latest with NoteTurn: the first and the last of a run of events are
  /// enough.
  void NoteRead(std::int32_t partition, std::int64_t offset, std::uint64_t fingerprint);
  /// The events of a turn have been read; before anybody sees figures of them.
  void NoteTurn();

  /// Takes over what the newest look has found. To be called every turn.
  void Follow(std::int64_t now_us);

  /// False: take no more events.
  bool may_read() const { return may_read_; }
  /// Not empty: end with exit code 5.
  const std::string& lost() const { return look_.lost; }
  const std::vector<std::string>& breaches() const { return breaches_; }
  /// Why the figures must not be used, beside the breaches.
  std::vector<std::string> Problems(std::int64_t now_us) const;
  /// How many partitions the topic has by its contract; 0: not known.
  int partitions() const { return partitions_; }

  /// Messages have come that nobody has confirmed yet.
  void NotePolled() { confirming_ = 0; }
  /// True once a look that began after the last NotePolled has found the partitions as they were: only then is a
  /// message in the wrong place the sender's fault. False: ask again at the next turn.
  bool ConfirmPartitions();

 private:
  TopicGuard* guard_;
  std::string topic_;
  int configured_partitions_;
  std::vector<std::string> start_breaches_;
  LogSink log_;
  int partitions_ = 0;
  std::string assigned_breach_;  // the partitions at an assignment are others
  TopicLook look_;
  std::int64_t seen_at_us_ = 0;  // the last look that was answered; 0: none
  std::int64_t begun_at_us_ = 0;
  std::optional<std::pair<std::int32_t, RememberedEvent>> read_;  // not remembered yet
  bool may_read_ = true;
  std::vector<std::string> breaches_;
  std::uint64_t confirming_ = 0;  // the look that is waited for; 0: none
};

}  // namespace caseclock
