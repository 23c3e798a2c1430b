#include "processors/judgement/direction.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

Change Shares(std::int64_t now, std::int64_t before, Polarity polarity) {
  return CompareFigures(Percent(now, 1000), Percent(before, 1000), ValueUnit::kPercent, polarity,
                        std::nullopt);
}

TEST(DirectionTest, PolarityGivesTheWord) {
  EXPECT_EQ(Shares(801, 752, Polarity::kHigh), (Change{Direction::kImproving, 490}));
  EXPECT_EQ(Shares(752, 801, Polarity::kHigh), (Change{Direction::kWorsening, -490}));
  EXPECT_EQ(Shares(801, 752, Polarity::kLow).direction, Direction::kWorsening);
  EXPECT_EQ(Shares(752, 801, Polarity::kLow).direction, Direction::kImproving);
  EXPECT_EQ(Shares(801, 752, Polarity::kNone).direction, Direction::kRising);
  EXPECT_EQ(Shares(752, 801, Polarity::kNone).direction, Direction::kFalling);
}

TEST(DirectionTest, WithinOnePointIsSteady) {
  EXPECT_EQ(Shares(810, 800, Polarity::kHigh), (Change{Direction::kSteady, 100}));
  EXPECT_EQ(Shares(811, 800, Polarity::kHigh).direction, Direction::kImproving);
  EXPECT_EQ(Shares(790, 800, Polarity::kHigh).direction, Direction::kSteady);
}

TEST(DirectionTest, CountsAreSteadyWithinOnePerCent) {
  const auto counts = [](std::int64_t now, std::int64_t before) {
    return CompareFigures({now, 1}, {before, 1}, ValueUnit::kCount, Polarity::kNone, std::nullopt)
        .direction;
  };
  EXPECT_EQ(counts(202, 200), Direction::kSteady);
  EXPECT_EQ(counts(203, 200), Direction::kRising);
  EXPECT_EQ(counts(197, 200), Direction::kFalling);
  EXPECT_EQ(counts(0, 0), Direction::kSteady);
}

TEST(DirectionTest, NothingToCompareWithIsUnknown) {
  EXPECT_EQ(CompareFigures(Percent(1, 2), Percent(0, 0), ValueUnit::kPercent, Polarity::kHigh,
                           std::nullopt),
            (Change{}));
}

TEST(DirectionTest, NearerToABandIsImproving) {
  AppliedTarget band;
  band.low = {10'000};
  band.high = {15'000};
  const auto direction = [&band](std::int64_t now, std::int64_t before) {
    return CompareFigures(Percent(now, 100), Percent(before, 100), ValueUnit::kPercent,
                          Polarity::kBand, band)
        .direction;
  };
  EXPECT_EQ(direction(17, 20), Direction::kImproving);
  EXPECT_EQ(direction(5, 8), Direction::kWorsening);
  EXPECT_EQ(direction(11, 14), Direction::kSteady);  // both within
}

}  // namespace
}  // namespace caseclock
