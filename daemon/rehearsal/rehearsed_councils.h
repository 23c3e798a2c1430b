/// @file
/// Councils as they stood at moments of the past: events files played back by the time at which they were recorded.
///
/// Example:
///   RehearsedCouncils councils(config, std::move(events), true);
///   councils.At(HalfHours(day)[4])->authorities[0]    // the figures at 08:00, of what was known by then
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "daemon/config/config.h"
#include "daemon/notify/alert_desk.h"
#include "processors/authority.h"

namespace caseclock {

/// What of an export must have arrived within so long for the figures to wait for the rest. Units: microseconds.
inline constexpr std::int64_t kHeldUs = 15 * kMinuteUs;

/// Used by one thread. Not copyable.
class RehearsedCouncils {
 public:
  /// `events`: in any order. `feed_is_alive`: as if something were recorded every day, so that few events make a test.
  /// Borrows `config`.
  RehearsedCouncils(const Config& config, std::vector<CaseEvent> events, bool feed_is_alive);
  RehearsedCouncils(const RehearsedCouncils&) = delete;
  RehearsedCouncils& operator=(const RehearsedCouncils&) = delete;

  /// The figures of what had been recorded by `moment`. The same pointers while nothing has changed.
  /// Requires: moments of one call after another run forward, within the calendar.
  /// Cost: two milliseconds for each council in which something was recorded since.
  std::shared_ptr<const View> At(const Moment& moment);

  /// Of the councils as they stand after the latest At.
  FindOldest Oldest() const;
  /// The definitions of a council; the same pointer each time.
  std::shared_ptr<const Definitions> DefinitionsOf(const std::string& authority) const;
  /// How many events have been recorded by the latest moment.
  std::int64_t events_played() const { return static_cast<std::int64_t>(next_); }

 private:
  struct Council {
    std::unique_ptr<Authority> authority;
    std::shared_ptr<const AuthorityView> view;
    std::int64_t recorded_us = 0;  // of the last event
    bool changed = true;
  };

  void Play(const Moment& moment);
  Council& CouncilOf(const std::string& code, Date day);
  bool Refresh(Council& council, const Moment& moment) const;

  const Config& config_;
  std::vector<CaseEvent> events_;
  std::size_t next_ = 0;
  bool feed_is_alive_;
  bool started_ = false;
  std::map<std::string, Council> councils_;
  mutable std::map<std::string, std::shared_ptr<const Definitions>> definitions_;
  std::shared_ptr<const View> view_;
};

}  // namespace caseclock
