#include "daemon/http/socket_loop.h"

#include <microhttpd.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "processors/check.h"

namespace caseclock {

SocketLoop::SocketLoop(MHD_Daemon* daemon)
    : daemon_(daemon),
      sockets_(MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd),
      wakes_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  CASECLOCK_CHECK(wakes_ >= 0, "no descriptor to wake the thread of the sockets with");
}

SocketLoop::~SocketLoop() {
  Stop();
  close(wakes_);
}

void SocketLoop::Start() {
  thread_ = std::thread([this] { Run(); });
}

void SocketLoop::Stop() {
  if (!thread_.joinable()) return;
  stopping_ = true;
  Wake();
  thread_.join();
}

void SocketLoop::Wake() const {
  CASECLOCK_CHECK(eventfd_write(wakes_, 1) == 0, "the thread of the sockets is woken");
}

void SocketLoop::Wait() {
  MHD_UNSIGNED_LONG_LONG library_ms = kLongestSocketWaitMs;
  const bool limited = MHD_get_timeout(daemon_, &library_ms) == MHD_YES;
  const int wait_ms =
      limited ? static_cast<int>(std::min<MHD_UNSIGNED_LONG_LONG>(library_ms, kLongestSocketWaitMs))
              : kLongestSocketWaitMs;
  std::array<pollfd, 2> either = {pollfd{.fd = sockets_, .events = POLLIN, .revents = 0},
                                  pollfd{.fd = wakes_, .events = POLLIN, .revents = 0}};
  // An interrupted wait is a short one.
  poll(either.data(), either.size(), wait_ms);
  // Taken back before the library looks, so that none is lost in between.
  eventfd_t wakes = 0;
  if (either[1].revents != 0) eventfd_read(wakes_, &wakes);
}

// A connection that ends makes room, which the library sees when it runs next; nothing would wake it for that.
void SocketLoop::Run() {
  // A client that has gone is an error of the write, and never a signal.
  sigset_t broken_pipe;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
  while (!stopping_) {
    Wait();
    do {
      looks_again_ = false;
      MHD_run(daemon_);
    } while (looks_again_ && !stopping_);
  }
}

}  // namespace caseclock
