// Control charts with numbers that can be followed by hand.
#include "processors/judgement/signals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

namespace caseclock {

void PrintTo(const Signal& signal, std::ostream* out) {
  *out << SignalRuleName(signal.rule) << (signal.up ? " up" : " down") << " at " << signal.point;
}

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using enum SignalRule;
using Points = std::vector<std::int64_t>;

ControlChart Chart(const Points& points) { return MakeControlChart(points).value(); }
std::vector<Signal> Signals(const Points& points) { return Chart(points).signals; }

/// Twelve points of 100 and 102 in turn, eleven ranges of 2, then `more`.
Points Calm(const Points& more) {
  Points points;
  for (int i = 0; i < 6; ++i) points.insert(points.end(), {100, 102});
  points.insert(points.end(), more.begin(), more.end());
  return points;
}

/// The same chart upside down.
Points Mirrored(Points points, std::int64_t about) {
  std::transform(points.begin(), points.end(), points.begin(),
                 [about](std::int64_t point) { return 2 * about - point; });
  return points;
}

TEST(ControlChartTest, FewerThanTwelvePointsMakeNone) {
  EXPECT_FALSE(MakeControlChart(Points(11, 5)));
  EXPECT_TRUE(MakeControlChart(Points(12, 5)));
  EXPECT_FALSE(MakeControlChart({}));
}

TEST(ControlChartTest, AMeanBelowFiveMakesNone) {
  Points points(12, 5);
  points[3] = 4;
  EXPECT_FALSE(MakeControlChart(points)) << "59 of 12";
  points[4] = 6;
  EXPECT_TRUE(MakeControlChart(points)) << "60 of 12";
}

TEST(ControlChartTest, LimitsAreTheMeanAndTwoPointSixSixMeanRanges) {
  const ControlChart chart = Chart(Calm({}));
  EXPECT_DOUBLE_EQ(chart.mean, 101);
  EXPECT_DOUBLE_EQ(chart.lower, 101 - 5.32);
  EXPECT_DOUBLE_EQ(chart.upper, 101 + 5.32);
  EXPECT_THAT(chart.signals, IsEmpty());
}

TEST(ControlChartTest, TheLowerLimitOfCountsIsNotBelowZero) {
  const ControlChart chart = Chart({10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 10, 20});
  EXPECT_EQ(chart.lower, 0) << "15 - 26.6";
  EXPECT_DOUBLE_EQ(chart.upper, 41.6);
}

TEST(ControlChartTest, AConstantSeriesHasNoWidthAndNoSignal) {
  const ControlChart chart = Chart(Points(30, 7));
  EXPECT_EQ(chart, (ControlChart{7, 7, 7, {}}));
  EXPECT_THAT(Signals(Points(30, 5)), IsEmpty());
}

// Eleven ranges of 2 and one of r: dropped when r >= 3.267 x (22 + r) / 12, from 8.23 on.
TEST(ControlChartTest, ARangeIsDroppedFromThreePointTwoSixSevenMeanRangesOn) {
  EXPECT_DOUBLE_EQ(Chart(Calm({110})).upper, 1322 / 13.0 + 2.66 * 30 / 12) << "8 is kept";
  EXPECT_DOUBLE_EQ(Chart(Calm({111})).upper, 1323 / 13.0 + 2.66 * 2) << "9 is dropped";
}

// Twelve ranges, ten of 800, one of 733 and one of 3,267: their mean is 1,000.
TEST(ControlChartTest, ARangeOfExactlyThreePointTwoSixSevenMeanRangesIsDropped) {
  const ControlChart chart = Chart({5000, 5800, 5000, 5800, 5000, 5800, 5000, 5800, 5000, 5800,  //
                                    5000, 5733, 9000});
  EXPECT_DOUBLE_EQ(chart.upper - chart.mean, 2.66 * 8733 / 11);
}

TEST(ControlChartTest, RangesAreDroppedOnceOnly) {
  // 30 goes: 3.267 x 61 / 13 = 15.3. The 9 would go next, being over 3.267 x 31 / 12 = 8.4, and stays.
  EXPECT_DOUBLE_EQ(Chart(Calm({111, 141})).upper, (1212 + 111 + 141) / 14.0 + 2.66 * 31 / 12);
}

TEST(ControlChartTest, WhenOnlyRangesOfZeroWouldBeLeftNoneIsDropped) {
  Points points(12, 5);
  points.push_back(6);  // mean 66 / 13 = 5.08, mean range 1 / 12, upper limit 5.30
  EXPECT_DOUBLE_EQ(Chart(points).upper, 66 / 13.0 + 2.66 / 12);
  EXPECT_THAT(Signals(points), Contains(Signal{kOutsideLimits, 12, true}));
  EXPECT_THAT(Signals(points), Not(Contains(Signal{kOutsideLimits, 0, false})));
}

// 107: mean 101.46, mean range 27 / 12, upper 107.45. 108: mean 101.54, mean range 28 / 12, upper 107.74.
TEST(SignalTest, APointBeyondTheLimitIsOne) {
  EXPECT_THAT(Signals(Calm({107})), IsEmpty());
  EXPECT_THAT(Signals(Calm({108})), ElementsAre(Signal{kOutsideLimits, 12, true}));
  EXPECT_THAT(Signals(Mirrored(Calm({107}), 101)), IsEmpty());
  EXPECT_THAT(Signals(Mirrored(Calm({108}), 101)), ElementsAre(Signal{kOutsideLimits, 12, false}));
}

// 50 points, each 50 from the one before it: width 133. They add up to 5,850, so the mean is 117 and the limit 250.
TEST(SignalTest, APointOnTheLimitIsInside) {
  Points points = {250, 200, 150, 100};
  for (int i = 0; i < 17; ++i) {
    points.insert(points.end(), {150, 100});
    if (i % 3 == 2 || i == 16) points.insert(points.end(), {50, 100});
  }
  EXPECT_EQ(Chart(points), (ControlChart{117, 0, 250, {}}));
}

// 14 points, mean 10.4: above it 11 and 14, below it 6 and 9; ranges of 3 and 8, so nothing is far out.
TEST(SignalTest, TheSeventhInARowOnOneSideIsOne) {
  const Points after = {6, 9, 6, 14, 6, 9, 6};
  const auto with = [&after](Points points) {
    points.insert(points.end(), after.begin(), after.end());
    return points;
  };
  const Points six = with({9, 11, 14, 11, 14, 11, 14});
  const Points seven = with({14, 11, 14, 11, 14, 11, 14});
  EXPECT_THAT(Signals(six), IsEmpty());
  EXPECT_THAT(Signals(seven), ElementsAre(Signal{kSevenOneSide, 6, true}));
  EXPECT_THAT(Signals(Mirrored(seven, 10)), ElementsAre(Signal{kSevenOneSide, 6, false}));
}

TEST(SignalTest, ARunThatGoesOnIsReportedAgainAtEveryPoint) {
  EXPECT_THAT(Signals({14, 11, 14, 11, 14, 11, 14, 11, 6, 9, 6, 14, 6, 9, 6}),
              ElementsAre(Signal{kSevenOneSide, 6, true}, Signal{kSevenOneSide, 7, true}));
}

TEST(SignalTest, APointOnTheMeanEndsARun) {
  const Points points = {14, 11, 14, 10, 11, 14, 11, 14, 6, 9, 6, 11, 6, 6, 9, 8};
  EXPECT_EQ(Chart(points).mean, 10);
  EXPECT_THAT(Signals(points), IsEmpty());
  Points above = points;
  above[3] = 11;
  EXPECT_THAT(Signals(above), ElementsAre(Signal{kSevenOneSide, 6, true},  //
                                          Signal{kSevenOneSide, 7, true}));
}

TEST(SignalTest, TheSeventhPointThatRisesIsOne) {
  const Points seven = {10, 20, 10, 20, 10, 20, 12, 13, 14, 15, 16, 17, 18};
  const Points six = {10, 20, 10, 20, 10, 20, 12, 13, 14, 15, 16, 17, 16};
  EXPECT_THAT(Signals(seven), ElementsAre(Signal{kSevenTrending, 12, true}));
  EXPECT_THAT(Signals(six), IsEmpty());
  EXPECT_THAT(Signals(Mirrored(seven, 15)), ElementsAre(Signal{kSevenTrending, 12, false}));
}

TEST(SignalTest, EqualPointsEndATrend) {
  EXPECT_THAT(Signals({10, 20, 10, 20, 10, 20, 12, 13, 14, 14, 15, 16, 17, 18}), IsEmpty());
  EXPECT_THAT(Signals({10, 20, 10, 20, 10, 20, 11, 12, 13, 14, 15, 16, 17, 18}),
              ElementsAre(Signal{kSevenTrending, 12, true}, Signal{kSevenTrending, 13, true}));
}

// 106 twice: mean 101.67, mean range 36 / 14, two thirds of the limit 4.56: 4.33 away is not far out.
// 107 twice: mean 101.80, mean range 39 / 14, two thirds of the limit 4.94: 5.20 away is.
TEST(SignalTest, TwoOfThreeFarOutOnOneSideAreOne) {
  EXPECT_THAT(Signals(Calm({106, 101, 106})), IsEmpty());
  EXPECT_THAT(Signals(Calm({107, 101, 107})), ElementsAre(Signal{kTwoOfThreeFar, 14, true}));
  EXPECT_THAT(Signals(Mirrored(Calm({107, 101, 107}), 101)),
              ElementsAre(Signal{kTwoOfThreeFar, 14, false}));
}

// 106 and 96: mean 101, two thirds of the limit 3.66: each is 5 away, but not on one side.
TEST(SignalTest, FarOutOnBothSidesOrTwoPointsBetweenAreNone) {
  EXPECT_THAT(Signals(Calm({106, 96, 101, 101, 101})), IsEmpty());
  EXPECT_THAT(Signals(Calm({107, 101, 101, 107})), IsEmpty());
  EXPECT_THAT(Signals(Calm({107, 107, 101, 101})), ElementsAre(Signal{kTwoOfThreeFar, 13, true}));
}

TEST(SignalTest, SignalsComeByPointAndRule) {
  EXPECT_THAT(Signals(Calm({109, 109, 101, 101})),
              ElementsAre(Signal{kOutsideLimits, 12, true}, Signal{kOutsideLimits, 13, true},
                          Signal{kTwoOfThreeFar, 13, true}));
}

}  // namespace
}  // namespace caseclock
