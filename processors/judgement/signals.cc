#include "processors/judgement/signals.h"

#include <algorithm>
#include <array>

#include "processors/check.h"

namespace caseclock {
namespace {

__extension__ typedef __int128 Wide;

/// How many points make a run or a trend.
constexpr int kRunPoints = 7;
// The two factors of an XmR chart. Units: thousandths.
constexpr std::int64_t kLimitFactor = 2660;
constexpr std::int64_t kDroppedFactor = 3267;

/// A mean that stays a fraction, so that no point on a line is judged by a rounding.
struct Mean {
  std::int64_t sum = 0;
  std::int64_t count = 0;
  double value() const { return static_cast<double>(sum) / static_cast<double>(count); }
};

Mean MeanOf(std::span<const std::int64_t> points) {
  Mean mean;
  for (const std::int64_t point : points) {
    CASECLOCK_CHECK(0 <= point && point <= 1'000'000'000, "the points of a chart are counts");
    mean.sum += point;
    ++mean.count;
  }
  return mean;
}

std::int64_t RangeAt(std::span<const std::int64_t> points, std::size_t i) {
  return std::max(points[i], points[i - 1]) - std::min(points[i], points[i - 1]);
}

/// The mean moving range, without those too large to belong to the same process.
Mean MeanRange(std::span<const std::int64_t> points) {
  Mean all;
  for (std::size_t i = 1; i < points.size(); ++i) all.sum += RangeAt(points, i);
  all.count = static_cast<std::int64_t>(points.size()) - 1;
  Mean kept;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const std::int64_t range = RangeAt(points, i);
    if (Wide{range} * all.count * 1000 >= Wide{kDroppedFactor} * all.sum) continue;
    kept.sum += range;
    ++kept.count;
  }
  return kept.sum == 0 ? all : kept;
}

/// The four rules, fed a point at a time.
class Rules {
 public:
  Rules(Mean mean, Mean range) : mean_(mean), range_(range) {}

  void Look(std::size_t at, std::int64_t point, std::vector<Signal>& signals) {
    const Wide away = Wide{point} * mean_.count - mean_.sum;
    const bool up = away > 0;
    if (IsBeyond(away, 3)) signals.push_back({SignalRule::kOutsideLimits, at, up});
    if (GrowsTo(side_run_, SignOf(away))) signals.push_back({SignalRule::kSevenOneSide, at, up});
    // One step less than points: the first point of a trend has nothing to rise from.
    const Wide step = at == 0 ? 0 : Wide{point} - before_;
    if (GrowsTo(trend_, SignOf(step), kRunPoints - 1)) {
      signals.push_back({SignalRule::kSevenTrending, at, step > 0});
    }
    const int far = IsBeyond(away, 2) ? SignOf(away) : 0;
    if (far != 0 && (far == far_[0] || far == far_[1])) {
      signals.push_back({SignalRule::kTwoOfThreeFar, at, up});
    }
    far_ = {far_[1], far};
    before_ = point;
  }

 private:
  /// How often in a row the same sign other than 0 came.
  struct Run {
    int sign = 0;
    int length = 0;
  };

  static int SignOf(Wide value) { return value > 0 ? 1 : value < 0 ? -1 : 0; }

  static bool GrowsTo(Run& run, int sign, int wanted = kRunPoints) {
    run = {sign, sign == 0 ? 0 : sign == run.sign ? run.length + 1 : 1};
    return run.length >= wanted;
  }

  /// Further from the mean than `thirds` thirds of the limit. `away`: in parts of mean_.count.
  bool IsBeyond(Wide away, int thirds) const {
    const Wide distance = away < 0 ? -away : away;
    return distance * 3000 * range_.count > Wide{thirds} * kLimitFactor * range_.sum * mean_.count;
  }

  Mean mean_;
  Mean range_;
  std::int64_t before_ = 0;
  Run side_run_;
  Run trend_;
  std::array<int, 2> far_ = {0, 0};  // the side on which each of the two points before lay far out
};

}  // namespace

std::string_view SignalRuleName(SignalRule rule) {
  switch (rule) {
    case SignalRule::kOutsideLimits: return "outside_limits";
    case SignalRule::kSevenOneSide: return "seven_one_side";
    case SignalRule::kSevenTrending: return "seven_trending";
    case SignalRule::kTwoOfThreeFar: return "two_of_three_far";
  }
  return "";
}

std::string_view SignalRuleText(SignalRule rule) {
  switch (rule) {
    case SignalRule::kOutsideLimits: return "a point outside the limits";
    case SignalRule::kSevenOneSide: return "seven in a row on one side of the mean";
    case SignalRule::kSevenTrending: return "seven points rising or falling";
    case SignalRule::kTwoOfThreeFar: return "two of three beyond two thirds of the limit";
  }
  return "";
}

std::optional<ControlChart> MakeControlChart(std::span<const std::int64_t> points) {
  if (points.size() < kChartMinPoints) return std::nullopt;
  const Mean mean = MeanOf(points);
  if (mean.sum < kChartMinMean * mean.count) return std::nullopt;
  const Mean range = MeanRange(points);
  const double width = static_cast<double>(kLimitFactor) / 1000 * range.value();
  ControlChart chart{mean.value(), std::max(0.0, mean.value() - width), mean.value() + width, {}};
  Rules rules(mean, range);
  for (std::size_t at = 0; at < points.size(); ++at) rules.Look(at, points[at], chart.signals);
  return chart;
}

}  // namespace caseclock
