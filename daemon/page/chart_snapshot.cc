#include "daemon/page/chart_snapshot.h"

#include <algorithm>
#include <cmath>

#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

// The drawing's own units.
constexpr double kWidth = 640;
constexpr double kHeight = 220;
constexpr double kLeft = 56;        // of an upright chart: room for the scale
constexpr double kLyingLeft = 190;  // room for names
constexpr double kBottom = 24;
constexpr double kTop = 12;
constexpr double kLyingRow = 26;
constexpr double kRightOfBars = 44;

struct Scale {
  double low = 0;
  double high = 1;
};

bool IsDrawn(const ChartColumn& column) { return column.drawn != DrawnAs::kNothing; }

double StackAt(const PageChart& chart, std::size_t row) {
  double sum = 0;
  for (const ChartColumn& column : chart.columns) {
    if (column.drawn == DrawnAs::kBar) sum += column.values[row].value_or(0);
  }
  return sum;
}

// From zero where there are bars; else as near to the lines as whole tens allow.
Scale ScaleOf(const PageChart& chart) {
  bool bars = false;
  Scale scale = {1e300, 0};
  for (const ChartColumn& column : chart.columns) {
    if (!IsDrawn(column)) continue;
    bars = bars || column.drawn == DrawnAs::kBar;
    for (const auto& value : column.values) {
      if (!value) continue;
      scale.low = std::min(scale.low, *value);
      scale.high = std::max(scale.high, *value);
    }
  }
  for (std::size_t i = 0; chart.stacked && i < chart.labels.size(); ++i) {
    scale.high = std::max(scale.high, StackAt(chart, i));
  }
  scale.low = bars || scale.low > scale.high ? 0 : std::floor(scale.low / 10) * 10;
  if (scale.high <= scale.low) scale.high = scale.low + 1;
  return scale;
}

double Part(double value, Scale scale) { return (value - scale.low) / (scale.high - scale.low); }

double Y(double value, Scale scale) {
  return kHeight - kBottom - (kHeight - kBottom - kTop) * Part(value, scale);
}

double Slot(const PageChart& chart) {
  return (kWidth - kLeft) / static_cast<double>(chart.labels.size());
}

double Middle(const PageChart& chart, std::size_t row) {
  return kLeft + Slot(chart) * (static_cast<double>(row) + 0.5);
}

std::string Text(double x, double y, const char* style, const std::string& text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\">{}</text>", x, y, style,
                     HtmlEscaped(text));
}

std::string Rectangle(double x, double y, double width, double height, int tone) {
  return fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" class=\"t{}\"/>", x, y,
      width, height, tone);
}

// Side by side, or each on top of the one before.
std::string UprightBars(const PageChart& chart, Scale scale) {
  const auto bars =
      static_cast<double>(std::ranges::count(chart.columns, DrawnAs::kBar, &ChartColumn::drawn));
  const double width = Slot(chart) * 0.7 / (chart.stacked ? 1 : std::max(1.0, bars));
  std::string svg;
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    double x = Middle(chart, i) - Slot(chart) * 0.35;
    double below = 0;
    for (const ChartColumn& column : chart.columns) {
      if (column.drawn != DrawnAs::kBar) continue;
      const double value = column.values[i].value_or(0);
      const double top = Y(below + value, scale);
      if (value > 0) svg += Rectangle(x, top, width, Y(below, scale) - top, column.tone);
      (chart.stacked ? below : x) += chart.stacked ? value : width;
    }
  }
  return svg;
}

// Broken where a value is missing.
std::string Lines(const PageChart& chart, Scale scale) {
  std::string svg;
  for (const ChartColumn& column : chart.columns) {
    if (column.drawn != DrawnAs::kLine && column.drawn != DrawnAs::kLevel) continue;
    std::string path;
    bool pen_down = false;
    for (std::size_t i = 0; i < column.values.size(); ++i) {
      if (column.values[i]) {
        path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", Middle(chart, i),
                            Y(*column.values[i], scale));
      }
      pen_down = column.values[i].has_value();
    }
    svg += fmt::format("<path d=\"{}\" class=\"{} t{}\"/>", path,
                       column.drawn == DrawnAs::kLevel ? "level" : "line", column.tone);
  }
  return svg;
}

std::string Upright(const PageChart& chart) {
  const Scale scale = ScaleOf(chart);
  const bool percent = std::ranges::any_of(
      chart.columns, [](const auto& column) { return IsDrawn(column) && column.percent; });
  const double floor = Y(scale.low, scale);
  return Text(kLeft - 6, kTop + 6, "end", ChartValueText(scale.high, percent)) +
         Text(kLeft - 6, floor, "end", ChartValueText(scale.low, percent)) +
         fmt::format("<path d=\"M{:.0f} {:.1f}H{:.0f}\" class=\"axis\"/>", kLeft, floor, kWidth) +
         UprightBars(chart, scale) + Lines(chart, scale) +
         Text(kLeft, kHeight - 4, "start", chart.labels.front()) +
         Text(kWidth, kHeight - 4, "end", chart.labels.back());
}

std::string Lying(const PageChart& chart) {
  const Scale scale = ScaleOf(chart);
  const double length = kWidth - kLyingLeft - kRightOfBars;
  std::string svg;
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    const double y = kLyingRow * static_cast<double>(i);
    double x = kLyingLeft;
    svg += Text(kLyingLeft - 8, y + 18, "end", chart.labels[i]);
    for (const ChartColumn& column : chart.columns) {
      if (column.drawn != DrawnAs::kBar) continue;
      const double width = length * column.values[i].value_or(0) / scale.high;
      if (width > 0) svg += Rectangle(x, y + 4, width, kLyingRow - 8, column.tone);
      x += width;
    }
    svg += Text(x + 6, y + 18, "start", ChartValueText(StackAt(chart, i), false));
  }
  return svg;
}

}  // namespace

std::string ChartSnapshot(const PageChart& chart) {
  const bool lying = chart.shape == ChartShape::kLying;
  const double height = lying ? kLyingRow * static_cast<double>(chart.labels.size()) : kHeight;
  return fmt::format("<svg viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\">{}</svg>",
                     kWidth, height, lying ? Lying(chart) : Upright(chart));
}

}  // namespace caseclock
