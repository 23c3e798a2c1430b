#include "daemon/page/page_chart.h"

#include <cmath>
#include <cstdint>

#include "daemon/page/chart_snapshot.h"
#include "daemon/page/page_indicators.h"
#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

const char* DrawName(DrawnAs drawn) {
  switch (drawn) {
    case DrawnAs::kNothing: return "";
    case DrawnAs::kBar: return "bar";
    case DrawnAs::kLine: return "line";
    case DrawnAs::kLevel: return "level";
  }
  return "";
}

std::string ColumnHead(const ChartColumn& column) {
  const std::string drawn =
      column.drawn == DrawnAs::kNothing
          ? ""
          : fmt::format(" data-draw=\"{}\" data-tone=\"{}\"", DrawName(column.drawn), column.tone);
  return fmt::format("<th scope=\"col\"{}>{}</th>", drawn, HtmlEscaped(column.name));
}

std::string ValueCell(std::optional<double> value, bool percent) {
  return value ? "<td>" + ChartValueText(value, percent) + "</td>"
               : "<td>" + NothingHtml() + "</td>";
}

std::string TableHtml(const PageChart& chart) {
  std::string html = fmt::format(
      "<table class=\"numbers\"><caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>",
      HtmlEscaped(chart.heading), HtmlEscaped(chart.label_head));
  for (const ChartColumn& column : chart.columns) html += ColumnHead(column);
  if (!chart.marks.empty()) {
    html += fmt::format("<th scope=\"col\" data-mark>{}</th>", HtmlEscaped(chart.mark_head));
  }
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < chart.labels.size(); ++i) {
    html += fmt::format("<tr><th scope=\"row\">{}</th>", HtmlEscaped(chart.labels[i]));
    for (const ChartColumn& column : chart.columns) {
      html += ValueCell(column.values[i], column.percent);
    }
    if (!chart.marks.empty()) html += "<td>" + HtmlEscaped(chart.marks[i]) + "</td>";
    html += "</tr>\n";
  }
  return html + "</tbody></table>";
}

std::string CaptionHtml(const PageChart& chart) {
  return fmt::format("<figcaption>{}<p>{}</p></figcaption>\n",
                     chart.titled ? "<h3>" + HtmlEscaped(chart.heading) + "</h3>" : "",
                     HtmlEscaped(chart.sentence));
}

}  // namespace

std::string ChartValueText(std::optional<double> value, bool percent) {
  if (!value) return "–";
  if (percent) return fmt::format("{:.1f}%", *value);
  const double rounded = std::round(*value);
  if (std::abs(*value - rounded) < 0.05) return GroupedText(static_cast<std::int64_t>(rounded));
  return fmt::format("{:.1f}", *value);
}

std::string ChartHtml(const PageChart& chart) {
  if (chart.labels.empty()) return "<figure class=\"chart\">" + CaptionHtml(chart) + "</figure>\n";
  return fmt::format(
      "<figure class=\"chart {0}\" id=\"chart-{1}\" data-shape=\"{0}\"{2}>\n{3}"
      "<div class=\"plot\"><div class=\"canvas\" data-keep></div>{4}</div>\n"
      "<details><summary>Show the data<span class=\"unseen\"> of {5}</span></summary>\n"
      "<div class=\"scroll\" role=\"region\" aria-label=\"The data of {5}\" "
      "tabindex=\"0\">{6}</div></details>\n</figure>\n",
      chart.shape == ChartShape::kLying ? "lying" : "upright", chart.id,
      chart.stacked ? " data-stacked" : "", CaptionHtml(chart), ChartSnapshot(chart),
      HtmlEscaped(chart.heading), TableHtml(chart));
}

}  // namespace caseclock
