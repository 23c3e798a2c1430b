/// @file
/// The serve loop with everything it needs, all of it faked; what outlives a daemon (topic, letters, checkpoints)
/// apart from what goes with it.
///
/// Example:
///   World world(1);
///   world.topic.Append(0, event);
///   RunningLoop loop(world);
///   loop.CatchUp();
///   EXPECT_EQ(loop.Council("X99000099")->records, 1);
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/serve/serve_loop.h"
#include "tests/daemon/serve/hand_clock.h"
#include "tests/support/fake_event_source.h"
#include "tests/support/in_memory_checkpoint_store.h"

namespace caseclock {

/// What is still there after a kill.
struct World {
  explicit World(int partitions, std::string_view today = "2024-03-22")
      : topic(partitions), clock(today) {}

  FakeTopic topic;
  FakeDeadLetters letters;
  InMemoryCheckpointStore store;
  HandClock clock;
  std::vector<std::string> log;
};

/// One life of a daemon. Destroying it is a kill: nothing is written.
class RunningLoop {
 public:
  explicit RunningLoop(World& world, ServeLoopOptions options = Options(),
                       std::size_t batch_size = kMaxBatchEvents)
      : world_(world),
        loop_(
            std::move(options), world.letters, world.store,
            [this](const std::string&) { return definitions_; }, world.clock, board_,
            [&world](LogLevel, std::string_view line) { world.log.emplace_back(line); }),
        source_(world.topic, loop_, batch_size) {}

  static ServeLoopOptions Options() {
    ServeLoopOptions options;
    options.topic = "case-events";
    options.checkpoint_interval_us = 60'000'000;
    return options;
  }

  /// One turn, a second after the one before. False: the loop has ended, see `end`.
  bool Turn() {
    world_.clock.Pass(1);
    return loop_.Turn(source_, end);
  }
  void Turns(int n) {
    for (int i = 0; i < n && Turn(); ++i) {
    }
  }
  /// Turns until it holds; a test that waits for ever fails.
  void TurnUntil(const std::function<bool()>& holds) {
    for (int i = 0; i < 100'000; ++i) {
      if (holds()) return;
      if (!Turn()) break;
    }
    if (!holds()) ADD_FAILURE() << "it never came to hold; " << end.message;
  }
  /// Until every message is taken, counted and shown.
  void CatchUp() {
    TurnUntil([this] {
      const SourceStatus status = source_.Status();
      for (const PartitionStatus& one : status.partitions) {
        if (one.Lag() > 0) return false;
      }
      return status.CaughtUp() && View() != nullptr && !loop_.councils().IsDirty();
    });
  }
  void Close() { loop_.Close(source_); }

  std::shared_ptr<const caseclock::View> View() const { return board_.CurrentView(); }
  /// The council as shown, or nullptr.
  std::shared_ptr<const AuthorityView> Council(const std::string& code) const {
    if (View() == nullptr) return nullptr;
    for (const auto& council : View()->authorities) {
      if (council->authority == code) return council;
    }
    return nullptr;
  }
  std::shared_ptr<const Health> health() const { return board_.CurrentHealth(); }
  ServeLoop& loop() { return loop_; }
  FakeEventSource& source() { return source_; }

  LoopEnd end;

 private:
  World& world_;
  std::shared_ptr<const Definitions> definitions_ = std::make_shared<const Definitions>();
  ViewBoard board_;
  ServeLoop loop_;
  FakeEventSource source_;
};

/// The row of the whole council over the reporting year.
inline const Row& YearRow(const AuthorityView& view, const std::string& indicator) {
  for (const Row& row : view.rows) {
    if (row.indicator == indicator && row.team.empty() && row.window == Window::kYear) return row;
  }
  ADD_FAILURE() << "no row of " << indicator;
  static const Row kNone;
  return kNone;
}

}  // namespace caseclock
