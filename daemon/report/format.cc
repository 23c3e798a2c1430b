#include <fmt/format.h>

#include "daemon/report/report.h"

namespace caseclock {

std::string CountText(std::int64_t count) {
  std::string text = std::to_string(count < 0 ? -count : count);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return count < 0 ? "-" + text : text;
}

std::string SharePercentText(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return "-";
  const std::int64_t tenths = (numerator * 2000 + denominator) / (2 * denominator);
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

std::string UtcText(std::int64_t us) {
  std::int64_t seconds = us / 1'000'000;
  if (us % 1'000'000 < 0) --seconds;
  const std::int64_t day = seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400);
  const std::int64_t rest = seconds - day * 86400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", FormatDate(Date{static_cast<std::int32_t>(day)}),
                     rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace caseclock
