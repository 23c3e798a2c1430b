#include "daemon/page/trend_charts.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "daemon/page/page_indicators.h"
#include "daemon/page/page_judgement.h"
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

bool AddsUpByDay(const IndicatorText& text) { return text.kind == "flow"; }

// The first month in which anything was counted: before it the months are not empty but unknown. What is open says
// nothing of it, since an export also lists what began long before its time.
std::optional<Date> FirstKnownMonth(const AuthorityView& view, const IndicatorTexts& texts) {
  std::optional<Date> first;
  for (const MonthPoint& point : view.months) {
    if (first && *first <= point.month) continue;
    const IndicatorText text = TextOf(texts, point.indicator);
    const bool counted = text.figure == FigureKind::kShare
                             ? point.denominator > 0
                             : AddsUpByDay(text) && point.numerator > 0;
    if (counted) first = point.month;
  }
  return first;
}

std::vector<const MonthPoint*> MonthsOf(const AuthorityView& view, const IndicatorTexts& texts,
                                        const std::string& indicator) {
  std::vector<const MonthPoint*> months;
  const auto first = FirstKnownMonth(view, texts);
  for (const MonthPoint& point : view.months) {
    const bool known = !first || *first <= point.month;
    if (known && point.indicator == indicator) months.push_back(&point);
  }
  if (months.size() > kTrendChartMonths) {
    months.erase(months.begin(), months.end() - static_cast<int>(kTrendChartMonths));
  }
  return months;
}

std::string MonthName(Date month) {
  return fmt::format("{} {}", MonthText(month), PartsOf(month).year);
}

std::optional<double> ValueOf(const MonthPoint& point, FigureKind figure) {
  if (figure == FigureKind::kCount) return static_cast<double>(point.numerator);
  if (point.denominator < kSmallDenominator) return std::nullopt;
  return 100.0 * static_cast<double>(point.numerator) / static_cast<double>(point.denominator);
}

// A line of one value over the whole chart.
ChartColumn LevelColumn(std::string name, double value, int tone, std::size_t rows, bool percent) {
  return {.name = std::move(name),
          .drawn = DrawnAs::kLevel,
          .tone = tone,
          .values = std::vector<std::optional<double>>(rows, value),
          .percent = percent};
}

double LevelValue(Level level) { return static_cast<double>(level.thousandths) / 1000; }

std::string ComparatorName(const AppliedComparator& comparator) {
  std::string name = comparator.kind == ComparatorKind::kNational ? "National" : "Neighbours";
  return fmt::format("{} {}", name, report_html::ReportingYearText(comparator.period.last));
}

// Only what is in the chart's own unit can be a line in it.
void AddLevels(const Judgement& judged, FigureKind figure, PageChart& chart) {
  const bool percent = figure == FigureKind::kShare;
  if (judged.unit != (percent ? ValueUnit::kPercent : ValueUnit::kCount)) return;
  const std::size_t rows = chart.labels.size();
  if (judged.target) {
    const AppliedTarget& target = *judged.target;
    const bool band = target.low != target.high;
    chart.columns.push_back(
        LevelColumn(band ? "Target from" : "Target", LevelValue(target.low), 6, rows, percent));
    if (band) {
      chart.columns.push_back(LevelColumn("Target to", LevelValue(target.high), 6, rows, percent));
    }
  }
  for (const AppliedComparator& each : judged.comparators) {
    const bool shown = each.kind == ComparatorKind::kStatisticalNeighbours ||
                       each.kind == ComparatorKind::kNational;
    if (!shown || !each.comparable) continue;
    const int tone = each.kind == ComparatorKind::kNational ? 3 : 2;
    chart.columns.push_back(
        LevelColumn(ComparatorName(each), LevelValue(each.value), tone, rows, percent));
  }
}

// Against the same month a year before, in words.
std::string AgainstYearBefore(const ChartColumn& column, const PageChart& chart) {
  const std::size_t last = column.values.size() - 1;
  if (last < 12 || !column.values[last] || !column.values[last - 12]) return "";
  const double change = *column.values[last] - *column.values[last - 12];
  const bool same = std::abs(change) < 0.05;
  const std::string size = column.percent ? fmt::format("{:.1f} points", std::abs(change))
                                          : ChartValueText(std::abs(change), false);
  return same ? fmt::format(", as in {}", chart.labels[last - 12])
              : fmt::format(", {} {} {}", size, change > 0 ? "above" : "below",
                            chart.labels[last - 12]);
}

std::vector<double> Known(const std::vector<std::optional<double>>& values) {
  std::vector<double> known;
  for (const auto& value : values) {
    if (value) known.push_back(*value);
  }
  return known;
}

// A count that grows with each day of its month: compared with whole months it would always have fallen.
std::string PartOfMonthSentence(const ChartColumn& column, const PageChart& chart) {
  std::string now =
      fmt::format("{} in {}", ChartValueText(column.values.back(), false), chart.labels.back());
  const std::size_t before = column.values.size() - 1;
  if (before > 0) {
    const auto [low, high] =
        std::ranges::minmax(Known({column.values.begin(), --column.values.end()}));
    now += fmt::format("; from {} to {} over the {} month{} before", ChartValueText(low, false),
                       ChartValueText(high, false), before, before == 1 ? "" : "s");
  }
  return now + ". Months are as known today.";
}

std::string TrendSentence(const ChartColumn& column, const PageChart& chart) {
  const std::vector<double> known = Known(column.values);
  if (known.empty()) return "No month has enough to show.";
  const auto [low, high] = std::ranges::minmax(known);
  const std::size_t last = column.values.size() - 1;
  return fmt::format(
      "{}{} in {}{}; from {} to {} over {} month{}. Months are as known today.",
      ChartValueText(column.values[last], column.percent), column.values[last] ? "" : " (too few)",
      chart.labels[last], AgainstYearBefore(column, chart), ChartValueText(low, column.percent),
      ChartValueText(high, column.percent), column.values.size(), last == 0 ? "" : "s");
}

void AddCounts(const std::vector<const MonthPoint*>& months, const IndicatorText& text,
               PageChart& chart) {
  if (text.figure != FigureKind::kShare) return;
  ChartColumn counted = {.name = "Counted"};
  ChartColumn of = {.name = "Of"};
  ChartColumn drag = {.name = "Overdue at the end of the month"};
  for (const MonthPoint* point : months) {
    counted.values.push_back(static_cast<double>(point->numerator));
    of.values.push_back(static_cast<double>(point->denominator));
    drag.values.push_back(static_cast<double>(point->drag_at_end));
  }
  chart.columns.insert(chart.columns.end(), {counted, of, drag});
}

const FlowChart* WeeklyChart(const AuthorityView& view) {
  const auto found = std::ranges::find(view.charts, Window::kWeek, &FlowChart::step);
  return found == view.charts.end() ? nullptr : &*found;
}

std::vector<std::string> SignalMarks(const FlowChart& flow) {
  std::vector<std::string> marks(flow.points);
  for (const Signal& signal : flow.chart.signals) {
    if (signal.point >= marks.size()) continue;
    marks[signal.point] += (marks[signal.point].empty() ? "" : "; ") + SignalText(signal, "week");
  }
  return marks;
}

std::string ArrivalsSentence(const FlowChart& flow, const PageChart& chart, double last) {
  const std::string& mark = chart.marks.back();
  return fmt::format(
      "{} in the week from {}; {} a week on average, {} to {} is usual. {}",
      ChartValueText(last, false), chart.labels.back(), ChartValueText(flow.chart.mean, false),
      ChartValueText(flow.chart.lower, false), ChartValueText(flow.chart.upper, false),
      mark.empty() ? "No signal in the last week." : "Signal in the last week: " + mark + ".");
}

}  // namespace

std::string TrendIndicator(const AuthorityView& view, std::string_view asked) {
  for (const MonthPoint& point : view.months) {
    if (point.indicator == asked) return point.indicator;
  }
  return view.months.empty() ? "" : view.months.front().indicator;
}

PageChart TrendChart(const AuthorityView& view, const IndicatorTexts& texts,
                     const std::string& indicator) {
  const IndicatorText text = TextOf(texts, indicator);
  const auto months = MonthsOf(view, texts, indicator);
  PageChart chart = {.id = "trend",
                     .heading = "By month: " + text.title,
                     .sentence = "There are no months yet.",
                     .label_head = "Month"};
  const bool percent = text.figure == FigureKind::kShare;
  ChartColumn column = {
      .name = percent ? "Share" : "Count", .drawn = DrawnAs::kLine, .tone = 5, .percent = percent};
  for (const MonthPoint* point : months) {
    chart.labels.push_back(MonthName(point->month));
    column.values.push_back(ValueOf(*point, text.figure));
  }
  if (months.empty()) return chart;
  const Date last = months.back()->month;
  const bool so_far = last == FirstDayOfMonth(view.as_of) && view.as_of != LastDayOfMonth(last);
  if (so_far) chart.labels.back() += " so far";
  chart.sentence = so_far && AddsUpByDay(text) ? PartOfMonthSentence(column, chart)
                                               : TrendSentence(column, chart);
  chart.columns.push_back(std::move(column));
  if (const Judgement* judged = FindJudgement(view, indicator, kWholeAuthority)) {
    AddLevels(*judged, text.figure, chart);
  }
  AddCounts(months, text, chart);
  return chart;
}

std::string TrendChooser(const AuthorityView& view, const IndicatorTexts& texts,
                         const std::string& chosen) {
  std::string html = fmt::format(
      "<form id=\"choose\" method=\"get\" action=\"./\"><input type=\"hidden\" name=\"authority\" "
      "value=\"{}\">\n<label for=\"indicator\">Indicator</label> <select id=\"indicator\" "
      "name=\"indicator\">\n",
      HtmlEscaped(view.authority));
  std::string last;
  for (const MonthPoint& point : view.months) {
    if (point.indicator == last) continue;
    last = point.indicator;
    html += fmt::format("<option value=\"{}\"{}>{}</option>\n", HtmlEscaped(last),
                        last == chosen ? " selected" : "", HtmlEscaped(TextOf(texts, last).title));
  }
  return html + "</select> <button>Show</button></form>\n";
}

PageChart ArrivalsChart(const AuthorityView& view, const IndicatorTexts& texts) {
  PageChart chart = {.id = "arrivals", .heading = "By week", .label_head = "Week from"};
  const FlowChart* flow = WeeklyChart(view);
  chart.sentence = "There are too few weeks for a chart yet.";
  if (flow == nullptr) return chart;
  chart.heading = TextOf(texts, flow->indicator).title + " by week";
  chart.mark_head = "Signal";
  ChartColumn count = {.name = "Count", .drawn = DrawnAs::kLine, .tone = 5};
  for (const WeekPoint& week : view.weeks) {
    if (week.indicator != flow->indicator || week.monday < flow->first) continue;
    if (chart.labels.size() == flow->points) break;
    chart.labels.push_back(ShortDateText(week.monday));
    count.values.push_back(static_cast<double>(week.count));
  }
  if (chart.labels.empty()) return chart;
  const std::size_t rows = chart.labels.size();
  chart.marks = SignalMarks(*flow);
  chart.marks.resize(rows);
  chart.sentence = ArrivalsSentence(*flow, chart, *count.values.back());
  chart.columns = {std::move(count), LevelColumn("Mean", flow->chart.mean, 6, rows, false),
                   LevelColumn("Upper limit", flow->chart.upper, 3, rows, false),
                   LevelColumn("Lower limit", flow->chart.lower, 3, rows, false)};
  return chart;
}

}  // namespace caseclock
