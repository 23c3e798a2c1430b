/// @file
/// How the alerts of each figure stand, as numbers and times that a metric may show: how many fire, how many somebody
/// is dealing with, since when and until when. What was said, and by whom, is for the page and the report alone.
///
/// Example: two alerts about overdue assessments of Assessment North fire, one was acknowledged on Mon 4 Mar 2024 until
/// the end of Fri 8 Mar:
///   AlertsOfFigures(ledger, rules, now_us)[0] is {.authority = "E08000099", .team = "Assessment North",
///       .indicator = "assessment_45", .firing = 2, .acknowledged = 1, .acknowledged_at_us = (4 Mar),
///       .acknowledged_until_us = (9 Mar, 00:00)}
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace caseclock {

class Ledger;
struct AlertRule;

/// The alerts of one row and team. Units: every `_us` is microseconds since 1970-01-01 UTC; 0: none is acknowledged.
struct FigureAlerts {
  std::string authority;
  std::string team;       ///< "": the whole authority
  std::string indicator;  ///< id of the row
  std::int64_t firing = 0;
  std::int64_t acknowledged = 0;           ///< of those that fire
  std::int64_t acknowledged_at_us = 0;     ///< the last time that one was
  std::int64_t acknowledged_until_us = 0;  ///< when the first of them is open to all again
  friend bool operator==(const FigureAlerts&, const FigureAlerts&) = default;
};

/// Most figures of which it is told: each is four series. Those that somebody is dealing with come before others.
inline constexpr std::size_t kMaxFigureAlerts = 1'000;

/// Each figure with an alert that fires, by authority, indicator and team. Alerts about no row (data that come late,
/// emails that were refused) are in none.
std::vector<FigureAlerts> AlertsOfFigures(const Ledger& ledger, const std::vector<AlertRule>& rules,
                                          std::int64_t now_us);

}  // namespace caseclock
