#include "daemon/alerts/rate_limited_log.h"

namespace caseclock {
namespace {

constexpr std::int64_t kAgainAfterUs = 60'000'000;
/// Different lines that are remembered; there are about ten kinds.
constexpr std::size_t kMaxLines = 100;

}  // namespace

void RateLimitedLog::operator()(const std::string& line, std::int64_t now_us, LogLevel level) {
  const auto written = written_at_us_.find(line);
  if (written != written_at_us_.end() && now_us - written->second < kAgainAfterUs) return;
  if (written_at_us_.size() >= kMaxLines) written_at_us_.clear();
  written_at_us_[line] = now_us;
  Always(line, level);
}

}  // namespace caseclock
