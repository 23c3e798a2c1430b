#include "daemon/page/page_chart.h"

#include "daemon/page/chart_snapshot.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

PageChart TwoWeeks() {
  return {.id = "drag-weeks",
          .heading = "Drag by week",
          .sentence = "Drag fell from 31 to 24 in 1 week.",
          .label_head = "Week to Sunday",
          .labels = {"5 Feb", "12 Feb"},
          .columns = {{.name = "In drag", .drawn = DrawnAs::kBar, .values = {31, 24}},
                      {.name = "Open", .values = {310, 1300}}}};
}

TEST(ChartHtmlTest, TheTableHasEveryNumberThatIsDrawn) {
  const std::string html = ChartHtml(TwoWeeks());
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\" data-draw=\"bar\" data-tone=\"1\">In drag</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">5 Feb</th><td>31</td><td>310</td>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">12 Feb</th><td>24</td><td>1,300</td>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Open</th>")) << "in the table only";
  EXPECT_THAT(html, HasSubstr("<p>Drag fell from 31 to 24 in 1 week.</p>"));
}

TEST(ChartHtmlTest, MarksAreAColumnOfWords) {
  PageChart chart = TwoWeeks();
  chart.marks = {"", "above the upper limit"};
  chart.mark_head = "Signal";
  EXPECT_THAT(ChartHtml(chart), HasSubstr("<th scope=\"col\" data-mark>Signal</th>"));
  EXPECT_THAT(ChartHtml(chart), HasSubstr("<td>above the upper limit</td></tr>"));
}

TEST(ChartHtmlTest, TextFromDataIsEscaped) {
  PageChart chart = TwoWeeks();
  chart.labels[0] = chart.heading = chart.sentence = chart.columns[0].name = "<b>&";
  chart.marks = {"<b>&", ""};
  EXPECT_THAT(ChartHtml(chart), Not(HasSubstr("<b>&")));
  chart.shape = ChartShape::kLying;
  EXPECT_THAT(ChartSnapshot(chart), Not(HasSubstr("<b>&")));
}

TEST(ChartHtmlTest, NothingToDrawIsASentence) {
  const std::string html = ChartHtml({.id = "a", .sentence = "Nothing is in drag."});
  EXPECT_THAT(html, HasSubstr("Nothing is in drag."));
  EXPECT_THAT(html, Not(HasSubstr("<table")));
}

TEST(ChartValueTextTest, PercentGroupsAndGaps) {
  EXPECT_EQ(ChartValueText(83.84, true), "83.8%");
  EXPECT_EQ(ChartValueText(1234, false), "1,234");
  EXPECT_EQ(ChartValueText(100.5, false), "100.5");
  EXPECT_EQ(ChartValueText(std::nullopt, true), "–");
}

TEST(ChartSnapshotTest, BarsAreAsHighAsTheirNumbers) {
  PageChart chart = TwoWeeks();
  chart.columns[0].values = {20, 10};
  const std::string svg = ChartSnapshot(chart);
  EXPECT_THAT(svg, HasSubstr("height=\"184.0\" class=\"t1\""));
  EXPECT_THAT(svg, HasSubstr("height=\"92.0\" class=\"t1\""));
}

TEST(ChartSnapshotTest, AMissingValueBreaksTheLine) {
  PageChart chart = TwoWeeks();
  chart.labels = {"Jan", "Feb", "Mar"};
  chart.columns = {{.name = "Share",
                    .drawn = DrawnAs::kLine,
                    .values = {80, std::nullopt, 90},
                    .percent = true}};
  const std::string svg = ChartSnapshot(chart);
  EXPECT_THAT(svg, HasSubstr("M153.3 196.0M542.7 12.0"));
  EXPECT_THAT(svg, HasSubstr(">90.0%<"));
}

TEST(ChartSnapshotTest, LyingBarsHaveTheirNamesAndSums) {
  PageChart chart = TwoWeeks();
  chart.shape = ChartShape::kLying;
  chart.stacked = true;
  chart.columns[1].drawn = DrawnAs::kBar;
  const std::string svg = ChartSnapshot(chart);
  EXPECT_THAT(svg, HasSubstr(">12 Feb</text>"));
  EXPECT_THAT(svg, HasSubstr(">1,324</text>"));
}

}  // namespace
}  // namespace caseclock
