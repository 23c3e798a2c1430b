/// @file
/// The newest of something that one thread puts up and others read: a pointer that is swapped whole.
///
/// Example:
///   Newest<View> view;
///   view.Put(std::make_shared<const View>());   // one thread
///   view.Get()->authorities.size()              // any other; what it holds cannot change meanwhile
///
/// A lock around a plain pointer: std::atomic<std::shared_ptr> of libstdc++ 12 reads the pointer without one that its
/// readers could rely on, which ThreadSanitizer reports, and is no faster.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace caseclock {

/// Thread safety: Safe from any thread. Cost: a lock held for the time of a pointer's copy.
template <typename T>
class Newest {
 public:
  using Pointer = std::shared_ptr<const T>;

  Newest() = default;
  explicit Newest(Pointer first) : pointer_(std::move(first)) {}
  Newest(const Newest&) = delete;
  Newest& operator=(const Newest&) = delete;

  /// What was held before ends after the lock: its end may take long.
  void Put(Pointer next) {
    const std::lock_guard lock(mutex_);
    pointer_.swap(next);
  }
  /// nullptr until the first.
  Pointer Get() const {
    const std::lock_guard lock(mutex_);
    return pointer_;
  }

 private:
  mutable std::mutex mutex_;
  Pointer pointer_;  // guarded by mutex_
};

}  // namespace caseclock
