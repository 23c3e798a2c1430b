/// @file
/// Until when each connection may go on with what it does. A total, not a pause between two bytes: who sends or takes
/// one byte a second is late like who does nothing.
///
/// Example:
///   auto line = deadlines.Open(socket, now + std::chrono::seconds(5));   // accepted: five seconds for its request
///   deadlines.Set(line, now + std::chrono::seconds(60));                 // answered: idle
///   deadlines.ShutLate(now);                                             // now and then
///   deadlines.Close(line);                                               // before the socket is closed
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>

namespace caseclock {

/// Thread safety: Safe from any thread.
class ConnectionDeadlines {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  /// No deadline: the server itself is at work.
  static constexpr Moment kNever = Moment::max();

  struct Line {
    int socket = -1;
    Moment until = kNever;
    bool idle = false;  // between two requests
  };
  using Handle = std::list<Line>::iterator;

  /// `socket` stays open until Close of what this returns.
  Handle Open(int socket, Moment until);
  void Set(Handle line, Moment until);
  /// Between two requests: the first to go when many wait for a place.
  void SetIdle(Handle line, Moment until);
  void Close(Handle line);

  /// Shuts the sockets of those that are late down, in both directions, so that whoever waits for them is woken;
  /// `crowded` and more connections: of those that are idle, too. Returns how many.
  std::size_t ShutLate(Moment now, std::size_t crowded);
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::list<Line> lines_;  // guarded by mutex_
};

}  // namespace caseclock
