#include "daemon/page/page_trend.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "daemon/page/page_indicators.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

// The drawing's own units; the style gives it its size on the screen.
constexpr double kWidth = 120;
constexpr double kHeight = 28;
constexpr double kMargin = 3;

struct Range {
  double lowest;
  double highest;
};

Range RangeOf(const std::vector<TrendPoint>& points) {
  Range range = {std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
  for (const TrendPoint& point : points) {
    if (!point.value) continue;
    range.lowest = std::min(range.lowest, *point.value);
    range.highest = std::max(range.highest, *point.value);
  }
  return range;
}

std::string ValueText(double value, FigureKind figure) {
  return figure == FigureKind::kShare ? fmt::format("{:.1f}%", value)
                                      : GroupedText(static_cast<std::int64_t>(std::llround(value)));
}

std::string Words(const std::vector<TrendPoint>& points, FigureKind figure) {
  std::string words;
  for (const TrendPoint& point : points) {
    words += fmt::format("{}{} {} {}", words.empty() ? "" : ", ", MonthText(point.month),
                         PartsOf(point.month).year,
                         point.value ? ValueText(*point.value, figure) : "none");
  }
  return words;
}

double X(std::size_t index, std::size_t count) {
  return kMargin +
         (kWidth - 2 * kMargin) * static_cast<double>(index) / static_cast<double>(count - 1);
}

double Y(double value, Range range) {
  const double span = range.highest - range.lowest;
  const double part = span > 0 ? (value - range.lowest) / span : 0.5;
  return kHeight - kMargin - (kHeight - 2 * kMargin) * part;
}

// A line for each run of months that have a value, and a dot on the newest.
std::string Lines(const std::vector<TrendPoint>& points, Range range) {
  std::string path;
  bool pen_down = false;
  std::string dot;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].value) {
      pen_down = false;
      continue;
    }
    const double x = X(i, points.size());
    const double y = Y(*points[i].value, range);
    path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", x, y);
    dot = fmt::format("<path class=\"newest\" d=\"M{:.1f} {:.1f}h0\"/>", x, y);
    pen_down = true;
  }
  return "<path d=\"" + path + "\"/>" + dot;
}

std::string RangeText(Range range, FigureKind figure) {
  if (figure == FigureKind::kShare) {
    return fmt::format("{:.0f}–{:.0f}%", range.lowest, range.highest);
  }
  return ValueText(range.lowest, figure) + "–" + ValueText(range.highest, figure);
}

std::optional<double> ValueOf(const MonthPoint& point, FigureKind figure) {
  if (figure == FigureKind::kCount) return static_cast<double>(point.numerator);
  if (point.denominator < kSmallDenominator) return std::nullopt;
  return 100.0 * static_cast<double>(point.numerator) / static_cast<double>(point.denominator);
}

}  // namespace

std::vector<TrendPoint> TrendOf(const AuthorityView& view, const std::string& indicator,
                                FigureKind figure) {
  std::vector<TrendPoint> points;
  const Date this_month = FirstDayOfMonth(view.as_of);
  for (int back = static_cast<int>(kTrendMonths) - 1; back >= 0; --back) {
    points.push_back({AddMonths(this_month, -back), std::nullopt});
  }
  for (const MonthPoint& point : view.months) {
    const auto month = std::ranges::find(points, point.month, &TrendPoint::month);
    if (point.indicator == indicator && month != points.end()) {
      month->value = ValueOf(point, figure);
    }
  }
  return points;
}

std::string TrendHtml(const std::vector<TrendPoint>& points, FigureKind figure) {
  const auto has_value = [](const TrendPoint& point) { return point.value.has_value(); };
  if (std::ranges::count_if(points, has_value) < 2) return NothingHtml();
  const Range range = RangeOf(points);
  return fmt::format(
      "<svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" "
      "preserveAspectRatio=\"none\">{}</svg>"
      "<small>{}</small>",
      Words(points, figure), kWidth, kHeight, Lines(points, range), RangeText(range, figure));
}

}  // namespace caseclock
