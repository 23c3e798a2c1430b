/// @file
/// Posts alerts to an Alertmanager (alertmanager_body.h says which), when it is time to.
///
/// Not handled: authentication; proxies; several Alertmanagers of one cluster (name a balancer, or the nearest: they
/// tell each other).
///
/// Example:
///   Alertmanager alertmanager("http://127.0.0.1:9093");
///   if (alertmanager.IsDue(now_us)) {
///     PostResult posted = alertmanager.Post(MakeAlertmanagerBody(ledger, rules, now_us, board), now_us);
///     if (!posted.ok) log(posted.reason);     // again in ten seconds
///   }
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>

#include "daemon/notify/alertmanager_body.h"

namespace caseclock {

/// Longest wait for a connection, and for the whole post. Units: milliseconds.
inline constexpr long kAlertmanagerConnectTimeoutMs = 3'000;
inline constexpr long kAlertmanagerTimeoutMs = 10'000;
/// After a post that failed. Units: microseconds.
inline constexpr std::int64_t kAlertmanagerRetryUs = 10'000'000;

/// What came of one post.
struct PostResult {
  bool ok = false;
  int code = 0;        ///< of the answer; 0: none
  std::string reason;  ///< why not ok: a sentence for the log, without the server's text
  friend bool operator==(const PostResult&, const PostResult&) = default;
};

/// Posts to one Alertmanager, one body at a time. Blocks for as long as the time limits say. Used by one thread.
class Alertmanager {
 public:
  /// `url`: where it is reached, with or without a slash at the end: "http://127.0.0.1:9093". Only http and https are
  /// spoken; redirections are not followed.
  explicit Alertmanager(std::string url, std::int64_t interval_us = kAlertmanagerIntervalUs);
  ~Alertmanager();
  Alertmanager(const Alertmanager&) = delete;
  Alertmanager& operator=(const Alertmanager&) = delete;

  /// True when an interval has passed since the last post, or kAlertmanagerRetryUs since one that failed. When an alert
  /// changes there is no need to wait for it.
  bool IsDue(std::int64_t now_us) const { return now_us >= next_us_; }
  /// A body without alerts is not posted, and is ok.
  PostResult Post(const AlertmanagerBody& body, std::int64_t now_us);
  /// Posts a list of no alerts: shows whether it answers.
  PostResult TryConnection() { return Send("[]"); }

 private:
  struct Connection;

  PostResult Send(const std::string& json);

  std::string url_;
  std::int64_t interval_us_;
  std::unique_ptr<Connection> connection_;
  std::int64_t next_us_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace caseclock
