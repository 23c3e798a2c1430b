/// @file
/// The thread in which a Courier works.
///
/// Example:
///   Courier courier(&transport);
///   CourierThread thread(&courier);   // mails go out from here on; the destructor ends it
///   CourierThread careful(&courier, [&] { ledger_thread.WakeAndWait(); });   // one mail in doubt at most
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "daemon/notify/courier.h"

namespace caseclock {

/// How often the thread looks for mails that are due. Units: milliseconds.
inline constexpr int kCourierLookMs = 200;

/// Steps a courier until destroyed. The destructor waits for the attempt under way, which the transport cuts short.
class CourierThread {
 public:
  /// Requires: `courier` outlives the thread. Borrowed, not owned.
  /// `tried`: called after each attempt, and waited for. Whoever notes outcomes meanwhile has one mail in doubt at most
  /// when the program is killed; the others would be sent again.
  explicit CourierThread(Courier* courier, std::function<void()> tried = {});
  ~CourierThread();
  CourierThread(const CourierThread&) = delete;
  CourierThread& operator=(const CourierThread&) = delete;

 private:
  void Run();

  Courier* const courier_;
  const std::function<void()> tried_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool ending_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace caseclock
