/// @file
/// What fires, as Prometheus' Alertmanager takes it (its API v2): the operators' own alerts, and those of managers only
/// where a council has chosen so. Pure.
///
/// Alertmanager forgets what it is not told again. So what fires is sent at an interval, each time with an end three
/// intervals ahead: a daemon that dies resolves its alerts within minutes, one lost post resolves none. What is
/// resolved is sent for a while with its end.
///
/// Example: assessment_45.drag about Assessment North since 4 March 2024, at 10:00 that day:
///   [{"labels": {"alertname": "assessment_45.drag", "authority": "E08000099", "team": "Assessment North", ...},
///     "annotations": {"summary": "12 assessments overdue, Assessment North, Rotherham", "ref": "A3F7K9Q2M4XTB", ...},
///     "startsAt": "2024-03-04T09:10:00Z", "endsAt": "2024-03-04T10:03:00Z"}]
/// Source: https://prometheus.io/docs/alerting/latest/alerts_api
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "processors/alert/ledger.h"
#include "processors/alert/rule.h"

namespace caseclock {

/// How often what fires is sent again, unless configured: a fifth of Alertmanager's resolve_timeout, which is five
/// minutes unless configured.
inline constexpr std::int64_t kAlertmanagerIntervalUs = kMinuteUs;
/// For so long, or two intervals, it is sent that something is resolved, so that an Alertmanager that was away learns
/// of it.
inline constexpr std::int64_t kAlertmanagerResolvedUs = 15 * kMinuteUs;
/// Most alerts in one post; further ones by key are left out and counted. About a megabyte.
inline constexpr std::size_t kMaxAlertmanagerAlerts = 2'000;

/// The body of one POST /api/v2/alerts.
struct AlertmanagerBody {
  std::string json;
  std::size_t alerts = 0;    ///< in it; 0: nothing to post
  std::size_t left_out = 0;  ///< for want of room
};

/// What is posted, and how often.
struct AlertmanagerScope {
  std::string board = {};  ///< the address of the board, without a slash at the end; "": no links
  /// How often it is posted; what fires is said to end after three intervals without another post.
  std::int64_t interval_us = kAlertmanagerIntervalUs;
  bool managers = false;  ///< the alerts about figures too
};

/// Everything in scope that fires or was resolved within kAlertmanagerResolvedUs, in order of key. `rules`: as
/// configured now; of a rule that is gone nobody knows whom it concerned, and it counts as one for managers.
AlertmanagerBody MakeAlertmanagerBody(const Ledger& ledger, const std::vector<AlertRule>& rules,
                                      std::int64_t now_us, const AlertmanagerScope& scope);

}  // namespace caseclock
