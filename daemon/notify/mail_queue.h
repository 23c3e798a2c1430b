/// @file
/// Where the desk puts mails that are to leave, and hears what became of them.
///
/// Example: queue.Enqueue({"m-1", "north@council.example", bytes, now_us}); queue.TakeOutcomes().
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "processors/alert/ledger.h"

namespace caseclock {

/// A mail that has been claimed.
struct QueuedMail {
  std::string id;
  std::string address;
  std::string message;
  std::int64_t claimed_at_us = 0;
};

/// Takes mails and tells their ends.
class MailQueue {
 public:
  virtual ~MailQueue() = default;
  /// A mail that is known already is not taken twice. False: full, ask again later.
  virtual bool Enqueue(QueuedMail mail) = 0;
  /// What has ended since the last call, for the ledger.
  virtual std::vector<MailOutcome> TakeOutcomes() = 0;
};

}  // namespace caseclock
