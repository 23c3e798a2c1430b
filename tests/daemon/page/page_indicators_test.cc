#include "daemon/page/page_indicators.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/support/invented_judgement.h"

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

TEST_F(IndicatorTableTest, ShowsShareAndCounts) {
  EXPECT_THAT(Table(1780, 2100, 1690, 2050),
              HasSubstr("<span class=\"figure\">84.8%</span><small>1,780 of 2,100</small>"));
}

TEST_F(IndicatorTableTest, ShowsTheJudgementOfItsOwnIndicatorAndTeam) {
  view_.judgements = {FullJudgement("assessment_45", "Moss Team"), FullJudgement("ni60", "")};
  EXPECT_THAT(Table(1, 2, 1, 2), Not(HasSubstr("Red")));
  view_.judgements.push_back(FullJudgement("assessment_45", ""));
  EXPECT_THAT(Table(1, 2, 1, 2),
              HasSubstr("<b>Red</b></span><span class=\"goal\"><small>target 85%</small>"));
}

TEST_F(IndicatorTableTest, TheSentenceStandsInARowOfItsOwnAcrossAllColumns) {
  view_.judgements = {FullJudgement("assessment_45", "")};
  const std::string table = Table(1, 2, 1, 2);
  EXPECT_THAT(table, HasSubstr("colspan=\"9\"><p>RED: 354 of 600 in time, 59.0%</p></td></tr>"));
  EXPECT_THAT(table, HasSubstr("scope=\"rowgroup\">Assessments<"));
}

TEST_F(IndicatorTableTest, WithoutJudgementAndCommentThereIsNoRowOfSentences) {
  EXPECT_THAT(Table(1, 2, 1, 2), Not(HasSubstr("class=\"why\"")));
}

TEST_F(IndicatorTableTest, SmallDenominatorsAreMarked) {
  const std::string small = Table(4, 9, 60, 100);
  EXPECT_THAT(small, HasSubstr("<b class=\"mark\">small:</b> 4 of 9"));
  EXPECT_THAT(Table(4, 10, 60, 100), Not(HasSubstr("small:")));
}

TEST_F(IndicatorTableTest, NothingCountedIsNoShare) {
  EXPECT_THAT(Table(0, 0, 60, 100), HasSubstr("none yet"));
}

TEST_F(IndicatorTableTest, CountsShowTheirRateAndNoShare) {
  text_.figure = FigureKind::kCount;
  view_.rows[0].per_10000_annualised = 621.04;
  const std::string table = Table(2640, 42500, 2551, 42100);
  EXPECT_THAT(table, HasSubstr("2,640</span><small class=\"rate\">621.0 per 10,000 a year<"));
  EXPECT_THAT(table, Not(HasSubstr("%")));
}

TEST_F(IndicatorTableTest, DragStandsBesideTheEndOfLastMonth) {
  EXPECT_THAT(Table(1, 2, 1, 2),
              HasSubstr("<span class=\"number\">24</span><small>20 on 29 Feb</small>"));
}

TEST_F(IndicatorTableTest, DragBringsTheShareIncludingIt) {
  view_.judgements = {FullJudgement("assessment_45", "")};
  EXPECT_THAT(Table(1, 2, 1, 2), HasSubstr("<small>incl. overdue 45.0%</small>"));
  view_.rows[0].drag = 0;
  EXPECT_THAT(Table(1, 2, 1, 2), Not(HasSubstr("<small>incl. overdue")));
}

TEST_F(IndicatorTableTest, OpenHasTheStartOfTheOldestBelowIt) {
  EXPECT_THAT(Table(1, 2, 1, 2),
              HasSubstr(">310</span><small>oldest since</small><small>2 Nov 2023</small></td>"));
}

TEST_F(IndicatorTableTest, WhatHasNoClocksShowsNone) {
  view_.rows[0].open = view_.rows[0].drag = view_.rows[0].due_soon = 0;
  view_.rows[0].oldest_open_start.reset();
  view_.months.clear();
  EXPECT_THAT(Table(1, 2, 1, 2), HasSubstr("class=\"absent\" data-label=\"Overdue\""));
}

TEST_F(IndicatorTableTest, UnknownIndicatorsAreShownByTheirId) {
  text_.id = "another";
  EXPECT_THAT(Table(1, 2, 1, 2), HasSubstr("scope=\"rowgroup\">assessment_45<"));
}

TEST(LegendTest, SaysWhyRowsCanAddUpToMoreThanTheTotal) {
  EXPECT_THAT(Legend(), HasSubstr("with different limits counts once in totals, by the first row"));
}

}  // namespace
}  // namespace caseclock
