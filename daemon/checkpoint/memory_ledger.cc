#include "daemon/checkpoint/memory_ledger.h"

#include <algorithm>

#include "processors/check.h"

namespace caseclock {

std::string MemoryLedger::Append(const std::vector<LedgerEntry>& entries) {
  for (const LedgerEntry& entry : entries) log_.entries.emplace_back(++log_.last, entry);
  return "";
}

std::string MemoryLedger::ReadNew(const LedgerSink& sink) {
  // Whoever has not seen all that a snapshot replaces gets the snapshot.
  const std::uint64_t after = given_ < log_.snapshot_last ? 0 : given_;
  given_ = log_.last;
  const auto first = std::upper_bound(
      log_.entries.begin(), log_.entries.end(), after,
      [](std::uint64_t number, const auto& numbered) { return number < numbered.first; });
  const std::vector fresh(first, log_.entries.end());  // the sink may append
  for (const auto& [sequence, entry] : fresh) sink(sequence, entry);
  return "";
}

std::string MemoryLedger::Compact(const std::vector<LedgerEntry>& snapshot) {
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

}  // namespace caseclock
