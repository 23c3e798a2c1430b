#include "processors/judgement/judgement.h"

namespace caseclock {

std::string_view RagName(Rag rag) {
  switch (rag) {
    case Rag::kNone: return "none";
    case Rag::kRed: return "red";
    case Rag::kAmber: return "amber";
    case Rag::kGreen: return "green";
  }
  return "";
}

std::string_view RagReasonName(RagReason reason) {
  switch (reason) {
    case RagReason::kNotJudgedNoPolarity: return "not_judged_no_polarity";
    case RagReason::kNotJudgedSmall: return "not_judged_small";
    case RagReason::kNotJudgedNoTarget: return "not_judged_no_target";
    case RagReason::kTargetMet: return "target_met";
    case RagReason::kTargetMissed: return "target_missed";
    case RagReason::kTargetAndComparatorMet: return "target_and_comparator_met";
    case RagReason::kComparatorMetOnly: return "comparator_met_only";
    case RagReason::kNothingMet: return "nothing_met";
    case RagReason::kBelowEveryComparator: return "target_met_below_every_comparator";
    case RagReason::kWithinTolerance: return "within_tolerance";
    case RagReason::kOutsideTolerance: return "outside_tolerance";
  }
  return "";
}

std::string ChangeText(const Change& change, ValueUnit unit) {
  if (!change.flow) return DifferenceText(*change.hundredths, unit);
  return DifferenceText(*change.hundredths, ValueUnit::kCount) + " a working day";
}

std::string_view DirectionName(Direction direction) {
  switch (direction) {
    case Direction::kUnknown: return "unknown";
    case Direction::kImproving: return "improving";
    case Direction::kSteady: return "steady";
    case Direction::kWorsening: return "worsening";
    case Direction::kRising: return "rising";
    case Direction::kFalling: return "falling";
  }
  return "";
}

}  // namespace caseclock
