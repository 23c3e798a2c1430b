#include "daemon/report/figure_text.h"

#include <array>
#include <cmath>

#include "absl/time/time.h"
#include "fmt/format.h"
#include "processors/check.h"

namespace caseclock {
namespace {

constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

// Halves go away from zero, as people and spreadsheets round. Requires: denominator > 0.
std::int64_t DividedRounded(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t half = denominator / 2;
  const bool odd = denominator % 2 != 0;
  const std::int64_t magnitude = numerator < 0 ? -numerator : numerator;
  const std::int64_t rest = magnitude % denominator;
  const std::int64_t up = rest > half || (!odd && rest == half) ? 1 : 0;
  const std::int64_t rounded = magnitude / denominator + up;
  return numerator < 0 ? -rounded : rounded;
}

std::string OneDecimal(std::int64_t tenths) {
  const std::int64_t magnitude = tenths < 0 ? -tenths : tenths;
  return fmt::format("{}{}.{}", tenths < 0 ? "-" : "", GroupedText(magnitude / 10), magnitude % 10);
}

const absl::TimeZone& London() {
  static const absl::TimeZone kLondon = [] {
    absl::TimeZone zone;
    return absl::LoadTimeZone("Europe/London", &zone) ? zone : absl::UTCTimeZone();
  }();
  return kLondon;
}

}  // namespace

std::string GroupedText(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t end = digits.size(); end > first + 3; end -= 3) digits.insert(end - 3, ",");
  return digits;
}

std::string PercentText(std::int64_t numerator, std::int64_t denominator) {
  CASECLOCK_CHECK(denominator > 0, "a share has a denominator");
  return OneDecimal(DividedRounded(numerator * 1000, denominator)) + "%";
}

std::string ShareText(std::int64_t numerator, std::int64_t denominator) {
  const std::string counts = GroupedText(numerator) + " of " + GroupedText(denominator);
  if (denominator == 0) return counts + " · no share";
  return counts + " · " + PercentText(numerator, denominator);
}

std::int64_t PointsTenths(std::int64_t numerator, std::int64_t denominator,
                          std::int64_t previous_numerator, std::int64_t previous_denominator) {
  CASECLOCK_CHECK(denominator > 0 && previous_denominator > 0, "shares have denominators");
  // Counts of one council stay below 10^7, so the cross products fit with room to spare.
  const std::int64_t cross = numerator * previous_denominator - previous_numerator * denominator;
  return DividedRounded(cross * 1000, denominator * previous_denominator);
}

// Halves away from zero, as counted shares and sentences have them: 31.25% must not be 31.2% here and 31.3% there.
std::string RateText(double rate) { return fmt::format("{:.1f}", std::round(rate * 10) / 10); }

std::string_view MonthText(Date date) {
  return kMonths[static_cast<std::size_t>(PartsOf(date).month - 1)];
}

std::string ShortDateText(Date date) {
  const CivilParts parts = PartsOf(date);
  return fmt::format("{} {} {}", parts.day, MonthText(date), parts.year);
}

std::string LongDateText(Date date) {
  const CivilParts parts = PartsOf(date);
  return fmt::format("{} {}", kWeekdays[static_cast<std::size_t>(parts.weekday - 1)],
                     ShortDateText(date));
}

std::string AgeText(std::int64_t age_us) {
  struct Unit {
    std::int64_t seconds;
    const char* word;
  };
  constexpr std::array kUnits = {Unit{86'400, "day"}, Unit{3'600, "hour"}, Unit{60, "minute"}};
  const std::int64_t seconds = age_us < 0 ? 0 : age_us / 1'000'000;
  for (const Unit& unit : kUnits) {
    if (seconds >= 2 * unit.seconds) {
      return fmt::format("{} {}s", GroupedText(seconds / unit.seconds), unit.word);
    }
  }
  return fmt::format("{} second{}", seconds, seconds == 1 ? "" : "s");
}

std::string InstantText(std::int64_t instant_us) {
  return absl::FormatTime("%-d %b %Y, %H:%M %Z", absl::FromUnixMicros(instant_us), London());
}

std::string TimeOfDayText(std::int64_t instant_us) {
  return absl::FormatTime("%H:%M:%S %Z", absl::FromUnixMicros(instant_us), London());
}

std::string Rfc3339Text(std::int64_t instant_us) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixMicros(instant_us),
                          absl::UTCTimeZone());
}

std::string BytesText(std::int64_t bytes) {
  constexpr std::array kUnits = {"bytes", "kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 999.95 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  return unit == 0 ? fmt::format("{} bytes", bytes) : fmt::format("{:.1f} {}", value, kUnits[unit]);
}

std::string HtmlEscaped(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

}  // namespace caseclock
