#include "processors/judgement/level.h"

#include "processors/check.h"

namespace caseclock {
namespace {

__extension__ typedef __int128 Wide;

/// a / b rounded half away from zero. Requires: b > 0.
std::int64_t RoundedRatio(Wide a, Wide b) {
  const Wide half = a < 0 ? -b : b;
  return static_cast<std::int64_t>((2 * a + half) / (2 * b));
}

/// Example: Decimals(71600, 3, 0) is "71.6"; Decimals(590, 1, 1) is "59.0".
std::string Decimals(std::int64_t value, int places, int at_least) {
  const std::string sign = value < 0 ? "-" : "";
  std::string digits = std::to_string(Magnitude(value));
  const auto wanted = static_cast<std::size_t>(places);
  if (digits.size() <= wanted) digits.insert(0, wanted + 1 - digits.size(), '0');
  std::string fraction = digits.substr(digits.size() - wanted);
  std::string whole = digits.substr(0, digits.size() - wanted);
  while (fraction.size() > static_cast<std::size_t>(at_least) && fraction.back() == '0') {
    fraction.pop_back();
  }
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, ",");
  return sign + whole + (fraction.empty() ? "" : "." + fraction);
}

std::string WithUnit(const std::string& number, ValueUnit unit) {
  switch (unit) {
    case ValueUnit::kPercent: return number + "%";
    case ValueUnit::kPer10000: return number + " per 10,000";
    case ValueUnit::kDays: return number + " days";
    case ValueUnit::kCount: return number;
  }
  return number;
}

}  // namespace

std::strong_ordering Compare(const ExactValue& value, Level level) {
  CASECLOCK_CHECK(value.denominator > 0, "a value that is compared is defined");
  return Wide{value.numerator} * 1000 <=> Wide{level.thousandths} * value.denominator;
}

std::int64_t RoundTo(const ExactValue& value, std::int64_t parts) {
  CASECLOCK_CHECK(value.denominator > 0, "a value that is rounded is defined");
  return RoundedRatio(Wide{value.numerator} * parts, value.denominator);
}

Level ToLevel(const ExactValue& value) { return {RoundTo(value, 1000)}; }

std::int64_t DifferenceHundredths(const ExactValue& a, const ExactValue& b) {
  CASECLOCK_CHECK(a.denominator > 0 && b.denominator > 0, "values that are compared are defined");
  const Wide numerator = Wide{a.numerator} * b.denominator - Wide{b.numerator} * a.denominator;
  return RoundedRatio(numerator * 100, Wide{a.denominator} * b.denominator);
}

std::int64_t DifferenceHundredths(const ExactValue& a, Level b) {
  return DifferenceHundredths(a, ExactValue{b.thousandths, 1000});
}

std::string LevelText(Level level, ValueUnit unit) {
  return WithUnit(Decimals(level.thousandths, 3, 0), unit);
}

std::string ValueText(const ExactValue& value, ValueUnit unit) {
  if (unit == ValueUnit::kCount) return Decimals(RoundTo(value, 1), 0, 0);
  return WithUnit(Decimals(RoundTo(value, 10), 1, 1), unit);
}

std::string DifferenceText(std::int64_t hundredths, ValueUnit unit) {
  const std::string sign = hundredths > 0 ? "+" : "";
  if (unit == ValueUnit::kCount) return sign + Decimals(hundredths, 2, 0);
  const std::string number = sign + Decimals(hundredths, 2, 2);
  return unit == ValueUnit::kPercent ? number + " points" : WithUnit(number, unit);
}

}  // namespace caseclock
