#include "processors/judgement/level.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

TEST(LevelTest, ComparesTheExactShareNeverTheRoundedOne) {
  const ExactValue share = Percent(1025, 1566);  // 65.4533...
  EXPECT_EQ(ValueText(share, ValueUnit::kPercent), "65.5%");
  EXPECT_TRUE(Compare(share, Level{65'500}) < 0);
  EXPECT_TRUE(Compare(share, Level{65'453}) > 0);
}

TEST(LevelTest, AShareOnTheLevelIsEqual) {
  EXPECT_TRUE(Compare(Percent(85, 100), Level{85'000}) == 0);
  EXPECT_TRUE(Compare(Percent(0, 7), Level{0}) == 0);
}

TEST(LevelTest, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(RoundTo({1, 8}, 100), 13);  // 0.125
  EXPECT_EQ(RoundTo({-1, 8}, 100), -13);
  EXPECT_EQ(RoundTo(Percent(2, 3), 100), 6667);
}

TEST(LevelTest, DifferencesComeFromTheExactValues) {
  // 66.666... - 33.333... is 33.33, whatever the rounded shares say.
  EXPECT_EQ(DifferenceHundredths(Percent(2, 3), Percent(1, 3)), 3333);
  EXPECT_EQ(DifferenceHundredths(Percent(8011, 10'000), Level{75'200}), 491);
  EXPECT_EQ(DifferenceHundredths(Percent(7692, 10'000), Percent(8378, 10'000)), -686);
}

TEST(LevelTest, LargeCountsDoNotOverflow) {
  const ExactValue rate{900'000'000LL * 10'000 * 366, 12'000'000LL * 365};
  EXPECT_TRUE(Compare(rate, Level{752'054'000}) > 0);
}

struct Written {
  Level level;
  ValueUnit unit;
  const char* text;
};
class LevelTextTest : public testing::TestWithParam<Written> {};
TEST_P(LevelTextTest, HasNoMoreDecimalsThanItNeeds) {
  EXPECT_EQ(LevelText(GetParam().level, GetParam().unit), GetParam().text);
}
INSTANTIATE_TEST_SUITE_P(Units, LevelTextTest,
                         testing::Values(Written{{85'000}, ValueUnit::kPercent, "85%"},
                                         Written{{71'600}, ValueUnit::kPercent, "71.6%"},
                                         Written{
                                             {519'400}, ValueUnit::kPer10000, "519.4 per 10,000"},
                                         Written{{426'000}, ValueUnit::kDays, "426 days"},
                                         Written{{1'234'000}, ValueUnit::kCount, "1,234"},
                                         Written{{50}, ValueUnit::kPercent, "0.05%"}));

TEST(DifferenceTextTest, SaysTheSign) {
  EXPECT_EQ(DifferenceText(491, ValueUnit::kPercent), "+4.91 points");
  EXPECT_EQ(DifferenceText(-686, ValueUnit::kPercent), "-6.86 points");
  EXPECT_EQ(DifferenceText(0, ValueUnit::kPercent), "0.00 points");
  EXPECT_EQ(DifferenceText(300, ValueUnit::kCount), "+3");
}

}  // namespace
}  // namespace caseclock
