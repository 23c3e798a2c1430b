#include "daemon/serve/loop_requests.h"

#include <algorithm>
#include <utility>

namespace caseclock {
namespace {

/// Questions take at most about a fifth of the loop's time.
constexpr std::int64_t kRestFactor = 4;
/// Shorter than whoever asks has patience.
constexpr std::int64_t kLongestRestUs = 1'000'000;

std::int64_t MachineSteadyUs() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

LoopRequests::LoopRequests(SteadyClock now_us)
    : now_us_(now_us ? std::move(now_us) : MachineSteadyUs) {}

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

std::size_t LoopRequests::size() {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

std::shared_ptr<LoopRequests::Waiting> LoopRequests::TakeNext() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return nullptr;
  auto next = std::move(waiting_.front());
  waiting_.pop_front();
  next->begun = true;
  return next;
}

void LoopRequests::Serve(const Councils& councils) {
  const std::int64_t begun_us = now_us_();
  if (begun_us < rests_until_us_) return;
  const auto next = TakeNext();
  if (next == nullptr) return;
  next->question(councils);
  const std::int64_t ended_us = now_us_();
  rests_until_us_ = ended_us + std::min(kLongestRestUs, kRestFactor * (ended_us - begun_us));
  {
    const std::lock_guard lock(mutex_);
    next->done = true;
  }
  answered_.notify_all();
}

}  // namespace caseclock
