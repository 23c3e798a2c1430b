#include "daemon/simulation/random.h"

#include <gtest/gtest.h>

#include <array>

namespace caseclock::simulation {
namespace {

// The standard fixes the 10,000th draw of a default engine; ours is seeded with it.
TEST(RandomTest, TheEngineIsTheOneOfTheStandard) {
  Random random(5489u);
  for (int draw = 1; draw < 10'000; ++draw) random.Below(2);
  EXPECT_EQ(random.Below(~std::uint64_t{0}), 9981545732273789042u);
}

TEST(RandomTest, BetweenGivesBothEndsAndNothingBeyond) {
  Random random(1);
  std::array<int, 3> seen{};
  for (int draw = 0; draw < 3000; ++draw)
    ++seen.at(static_cast<std::size_t>(random.Between(5, 7) - 5));
  for (const int times : seen) EXPECT_NEAR(times, 1000, 120);
}

TEST(RandomTest, ChanceIsOfTenThousand) {
  Random random(1);
  int happened = 0;
  for (int draw = 0; draw < 20'000; ++draw) happened += random.Chance(1500);
  EXPECT_NEAR(happened, 3000, 150);
  EXPECT_FALSE(random.Chance(0));
  EXPECT_FALSE(random.Chance(-5));
  EXPECT_TRUE(random.Chance(10'000));
}

TEST(RandomTest, PickKeepsToTheWeights) {
  constexpr std::array kBands = {Band{0, 9, 700}, Band{10, 10, 300}, Band{20, 30, 0}};
  Random random(1);
  int tens = 0;
  for (int draw = 0; draw < 10'000; ++draw) {
    const int picked = random.Pick(kBands);
    ASSERT_LE(picked, 10);
    tens += picked == 10;
  }
  EXPECT_NEAR(tens, 3000, 150);
}

TEST(RandomTest, ArrivalsHaveTheExpectedMeanAndSpread) {
  Random random(1);
  constexpr int kDays = 4000;
  double sum = 0, squares = 0;
  for (int day = 0; day < kDays; ++day) {
    const double arrived = random.Arrivals(20'000'000);
    sum += arrived;
    squares += arrived * arrived;
  }
  const double mean = sum / kDays;
  EXPECT_NEAR(mean, 20.0, 0.3);
  EXPECT_NEAR(squares / kDays - mean * mean, 17.6, 2.0);
  EXPECT_EQ(random.Arrivals(0), 0);
}

TEST(StreamSeedTest, StreamsOfOtherNamesIndexesAndSeedsDiffer) {
  const std::uint64_t seed = StreamSeed(42, "X99000001", 7);
  EXPECT_EQ(seed, StreamSeed(42, "X99000001", 7));
  EXPECT_NE(seed, StreamSeed(43, "X99000001", 7));
  EXPECT_NE(seed, StreamSeed(42, "X99000002", 7));
  EXPECT_NE(seed, StreamSeed(42, "X99000001", 8));
}

}  // namespace
}  // namespace caseclock::simulation
