#include "daemon/page/page_trend.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using testing::HasSubstr;

const Date kJanuary = Date::FromYmd(2024, 1, 1);
const Date kFebruary = Date::FromYmd(2024, 2, 1);
const Date kMarch = Date::FromYmd(2024, 3, 1);

TEST(TrendOfTest, TakesTheNewestThirteenMonthsOldestFirst) {
  const auto council = invented::CouncilView();
  const auto points = TrendOf(*council->authorities[0], "assessment_45", FigureKind::kShare);
  ASSERT_EQ(points.size(), 13u);
  EXPECT_EQ(points.front().month, Date::FromYmd(2023, 3, 1));
  EXPECT_EQ(points.back().month, kMarch);
}

TEST(TrendOfTest, SmallMonthsHaveNoShareButACount) {
  AuthorityView view;
  view.as_of = Date::FromYmd(2024, 3, 31);
  view.months = {
      {"a", kFebruary, 4, 9, 0, 0}, {"a", kMarch, 5, 10, 0, 0}, {"b", kMarch, 1, 10, 0, 0}};
  const auto last_two = [&](FigureKind figure) {
    const auto points = TrendOf(view, "a", figure);
    return std::vector<TrendPoint>(points.end() - 2, points.end());
  };
  EXPECT_EQ(last_two(FigureKind::kShare),
            (std::vector<TrendPoint>{{kFebruary, std::nullopt}, {kMarch, 50.0}}));
  EXPECT_EQ(last_two(FigureKind::kCount),
            (std::vector<TrendPoint>{{kFebruary, 4.0}, {kMarch, 5.0}}));
}

// Absence is not zero: a council whose data begin in February has eleven empty months before it.
TEST(TrendOfTest, MonthsBeforeTheDataBeginAreEmpty) {
  AuthorityView view;
  view.as_of = Date::FromYmd(2024, 3, 31);
  view.months = {{"a", kFebruary, 4, 9, 0, 0}, {"a", kMarch, 5, 10, 0, 0}};
  const auto points = TrendOf(view, "a", FigureKind::kCount);
  ASSERT_EQ(points.size(), kTrendMonths);
  for (std::size_t i = 0; i + 2 < points.size(); ++i) EXPECT_EQ(points[i].value, std::nullopt) << i;
  EXPECT_THAT(TrendHtml(points, FigureKind::kCount), HasSubstr("d=\"M107.5 25.0L117.0 3.0\""))
      << "at the right end";
}

TEST(TrendHtmlTest, SaysEveryMonthToThoseWhoCannotSee) {
  const std::string html =
      TrendHtml({{kJanuary, 78.0}, {kFebruary, 81.04}, {kMarch, 84.0}}, FigureKind::kShare);
  EXPECT_THAT(html, HasSubstr("aria-label=\"Jan 2024 78.0%, Feb 2024 81.0%, Mar 2024 84.0%\""));
  EXPECT_THAT(html, HasSubstr("<small>78–84%</small>"));
  EXPECT_THAT(html, HasSubstr("d=\"M3.0 25.0L60.0 13.9L117.0 3.0\""))
      << "from the lower left to the upper right";
}

TEST(TrendHtmlTest, AMissingMonthIsAGap) {
  const std::string html =
      TrendHtml({{kJanuary, 78.0}, {kFebruary, std::nullopt}, {kMarch, 84.0}}, FigureKind::kShare);
  EXPECT_THAT(html, HasSubstr("d=\"M3.0 25.0M117.0 3.0\""));
  EXPECT_THAT(html, HasSubstr("Feb 2024 none"));
}

TEST(TrendHtmlTest, ALevelLineRunsThroughTheMiddle) {
  EXPECT_THAT(TrendHtml({{kFebruary, 2640.0}, {kMarch, 2640.0}}, FigureKind::kCount),
              HasSubstr("M3.0 14.0L117.0 14.0"));
}

TEST(TrendHtmlTest, OneMonthIsNoTrend) {
  EXPECT_THAT(TrendHtml({{kMarch, 84.0}}, FigureKind::kShare), HasSubstr(">none<"));
  EXPECT_THAT(TrendHtml({}, FigureKind::kShare), HasSubstr(">none<"));
}

}  // namespace
}  // namespace caseclock
