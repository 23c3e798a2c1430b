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

const FlowChart* ChartOf(const ReportPage& page, std::string_view indicator, Window step) {
  for (const FlowChart& chart : page.council.charts) {
    if (chart.indicator == indicator && chart.step == step) return &chart;
  }
  return nullptr;
}

std::string SignalText(const Signal& signal, const char* step) {
  switch (signal.rule) {
    case SignalRule::kOutsideLimits:
      return signal.up ? "above the upper limit" : "below the lower limit";
    case SignalRule::kSevenOneSide:
      return fmt::format("the seventh {} or more in a row {} the mean", step,
                         signal.up ? "above" : "below");
    case SignalRule::kSevenTrending:
      return fmt::format("the seventh {} or more in a row {}", step,
                         signal.up ? "rising" : "falling");
    case SignalRule::kTwoOfThreeFar:
      return fmt::format("two of three {}s far {} the mean", step, signal.up ? "above" : "below");
  }
  return "";
}

// One sentence for each point that has signals, in their order.
struct SignalledPoint {
  std::size_t point = 0;
  std::string words;
};

std::vector<SignalledPoint> SignalledPoints(const ControlChart& control, std::size_t points,
                                            const char* step) {
  std::vector<SignalledPoint> found;
  for (const Signal& signal : control.signals) {
    if (signal.point >= points) continue;
    if (!found.empty() && found.back().point == signal.point) {
      found.back().words += "; " + SignalText(signal, step);
    } else {
      found.push_back({signal.point, SignalText(signal, step)});
    }
  }
  return found;
}

std::string SignalsHtml(const ControlChart& control, const Weeks& weeks, Chart& chart) {
  std::string items;
  for (const SignalledPoint& found : SignalledPoints(control, weeks.size(), "week")) {
    const WeekPoint& week = *weeks[found.point];
    chart.marked.push_back(found.point);
    items += fmt::format("<li>Week from {}, {}: {}.</li>\n", ShortDateText(week.monday),
                         GroupedText(week.count), found.words);
  }
  if (items.empty()) {
    return "<p class=\"note\">No signal: the weeks differ no more than by chance.</p>\n";
  }
  return "<p class=\"note\">Signals, numbered as in the drawing:</p>\n<ol class=\"signals\">" +
         items + "</ol>\n";
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

std::string MonthSignalsHtml(const ReportPage& page, const ReportedIndicator& indicator) {
  const FlowChart* flow = ChartOf(page, indicator.id, Window::kMonth);
  if (flow == nullptr) return "";
  std::string text;
  for (const SignalledPoint& found : SignalledPoints(flow->chart, flow->points, "month")) {
    const Date month = AddMonths(flow->first, static_cast<int>(found.point));
    text += fmt::format("{} {} {}: {}", text.empty() ? "" : ".", MonthText(month),
                        PartsOf(month).year, found.words);
  }
  return text.empty() ? "" : "<p class=\"note\">Signals by month:" + text + ".</p>\n";
}

std::string WeeksHtml(const ReportPage& page, const ReportedIndicator& indicator,
                      const std::string& id) {
  const FlowChart* flow = ChartOf(page, indicator.id, Window::kWeek);
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
