#include "daemon/notify/courier_thread.h"

#include <chrono>

namespace caseclock {

CourierThread::CourierThread(Courier* courier) : courier_(courier), thread_([this] { Run(); }) {}

CourierThread::~CourierThread() {
  courier_->Stop();
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  woken_.notify_one();
  thread_.join();
}

void CourierThread::Run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    const bool tried = courier_->Step();
    lock.lock();
    if (tried) continue;
    woken_.wait_for(lock, std::chrono::milliseconds(kCourierLookMs), [this] { return ending_; });
  }
}

}  // namespace caseclock
