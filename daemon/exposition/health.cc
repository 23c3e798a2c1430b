#include "daemon/exposition/health.h"

#include "daemon/report/figure_text.h"

namespace caseclock {
namespace {

bool IsSilent(const Health& health, std::int64_t now_us) {
  return health.at_us != 0 && now_us - health.at_us > kLoopSilentAfterUs;
}

}  // namespace

bool IsLive(const Health& health, std::int64_t now_us) {
  return health.live && !IsSilent(health, now_us);
}

std::vector<std::string> NotReadyReasons(const Health& health, std::int64_t now_us) {
  std::vector<std::string> reasons = health.not_ready_because;
  if (!health.ready && reasons.empty()) {
    reasons.push_back(health.at_us == 0 ? "the daemon is starting" : "the loop is not ready");
  }
  if (IsSilent(health, now_us)) {
    reasons.push_back("the loop has been silent for " + AgeText(now_us - health.at_us));
  }
  if (!health.live) reasons.push_back("the loop has stopped");
  return reasons;
}

}  // namespace caseclock
