/// @file
/// The rules of alerts, as data: what is watched, from which level on it fires, at which it clears, how urgent it is.
///
/// A rule fires above (or below) its `fire` level and clears at or beyond its `clear` level; in between nothing
/// changes. What fires must do so for `for_minutes` before anybody is told, and be clear for `keep_firing_minutes`
/// before it is called resolved, so that a bounce makes no mail.
///
/// Example: drag of assessment_45 by team, fires above 10 % of the open clocks when at least 5 are late, clears at 5 %:
///   AlertRule{.id = "assessment_45.drag", .indicator = "assessment_45", .condition = Condition::kDragShare,
///             .teams = true, .fire = {10'000}, .clear = {5'000}, .minimum = 5}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "processors/calendar/period.h"
#include "processors/judgement/level.h"

namespace caseclock {

/// What a rule looks at.
enum class Condition {
  kRag,          ///< the colour is red; clears at amber or green
  kShare,        ///< the share over `window`. Units: per cent
  kCount,        ///< the numerator over `window`; of stocks: now
  kDrag,         ///< open clocks over their limit
  kDragShare,    ///< these as a share of the open clocks. Units: per cent
  kOldest,       ///< how long the oldest open clock has run. Units: working days
  kDueSoon,      ///< open clocks that fall due within the next working days
  kOutOfReach,   ///< the target of the year cannot be met any more; clears when it can
  kSignal,       ///< the newest complete week of a flow is a signal on its control chart
  kBand,         ///< open records in the age band `band`
  kDataLate,     ///< since anything was recorded. Units: working days. Goes to operators
  kMailRefused,  ///< mails that could not be delivered within the last day. Goes to operators
};
inline constexpr int kConditionCount = 12;

/// "rag", "share", "count", "drag", "drag_share", "oldest", "due_soon", "out_of_reach", "signal", "band",
/// "data_late", "mail_refused": the words of configuration, ledger and metrics.
std::string_view ConditionName(Condition condition);

/// True for conditions with levels; the others fire or do not.
bool HasLevels(Condition condition);

/// True for what concerns the feed and the mail, not the figures.
bool IsForOperators(Condition condition);

/// How soon somebody must know.
enum class Severity {
  kUrgent,     ///< a mail at once, within quiet hours and budget
  kAttention,  ///< in the digest of the next working day
  kNotice,     ///< in the weekly summary
};

/// "urgent", "attention", "notice".
std::string_view SeverityName(Severity severity);

/// One rule. Value type.
struct AlertRule {
  std::string id;         ///< "assessment_45.drag": unique
  std::string indicator;  ///< id in the catalogue; "" for kDataLate and kMailRefused
  Condition condition = Condition::kRag;
  bool authority = true;  ///< watched for the whole authority
  bool teams = false;     ///< watched for each team
  Severity severity = Severity::kAttention;
  Window window = Window::kMonth;  ///< kShare and kCount
  bool above = true;               ///< fires above `fire`; false: below
  Level fire;                      ///< Units: thousandths of the condition's unit
  Level clear;                     ///< above: at most `fire`; below: at least `fire`
  /// kShare: smallest denominator; kDragShare: smallest number of late clocks. Fewer never fire.
  std::int64_t minimum = 0;
  std::string band;  ///< kBand
  std::int64_t for_minutes = 0;
  std::int64_t keep_firing_minutes = 0;
  std::string owner;  ///< id of a person; "": whoever has the team or the authority
  /// Not acknowledged for so long: told to the next person, once. Units: working days; 0: never.
  int escalate_after_days = 0;
  friend bool operator==(const AlertRule&, const AlertRule&) = default;
};

/// Most rules: every rule costs time for each team.
inline constexpr std::size_t kMaxRules = 1000;

/// nullptr when there is none.
const AlertRule* FindRule(const std::vector<AlertRule>& rules, std::string_view id);

}  // namespace caseclock
