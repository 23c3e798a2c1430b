/// @file
/// The thread that serves all sockets of the HTTP library: it waits itself, and has the library do what is ready.
///
/// Example:
///   SocketLoop loop(daemon);
///   loop.Start();                    // serves from here on
///   loop.LookAgain();                // in a callback: a connection has ended, so that there may be room again
///   loop.Wake();                     // any other thread, after MHD_resume_connection
///   loop.Stop();                     // then MHD_stop_daemon
///
/// Why not the library's own thread: when the number of connections that are ready in the same instant is a multiple
/// of 128, libmicrohttpd 0.9.75 waits for further ones, without a limit, before it serves any of them. Here the library
/// never waits.
#pragma once

#include <atomic>
#include <thread>

struct MHD_Daemon;

namespace caseclock {

/// Longest wait of the loop, whatever happens. Units: milliseconds.
inline constexpr int kLongestSocketWaitMs = 250;

/// Serves from Start until Stop.
class SocketLoop {
 public:
  /// Requires: `daemon` uses epoll, no thread of its own, and outlives the loop. Borrowed, not owned.
  explicit SocketLoop(MHD_Daemon* daemon);
  /// As Stop.
  ~SocketLoop();
  SocketLoop(const SocketLoop&) = delete;
  SocketLoop& operator=(const SocketLoop&) = delete;

  void Start();

  /// Called by the library's callbacks, in the loop's thread: it runs once more before it waits.
  void LookAgain() { looks_again_ = true; }
  /// What another thread has told the library by now is looked at at once. The library's own signal is not enough: it
  /// takes it back without looking when it comes while it looks at sockets. Thread safety: Safe from any thread.
  void Wake() const;
  /// Ends the thread: callbacks come to their end, and none is called any more.
  void Stop();

 private:
  void Run();
  void Wait();

  MHD_Daemon* const daemon_;
  int sockets_ = -1;          // the library's epoll descriptor
  int wakes_ = -1;            // readable from Wake on, until the loop goes on
  bool looks_again_ = false;  // of the loop's thread
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace caseclock
