#include "daemon/page/trend_charts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/support/invented_judgement.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

class TrendChartsTest : public testing::Test {
 protected:
  TrendChartsTest() {
    view_.as_of = Date::FromYmd(2024, 3, 20);
    for (int back = 12; back >= 0; --back) {
      const std::int64_t in_time = back == 1 ? 4 : 80 + (back == 0 ? 5 : 0);
      view_.months.push_back(
          {"a", AddMonths(Date::FromYmd(2024, 3, 1), -back), in_time, back == 1 ? 9 : 100, 30, 3});
    }
    view_.judgements.push_back(FullJudgement("a", kWholeAuthority));
  }
  PageChart Chart() const { return TrendChart(view_, texts_, "a"); }

  AuthorityView view_;
  IndicatorTexts texts_ = {{.id = "a", .title = "Assessments in time"},
                           {.id = "n", .title = "Referrals", .figure = FigureKind::kCount}};
};

TEST_F(TrendChartsTest, SaysTheLastMonthAndTheYearBefore) {
  EXPECT_EQ(Chart().sentence,
            "85.0% in Mar 2024 so far, 5.0 points above Mar 2023; from 80.0% to 85.0% over 13 "
            "months. Months are as known today.");
}

TEST_F(TrendChartsTest, TargetAndComparableOthersAreLevels) {
  const PageChart chart = Chart();
  std::vector<std::string> names;
  for (const ChartColumn& column : chart.columns) names.push_back(column.name);
  EXPECT_THAT(names, ElementsAre("Share", "Target", "Neighbours 2022-23", "Counted", "Of",
                                 "Overdue at the end of the month"))
      << "the region counts otherwise, and a rank is no share";
  EXPECT_THAT(chart.columns[1].values.front(), Optional(85.0));
  EXPECT_THAT(chart.columns[2].values.back(), Optional(71.6));
}

TEST_F(TrendChartsTest, SmallMonthsAreGaps) {
  EXPECT_EQ(Chart().columns[0].values[11], std::nullopt);
  EXPECT_THAT(Chart().columns[4].values[11], Optional(9.0)) << "and the table still counts them";
}

TEST_F(TrendChartsTest, AWholeMonthIsNotSoFar) {
  view_.as_of = Date::FromYmd(2024, 3, 31);
  EXPECT_EQ(Chart().labels.back(), "Mar 2024");
}

TEST_F(TrendChartsTest, CountsHaveNoLevelInAnotherUnit) {
  view_.months = {{"n", Date::FromYmd(2024, 2, 1), 1200, 0, 0, 0}};
  view_.judgements = {FullJudgement("n", kWholeAuthority)};
  const PageChart chart = TrendChart(view_, texts_, "n");
  ASSERT_EQ(chart.columns.size(), 1u);
  EXPECT_THAT(chart.sentence, testing::StartsWith("1,200 in Feb 2024;"));
}

TEST_F(TrendChartsTest, OneDayOfAprilIsNotComparedWithAWholeApril) {
  view_.as_of = Date::FromYmd(2024, 4, 1);
  view_.months.clear();
  for (int back = 12; back > 0; --back) {
    view_.months.push_back({"f", AddMonths(view_.as_of, -back), 380 + back, 0, 0, 0});
  }
  view_.months.push_back({"f", view_.as_of, 1, 0, 0, 0});
  texts_.push_back({.id = "f", .title = "Referrals", .figure = FigureKind::kCount, .kind = "flow"});
  EXPECT_EQ(TrendChart(view_, texts_, "f").sentence,
            "1 in Apr 2024 so far; from 381 to 392 over the 12 months before. Months are as known "
            "today.");
  view_.as_of = Date::FromYmd(2024, 4, 30);
  EXPECT_THAT(TrendChart(view_, texts_, "f").sentence,
              HasSubstr("1 in Apr 2024, 391 below Apr 2023; from 1 to 392 over 13 months"));
  view_.as_of = Date::FromYmd(2024, 4, 1);
  view_.months.erase(view_.months.begin(), view_.months.end() - 1);
  EXPECT_EQ(TrendChart(view_, texts_, "f").sentence,
            "1 in Apr 2024 so far. Months are as known today.");
}

TEST_F(TrendChartsTest, MonthsBeforeTheFirstRecordAreNotNoughts) {
  texts_.push_back({.id = "f", .title = "Referrals", .figure = FigureKind::kCount, .kind = "flow"});
  texts_.push_back({.id = "s", .title = "Plans", .figure = FigureKind::kCount, .kind = "stock"});
  view_.as_of = Date::FromYmd(2024, 3, 31);
  view_.months.clear();
  for (int back = 12; back >= 0; --back) {
    const bool known = back < 3;
    const Date month = AddMonths(Date::FromYmd(2024, 3, 1), -back);
    // A population stands beside rates in every month, and a plan began long before the first export.
    view_.months.push_back({"f", month, known ? 30 + back : 0, 20'000, 0, 0});
    view_.months.push_back({"s", month, 1, 0, 1, 0});
  }
  EXPECT_EQ(TrendChart(view_, texts_, "f").sentence,
            "30 in Mar 2024; from 30 to 32 over 3 months. Months are as known today.");
  EXPECT_EQ(TrendChart(view_, texts_, "s").labels.front(), "Jan 2024");
}

TEST_F(TrendChartsTest, TheFirstIndicatorStandsInForAnUnknownOne) {
  EXPECT_EQ(TrendIndicator(view_, ""), "a");
  EXPECT_EQ(TrendIndicator(view_, "nothing"), "a");
  EXPECT_EQ(TrendIndicator(AuthorityView{}, "a"), "");
  EXPECT_EQ(TrendChart(AuthorityView{}, texts_, "").sentence, "There are no months yet.");
}

TEST_F(TrendChartsTest, TheChooserIsAFormThatNeedsNoScript) {
  const std::string html = TrendChooser(view_, texts_, "a");
  EXPECT_THAT(html, HasSubstr("<form id=\"choose\" method=\"get\" action=\"./\">"));
  EXPECT_THAT(html, HasSubstr("<label for=\"indicator\">Indicator</label>"));
  EXPECT_THAT(html, HasSubstr("<option value=\"a\" selected>Assessments in time</option>"));
  EXPECT_THAT(html, HasSubstr("<button>Show</button>"));
}

TEST(ArrivalsChartTest, HasMeanLimitsAndSignals) {
  AuthorityView view;
  const Date monday = Date::FromYmd(2024, 1, 1);
  for (int i = 0; i < 12; ++i) view.weeks.push_back({"n", monday + 7 * i, 100 + i});
  view.charts.push_back({"n",
                         Window::kWeek,
                         monday,
                         12,
                         {105.5, 102.84, 108.16, {{SignalRule::kOutsideLimits, 11, true}}}});
  const IndicatorTexts texts = {{.id = "n", .title = "Referrals", .figure = FigureKind::kCount}};
  const PageChart chart = ArrivalsChart(view, texts);
  EXPECT_EQ(chart.heading, "Referrals by week");
  EXPECT_EQ(chart.sentence,
            "111 in the week from 18 Mar 2024; 105.5 a week on average, 102.8 to 108.2 is usual. "
            "Signal in the last week: above the upper limit.");
  EXPECT_EQ(chart.marks[11], "above the upper limit");
  EXPECT_EQ(chart.marks[10], "");
  EXPECT_THAT(chart.columns[1].values, testing::Each(Optional(105.5)));
}

TEST(ArrivalsChartTest, TooFewWeeksAreASentence) {
  EXPECT_EQ(ArrivalsChart({}, {}).sentence, "There are too few weeks for a chart yet.");
}

}  // namespace
}  // namespace caseclock
