#include "daemon/page/page_wall.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

class WallTest : public testing::Test {
 protected:
  std::string Wall(const std::string& team = "", bool may_see = false) const {
    return WallHtml(*council_->authorities[0], invented::Texts(),
                    {.team = team, .may_see_records = may_see, .calendar = {&calendar_, 5}});
  }
  WorkingDays calendar_ = WorkingDays::EnglandAndWales();
  std::shared_ptr<const View> council_ = invented::CouncilView();
};

TEST_F(WallTest, AnswersThreeQuestions) {
  const std::string html = Wall();
  EXPECT_THAT(html, HasSubstr(">Are we in time?</h2>"));
  EXPECT_THAT(html, HasSubstr(">Where is the overdue work (drag)?</h2>"));
  EXPECT_THAT(html, HasSubstr(">What is due by Mon 8 Apr?</h2>"));
}

TEST_F(WallTest, ACardHasShareWordAndCounts) {
  const std::string html = Wall();
  EXPECT_THAT(html, HasSubstr(">Assessments</h3>\n<p class=\"huge\">84.8%</p>"));
  EXPECT_THAT(html, HasSubstr("<b>Red</b></span><span class=\"goal\"><small>target 85%</small>"));
  EXPECT_THAT(html, HasSubstr("1,780 of 2,100 in time"));
  EXPECT_THAT(html, Not(HasSubstr("2-year plans</h3>"))) << "fewer are better there";
}

TEST_F(WallTest, WhatIsNotJudgedIsAsLargeAndPlain) {
  EXPECT_THAT(Wall(), HasSubstr("<li class=\"card unjudged\" data-key=\"ni59\">"));
  EXPECT_THAT(Wall(), HasSubstr("<li class=\"card red\" data-key=\"assessment_45\">"));
}

TEST_F(WallTest, DragIsThatOfTheTable) {
  EXPECT_THAT(Wall(), HasSubstr("<span class=\"huge drag\">37</span>"));
}

TEST_F(WallTest, ATeamsWallIsItsOwn) {
  const std::string html = Wall("Assessment East", true);
  EXPECT_THAT(html, HasSubstr("<figure class=\"chart lying\" id=\"chart-drag-by-indicator\""));
  EXPECT_THAT(html, HasSubstr("team=Assessment%20East"));
}

TEST_F(WallTest, DueHasOneHorizon) {
  EXPECT_THAT(Wall(), HasSubstr("due by Mon 8 Apr<small>0 of them today</small>"));
}

// Section 47 enquiries of a council whose last one had its conference this week.
AuthorityView AllFinished() {
  AuthorityView view;
  view.as_of = Date::FromYmd(2024, 3, 31);
  Row row;
  row.indicator = "icpc";
  row.current.numerator = 34;
  row.current.denominator = 40;
  row.drag_week_before = 5;
  view.rows.push_back(row);
  for (const DragAgeBand& age : kDragAgeBands) {
    view.drag_ages.push_back({"icpc", kWholeAuthority, age.name, 0});
  }
  return view;
}
const IndicatorTexts kConferences = {
    {.id = "icpc", .short_title = "Conferences", .better = BetterIs::kHigh}};

TEST(AllFinishedTest, TheDragOfAWeekAgoIsStillComparedWith) {
  AuthorityView view = AllFinished();
  EXPECT_THAT(WallHtml(view, kConferences, {}), HasSubstr("5 fewer than a week ago"));
  view.rows[0].current = {};
  EXPECT_THAT(WallHtml(view, kConferences, {}), HasSubstr("5 fewer than a week ago"))
      << "on 1 April too";
}

TEST(AllFinishedTest, ItsShareOfTheYearStaysOnItsCard) {
  AuthorityView view = AllFinished();
  view.rows[0].drag_week_before = 0;
  EXPECT_THAT(WallHtml(view, kConferences, {}), HasSubstr("34 of 40 in time"));
}

TEST(AllFinishedTest, ARowThatNeverHadClocksHasNoCard) {
  AuthorityView view = AllFinished();
  view.rows[0].drag_week_before = 0;
  view.drag_ages.clear();
  EXPECT_THAT(WallHtml(view, kConferences, {}), Not(HasSubstr("34 of 40")));
}

TEST(AgainstWeekBeforeTest, InWords) {
  EXPECT_EQ(AgainstWeekBefore(24, 31), "7 fewer than a week ago");
  EXPECT_EQ(AgainstWeekBefore(1031, 24), "1,007 more than a week ago");
  EXPECT_EQ(AgainstWeekBefore(24, 24), "no change from a week ago");
}

}  // namespace
}  // namespace caseclock
