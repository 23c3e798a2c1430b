/// @file
/// Tells an Alertmanager what fires of what it is to know, beside the desk: one post at a time, so that one that stalls
/// delays no email.
///
/// Example:
///   AlertmanagerPoster poster({.url = "http://127.0.0.1:9093"}, board_url);
///   poster.Serve(ledger, rules, now_us, log);      // twice a second
#pragma once

#include <cstdint>
#include <future>
#include <string>
#include <vector>

#include "daemon/alerts/rate_limited_log.h"
#include "daemon/config/alerts_config.h"
#include "daemon/notify/alertmanager.h"

namespace caseclock {

/// Used by one thread. Its destructor waits for the post under way.
class AlertmanagerPoster {
 public:
  /// `board_url`: where the daemon is reached, for links; "": none.
  AlertmanagerPoster(const AlertmanagerConfig& config, std::string board_url);

  /// Takes the answer to the last post and, when it is time, begins the next. Never waits.
  void Serve(const Ledger& ledger, const std::vector<AlertRule>& rules, std::int64_t now_us,
             RateLimitedLog& log);

  /// Posts in vain, since the start.
  std::int64_t failures() const { return failures_; }

 private:
  AlertmanagerScope scope_;
  Alertmanager alertmanager_;
  std::int64_t failures_ = 0;
  std::future<PostResult> posting_;  // last: its end uses the others
};

}  // namespace caseclock
