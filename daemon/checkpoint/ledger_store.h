/// @file
/// Where the ledger of alerts is kept, beside the checkpoints: an interface of two calls, with a directory behind it,
/// written so that a topic shared by several instances can follow.
///
/// What Append has taken is safe. What ReadNew gives, in order, is what counts: with a topic also the entries of other
/// instances, so that two claims of one mail have an order, and the later one learns of it.
///
/// Example:
///   store.Append({claim});
///   store.ReadNew([&](std::uint64_t sequence, const LedgerEntry& entry) { ledger.Apply(entry); });
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "processors/alert/ledger.h"

namespace caseclock {

/// Gets one entry and its number; numbers only grow.
using LedgerSink = std::function<void(std::uint64_t sequence, const LedgerEntry& entry)>;

/// Keeps entries in order. Used by one thread.
class LedgerStore {
 public:
  virtual ~LedgerStore() = default;
  /// All entries or none; on return they survive a power cut. Returns "" or a problem, in the form
  /// "could not ...\nDetail: ...\nHint: ...". Cost: waits for the disk.
  virtual std::string Append(const std::vector<LedgerEntry>& entries) = 0;
  /// Gives every entry not given yet; at first all. Returns "" or a problem: then do not go on, because people would
  /// be told again what they know.
  virtual std::string ReadNew(const LedgerSink& sink) = 0;
  /// Replaces everything given so far by `snapshot`, when that is worth it. Its entries take the last of the numbers
  /// given, so that numbers go on as if nothing had happened: what was to be done entry by entry (publishing) must
  /// have been done before. Requires: not more entries than were given. Returns "" or a problem: then all is as before.
  virtual std::string Compact(const std::vector<LedgerEntry>& snapshot) = 0;
};

}  // namespace caseclock
