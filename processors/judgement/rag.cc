#include "processors/judgement/rag.h"

#include <algorithm>

namespace caseclock {
namespace {

bool IsMet(const ExactValue& value, const Target& target, Polarity polarity) {
  switch (polarity) {
    case Polarity::kHigh: return Compare(value, target.low) >= 0;
    case Polarity::kLow: return Compare(value, target.high) <= 0;
    case Polarity::kBand:
    case Polarity::kNone:
      return Compare(value, target.low) >= 0 && Compare(value, target.high) <= 0;
  }
  return false;
}

/// Value - target; of a range the distance to its nearer end, 0 within.
std::int64_t Difference(const ExactValue& value, const Target& target) {
  if (Compare(value, target.low) < 0) return DifferenceHundredths(value, target.low);
  if (Compare(value, target.high) > 0) return DifferenceHundredths(value, target.high);
  return 0;
}

bool IsJudgedWith(const AppliedComparator& one) {
  return one.comparable && (one.kind == ComparatorKind::kStatisticalNeighbours ||
                            one.kind == ComparatorKind::kNational);
}

RagVerdict ByComparators(const RagFacts& facts) {
  const auto any = [&facts](auto wanted) {
    return std::any_of(
        facts.comparators.begin(), facts.comparators.end(),
        [wanted](const AppliedComparator& one) { return IsJudgedWith(one) && wanted(one); });
  };
  const bool met = facts.target->met;
  if (!any([](const AppliedComparator&) { return true; })) {
    return met ? RagVerdict{Rag::kGreen, RagReason::kTargetMet}
               : RagVerdict{Rag::kRed, RagReason::kTargetMissed};
  }
  const bool beats_one = any([](const AppliedComparator& one) { return one.at_or_better; });
  if (met && beats_one) return {Rag::kGreen, RagReason::kTargetAndComparatorMet};
  if (beats_one) return {Rag::kAmber, RagReason::kComparatorMetOnly};
  if (met) return {Rag::kAmber, RagReason::kBelowEveryComparator};
  return {Rag::kRed, RagReason::kNothingMet};
}

RagVerdict ByTolerance(const RagFacts& facts, const Standards& standards) {
  if (facts.target->met) return {Rag::kGreen, RagReason::kTargetMet};
  const bool within = facts.target->miss_thousandths <= standards.tolerance.thousandths;
  return within ? RagVerdict{Rag::kAmber, RagReason::kWithinTolerance}
                : RagVerdict{Rag::kRed, RagReason::kOutsideTolerance};
}

}  // namespace

std::int64_t DistanceToBand(const ExactValue& value, Level low, Level high) {
  // Rounded away from the band, so that "within a tolerance" is never granted by rounding.
  const auto beyond = [&value](Level end) {
    const std::int64_t rounded = RoundTo(value, 1000);
    const std::int64_t distance = Magnitude(rounded - end.thousandths);
    const bool cut = Compare(value, Level{rounded}) != 0;
    const bool further = (Compare(value, Level{rounded}) > 0) == (rounded >= end.thousandths);
    return distance + (cut && further ? 1 : 0);
  };
  if (Compare(value, low) < 0) return beyond(low);
  if (Compare(value, high) > 0) return beyond(high);
  return 0;
}

AppliedTarget ApplyTarget(const ExactValue& value, const Target& target, Polarity polarity,
                          Date as_of) {
  AppliedTarget applied;
  applied.low = target.low;
  applied.high = target.high;
  applied.by = target.by;
  applied.met = IsMet(value, target, polarity);
  applied.has_passed = target.by < as_of;
  applied.is_ahead = as_of < target.by && target.by != Date::Max();
  applied.difference_hundredths = Difference(value, target);
  applied.miss_thousandths = applied.met ? 0 : DistanceToBand(value, target.low, target.high);
  return applied;
}

AppliedComparator ApplyComparator(const ExactValue& value, const Comparator& comparator,
                                  Polarity polarity, const std::optional<AppliedTarget>& target) {
  AppliedComparator applied;
  applied.kind = comparator.kind;
  applied.name = comparator.name;
  applied.period = comparator.period;
  applied.value = comparator.value;
  applied.comparable = comparator.comparable;
  applied.areas = comparator.areas;
  applied.note = comparator.note;
  if (comparator.kind == ComparatorKind::kRank) return applied;
  applied.gap_hundredths = DifferenceHundredths(value, comparator.value);
  const auto order = Compare(value, comparator.value);
  if (polarity == Polarity::kHigh) applied.at_or_better = order >= 0;
  if (polarity == Polarity::kLow) applied.at_or_better = order <= 0;
  if (polarity == Polarity::kBand && target) {
    const ExactValue theirs{comparator.value.thousandths, 1000};
    applied.at_or_better = DistanceToBand(value, target->low, target->high) <=
                           DistanceToBand(theirs, target->low, target->high);
  }
  return applied;
}

RagVerdict DecideRag(const RagFacts& facts, const Standards& standards) {
  if (facts.polarity == Polarity::kNone) return {Rag::kNone, RagReason::kNotJudgedNoPolarity};
  if (facts.small) return {Rag::kNone, RagReason::kNotJudgedSmall};
  if (!facts.target) return {Rag::kNone, RagReason::kNotJudgedNoTarget};
  return standards.policy == RagPolicy::kComparators ? ByComparators(facts)
                                                     : ByTolerance(facts, standards);
}

}  // namespace caseclock
