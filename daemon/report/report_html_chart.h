/// @file
/// A line chart as inline SVG, readable on a telephone and in black on white.
///
/// Example: ChartSvg({.id = "t1", .title = "Referrals", .points = points}) is "<svg ...>" to "</svg>".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "processors/calendar/date.h"

namespace caseclock::report_html {

/// One point; without a value the line has a gap.
struct ChartPoint {
  Date at;
  std::optional<double> value;
};

/// A level across the chart. `style` is a class of the style sheet: its dashes tell the lines apart.
struct ChartLine {
  double value = 0;
  std::string style;
};

/// What is drawn. Texts are HTML.
struct Chart {
  std::string id = {};  ///< unique on the page
  std::string title = {};
  std::string description = {};  ///< what a reader who does not see it should know
  std::vector<ChartPoint> points = {};
  std::vector<ChartLine> lines = {};
  bool percent = false;                  ///< the axis may begin above 0, and ends at 100
  std::vector<std::size_t> marked = {};  ///< points with a ring and a number, from 1
};

/// "84.8%" or "1,204".
std::string ChartValueText(double value, bool percent);

/// The lowest value of the axis. Example: 60 for shares from 64 to 88.
double AxisBegin(const Chart& chart);

/// Requires: at least two points with a value.
std::string ChartSvg(const Chart& chart);

}  // namespace caseclock::report_html
