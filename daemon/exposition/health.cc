#include "daemon/exposition/health.h"

#include <algorithm>

#include "daemon/report/figure_text.h"

namespace caseclock {
namespace {

bool IsSilent(const Health& health, std::int64_t now_us) {
  return health.at_us != 0 && now_us - health.at_us > kLoopSilentAfterUs;
}

bool IsHolding(const Health& health, std::string_view authority) {
  if (authority.empty()) return health.held_batches > 0;
  return health.held_authorities.contains(std::string(authority));
}

}  // namespace

FigureState StateOfFigures(const Health& health, std::string_view authority, bool published,
                           std::int64_t now_us) {
  if (!IsLive(health, now_us)) return FigureState::kStopped;
  if (health.at_us == 0) return FigureState::kStarting;
  if (std::ranges::count(health.partitions, false, &PartitionHealth::caught_up) > 0) {
    return FigureState::kCatchingUp;
  }
  if (IsHolding(health, authority)) return FigureState::kHolding;
  if (!NotReadyReasons(health, now_us).empty()) return FigureState::kNotReady;
  if (!published) return FigureState::kStarting;
  const bool quiet =
      health.last_event_at_us == 0 || now_us - health.last_event_at_us > kQuietAfterUs;
  return quiet ? FigureState::kQuiet : FigureState::kLive;
}

bool IsStale(FigureState state) {
  return state != FigureState::kLive && state != FigureState::kQuiet;
}

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
