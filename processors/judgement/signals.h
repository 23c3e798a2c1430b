/// @file
/// Signals, not noise: an XmR chart of a series of counts, and the four rules that say that something has changed.
///
/// Centre: the mean of at least 12 points, and at least 5: the counts of rare things are not spread evenly about
/// theirs. Limits: mean +/- 2.66 x mean moving range; ranges of 3.267 x the mean range or more are dropped and the
/// mean range is recomputed, once; when only ranges of 0 would be left, none is dropped, because limits of no width
/// would call every point a signal. The lower limit of counts is never below 0.
///
/// The rules, each judged exactly, in whole numbers:
///   outside_limits    a point beyond a limit; on the limit is inside
///   seven_one_side    the seventh point in a row on one side of the mean; a point on the mean ends the run
///   seven_trending    the seventh of seven points, each but the first above (below) the one before it: six steps one
///                     way; an equal point ends the trend
///   two_of_three_far  a point further from the mean than two thirds of 2.66 x mean range (below: not of what is left
///                     above 0), when one of the two points before it is as far on the same side
/// A signal stands at the point that completes it. A run that goes on is reported again at every further point, so
/// that the last point alone says whether something is the matter now.
///
/// Source: D. J. Wheeler, Understanding Variation; Making Data Count, NHS England.
///
/// Example: 12 points of 100 and 102 in turn, then 120: mean 102.5, mean range of those kept 2, and the last point lies
/// outside the limits.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace caseclock {

/// Fewer points make no chart.
inline constexpr std::size_t kChartMinPoints = 12;
/// Nor does a lower mean.
inline constexpr std::int64_t kChartMinMean = 5;

/// The four rules, and no others.
enum class SignalRule {
  kOutsideLimits,  ///< one point outside the limits
  kSevenOneSide,   ///< seven in a row on one side of the mean
  kSevenTrending,  ///< seven points rising, or seven falling
  kTwoOfThreeFar,  ///< two of three beyond two thirds of the limit, on one side
};

/// "outside_limits", "seven_one_side", "seven_trending", "two_of_three_far".
std::string_view SignalRuleName(SignalRule rule);
/// "a point outside the limits", ...: for sentences.
std::string_view SignalRuleText(SignalRule rule);

/// One rule that fired, at the point that completed it. `up`: above the mean, or rising.
struct Signal {
  SignalRule rule = SignalRule::kOutsideLimits;
  std::size_t point = 0;
  bool up = false;
  friend bool operator==(const Signal&, const Signal&) = default;
};

/// The chart of one series. Units: of the points.
struct ControlChart {
  double mean = 0;
  double lower = 0;
  double upper = 0;
  std::vector<Signal> signals;  ///< by (point, rule)
  friend bool operator==(const ControlChart&, const ControlChart&) = default;
};

/// nullopt when there are fewer than kChartMinPoints or their mean is below kChartMinMean. Requires: counts, none
/// below 0, at most a thousand million.
/// Cost: linear in the points.
std::optional<ControlChart> MakeControlChart(std::span<const std::int64_t> points);

}  // namespace caseclock
