/// @file
/// Whether the topic is still what it was: the question of the loop before it makes a checkpoint count, and of alerts
/// before an email is claimed. topic_watch.h asks a broker, a fake answers what a test says.
///
/// Example:
///   const std::uint64_t asked = guard.Ask();                 // a look that begins from now on
///   ...                                                     // turns go on
///   const TopicLook look = guard.Latest();
///   if (look.number >= asked && look.IsSame()) writer->Commit();
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "daemon/intake/topic_memory.h"

namespace caseclock {

/// The outcome of one look at the topic. Value type.
struct TopicLook {
  std::uint64_t number = 0;    ///< counted from 1; 0: nobody has looked yet
  bool answered = false;       ///< false: the broker did not answer, and nothing is known
  std::string why_unanswered;  ///< a sentence
  /// What breaks the contract of the topics, a sentence each: the daemon is not ready.
  std::vector<std::string> breaches;
  /// Why the contract could not be checked in every point, though the broker has answered; "".
  std::string why_unchecked;
  /// False: the topic is gone, or its partitions are others: whatever is read from it now may be mixed with what was
  /// read.
  bool may_read = true;
  /// Not empty: the topic is another, or has lost events that were not read (exit code 5): primary line, Detail,
  /// Hint.
  std::string lost;

  /// True when everything that was read stands where it stood, and goes on there.
  bool IsSame() const { return answered && may_read && lost.empty(); }
  friend bool operator==(const TopicLook&, const TopicLook&) = default;
};

/// Thread safety: safe from any thread.
class TopicGuard {
 public:
  virtual ~TopicGuard() = default;

  /// Where the loop notes what it reads.
  virtual TopicMemory& memory() = 0;
  /// Wants a look that begins after this call; returns its number. Does not wait.
  virtual std::uint64_t Ask() = 0;
  /// The newest look that is done.
  virtual TopicLook Latest() const = 0;
  /// Waits until a look of this number or a later one is done, at most `timeout`, and returns the newest.
  virtual TopicLook Await(std::uint64_t number, std::chrono::milliseconds timeout) = 0;

  /// Asks and waits: true only when a look that began after the call found the topic the same.
  bool IsSameNow(std::chrono::milliseconds timeout) {
    const std::uint64_t asked = Ask();
    const TopicLook look = Await(asked, timeout);
    return look.number >= asked && look.IsSame();
  }
};

}  // namespace caseclock
