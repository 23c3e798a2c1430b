#include "processors/judgement/direction.h"

#include "processors/judgement/rag.h"

namespace caseclock {
namespace {

__extension__ typedef __int128 Wide;

Wide Magnitude(Wide value) { return value < 0 ? -value : value; }

bool IsSteady(const ExactValue& now, const ExactValue& before, ValueUnit unit) {
  const Wide scale = Wide{now.denominator} * before.denominator;
  const Wide change = Magnitude(Wide{now.numerator} * before.denominator -
                                Wide{before.numerator} * now.denominator);
  if (unit == ValueUnit::kPercent) return change <= scale;  // one point
  return change * 100 <= Magnitude(Wide{before.numerator} * now.denominator);
}

Direction WayOf(const ExactValue& now, const ExactValue& before, Polarity polarity,
                const std::optional<AppliedTarget>& target) {
  const bool up =
      Wide{now.numerator} * before.denominator > Wide{before.numerator} * now.denominator;
  if (polarity == Polarity::kHigh) return up ? Direction::kImproving : Direction::kWorsening;
  if (polarity == Polarity::kLow) return up ? Direction::kWorsening : Direction::kImproving;
  if (polarity == Polarity::kBand && target) {
    const std::int64_t is = DistanceToBand(now, target->low, target->high);
    const std::int64_t was = DistanceToBand(before, target->low, target->high);
    if (is == was) return Direction::kSteady;
    return is < was ? Direction::kImproving : Direction::kWorsening;
  }
  return up ? Direction::kRising : Direction::kFalling;
}

}  // namespace

Change CompareFigures(const ExactValue& now, const ExactValue& before, ValueUnit unit,
                      Polarity polarity, const std::optional<AppliedTarget>& target) {
  if (!now.is_defined() || !before.is_defined()) return {};
  Change change;
  change.hundredths = DifferenceHundredths(now, before);
  change.direction =
      IsSteady(now, before, unit) ? Direction::kSteady : WayOf(now, before, polarity, target);
  return change;
}

}  // namespace caseclock
