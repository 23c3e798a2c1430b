/// @file
/// The ledger in memory that fails when told to. It passes the contract suite of the real store
/// (tests/daemon/checkpoint/ledger_contract_test.cc).
///
/// Example:
///   InMemoryLedgerLog log;
///   InMemoryLedgerStore seven(log), nine(log);
///   nine.Append({claim_of_nine});
///   seven.Append({claim_of_seven});    // too late: both read the claim of nine first
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "daemon/checkpoint/memory_ledger.h"

namespace caseclock {

using InMemoryLedgerLog = LedgerLog;

/// Used by one thread.
class InMemoryLedgerStore : public MemoryLedger {
 public:
  using MemoryLedger::MemoryLedger;

  /// So many of the next calls of Append report a problem, and nothing is there.
  int failing_appends = 0;
  /// So many of the next calls succeed before that.
  int good_appends = 0;
  bool fail_next_compact = false;
  /// Every ReadNew reports a problem while this is set.
  bool unreadable = false;

  std::string Append(const std::vector<LedgerEntry>& entries) override {
    if (failing_appends == 0 || std::exchange(good_appends, std::max(good_appends - 1, 0)) > 0) {
      return MemoryLedger::Append(entries);
    }
    --failing_appends;
    return Problem("write to the ledger");
  }

  std::string ReadNew(const LedgerSink& sink) override {
    return unreadable ? Problem("read the ledger") : MemoryLedger::ReadNew(sink);
  }

  std::string Compact(const std::vector<LedgerEntry>& snapshot) override {
    if (std::exchange(fail_next_compact, false)) return Problem("compact the ledger");
    return MemoryLedger::Compact(snapshot);
  }

 private:
  static std::string Problem(const std::string& what) {
    return "could not " + what + "\nDetail: the test says so.\nHint: none.";
  }
};

}  // namespace caseclock
