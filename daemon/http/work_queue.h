/// @file
/// A few threads and the work that waits for them: what takes longer than a moment is not done by the thread that
/// serves the sockets.
///
/// Example:
///   WorkQueue queue({.threads = 4, .waiting = 64});
///   if (!queue.Add([&] { Answer(); })) TurnAway();    // 64 wait already
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace caseclock {

/// Thread safety: Safe from any thread.
class WorkQueue {
 public:
  struct Bounds {
    int threads = 1;
    std::size_t waiting = 64;         ///< most that wait, all together
    std::size_t waiting_of_one = 64;  ///< most that wait of one client
  };
  using Work = std::function<void()>;

  explicit WorkQueue(Bounds bounds);
  /// As Close.
  ~WorkQueue();
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  /// Done by one of the threads, soon. False: too many wait, or the queue is closed; it will not be done.
  /// `client` tells those who ask apart.
  bool Add(Work work, const std::string& client = "");

  /// Called by work: its thread does nothing for so long, or until the queue is closed.
  void Rest(std::chrono::nanoseconds pause);

  /// Takes no more, and waits until what waits has been done. Work can ask whether it is in a hurry.
  void Close();
  bool IsClosed() const;

 private:
  struct Waiting {
    Work work;
    std::string client;
  };
  void Run();

  const Bounds bounds_;
  mutable std::mutex mutex_;
  std::condition_variable added_;
  std::condition_variable closing_;
  std::deque<Waiting> waiting_;  // guarded by mutex_
  bool closed_ = false;          // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace caseclock
