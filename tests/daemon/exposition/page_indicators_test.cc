#include "daemon/exposition/page_indicators.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The table of one indicator, whose year and the year before are given.
class IndicatorTableTest : public testing::Test {
 protected:
  IndicatorTableTest() : view_(*invented::SmallAuthority()) {
    view_.rows = {view_.rows[1]};
    text_ = {.id = "assessment_45", .title = "Assessments", .better = BetterIs::kHigh};
  }
  std::string Table(std::int64_t numerator, std::int64_t denominator, std::int64_t before_numerator,
                    std::int64_t before_denominator) {
    view_.rows[0].current.numerator = numerator;
    view_.rows[0].current.denominator = denominator;
    view_.rows[0].previous_year.numerator = before_numerator;
    view_.rows[0].previous_year.denominator = before_denominator;
    return IndicatorTable(view_, {text_});
  }

  AuthorityView view_;
  IndicatorText text_;
};

TEST_F(IndicatorTableTest, ShowsShareCountsAndChange) {
  const std::string table = Table(1780, 2100, 1690, 2050);
  EXPECT_THAT(table,
              HasSubstr("<span class=\"figure\">84.8 %</span><small>1,780 of 2,100</small>"));
  EXPECT_THAT(
      table,
      HasSubstr("up</span> 2.3 points<small><b class=\"better\">better</b>, from 82.4 %</small>"));
}

TEST_F(IndicatorTableTest, PolarityDecidesWhatIsBetter) {
  EXPECT_THAT(Table(50, 100, 60, 100), HasSubstr("class=\"worse\">worse<"));
  text_.better = BetterIs::kLow;
  EXPECT_THAT(Table(50, 100, 60, 100), HasSubstr("class=\"better\">better<"));
  text_.better = BetterIs::kNone;
  EXPECT_THAT(Table(50, 100, 60, 100), HasSubstr("10.0 points<small>down, from 60.0 %"));
}

TEST_F(IndicatorTableTest, LessThanAPointIsSteady) {
  EXPECT_THAT(Table(809, 1000, 800, 1000), HasSubstr("0.9 points<small>steady, was 80.0 %"));
  EXPECT_THAT(Table(810, 1000, 800, 1000), HasSubstr("1.0 points<small><b class=\"better\">"));
}

TEST_F(IndicatorTableTest, SmallDenominatorsAreMarkedAndNotJudged) {
  const std::string small = Table(4, 9, 60, 100);
  EXPECT_THAT(small, HasSubstr("<b class=\"mark\">small:</b> 4 of 9"));
  EXPECT_THAT(small, HasSubstr("not judged, was 60.0 %"));
  EXPECT_THAT(Table(4, 10, 60, 100), Not(HasSubstr("small:")));
}

TEST_F(IndicatorTableTest, NothingCountedIsNoShare) {
  const std::string table = Table(0, 0, 60, 100);
  EXPECT_THAT(table, HasSubstr("none yet"));
  EXPECT_THAT(table, Not(HasSubstr("points")));
}

TEST_F(IndicatorTableTest, CountsShowTheirRateAndNoJudgement) {
  text_.figure = FigureKind::kCount;
  view_.rows[0].per_10000_annualised = 621.04;
  const std::string table = Table(2640, 42500, 2551, 42100);
  EXPECT_THAT(table, HasSubstr("2,640</span><small>621.0 per 10,000 a year</small>"));
  EXPECT_THAT(table, HasSubstr("up</span> 89<small>from 2,551</small>"));
  EXPECT_THAT(table, Not(HasSubstr(" %")));
}

TEST_F(IndicatorTableTest, DragStandsBesideTheEndOfLastMonth) {
  EXPECT_THAT(Table(1, 2, 1, 2),
              HasSubstr("<span class=\"number\">24</span><small>20 on 29 Feb</small>"));
}

TEST_F(IndicatorTableTest, OldestOpenHasItsAge) {
  EXPECT_THAT(Table(1, 2, 1, 2), HasSubstr("2 Nov 2023<small>150 days ago</small>"));
}

TEST_F(IndicatorTableTest, WhatHasNoClocksShowsNone) {
  view_.rows[0].open = view_.rows[0].drag = view_.rows[0].due_soon = 0;
  view_.rows[0].oldest_open_start.reset();
  view_.months.clear();
  EXPECT_THAT(Table(1, 2, 1, 2), HasSubstr("class=\"absent\" data-label=\"In drag\""));
}

TEST_F(IndicatorTableTest, UnknownIndicatorsAreShownByTheirId) {
  text_.id = "another";
  EXPECT_THAT(Table(1, 2, 1, 2), HasSubstr("scope=\"row\">assessment_45<"));
}

}  // namespace
}  // namespace caseclock
