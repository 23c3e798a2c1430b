// The weeks of a flow with their mean and limits, and the signals that are more than chance.
#include <algorithm>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_chart.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock::report_html {
namespace {

constexpr std::size_t kWeeksInRow = 13;

using Weeks = std::vector<const WeekPoint*>;

// The weeks of the control chart, which counts its points from its first.
Weeks WeeksOf(const ReportPage& page, const FlowChart& flow) {
  Weeks weeks;
  for (const WeekPoint& week : page.council.weeks) {
    if (week.indicator == flow.indicator && week.monday >= flow.first) weeks.push_back(&week);
  }
  return weeks;
}

const FlowChart* ChartOf(const ReportPage& page, std::string_view indicator) {
  for (const FlowChart& chart : page.council.charts) {
    if (chart.indicator == indicator && chart.step == Window::kWeek) return &chart;
  }
  return nullptr;
}

std::string SignalText(const Signal& signal) {
  switch (signal.rule) {
    case SignalRule::kOutsideLimits:
      return signal.up ? "above the upper limit" : "below the lower limit";
    case SignalRule::kSevenOneSide:
      return signal.up ? "the seventh week in a row above the mean"
                       : "the seventh week in a row below the mean";
    case SignalRule::kSevenTrending:
      return signal.up ? "seven weeks rising" : "seven weeks falling";
    case SignalRule::kTwoOfThreeFar:
      return signal.up ? "two of three weeks far above the mean"
                       : "two of three weeks far below the mean";
  }
  return "";
}

// Signals by (point, rule): those of one week share a number. The points are the weeks of the view.
std::string SignalsHtml(const ControlChart& control, const Weeks& weeks, Chart& chart) {
  std::string items;
  for (const Signal& signal : control.signals) {
    if (signal.point >= weeks.size()) continue;
    const bool same_week = !chart.marked.empty() && chart.marked.back() == signal.point;
    if (same_week) {
      items += "; " + SignalText(signal);
      continue;
    }
    chart.marked.push_back(signal.point);
    items += fmt::format("{}<li>Week from {}, {}: {}", items.empty() ? "" : ".</li>\n",
                         ShortDateText(weeks[signal.point]->monday),
                         GroupedText(weeks[signal.point]->count), SignalText(signal));
  }
  if (items.empty())
    return "<p class=\"note\">No signal: the weeks differ no more than by chance.</p>\n";
  return "<p class=\"note\">Signals, numbered as in the drawing:</p>\n<ol class=\"signals\">" +
         items + ".</li></ol>\n";
}

std::string WeekTable(const Weeks& weeks, const std::string& title) {
  std::vector<Column> columns = {{"From"}};
  for (std::size_t i = 1; i <= kWeeksInRow; ++i) {
    columns.push_back({fmt::format("<span class=\"unseen\">week </span>{}", i)});
  }
  std::string html = TableBegin("weeks", "By week, thirteen in a row", columns);
  for (std::size_t i = 0; i < weeks.size(); i += kWeeksInRow) {
    html += "<tr>" + RowHead(ShortDateText(weeks[i]->monday));
    for (std::size_t j = i; j < i + kWeeksInRow; ++j) {
      html += NumberCell(j < weeks.size() ? GroupedText(weeks[j]->count) : NothingHtml());
    }
    html += "</tr>\n";
  }
  return Scrollable("By week: " + title, html + TableEnd());
}

}  // namespace

std::string WeeksHtml(const ReportPage& page, const ReportedIndicator& indicator,
                      const std::string& id) {
  const FlowChart* flow = ChartOf(page, indicator.id);
  if (flow == nullptr) return "";
  const Weeks weeks = WeeksOf(page, *flow);
  if (weeks.size() < 2) return "";
  const ControlChart& control = flow->chart;
  Chart chart{.id = id, .title = TitleHtml(indicator) + " by week"};
  for (const WeekPoint* week : weeks) {
    chart.points.push_back({week->monday, static_cast<double>(week->count)});
  }
  chart.lines = {{control.mean, "mean"}, {control.lower, "limit"}, {control.upper, "limit"}};
  const std::string levels = fmt::format("mean {:.1f}, limits {:.1f} and {:.1f}", control.mean,
                                         control.lower, control.upper);
  const std::string signals = SignalsHtml(control, weeks, chart);
  chart.description = fmt::format("{} weeks; {}; {}. The table has every week.", weeks.size(),
                                  levels, Plural(std::ssize(chart.marked), "signal", "signals"));
  return "<div class=\"pair\">\n<figure class=\"drawing\">" + ChartSvg(chart) +
         "<figcaption>Number by week. Solid: " + levels +
         " (dashed).</figcaption></figure>\n<div>" + signals + "</div>\n</div>\n" +
         WeekTable(weeks, TitleHtml(indicator));
}

}  // namespace caseclock::report_html
