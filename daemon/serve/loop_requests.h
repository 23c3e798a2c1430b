/// @file
/// Questions to the loop from other threads: records can only be read where the state is. One question is answered in
/// a turn, between events, and after it none for four times as long as it took, a second at most: intake goes on,
/// however many ask.
///
/// Example:
///   std::vector<std::vector<OpenItem>> oldest;
///   bool answered = requests.Ask([&](const Councils& councils) { oldest = ...; }, std::chrono::seconds(2));
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

#include "daemon/serve/councils.h"

namespace caseclock {

/// Most questions that wait; more are turned away.
inline constexpr std::size_t kMaxLoopQuestions = 16;

/// Thread safety: Safe from any thread.
class LoopRequests {
 public:
  /// Run by the loop. Reads only, for as short as it can.
  using Question = std::function<void(const Councils&)>;
  /// Units: microseconds of a clock that never goes back.
  using SteadyClock = std::function<std::int64_t()>;

  /// `now_us`: empty for the machine's clock.
  explicit LoopRequests(SteadyClock now_us = {});

  /// Waits until the loop has run `question`. False: it was turned away or not run within `patience`, and it never
  /// will be.
  bool Ask(Question question, std::chrono::milliseconds patience);

  /// The loop has ended: whoever waits is turned away at once, and so is everybody later.
  void Close();

  /// Runs the question that has waited longest, if there is one and the rest after the last is over. Called by the
  /// loop, once a turn.
  void Serve(const Councils& councils);

  /// How many wait.
  std::size_t size();

 private:
  struct Waiting {
    Question question;
    bool begun = false;
    bool done = false;
  };

  std::shared_ptr<Waiting> TakeNext();

  const SteadyClock now_us_;
  std::int64_t rests_until_us_ = 0;  // of the loop's thread only
  std::mutex mutex_;
  std::condition_variable answered_;
  std::deque<std::shared_ptr<Waiting>> waiting_;  // guarded by mutex_
  bool closed_ = false;                           // guarded by mutex_
};

}  // namespace caseclock
