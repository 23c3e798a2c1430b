/// @file
/// A LedgerStore that keeps everything in memory and fails when told to. Stores that are given the same log see each
/// other's entries, as instances do that share a topic. It passes the contract suite of the real store
/// (tests/daemon/checkpoint/ledger_contract_test.cc).
///
/// Example:
///   InMemoryLedgerLog log;
///   InMemoryLedgerStore seven(log), nine(log);
///   nine.Append({claim_of_nine});
///   seven.Append({claim_of_seven});    // too late: both read the claim of nine first
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "daemon/checkpoint/ledger_store.h"
#include "processors/check.h"

namespace caseclock {

/// What has been appended, by whomever. Used by one thread.
struct InMemoryLedgerLog {
  std::vector<std::pair<std::uint64_t, LedgerEntry>> entries;
  std::uint64_t last = 0;           ///< number of the last entry
  std::uint64_t snapshot_last = 0;  ///< number of the last entry of the snapshot at the front
};

/// Used by one thread.
class InMemoryLedgerStore : public LedgerStore {
 public:
  InMemoryLedgerStore() : log_(own_) {}
  /// `log` outlives the store.
  explicit InMemoryLedgerStore(InMemoryLedgerLog& log) : log_(log) {}
  InMemoryLedgerStore(const InMemoryLedgerStore&) = delete;
  InMemoryLedgerStore& operator=(const InMemoryLedgerStore&) = delete;

  /// So many of the next calls of Append report a problem, and nothing is there.
  int failing_appends = 0;
  bool fail_next_compact = false;
  /// Every ReadNew reports a problem while this is set.
  bool unreadable = false;

  const InMemoryLedgerLog& log() const { return log_; }

  std::string Append(const std::vector<LedgerEntry>& entries) override {
    if (failing_appends > 0) {
      --failing_appends;
      return Problem("write to the ledger");
    }
    for (const LedgerEntry& entry : entries) log_.entries.emplace_back(++log_.last, entry);
    return "";
  }

  std::string ReadNew(const LedgerSink& sink) override {
    if (unreadable) return Problem("read the ledger");
    // Whoever has not seen all that a snapshot replaces gets the snapshot.
    const std::uint64_t after = given_ < log_.snapshot_last ? 0 : given_;
    given_ = log_.last;
    const auto entries = log_.entries;  // the sink may append
    for (const auto& [sequence, entry] : entries) {
      if (sequence > after) sink(sequence, entry);
    }
    return "";
  }

  std::string Compact(const std::vector<LedgerEntry>& snapshot) override {
    if (std::exchange(fail_next_compact, false)) return Problem("compact the ledger");
    CASECLOCK_CHECK(snapshot.size() <= given_, "a snapshot has no more entries than were given");
    std::vector<std::pair<std::uint64_t, LedgerEntry>> kept;
    std::uint64_t sequence = given_ - snapshot.size();
    for (const LedgerEntry& entry : snapshot) kept.emplace_back(++sequence, entry);
    for (auto& one : log_.entries) {
      if (one.first > given_) kept.push_back(std::move(one));
    }
    log_.entries = std::move(kept);
    log_.snapshot_last = given_;
    return "";
  }

 private:
  static std::string Problem(const std::string& what) {
    return "could not " + what + "\nDetail: the test says so.\nHint: none.";
  }

  InMemoryLedgerLog own_;
  InMemoryLedgerLog& log_;
  std::uint64_t given_ = 0;
};

}  // namespace caseclock
