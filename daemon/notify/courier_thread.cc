#include "daemon/notify/courier_thread.h"

#include <chrono>
#include <utility>

namespace caseclock {

CourierThread::CourierThread(Courier* courier, std::function<void()> tried)
    : courier_(courier), tried_(std::move(tried)), thread_([this] { Run(); }) {}

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
    if (tried && tried_) tried_();
    lock.lock();
    if (tried) continue;
    woken_.wait_for(lock, std::chrono::milliseconds(kCourierLookMs), [this] { return ending_; });
  }
}

}  // namespace caseclock
