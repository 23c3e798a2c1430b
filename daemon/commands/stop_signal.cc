#include "daemon/commands/stop_signal.h"

#include <csignal>
#include <cstdlib>

namespace caseclock {
namespace {

// Signal handlers can reach nothing but statics.
std::atomic<bool> stop_requested{false};
std::atomic<int> received{0};
std::atomic<bool> reload_requested{false};

void OnSignal(int signal) {
  if (stop_requested.exchange(true)) std::_Exit(128 + signal);
  received = signal;
}

void OnReload(int) { reload_requested = true; }

}  // namespace

const std::atomic<bool>& StopRequested() { return stop_requested; }

void InstallStopSignal() {
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  std::signal(SIGPIPE, SIG_IGN);
}

void LetStopEndReads() {
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction action {};
    sigaction(signal, nullptr, &action);
    action.sa_flags &= ~SA_RESTART;
    sigaction(signal, &action, nullptr);
  }
}

void InstallReloadSignal() { std::signal(SIGHUP, OnReload); }

bool TakeReloadRequest() { return reload_requested.exchange(false); }

bool WasInterrupted() { return received == SIGINT; }

}  // namespace caseclock
