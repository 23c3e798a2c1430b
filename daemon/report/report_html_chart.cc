#include "daemon/report/report_html_chart.h"

#include <algorithm>
#include <cmath>

#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock::report_html {
namespace {

// The drawing's own units; the style sheet gives it its size.
constexpr double kWidth = 420;
constexpr double kHeight = 200;
constexpr double kLeft = 46;
constexpr double kRight = 362;  // the newest value stands to the right of it
constexpr double kTop = 12;
constexpr double kBottom = 172;
constexpr int kWantedSteps = 4;
constexpr std::size_t kWantedLabels = 6;

struct Axis {
  double low = 0;
  double high = 1;
  double step = 1;
};

// 1, 2 or 5 times a power of ten.
double NiceStep(double span) {
  const double rough = std::max(span / kWantedSteps, 0.01);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (rough <= factor * power) return factor * power;
  }
  return 10 * power;
}

Axis AxisOf(const Chart& chart) {
  std::vector<double> values;
  for (const ChartPoint& point : chart.points) {
    if (point.value) values.push_back(*point.value);
  }
  for (const ChartLine& line : chart.lines) values.push_back(line.value);
  const double lowest = chart.percent ? *std::ranges::min_element(values) : 0.0;
  const double highest = *std::ranges::max_element(values);
  const double step = std::max(NiceStep(highest - lowest), chart.percent ? 2.0 : 1.0);
  Axis axis{std::floor(lowest / step) * step, std::ceil(highest / step) * step, step};
  if (axis.high <= axis.low) axis.high = axis.low + step;
  return axis;
}

double X(const Chart& chart, std::size_t index) {
  const auto last = static_cast<double>(std::max<std::size_t>(chart.points.size() - 1, 1));
  return kLeft + (kRight - kLeft) * static_cast<double>(index) / last;
}

double Y(const Axis& axis, double value) {
  return kBottom - (kBottom - kTop) * (value - axis.low) / (axis.high - axis.low);
}

std::string Grid(const Axis& axis, bool percent) {
  std::string svg;
  for (double value = axis.low; value <= axis.high + axis.step / 2; value += axis.step) {
    const double y = Y(axis, value);
    svg += fmt::format(
        "<path class=\"grid\" d=\"M{0} {1:.1f}H{2}\"/><text x=\"{3}\" y=\"{4:.1f}\" "
        "text-anchor=\"end\">{5}{6}</text>",
        kLeft, y, kRight, kLeft - 6, y + 4, GroupedText(std::llround(value)), percent ? "%" : "");
  }
  return svg;
}

bool IsLabelled(const Chart& chart, std::size_t index) {
  const std::size_t count = chart.points.size();
  const std::size_t every = (count + kWantedLabels - 1) / kWantedLabels;
  return (count - 1 - index) % every == 0;
}

std::string Dates(const Chart& chart) {
  std::string svg;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    if (!IsLabelled(chart, i)) continue;
    const Date at = chart.points[i].at;
    svg += fmt::format(
        "<path class=\"grid\" d=\"M{0:.1f} {1}v4\"/><text x=\"{0:.1f}\" y=\"{2}\" "
        "text-anchor=\"middle\">{3} {4:02}</text>",
        X(chart, i), kBottom, kBottom + 18, MonthText(at), PartsOf(at).year % 100);
  }
  return svg;
}

// A line for each run of points that have a value; a dot for one alone, which a line would not show.
std::string Line(const Chart& chart, const Axis& axis) {
  std::string path;
  std::string dots;
  bool pen_down = false;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const auto& value = chart.points[i].value;
    if (value) {
      path += fmt::format("{}{:.1f} {:.1f}", pen_down ? "L" : "M", X(chart, i), Y(axis, *value));
      const bool alone = !pen_down && (i + 1 == chart.points.size() || !chart.points[i + 1].value);
      if (alone) {
        dots += fmt::format("<circle class=\"dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.5\"/>",
                            X(chart, i), Y(axis, *value));
      }
    }
    pen_down = value.has_value();
  }
  return "<path class=\"series\" d=\"" + path + "\"/>" + dots;
}

std::string Newest(const Chart& chart, const Axis& axis) {
  for (std::size_t i = chart.points.size(); i-- > 0;) {
    if (!chart.points[i].value) continue;
    const double x = X(chart, i);
    const double y = Y(axis, *chart.points[i].value);
    return fmt::format(
        "<circle class=\"dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.5\"/><text class=\"newest\" "
        "x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
        x, y, x + 7, y + 4, ChartValueText(*chart.points[i].value, chart.percent));
  }
  return "";
}

std::string Levels(const Chart& chart, const Axis& axis) {
  std::string svg;
  for (const ChartLine& line : chart.lines) {
    svg += fmt::format("<path class=\"{}\" d=\"M{} {:.1f}H{}\"/>", line.style, kLeft,
                       Y(axis, line.value), kRight);
  }
  return svg;
}

std::string Marks(const Chart& chart, const Axis& axis) {
  std::string svg;
  for (std::size_t i = 0; i < chart.marked.size(); ++i) {
    const std::size_t point = chart.marked[i];
    if (point >= chart.points.size() || !chart.points[point].value) continue;
    const double x = X(chart, point);
    const double y = Y(axis, *chart.points[point].value);
    svg += fmt::format(
        "<circle class=\"ring\" cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"6\"/><text class=\"mark\" "
        "x=\"{0:.1f}\" y=\"{2:.1f}\" text-anchor=\"middle\">{3}</text>",
        x, y, y < kTop + 16 ? y + 20 : y - 9, i + 1);
  }
  return svg;
}

}  // namespace

std::string ChartValueText(double value, bool percent) {
  return percent ? fmt::format("{:.1f}%", value) : GroupedText(std::llround(value));
}

double AxisBegin(const Chart& chart) { return AxisOf(chart).low; }

std::string ChartSvg(const Chart& chart) {
  const Axis axis = AxisOf(chart);
  return fmt::format(
             "<svg role=\"img\" aria-labelledby=\"{0}-title {0}-text\" viewBox=\"0 0 {1} {2}\">"
             "<title id=\"{0}-title\">{3}</title><desc id=\"{0}-text\">{4}</desc>\n",
             chart.id, kWidth, kHeight, chart.title, chart.description) +
         Grid(axis, chart.percent) + Dates(chart) + Levels(chart, axis) + Line(chart, axis) +
         Newest(chart, axis) + Marks(chart, axis) + "</svg>\n";
}

}  // namespace caseclock::report_html
