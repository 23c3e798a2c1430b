/// @file
/// An AlertEventSink that keeps what it is given, and sends nothing while it is cut off. It passes the contract suite
/// of the real one (tests/daemon/intake/alert_event_sink_contract_test.cc).
///
/// Example:
///   RecordingAlertEventSink sink;
///   sink.cut_off = true;
///   loop.Step(sink);
///   EXPECT_EQ(sink.Confirmed(), 0u);
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/codec/alert_event.h"
#include "daemon/intake/alert_event_sink.h"

namespace caseclock {

/// Used by one thread.
class RecordingAlertEventSink final : public AlertEventSink {
 public:
  bool cut_off = false;      ///< Serve sends nothing
  bool wants_again = false;  ///< until entries come from the front again
  std::string failure;       ///< "": none
  std::vector<AlertEventMessage> sent;

  void HandOver(std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before,
                const std::vector<AlertRule>& rules) override {
    if (sequence <= last_seen_) wants_again = false;
    last_seen_ = sequence;
    if (const auto* published = std::get_if<AuditPublished>(&entry)) {
      published_ = std::max(published_, published->sequence);
      std::erase_if(waiting_, [this](const auto& one) { return one.first <= published_; });
    }
    auto messages = AlertEventsOf(entry, before, rules);
    if (messages.empty() || sequence <= std::max(published_, last_queued_)) return;
    last_queued_ = sequence;
    waiting_.emplace_back(sequence, std::move(messages));
  }

  void Serve(std::chrono::milliseconds) override {
    if (cut_off) return;
    for (auto& [sequence, messages] : waiting_) {
      confirmed_ = sequence;
      std::move(messages.begin(), messages.end(), std::back_inserter(sent));
    }
    waiting_.clear();
  }

  std::uint64_t Confirmed() const override { return confirmed_; }
  bool WantsAgain() const override { return wants_again; }
  std::optional<std::string> Failure() const override {
    return failure.empty() ? std::nullopt : std::optional(failure);
  }

 private:
  std::deque<std::pair<std::uint64_t, std::vector<AlertEventMessage>>> waiting_;
  std::uint64_t published_ = 0;
  std::uint64_t last_seen_ = 0;
  std::uint64_t last_queued_ = 0;
  std::uint64_t confirmed_ = 0;
};

}  // namespace caseclock
