/// @file
/// A TopicGuard that says what a test says, at once or when the test lets it.
///
/// Example:
///   FakeTopicGuard guard;
///   guard.Find([](TopicLook& look) { look.lost = "topic \"case-events\" is another"; });
#pragma once

#include <algorithm>
#include <functional>
#include <utility>

#include "daemon/intake/topic_guard.h"

namespace caseclock {

/// Every look begins and ends within Ask, unless Pause was called. Used by one thread.
class FakeTopicGuard final : public TopicGuard {
 public:
  FakeTopicGuard() { Ask(); }

  TopicMemory& memory() override { return memory_; }
  std::uint64_t Ask() override {
    ++asked_;
    if (!paused_) Finish();
    return asked_;
  }
  TopicLook Latest() const override { return latest_; }
  TopicLook Await(std::uint64_t, std::chrono::milliseconds) override { return latest_; }

  /// What the next look finds, and all after it.
  void Find(const std::function<void(TopicLook&)>& change) {
    found_ = Answered();
    change(found_);
  }
  /// Looks find everything as it was.
  void FindTheSame() {
    Find([](TopicLook&) {});
  }
  /// Looks are asked for and do not end.
  void Pause() { paused_ = true; }
  void Resume() {
    paused_ = false;
    Finish();
  }
  std::uint64_t asked() const { return asked_; }

 private:
  static TopicLook Answered() {
    TopicLook look;
    look.answered = true;
    return look;
  }
  void Finish() {
    latest_ = found_;
    latest_.number = asked_;
  }

  TopicMemory memory_;
  TopicLook found_ = Answered();
  TopicLook latest_;
  std::uint64_t asked_ = 0;
  bool paused_ = false;
};

}  // namespace caseclock
