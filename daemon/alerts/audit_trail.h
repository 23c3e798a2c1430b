/// @file
/// The audit trail of alerts: every entry of the ledger goes to the topic, and the ledger learns how far it has come.
///
/// Example:
///   AuditTrail trail(std::move(topic), ledger_directory);
///   trail.Follow(desk, [&]() -> const auto& { return rules; });
///   desk.OnEntry([&](auto sequence, const auto& entry, const auto& before) { trail.Note(sequence, entry, before); });
///   trail.Serve(desk, now_us, log);       // twice a second
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "daemon/alerts/rate_limited_log.h"
#include "daemon/intake/alerts_topic.h"
#include "daemon/notify/alert_desk.h"

namespace caseclock {

/// Used by one thread.
class AuditTrail {
 public:
  /// The rules in force, for what an event says of them.
  using RulesNow = std::function<const std::vector<AlertRule>&()>;

  /// `directory`: of the ledger, for what found no room at first.
  AuditTrail(std::unique_ptr<AlertsTopic> topic, std::string directory)
      : topic_(std::move(topic)), directory_(std::move(directory)) {}

  /// Keeps the ledger from being shortened before all of it is told. Requires: called before the desk opens; this
  /// object outlives the desk's last step.
  void Follow(AlertDesk& desk, RulesNow rules);

  /// An entry of the desk, to be told. Requires: Follow; called for every entry.
  void Note(std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before);

  /// Sends, and notes in the ledger what has arrived. Waits some milliseconds when there is much to send.
  void Serve(AlertDesk& desk, std::int64_t now_us, RateLimitedLog& log);

 private:
  void HandOverAgain(std::int64_t now_us, RateLimitedLog& log);

  std::unique_ptr<AlertsTopic> topic_;
  std::string directory_;
  RulesNow rules_;
  std::int64_t noted_at_us_ = 0;
};

}  // namespace caseclock
