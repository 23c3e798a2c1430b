#include "daemon/serve/loop_requests.h"

#include <algorithm>
#include <utility>

namespace caseclock {

bool LoopRequests::Ask(Question question, std::chrono::milliseconds patience) {
  auto mine = std::make_shared<Waiting>();
  mine->question = std::move(question);
  std::unique_lock lock(mutex_);
  if (closed_ || waiting_.size() >= kMaxLoopQuestions) return false;
  waiting_.push_back(mine);
  answered_.wait_for(lock, patience, [&] { return mine->begun || closed_; });
  if (!mine->begun) {
    waiting_.erase(std::find(waiting_.begin(), waiting_.end(), mine));
    return false;
  }
  // It writes into what the asker holds: an answer under way is waited for.
  answered_.wait(lock, [&] { return mine->done; });
  return true;
}

void LoopRequests::Close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  answered_.notify_all();
}

void LoopRequests::Serve(const Councils& councils) {
  std::shared_ptr<Waiting> next;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) return;
    next = waiting_.front();
    waiting_.pop_front();
    next->begun = true;
  }
  next->question(councils);
  {
    const std::lock_guard lock(mutex_);
    next->done = true;
  }
  answered_.notify_all();
}

}  // namespace caseclock
