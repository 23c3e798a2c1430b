/// @file
/// Values that are compared with targets and comparators, exactly: no share is ever rounded before it is judged.
///
/// Example: 1,025 of 1,566 is ExactValue{102500, 1566} percent, which is below Level{65500} (65.5 %):
///   Compare(Percent(1025, 1566), Level{65500}) < 0, although both print as 65.5 %.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caseclock {

/// In what a value is given.
enum class ValueUnit {
  kPercent,   ///< shares: 85.3 is 85.3 %
  kPer10000,  ///< rates: per 10,000 children aged 0 to 17 and year (flows) or now (stocks)
  kDays,      ///< mean durations
  kCount,     ///< how many
};

/// A published or wanted value. Units: thousandths of the unit. Example: 85.3 % is {85300}.
struct Level {
  std::int64_t thousandths = 0;
  friend auto operator<=>(const Level&, const Level&) = default;
};

/// A counted value, numerator / denominator in its unit. Undefined when the denominator is 0.
struct ExactValue {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  bool is_defined() const { return denominator != 0; }
  friend bool operator==(const ExactValue&, const ExactValue&) = default;
};

/// A share in percent. Example: Percent(354, 600) is 59 %.
constexpr ExactValue Percent(std::int64_t numerator, std::int64_t denominator) {
  return {numerator * 100, denominator};
}

/// Without its sign. Example: Magnitude(-686) == 686.
constexpr std::int64_t Magnitude(std::int64_t value) { return value < 0 ? -value : value; }

/// Exactly. Requires: `value` defined.
std::strong_ordering Compare(const ExactValue& value, Level level);

/// The value rounded half away from zero. Requires: defined.
/// Example: RoundTo(Percent(2, 3), 100) == 6667, hundredths of a per cent.
std::int64_t RoundTo(const ExactValue& value, std::int64_t parts);
/// As a level, rounded to thousandths. Requires: defined.
Level ToLevel(const ExactValue& value);

/// a - b, in hundredths of the unit, rounded half away from zero from the exact difference. Requires: both defined.
/// Example: 80.11 % against 75.2 % is 491, "+4.91 points".
std::int64_t DifferenceHundredths(const ExactValue& a, const ExactValue& b);
std::int64_t DifferenceHundredths(const ExactValue& a, Level b);

/// With one decimal, two where `level` has them, and no trailing zero beyond what is needed.
/// Example: "85 %", "71.6 %", "519.4 per 10,000", "426 days", "12".
std::string LevelText(Level level, ValueUnit unit);
/// A counted value with one decimal. Example: "59.0 %", "621.0 per 10,000". Requires: defined.
std::string ValueText(const ExactValue& value, ValueUnit unit);
/// With its sign and two decimals. Example: "+4.91 points", "-12.30 per 10,000", "+3".
std::string DifferenceText(std::int64_t hundredths, ValueUnit unit);

}  // namespace caseclock
