/// @file
/// A chart as HTML that says the same three times: a sentence, a drawing, and a table of the numbers. The script draws
/// the chart from that very table, so they cannot disagree; where scripts are off a simple drawing of the server stands
/// there.
///
/// Example: a column {"In drag", DrawnAs::kBar, 1, {31, 24}} with labels {"5 Feb", "12 Feb"} is two bars, and the rows
/// "5 Feb | 31" and "12 Feb | 24" in the table below.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace caseclock {

/// How a column of the table is drawn.
enum class DrawnAs {
  kNothing,  ///< in the table only
  kBar,
  kLine,
  kLevel,  ///< a dashed line of one value: a target, a limit
};

/// One column of numbers. Names are plain text.
struct ChartColumn {
  std::string name = {};
  DrawnAs drawn = DrawnAs::kNothing;
  int tone = 1;  ///< its colour and pattern, 1 to kChartTones
  std::vector<std::optional<double>> values = {};
  bool percent = false;  ///< "83.8%"; else a number, with a decimal where it has one
};
/// Colours with patterns that the style has.
inline constexpr int kChartTones = 6;

/// Which way the bars go.
enum class ChartShape { kUpright, kLying };

/// A chart and its table: as many values in each column as there are labels. Texts are plain.
struct PageChart {
  std::string id = {};          ///< of the element, below "chart-"; of letters and "-"
  std::string heading = {};     ///< of the table, and of the chart where `titled`
  std::string sentence = {};    ///< what the chart shows
  std::string label_head = {};  ///< heading of the labels: "Month"
  ChartShape shape = ChartShape::kUpright;
  bool stacked = false;
  bool titled = true;  ///< false: a heading stands before it already
  std::vector<std::string> labels = {};
  std::vector<ChartColumn> columns = {};
  std::vector<std::string> marks =
      {};                      ///< what is special of a row, "" nothing; empty: no such column
  std::string mark_head = {};  ///< heading of that column: "Signal"
};

/// The whole figure. Only the sentence where there is no row.
std::string ChartHtml(const PageChart& chart);

/// A value as the table has it; nullopt as "–".
std::string ChartValueText(std::optional<double> value, bool percent);

}  // namespace caseclock
