#include "daemon/standards/value_text.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace caseclock {
namespace {

constexpr std::int64_t kMaxWhole = 1'000'000'000;
constexpr std::size_t kPlaces = 3;

struct UnitEnding {
  std::string_view text;
  ValueUnit unit;
};
/// Longer endings before those they end with.
constexpr std::array kEndings = {
    UnitEnding{" per 10,000", ValueUnit::kPer10000}, UnitEnding{" per 10000", ValueUnit::kPer10000},
    UnitEnding{" days", ValueUnit::kDays},           UnitEnding{" day", ValueUnit::kDays},
    UnitEnding{" %", ValueUnit::kPercent},           UnitEnding{"%", ValueUnit::kPercent},
};

/// Digits and nothing else; nullopt also for none.
std::optional<std::int64_t> Digits(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Level> ParseLevel(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole_text = text.substr(0, point);
  const auto whole = Digits(whole_text);
  if (!whole || *whole > kMaxWhole || (whole_text.size() > 1 && whole_text[0] == '0')) {
    return std::nullopt;
  }
  std::int64_t thousandths = *whole * 1000;
  if (point != std::string_view::npos) {
    std::string fraction(text.substr(point + 1));
    if (fraction.empty() || fraction.size() > kPlaces) return std::nullopt;
    fraction.resize(kPlaces, '0');
    const auto part = Digits(fraction);
    if (!part) return std::nullopt;
    thousandths += *part;
  }
  return Level{negative ? -thousandths : thousandths};
}

std::optional<ValueWithUnit> ParseValue(std::string_view text) {
  ValueUnit unit = ValueUnit::kCount;
  for (const UnitEnding& ending : kEndings) {
    if (!text.ends_with(ending.text)) continue;
    text.remove_suffix(ending.text.size());
    unit = ending.unit;
    break;
  }
  const auto level = ParseLevel(text);
  if (!level) return std::nullopt;
  return ValueWithUnit{*level, unit};
}

std::string FormatLevel(Level level) {
  const bool negative = level.thousandths < 0;
  const std::int64_t size = negative ? -level.thousandths : level.thousandths;
  std::string fraction = std::to_string(size % 1000);
  fraction.insert(0, kPlaces - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return (negative ? "-" : "") + std::to_string(size / 1000) +
         (fraction.empty() ? "" : "." + fraction);
}

std::string_view UnitName(ValueUnit unit) {
  switch (unit) {
    case ValueUnit::kPercent: return "percent";
    case ValueUnit::kPer10000: return "per_10000";
    case ValueUnit::kDays: return "days";
    case ValueUnit::kCount: break;
  }
  return "count";
}

std::string FormatValue(const ValueWithUnit& value) {
  for (const UnitEnding& ending : kEndings) {
    if (ending.unit == value.unit) return FormatLevel(value.level) + std::string(ending.text);
  }
  return FormatLevel(value.level);
}

}  // namespace caseclock
