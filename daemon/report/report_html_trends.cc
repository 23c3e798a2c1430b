// The last 36 months of each indicator, as a drawing and as figures.
#include <algorithm>
#include <array>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_chart.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock::report_html {
namespace {

constexpr std::size_t kMonths = 36;

using Months = std::vector<const MonthPoint*>;

Months MonthsOf(const ReportPage& page, std::string_view indicator) {
  Months months;
  for (const MonthPoint& point : page.council.months) {
    if (point.indicator == indicator) months.push_back(&point);
  }
  if (months.size() > kMonths) months.erase(months.begin(), months.end() - kMonths);
  return months;
}

std::optional<double> ValueOf(const MonthPoint& point, bool count) {
  if (count) return static_cast<double>(point.numerator);
  if (point.denominator < kSmallDenominator) return std::nullopt;
  return 100.0 * static_cast<double>(point.numerator) / static_cast<double>(point.denominator);
}

std::string MonthYear(Date month) {
  return fmt::format("{} {}", MonthText(month), PartsOf(month).year);
}

double ValueOf(Level level) { return static_cast<double>(level.thousandths) / 1000; }

const AppliedComparator* ComparatorDrawn(const Judgement& judgement) {
  for (const ComparatorKind kind :
       {ComparatorKind::kStatisticalNeighbours, ComparatorKind::kNational}) {
    for (const AppliedComparator& one : judgement.comparators) {
      if (one.kind == kind && one.comparable) return &one;
    }
  }
  return nullptr;
}

// Target and others only where they are in the unit of the drawing.
void AddLevels(const ReportedIndicator& indicator, Chart& chart, std::string& legend) {
  const Judgement* judgement = indicator.judgement;
  const ValueUnit drawn = chart.percent ? ValueUnit::kPercent : ValueUnit::kCount;
  if (judgement == nullptr || judgement->unit != drawn) return;
  if (judgement->target) {
    chart.lines.push_back({ValueOf(judgement->target->low), "target"});
    legend += " Dashed: target " + LevelText(judgement->target->low, judgement->unit);
    if (judgement->target->high != judgement->target->low) {
      chart.lines.push_back({ValueOf(judgement->target->high), "target"});
      legend += " to " + LevelText(judgement->target->high, judgement->unit);
    }
    legend += ".";
  }
  if (const AppliedComparator* others = ComparatorDrawn(*judgement)) {
    chart.lines.push_back({ValueOf(others->value), "others"});
    legend += fmt::format(" Dotted: {} {}.", ComparatorKindText(others->kind),
                          LevelText(others->value, judgement->unit));
  }
}

// Requires: a point with a value.
std::string DescriptionOf(const Chart& chart) {
  std::vector<ChartPoint> known;
  for (const ChartPoint& point : chart.points) {
    if (point.value) known.push_back(point);
  }
  const auto [low, high] = std::ranges::minmax_element(known, {}, &ChartPoint::value);
  const auto at = [&](const ChartPoint& point) {
    return ChartValueText(*point.value, chart.percent) + " in " + MonthYear(point.at);
  };
  return fmt::format("{} at first, {} at last; lowest {}, highest {}. The table has every month.",
                     at(known.front()), at(known.back()), at(*low), at(*high));
}

std::string CellText(const MonthPoint* point, bool count) {
  if (point == nullptr) return NothingHtml();
  if (count) return GroupedText(point->numerator);
  if (point->denominator == 0) return NothingHtml();
  if (point->denominator < kSmallDenominator) {
    return fmt::format("<small>{} of {}</small>", point->numerator, point->denominator);
  }
  std::string share = PercentText(point->numerator, point->denominator);
  share.pop_back();  // the heading says per cent
  return share;
}

const MonthPoint* Find(const Months& months, Date month) {
  const auto found = std::ranges::find(months, month, &MonthPoint::month);
  return found == months.end() ? nullptr : *found;
}

// Months down, reporting years across: the same month of other years stands beside it.
std::string MonthTable(const Months& months, const std::string& title, bool count) {
  std::vector<Column> columns = {{"Month"}};
  std::vector<Date> years;
  for (Date year = ReportingYearStart(months.front()->month); year <= months.back()->month;
       year = AddMonths(year, 12)) {
    years.push_back(year);
    columns.push_back({ReportingYearText(year)});
  }
  std::string html = TableBegin("months",
                                fmt::format("{}<span class=\"unseen\">: {}</span>",
                                            count ? "By month" : "By month, per cent", title),
                                columns);
  for (int month = 0; month < 12; ++month) {
    html += "<tr>" + RowHead(std::string(MonthText(AddMonths(years.front(), month))));
    for (const Date year : years) {
      html += NumberCell(CellText(Find(months, AddMonths(year, month)), count));
    }
    html += "</tr>\n";
  }
  return html + TableEnd();
}

std::string ChartHtml(const ReportedIndicator& indicator, const Months& months, bool count,
                      const std::string& id) {
  Chart chart{.id = id, .title = TitleHtml(indicator), .percent = !count};
  for (const MonthPoint* point : months) {
    chart.points.push_back({point->month, ValueOf(*point, count)});
  }
  const auto known = [](const ChartPoint& point) { return point.value.has_value(); };
  if (std::ranges::count_if(chart.points, known) < 2) {
    return "<p class=\"drawing\">Too few months have ten or more for a drawing.</p>\n";
  }
  std::string legend =
      count ? "Number by month." : "Share by month; gaps where it is of fewer than 10.";
  AddLevels(indicator, chart, legend);
  chart.description = DescriptionOf(chart);
  if (AxisBegin(chart) > 0) {
    legend += " The axis begins at " + fmt::format("{:.0f}%.", AxisBegin(chart));
  }
  return "<figure class=\"drawing\">" + ChartSvg(chart) + "<figcaption>" + legend +
         "</figcaption></figure>\n";
}

std::string TrendHtml(const ReportPage& page, const ReportedIndicator& indicator,
                      const std::string& id) {
  const Months months = MonthsOf(page, indicator.id);
  const std::string weeks = WeeksHtml(page, indicator, id + "-weeks");
  if (months.empty() && weeks.empty()) return "";
  std::string html = fmt::format(
      "<article class=\"trend\" aria-labelledby=\"{0}-heading\">\n<h3 "
      "id=\"{0}-heading\">{1}</h3>\n",
      id, TitleHtml(indicator));
  if (!months.empty()) {
    const bool count = IsCount(indicator);
    html += "<div class=\"pair\">\n" + ChartHtml(indicator, months, count, id) +
            MonthTable(months, TitleHtml(indicator), count) + "</div>\n" +
            MonthSignalsHtml(page, indicator);
  }
  return html + weeks + "</article>\n";
}

// A month that is not over looks like a fall.
std::string MonthNotOver(Date as_of) {
  if (as_of == LastDayOfMonth(as_of)) return "";
  return fmt::format(" {} is up to {} only.", MonthYear(as_of), ShortDateText(as_of));
}

}  // namespace

std::string TrendsHtml(const ReportPage& page) {
  std::string html;
  for (std::size_t i = 0; i < page.indicators.size(); ++i) {
    html += TrendHtml(page, page.indicators[i], fmt::format("trend-{}", i + 1));
  }
  if (html.empty()) html = "<p>There are no months to show yet.</p>\n";
  return AnnexBegin("trends", "B", "trends") +
         "<p class=\"note\">Months as they stand now: late and corrected entries change earlier "
         "months." +
         MonthNotOver(page.council.as_of) + "</p>\n" + html + AnnexEnd();
}

}  // namespace caseclock::report_html
