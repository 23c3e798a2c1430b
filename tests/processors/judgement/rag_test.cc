#include "processors/judgement/rag.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/day.h"

namespace caseclock {
namespace {

/// A comparator's place in the truth table.
enum class Beside { kAbsent, kBetter, kWorse, kNotComparable };

AppliedComparator Applied(ComparatorKind kind, Beside beside) {
  AppliedComparator one;
  one.kind = kind;
  one.at_or_better = beside == Beside::kBetter || beside == Beside::kNotComparable;
  one.comparable = beside != Beside::kNotComparable;
  return one;
}

struct Cell {
  bool met;
  Beside neighbours;
  Beside national;
  Rag rag;
  RagReason reason;
};

void PrintTo(const Cell& cell, std::ostream* out) {
  *out << (cell.met ? "met" : "missed") << ", neighbours " << static_cast<int>(cell.neighbours)
       << ", national " << static_cast<int>(cell.national);
}

class ComparatorsPolicyTest : public testing::TestWithParam<Cell> {};

TEST_P(ComparatorsPolicyTest, EveryCellOfTheTruthTable) {
  const Cell& cell = GetParam();
  RagFacts facts;
  facts.target = AppliedTarget{};
  facts.target->met = cell.met;
  if (cell.neighbours != Beside::kAbsent) {
    facts.comparators.push_back(Applied(ComparatorKind::kStatisticalNeighbours, cell.neighbours));
  }
  if (cell.national != Beside::kAbsent) {
    facts.comparators.push_back(Applied(ComparatorKind::kNational, cell.national));
  }
  EXPECT_EQ(DecideRag(facts, {}), (RagVerdict{cell.rag, cell.reason}));
}

constexpr auto kNo = Beside::kAbsent;
constexpr auto kUp = Beside::kBetter;
constexpr auto kDn = Beside::kWorse;
constexpr auto kNc = Beside::kNotComparable;
INSTANTIATE_TEST_SUITE_P(
    Cells, ComparatorsPolicyTest,
    testing::Values(Cell{true, kUp, kUp, Rag::kGreen, RagReason::kTargetAndComparatorMet},
                    Cell{true, kUp, kDn, Rag::kGreen, RagReason::kTargetAndComparatorMet},
                    Cell{true, kDn, kUp, Rag::kGreen, RagReason::kTargetAndComparatorMet},
                    Cell{true, kDn, kDn, Rag::kAmber, RagReason::kBelowEveryComparator},
                    Cell{false, kUp, kUp, Rag::kAmber, RagReason::kComparatorMetOnly},
                    Cell{false, kUp, kDn, Rag::kAmber, RagReason::kComparatorMetOnly},
                    Cell{false, kDn, kUp, Rag::kAmber, RagReason::kComparatorMetOnly},
                    Cell{false, kDn, kDn, Rag::kRed, RagReason::kNothingMet},
                    // One is missing: left out.
                    Cell{true, kNo, kUp, Rag::kGreen, RagReason::kTargetAndComparatorMet},
                    Cell{true, kUp, kNo, Rag::kGreen, RagReason::kTargetAndComparatorMet},
                    Cell{true, kNo, kDn, Rag::kAmber, RagReason::kBelowEveryComparator},
                    Cell{true, kDn, kNo, Rag::kAmber, RagReason::kBelowEveryComparator},
                    Cell{false, kNo, kUp, Rag::kAmber, RagReason::kComparatorMetOnly},
                    Cell{false, kUp, kNo, Rag::kAmber, RagReason::kComparatorMetOnly},
                    Cell{false, kNo, kDn, Rag::kRed, RagReason::kNothingMet},
                    Cell{false, kDn, kNo, Rag::kRed, RagReason::kNothingMet},
                    // None at all, or none that can be compared.
                    Cell{true, kNo, kNo, Rag::kGreen, RagReason::kTargetMet},
                    Cell{false, kNo, kNo, Rag::kRed, RagReason::kTargetMissed},
                    Cell{true, kNc, kNo, Rag::kGreen, RagReason::kTargetMet},
                    Cell{false, kNc, kNc, Rag::kRed, RagReason::kTargetMissed},
                    Cell{false, kNc, kDn, Rag::kRed, RagReason::kNothingMet}));

TEST(RagTest, OtherComparatorsMakeNoColour) {
  RagFacts facts;
  facts.target = AppliedTarget{};
  facts.comparators = {Applied(ComparatorKind::kRegion, Beside::kBetter),
                       Applied(ComparatorKind::kLastYear, Beside::kBetter)};
  EXPECT_EQ(DecideRag(facts, {}), (RagVerdict{Rag::kRed, RagReason::kTargetMissed}));
}

TEST(RagTest, WithoutPolarityTooFewOrWithoutTargetThereIsNoColour) {
  RagFacts facts;
  EXPECT_EQ(DecideRag(facts, {}).reason, RagReason::kNotJudgedNoTarget);
  facts.target = AppliedTarget{};
  facts.small = true;
  EXPECT_EQ(DecideRag(facts, {}).reason, RagReason::kNotJudgedSmall);
  facts.polarity = Polarity::kNone;
  EXPECT_EQ(DecideRag(facts, {}), (RagVerdict{Rag::kNone, RagReason::kNotJudgedNoPolarity}));
}

/// A value of whole percent against a target range, by polarity.
AppliedTarget Against(std::int64_t percent, std::int64_t low, std::int64_t high,
                      Polarity polarity) {
  Target target;
  target.low = {low * 1000};
  target.high = {high * 1000};
  return ApplyTarget(Percent(percent, 100), target, polarity, Day("2010-08-20"));
}

TEST(ApplyTargetTest, EachPolarityMeetsItsOwnWay) {
  EXPECT_TRUE(Against(85, 85, 85, Polarity::kHigh).met);
  EXPECT_FALSE(Against(84, 85, 85, Polarity::kHigh).met);
  EXPECT_TRUE(Against(5, 5, 5, Polarity::kLow).met);
  EXPECT_FALSE(Against(6, 5, 5, Polarity::kLow).met);
  EXPECT_TRUE(Against(10, 10, 15, Polarity::kBand).met);
  EXPECT_TRUE(Against(15, 10, 15, Polarity::kBand).met);
  EXPECT_FALSE(Against(9, 10, 15, Polarity::kBand).met);
  EXPECT_FALSE(Against(16, 10, 15, Polarity::kBand).met);
  EXPECT_TRUE(Against(12, 10, 15, Polarity::kNone).met);
}

TEST(ApplyTargetTest, TheDifferenceIsToTheNearerEnd) {
  EXPECT_EQ(Against(9, 10, 15, Polarity::kBand).difference_hundredths, -100);
  EXPECT_EQ(Against(17, 10, 15, Polarity::kBand).difference_hundredths, 200);
  EXPECT_EQ(Against(12, 10, 15, Polarity::kBand).difference_hundredths, 0);
}

Rag ByTolerance(std::int64_t numerator, std::int64_t denominator, Polarity polarity) {
  Standards standards;
  standards.policy = RagPolicy::kTolerance;
  standards.tolerance = {5000};
  Target target;
  target.low = target.high = {85'000};
  RagFacts facts;
  facts.polarity = polarity;
  facts.target = ApplyTarget(Percent(numerator, denominator), target, polarity, Day("2010-08-20"));
  return DecideRag(facts, standards).rag;
}

TEST(TolerancePolicyTest, GreenAtTheTargetAmberWithinElseRed) {
  EXPECT_EQ(ByTolerance(85, 100, Polarity::kHigh), Rag::kGreen);
  EXPECT_EQ(ByTolerance(80, 100, Polarity::kHigh), Rag::kAmber);
  EXPECT_EQ(ByTolerance(79, 100, Polarity::kHigh), Rag::kRed);
  EXPECT_EQ(ByTolerance(85, 100, Polarity::kLow), Rag::kGreen);
  EXPECT_EQ(ByTolerance(90, 100, Polarity::kLow), Rag::kAmber);
  EXPECT_EQ(ByTolerance(91, 100, Polarity::kLow), Rag::kRed);
}

TEST(TolerancePolicyTest, RoundingGrantsNothing) {
  // 79.99998% is more than five points below 85%, although it rounds to 80.000.
  EXPECT_EQ(ByTolerance(7'999'998, 10'000'000, Polarity::kHigh), Rag::kRed);
  EXPECT_EQ(ByTolerance(8'000'002, 10'000'000, Polarity::kHigh), Rag::kAmber);
}

AppliedComparator Beside100(std::int64_t ours, std::int64_t theirs, Polarity polarity,
                            const std::optional<AppliedTarget>& target = std::nullopt) {
  Comparator one;
  one.value = {theirs * 1000};
  return ApplyComparator(Percent(ours, 100), one, polarity, target);
}

TEST(ApplyComparatorTest, AtOrBetterByPolarity) {
  EXPECT_TRUE(Beside100(72, 72, Polarity::kHigh).at_or_better);
  EXPECT_FALSE(Beside100(71, 72, Polarity::kHigh).at_or_better);
  EXPECT_TRUE(Beside100(72, 72, Polarity::kLow).at_or_better);
  EXPECT_FALSE(Beside100(73, 72, Polarity::kLow).at_or_better);
  EXPECT_FALSE(Beside100(80, 72, Polarity::kNone).at_or_better);
}

TEST(ApplyComparatorTest, OfABandTheNearerIsBetter) {
  const AppliedTarget band = Against(18, 10, 15, Polarity::kBand);
  EXPECT_TRUE(Beside100(18, 7, Polarity::kBand, band).at_or_better);   // 3 away, as they are
  EXPECT_FALSE(Beside100(19, 7, Polarity::kBand, band).at_or_better);  // 4 away
}

}  // namespace
}  // namespace caseclock
