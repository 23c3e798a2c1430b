/// @file
/// The loop of the daemon: events in, state, views out, checkpoints beside. One thread owns the state; everybody else
/// reads what is put on the board.
///
/// Example:
///   ServeLoop loop(options, source_factory, letters, store, definitions_of, clock, board);
///   const ExitCode code = loop.Run(stop);          // until stop is set, or the source fails
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/checkpoint/checkpoint_store.h"
#include "daemon/exposition/view_board.h"
#include "daemon/intake/dead_letter_sink.h"
#include "daemon/intake/event_source.h"
#include "daemon/log/log_sink.h"
#include "daemon/serve/checkpointer.h"
#include "daemon/serve/clock.h"
#include "daemon/serve/councils.h"
#include "daemon/serve/export_watch.h"
#include "daemon/serve/longest_turn.h"
#include "daemon/serve/loop_requests.h"
#include "daemon/serve/topic_state.h"
#include "processors/record/completion_watch.h"

namespace caseclock {

/// What a changed configuration brings to a running loop.
struct Reloaded {
  DefinitionsOf definitions_of;
  std::shared_ptr<const Standards> standards;
  std::uint64_t definitions = 0;
};

/// Called at every turn; nullopt when nothing has changed.
using Reload = std::function<std::optional<Reloaded>()>;

/// Units: microseconds.
struct ServeLoopOptions {
  std::string topic;
  std::int64_t checkpoint_interval_us = 60'000'000;
  std::int64_t batch_wait_us = 900'000'000;
  std::int64_t audit_interval_us = 60'000'000;
  std::vector<std::string> contract_breaches;  ///< found before the start
  RecordBounds bounds;
  std::uint64_t definitions = 0;
  std::shared_ptr<const Standards> standards = std::make_shared<const Standards>();
  Reload reload = [] { return std::nullopt; };
  LoopRequests* requests = nullptr;  ///< questions of other threads; outlives the loop. Null: none
  TopicGuard* guard = nullptr;       ///< looks at the topic; outlives the loop. Null: nobody does
  int partitions = 0;                ///< of the topic, as configured; 0: not configured
  /// Whose events the source accepts. nullopt: any council's.
  std::optional<std::vector<std::string>> counted_authorities;
};

/// Why the loop has ended.
struct LoopEnd {
  enum class Kind { kStopped, kRecoveryRefused, kFatal };
  Kind kind = Kind::kStopped;
  std::string message;
};

/// Lives as long as the daemon. Run is called once, on the thread that owns the state.
class ServeLoop : public PartitionOwner {
 public:
  /// All references outlive the loop.
  ServeLoop(ServeLoopOptions options, DeadLetterSink& letters, CheckpointStore& store,
            DefinitionsOf definitions_of, TimeSource& clock, ViewBoard& board, LogSink log);

  /// Reads `source` until `stop` is set. Requires: the source calls this object as its owner.
  LoopEnd Run(EventSource& source, const std::atomic<bool>& stop);

  /// One turn: for the demo and for tests, which move the clock themselves. False: the loop must end, see `end`.
  bool Turn(EventSource& source, LoopEnd& end);
  /// Writes a last checkpoint and a last view.
  void Close(EventSource& source);

  std::vector<std::optional<ResumePoint>> OnAssigned(
      const std::vector<AssignedPartition>& partitions) override;
  void OnRevoked(const std::vector<std::int32_t>& partitions) override;

  const Councils& councils() const { return councils_; }
  std::int64_t events_accepted() const { return health_.events_accepted; }

 private:
  void TellNotices();
  void Read(EventSource& source);
  bool MustStop() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }
  void TellRestoring(std::int32_t partition);
  void TakeEvents();
  bool Take(const Consumed& one);
  bool SendLetter(const Consumed& letter);
  bool IsEnded(LoopEnd& end) const;
  void NoteCaughtUp(const SourceStatus& status);
  void ServeRequests();
  void PublishView(std::int64_t turn_begun_us);
  void PublishHealth(const SourceStatus& status);
  void Audit();
  void TakeReload();
  void Count();
  std::vector<std::string> NotReady(const SourceStatus& status) const;

  ServeLoopOptions options_;
  DeadLetterSink& letters_;
  TimeSource& clock_;
  ViewBoard& board_;
  LogSink log_;
  LongestTurn longest_turn_;
  Councils councils_;
  Checkpointer checkpointer_;
  ExportWatch export_watch_;
  CompletionWatch completions_;
  Health health_;
  TopicState topic_;
  Batch batch_;
  const std::atomic<bool>* stop_ = nullptr;  // of Run
  bool view_first_ = false;                  // in the next turn
  std::size_t next_event_ = 0;               // of batch_, to be taken
  std::int64_t waiting_since_us_ = 0;        // it cannot be taken now; 0: it can
  bool waits_for_look_ = false;              ///< at the topic; else for room among the dead letters
  std::int64_t now_us_ = 0;
  std::int64_t view_at_us_ = 0;
  std::int64_t view_cost_us_ = 0;
  std::int64_t health_at_us_ = 0;
  std::int64_t audit_at_us_ = 0;
  std::int64_t broker_up_at_us_ = 0;
  std::string letters_problem_;
};

}  // namespace caseclock
