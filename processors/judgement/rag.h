/// @file
/// The colour of a figure, always with its reason.
///
/// Policy "comparators", the councils' published rule, with t = target met and s, n = at or better than statistical
/// neighbours, national:
///   t and (s or n) GREEN · not t but (s or n) AMBER · neither RED · t but neither s nor n AMBER
/// A comparator that is missing or not comparable is left out; with none at all t is GREEN and not t is RED.
/// Policy "tolerance": GREEN at the target, AMBER within the tolerance of it, else RED.
///
/// Example: 80.1 % in time against a target of 85 %, neighbours 71.6 %: {kAmber, kComparatorMetOnly}.
#pragma once

#include <vector>

#include "processors/indicator/catalogue.h"
#include "processors/judgement/judgement.h"

namespace caseclock {

/// What a colour is made of.
struct RagFacts {
  Polarity polarity = Polarity::kHigh;
  bool small = false;  ///< too few to judge
  std::optional<AppliedTarget> target;
  std::vector<AppliedComparator> comparators;
};

/// A colour and why.
struct RagVerdict {
  Rag rag = Rag::kNone;
  RagReason reason = RagReason::kNotJudgedNoTarget;
  friend bool operator==(const RagVerdict&, const RagVerdict&) = default;
};

/// A figure without a target, without polarity or with too few to judge has no colour.
RagVerdict DecideRag(const RagFacts& facts, const Standards& standards);

/// The target as it applies to the value. Band: met within; otherwise met at or beyond the level.
/// Requires: value defined.
AppliedTarget ApplyTarget(const ExactValue& value, const Target& target, Polarity polarity,
                          Date as_of);

/// The comparator as it stands to the value. With a band the one nearer to it is better; without polarity, and for
/// ranks, nobody is. Requires: value defined.
AppliedComparator ApplyComparator(const ExactValue& value, const Comparator& comparator,
                                  Polarity polarity, const std::optional<AppliedTarget>& target);

/// How far a value lies from a band, 0 within. Units: thousandths.
std::int64_t DistanceToBand(const ExactValue& value, Level low, Level high);

}  // namespace caseclock
