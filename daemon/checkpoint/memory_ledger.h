/// @file
/// A ledger of alerts in memory: for rehearsals, of which nothing is to remain. Ledgers that are given the same log see
/// each other's entries, as instances do that share a topic.
///
/// Example:
///   LedgerLog log;
///   MemoryLedger seven(log), nine(log);
///   nine.Append({claim_of_nine});
///   seven.Append({claim_of_seven});    // too late: both read the claim of nine first
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "daemon/checkpoint/ledger_store.h"

namespace caseclock {

/// What has been appended, by whomever. Used by one thread.
struct LedgerLog {
  std::vector<std::pair<std::uint64_t, LedgerEntry>> entries;
  std::uint64_t last = 0;           ///< number of the last entry
  std::uint64_t snapshot_last = 0;  ///< number of the last entry of the snapshot at the front
};

/// Never fails, and forgets everything when its log ends. Used by one thread.
class MemoryLedger : public LedgerStore {
 public:
  MemoryLedger() : log_(own_) {}
  /// `log` outlives the ledger.
  explicit MemoryLedger(LedgerLog& log) : log_(log) {}
  MemoryLedger(const MemoryLedger&) = delete;
  MemoryLedger& operator=(const MemoryLedger&) = delete;

  /// What is in it.
  const LedgerLog& log() const { return log_; }

  std::string Append(const std::vector<LedgerEntry>& entries) override;
  std::string ReadNew(const LedgerSink& sink) override;
  std::string Compact(const std::vector<LedgerEntry>& snapshot) override;

 private:
  LedgerLog own_;
  LedgerLog& log_;
  std::uint64_t given_ = 0;
};

}  // namespace caseclock
