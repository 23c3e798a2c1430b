#include "daemon/alerts/alertmanager_poster.h"

#include <chrono>
#include <utility>

namespace caseclock {

AlertmanagerPoster::AlertmanagerPoster(const AlertmanagerConfig& config, std::string board_url)
    : scope_{std::move(board_url), std::int64_t{config.interval_seconds} * 1'000'000,
             config.managers},
      alertmanager_(config.url, scope_.interval_us) {}

void AlertmanagerPoster::Serve(const Ledger& ledger, const std::vector<AlertRule>& rules,
                               std::int64_t now_us, RateLimitedLog& log) {
  if (posting_.valid()) {
    if (posting_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    const PostResult posted = posting_.get();
    if (!posted.ok) {
      ++failures_;
      log(posted.reason, now_us);
    }
  }
  if (!alertmanager_.IsDue(now_us)) return;
  AlertmanagerBody body = MakeAlertmanagerBody(ledger, rules, now_us, scope_);
  posting_ = std::async(std::launch::async, [this, now_us, body = std::move(body)] {
    return alertmanager_.Post(body, now_us);
  });
}

}  // namespace caseclock
