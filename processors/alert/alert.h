/// @file
/// One rule about one subject: what it is called, in which state it is, what it last saw. Plain values.
///
/// Example: the rule assessment_45.drag about the team "Assessment North" of E08000099, firing since 4 March 2024:
///   AlertKey key{"assessment_45.drag", "E08000099", "Assessment North"};
///   AlertRef(key, {Date::FromYmd(2024, 3, 4), 1})     // "A" and twelve letters and digits, the same after a restart
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/alert/rule.h"
#include "processors/indicator/team_names.h"

namespace caseclock {

/// What an alert is about.
struct AlertKey {
  std::string rule;
  std::string authority;  ///< "" for the installation itself
  std::string team;       ///< kWholeAuthority, kNoTeam or a team
  friend auto operator<=>(const AlertKey&, const AlertKey&) = default;
};

/// Which time it fires: the day it began, and the how manieth of that day. Never before that of an earlier time:
/// when a clock is set back over midnight, it stays at the later day.
struct Onset {
  Date day;
  int ordinal = 1;
  friend auto operator<=>(const Onset&, const Onset&) = default;
};

/// Names one episode of one alert in mails, links and commands. Deterministic; tells nothing about the subject.
/// Example: "A3F7K9Q2M4XTB".
std::string AlertRef(const AlertKey& key, Onset onset);

/// Where an alert stands.
enum class Phase {
  kQuiet,    ///< does not hold; when `resolved_at_us` is set, it held before
  kPending,  ///< holds, but not for long enough yet
  kFiring,   ///< people are to be told
};

/// "quiet", "pending", "firing".
std::string_view PhaseName(Phase phase);

/// What a condition saw.
struct Measured {
  Level
      value;  ///< Units: thousandths of the condition's unit; kRag, kOutOfReach and kSignal: 1 or 0
  std::optional<Level> before;  ///< the same a week ago, or in the window before
  std::string brief;            ///< a few words, for a subject. Example: "12 assessments overdue"
  /// Figures, then the threshold that goes with them. Example: "12 of 85 open assessments are overdue (14.1%); the
  /// limit is 45 working days. A week ago: 9. Alert threshold: over 10%."
  std::string sentence;
  friend bool operator==(const Measured&, const Measured&) = default;
};

/// Somebody has taken it up.
struct Acknowledgement {
  std::string by;       ///< id of a person
  std::string comment;  ///< their sentence
  std::int64_t at_us = 0;
  std::int64_t until_us = 0;  ///< from then on it is as if nobody had
  friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

/// One alert as the ledger keeps it.
struct AlertState {
  AlertKey key;
  Phase phase = Phase::kQuiet;
  std::int64_t since_us = 0;        ///< of pending: when it first held; of firing: when it fired
  std::int64_t clear_since_us = 0;  ///< firing, but clear since then; 0: not clear
  std::int64_t resolved_at_us = 0;  ///< quiet: when the last episode ended; 0: none
  Onset onset;                      ///< of this or the last episode; ordinal 0: none yet
  Measured measured;                ///< when the phase last changed
  bool stale = false;               ///< nothing is known of it at present
  std::optional<Acknowledgement> acknowledged;
  friend bool operator==(const AlertState&, const AlertState&) = default;
};

/// True while an acknowledgement is in force.
bool IsAcknowledged(const AlertState& state, std::int64_t now_us);

}  // namespace caseclock
