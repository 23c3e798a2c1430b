#include "daemon/log/log_sink.h"

namespace caseclock {

std::optional<int> LogLimiter::Admit(std::string_view kind, Time now) {
  auto found = kinds_.find(kind);
  if (found == kinds_.end()) {
    if (kinds_.size() >= kMaxKinds) kinds_.clear();
    kinds_.emplace(kind, Kind{.last_shown = now});
    return 0;
  }
  Kind& known = found->second;
  if (now - known.last_shown < kPeriod) {
    ++known.held_back;
    return std::nullopt;
  }
  const int held_back = known.held_back;
  known = {.last_shown = now};
  return held_back;
}

}  // namespace caseclock
