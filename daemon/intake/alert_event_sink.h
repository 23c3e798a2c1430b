/// @file
/// Where the audit trail of alerts goes: the loop hands over each entry of the ledger, and notes in the ledger how far
/// they have arrived. alerts_topic.h sends to Kafka, a fake records.
///
/// Example:
///   store.ReadNew([&](std::uint64_t sequence, const LedgerEntry& entry) {
///     sink.HandOver(sequence, entry, ledger, rules);    // the ledger as it was before
///     ledger.Apply(entry);
///   });
///   sink.Serve(0ms);
///   if (sink.Confirmed() > ledger.published()) store.Append({AuditPublished{sink.Confirmed()}});
///   if (sink.WantsAgain()) ...    // hand over everything again, from the first entry and an empty ledger on
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "processors/alert/ledger.h"
#include "processors/alert/rule.h"

namespace caseclock {

/// Each entry arrives at least once, also when the daemon is killed in between: what the ledger does not say has been
/// published is handed over again at the next start. Thread safety: used by one thread.
class AlertEventSink {
 public:
  virtual ~AlertEventSink() = default;

  /// Takes every entry, in order, from the first one on; what AuditPublished covers, or was taken before, is not sent
  /// again. `before`: the ledger of the entries before. Never waits and never sends.
  virtual void HandOver(std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before,
                        const std::vector<AlertRule>& rules) = 0;

  /// Sends, and learns what has arrived, waiting at most `timeout`. Requires: the ledger has been read to its end, or
  /// what it says has been published goes out again.
  virtual void Serve(std::chrono::milliseconds timeout) = 0;

  /// The number of the last entry that was worth sending of which, and of all before, everything has arrived. Entries
  /// that are not worth sending never move it, AuditPublished least of all. 0: none since the start.
  virtual std::uint64_t Confirmed() const = 0;

  /// True when entries were left out for want of room, and there is room again.
  virtual bool WantsAgain() const = 0;

  /// Set once nothing can be sent any more.
  virtual std::optional<std::string> Failure() const = 0;
};

}  // namespace caseclock
