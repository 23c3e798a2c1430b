#include "daemon/report/report_html_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock::report_html {
namespace {

using testing::HasSubstr;
using testing::Not;

Chart ChartOf(const std::vector<std::optional<double>>& values, bool percent = true) {
  Chart chart{.id = "c", .title = "Shares", .description = "Words.", .percent = percent};
  for (const auto& value : values) {
    const auto month = static_cast<int>(chart.points.size());
    chart.points.push_back({AddMonths(Date::FromYmd(2024, 1, 1), month), value});
  }
  return chart;
}

TEST(ReportChartTest, TheAxisOfSharesBeginsBelowTheLowest) {
  EXPECT_EQ(AxisBegin(ChartOf({64, 70, 88})), 60);
  EXPECT_EQ(AxisBegin(ChartOf({64, 70, 88}, false)), 0);
}

TEST(ReportChartTest, TheAxisOfSharesEndsAtAHundred) {
  const std::string svg = ChartSvg(ChartOf({99.5, 100}));
  EXPECT_THAT(svg, HasSubstr(">100%</text>"));
  EXPECT_THAT(svg, Not(HasSubstr(">102%</text>")));
}

TEST(ReportChartTest, EqualValuesStillHaveAnAxis) {
  EXPECT_THAT(ChartSvg(ChartOf({0, 0}, false)), Not(HasSubstr("nan")));
  EXPECT_THAT(ChartSvg(ChartOf({100, 100})), Not(HasSubstr("nan")));
}

TEST(ReportChartTest, AMissingMonthLeavesAGap) {
  const std::string svg = ChartSvg(ChartOf({50, 52, {}, 54, 56}));
  const std::string series = svg.substr(svg.find("class=\"series\""));
  const std::string path = series.substr(0, series.find("/>"));
  EXPECT_EQ(std::ranges::count(path, 'M'), 2);
  EXPECT_EQ(std::ranges::count(path, 'L'), 2);
}

TEST(ReportChartTest, AMonthAloneIsADot) {
  EXPECT_THAT(ChartSvg(ChartOf({50, {}, 52, {}, 54, 55})), HasSubstr("r=\"2.5\""));
}

TEST(ReportChartTest, TheNewestValueIsLabelled) {
  EXPECT_THAT(ChartSvg(ChartOf({50, 61.25, {}})), HasSubstr("class=\"newest\""));
  EXPECT_THAT(ChartSvg(ChartOf({50, 61.34, {}})), HasSubstr(">61.3%</text>"));
  EXPECT_THAT(ChartSvg(ChartOf({5, 1204}, false)), HasSubstr(">1,204</text>"));
}

TEST(ReportChartTest, LevelsAreWithinTheAxis) {
  Chart chart = ChartOf({64, 70});
  chart.lines = {{90, "target"}};
  const std::string svg = ChartSvg(chart);
  EXPECT_THAT(svg, HasSubstr("class=\"target\""));
  EXPECT_THAT(svg, HasSubstr(">90%</text>"));
}

TEST(ReportChartTest, SignalsAreNumbered) {
  Chart chart = ChartOf({5, 6, 40, 7}, false);
  chart.marked = {2, 99};
  const std::string svg = ChartSvg(chart);
  EXPECT_THAT(svg, HasSubstr("class=\"ring\""));
  EXPECT_THAT(svg, HasSubstr(">1</text>"));
  EXPECT_THAT(svg, Not(HasSubstr(">2</text>")));
}

}  // namespace
}  // namespace caseclock::report_html
