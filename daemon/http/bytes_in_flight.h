/// @file
/// How many bytes of answers are on their way to clients. A client that asks and then does not read keeps its answer in
/// memory until its deadline; one in each second with figures of 100 MB would keep gigabytes. So there is a bound, and
/// the oldest answers go first.
///
/// Example:
///   BytesInFlight bytes(256 << 20);
///   auto first = bytes.Add(figures, 500, line);    // `figures` is shared: counted once however many are sent it
///   for (auto& late : bytes.TakeOverdue()) ...     // lines to be shut down; none while all have room
///   bytes.Remove(first);                           // when its answer has left, or its client
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/http/connection_deadlines.h"

namespace caseclock {

/// Thread safety: One thread.
class BytesInFlight {
 public:
  struct Answer {
    std::shared_ptr<const std::string> shared;  // nullptr: none
    std::size_t own = 0;
    ConnectionDeadlines::Handle line;
    bool given_up = false;
  };
  using Handle = std::list<Answer>::iterator;

  /// `most`: at most so many bytes, or four times the newest answer where that is more.
  explicit BytesInFlight(std::size_t most) : most_(most) {}

  Handle Add(std::shared_ptr<const std::string> shared, std::size_t own,
             ConnectionDeadlines::Handle line);
  void Remove(Handle answer);

  /// The oldest answers that must go for the others to have room; each is named once. The newest is never among them.
  std::vector<ConnectionDeadlines::Handle> TakeOverdue();

  /// Of all that are not given up. Units: bytes.
  std::size_t total() const { return total_; }

 private:
  static std::size_t SizeOf(const Answer& answer) {
    return answer.own + (answer.shared ? answer.shared->size() : 0);
  }
  void Release(const Answer& answer);

  const std::size_t most_;
  std::list<Answer> answers_;                         // the oldest first
  std::map<const std::string*, std::size_t> shared_;  // how many answers send it
  std::size_t total_ = 0;
};

}  // namespace caseclock
