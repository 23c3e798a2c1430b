#include "daemon/http/work_queue.h"

#include <algorithm>
#include <utility>

namespace caseclock {

WorkQueue::WorkQueue(Bounds bounds) : bounds_(bounds) {
  for (int i = 0; i < bounds.threads; ++i) threads_.emplace_back([this] { Run(); });
}

WorkQueue::~WorkQueue() { Close(); }

bool WorkQueue::Add(Work work, const std::string& client) {
  {
    const std::lock_guard lock(mutex_);
    const auto of_client =
        std::ranges::count_if(waiting_, [&](const Waiting& one) { return one.client == client; });
    if (closed_ || waiting_.size() >= bounds_.waiting) return false;
    if (static_cast<std::size_t>(of_client) >= bounds_.waiting_of_one) return false;
    waiting_.push_back({std::move(work), client});
  }
  added_.notify_one();
  return true;
}

void WorkQueue::Rest(std::chrono::nanoseconds pause) {
  const auto until = std::chrono::steady_clock::now() + pause;
  std::unique_lock lock(mutex_);
  closing_.wait_until(lock, until, [this] { return closed_; });
}

void WorkQueue::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    added_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const Work work = std::move(waiting_.front().work);
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

void WorkQueue::Close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  added_.notify_all();
  closing_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

bool WorkQueue::IsClosed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

}  // namespace caseclock
