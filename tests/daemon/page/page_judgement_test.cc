#include "daemon/page/page_judgement.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/invented_judgement.h"

namespace caseclock {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const Date kAsOf = Date::FromYmd(2024, 1, 15);

/// One red judgement, and its row.
class PageJudgementTest : public testing::Test {
 protected:
  PageJudgementTest() : judged_(FullJudgement("ni60", "")) {
    row_.current = {.period = {}, .numerator = 354, .denominator = 600};
    row_.previous_year = {.period = {}, .numerator = 280, .denominator = 500};
    view_.as_of = kAsOf;
  }
  std::string YearOnYear(FigureKind figure = FigureKind::kShare) const {
    return YearOnYearCell(&judged_, figure, row_);
  }
  void Signals(std::vector<Signal> signals) {
    const Date monday = Date::FromYmd(2024, 1, 1);
    view_.charts = {{"flow", Window::kWeek, monday, 12, {100.5, 80, 120, std::move(signals)}}};
  }

  Judgement judged_;
  Row row_;
  AuthorityView view_;
};

TEST_F(PageJudgementTest, AColourIsAlsoAWordAndASymbol) {
  const std::string red = RagCell(&judged_, kAsOf);
  EXPECT_THAT(red, AllOf(HasSubstr("class=\"rag red\""), HasSubstr("■"), HasSubstr("<b>Red</b>")));
  judged_.rag = Rag::kNone;
  EXPECT_THAT(RagCell(&judged_, kAsOf), HasSubstr("Not rated"));
}

TEST_F(PageJudgementTest, TheTargetIsNeverPartedFromItsDate) {
  EXPECT_THAT(
      RagCell(&judged_, kAsOf),
      HasSubstr("<span class=\"goal\"><small>target 85%</small> <small>by 31 Mar</small></span>"));
  judged_.target->has_passed = true;
  EXPECT_THAT(RagCell(&judged_, kAsOf), HasSubstr("<small>was for 31 Mar</small>"));
}

TEST_F(PageJudgementTest, ATargetFarAwaySaysItsYear) {
  judged_.target->by = Date::FromYmd(2025, 3, 31);
  EXPECT_THAT(RagCell(&judged_, kAsOf), HasSubstr("by 31 Mar 2025"));
}

TEST_F(PageJudgementTest, AStandingTargetHasNoDateAndABandHasBothEnds) {
  judged_.target->by = Date::Max();
  judged_.target->low = {10'000};
  judged_.target->high = {15'000};
  EXPECT_TRUE(RagCell(&judged_, kAsOf).ends_with("<small>target 10% to 15%</small></span>"));
}

TEST_F(PageJudgementTest, AgainstLastYearSaysTheWordThePointsAndTheFigureThen) {
  EXPECT_EQ(YearOnYear(),
            "<span class=\"way better\"><span aria-hidden=\"true\">↑</span> improving</span>"
            "<small>+4.91 points</small><small>was 56.0%</small>");
  judged_.year_on_year = {Direction::kWorsening, 200};
  EXPECT_THAT(YearOnYear(), AllOf(HasSubstr("class=\"way worse\""), HasSubstr("↑")))
      << "where low is better, up is worse";
}

TEST_F(PageJudgementTest, ASteadyFigureHasNoArrowUpOrDown) {
  judged_.year_on_year = {Direction::kSteady, -50};
  EXPECT_THAT(YearOnYear(), AllOf(HasSubstr("→</span> steady"), HasSubstr("−0.50 points")));
}

TEST_F(PageJudgementTest, CountsChangeByNumbers) {
  judged_.year_on_year = {Direction::kRising, 1230};
  EXPECT_THAT(YearOnYear(FigureKind::kCount),
              AllOf(HasSubstr("rising"), HasSubstr("<small>+74</small><small>was 280</small>")));
}

TEST_F(PageJudgementTest, WhatHadNothingLastYearHasNoChange) {
  judged_.year_on_year = {};
  EXPECT_THAT(YearOnYear(), AllOf(HasSubstr(">none<"), Not(HasSubstr("points"))));
}

TEST_F(PageJudgementTest, TooFewToJudgeShowsTheChangeWithoutAWord) {
  judged_.year_on_year = {Direction::kUnknown, -1500};
  EXPECT_TRUE(YearOnYear().starts_with("not rated<small>−15.00 points</small>"));
}

TEST_F(PageJudgementTest, CommittedIsLargeAndExpectedSmall) {
  EXPECT_THAT(ProjectionCell(&judged_),
              HasSubstr("<span class=\"number\">60.1%</span><small>expected 58.0%</small>"));
}

TEST_F(PageJudgementTest, OutOfReachSaysSinceWhen) {
  EXPECT_THAT(ProjectionCell(&judged_), HasSubstr("out of reach</b> since 2 Nov</small>"));
}

TEST_F(PageJudgementTest, WhatIsNeededIsRoundedUpSoThatItIsEnough) {
  judged_.projection->reach = Reach::kNeeded;
  for (const auto& [ratio, needed] : {std::pair{0.91, "91%"}, {0.9101, "92%"}, {1.0, "100%"}}) {
    judged_.projection->needed_ratio = ratio;
    EXPECT_THAT(ProjectionCell(&judged_), HasSubstr(std::string("needs ") + needed + " of what"));
  }
}

TEST_F(PageJudgementTest, WithoutATargetThereIsNothingToReach) {
  judged_.projection->reach = Reach::kNoTarget;
  EXPECT_TRUE(ProjectionCell(&judged_).ends_with("<small>expected 58.0%</small>"));
}

TEST_F(PageJudgementTest, WhatIsNotKnownIsADash) {
  EXPECT_THAT(RagCell(nullptr, kAsOf), HasSubstr(">none<"));
  EXPECT_THAT(ProjectionCell(nullptr), HasSubstr(">none<"));
  EXPECT_EQ(IncludingDrag(nullptr), "");
  EXPECT_EQ(SentenceHtml(view_, "ni60", nullptr), "");
}

TEST_F(PageJudgementTest, TheOwnersCommentFollowsTheSentence) {
  AddEverythingBesideRows(view_);
  EXPECT_EQ(SentenceHtml(view_, "ni60", &judged_),
            "<p>RED: 354 of 600 in time, 59.0%</p><p class=\"comment\"><q>Two vacancies since "
            "October; agency cover from February.</q> Head of Assessment, 3 Jan</p>");
  view_.comments[0].team = "Moss Team";
  EXPECT_THAT(SentenceHtml(view_, "ni60", &judged_), Not(HasSubstr("vacancies")));
}

TEST_F(PageJudgementTest, ALongCommentIsCut) {
  view_.comments = {{"ni60", "", kAsOf, std::string(2000, 'x'), "owner"}};
  const std::string html = SentenceHtml(view_, "ni60", nullptr);
  EXPECT_THAT(html, HasSubstr(std::string(kMaxCommentCharacters, 'x') + "…</q>"));
}

TEST_F(PageJudgementTest, WhyNothingIsJudgedIsReadButNotSeen) {
  judged_.rag = Rag::kNone;
  judged_.target.reset();
  EXPECT_TRUE(SentenceHtml(view_, "ni60", &judged_).starts_with("<p class=\"unseen\">"));
  judged_.small = true;
  EXPECT_TRUE(SentenceHtml(view_, "ni60", &judged_).starts_with("<p>"))
      << "too few is worth a line";
}

TEST_F(PageJudgementTest, ASignalAtTheLastPointIsASentence) {
  Signals({{SignalRule::kOutsideLimits, 11, true}, {SignalRule::kSevenOneSide, 11, false}});
  EXPECT_EQ(SignalsHtml(view_, {{.id = "flow", .title = "Referrals"}}),
            "<p class=\"signal\"><strong>Signal.</strong> Referrals, week from 18 Mar 2024: above "
            "the upper limit; seven weeks or more in a row below the mean; the mean is 100.5 a "
            "week.</p>\n");
}

TEST_F(PageJudgementTest, SignalsOfThePastAreNoNews) {
  Signals({{SignalRule::kOutsideLimits, 10, true}});
  EXPECT_EQ(SignalsHtml(view_, {}), "");
}

TEST_F(PageJudgementTest, AForecastHasItsNote) {
  const Catalogue catalogue = BuiltInCatalogue();
  EXPECT_EQ(ProjectionNoteHtml(&judged_, &catalogue), "") << "of ni60 there is nothing to be said";
  judged_.indicator = "icpc_15";
  EXPECT_THAT(ProjectionNoteHtml(&judged_, &catalogue),
              HasSubstr("<p class=\"note\">Most enquiries never need a conference"));
  EXPECT_EQ(ProjectionNoteHtml(&judged_, nullptr), "");
  judged_.projection.reset();
  EXPECT_EQ(ProjectionNoteHtml(&judged_, &catalogue), "");
}

TEST_F(PageJudgementTest, WhatIsBeingDoneStandsBesideTheFigure) {
  const std::vector<SaidOfAlert> said = {
      {"", "ni60", "Agency <cover> from Monday.", "Head of duty"},
      {"North", "ni60", "Two workers back.", "Team manager"},
      {"", "ni59", "another row", "Head"}};
  row_.indicator = "ni60";
  const std::string whole = SaidHtml(row_, &said);
  EXPECT_THAT(whole,
              HasSubstr("<p class=\"comment\">Being dealt with: <q>Agency &lt;cover&gt; from "
                        "Monday.</q> Head of duty</p>"));
  EXPECT_THAT(whole, HasSubstr("North. Being dealt with: <q>Two workers back.</q> Team manager"));
  EXPECT_THAT(whole, Not(HasSubstr("another")));
  row_.team = "North";
  EXPECT_THAT(SaidHtml(row_, &said),
              AllOf(HasSubstr(">Being dealt with: <q>Two"), Not(HasSubstr("Agency"))));
  EXPECT_EQ(SaidHtml(row_, nullptr), "");
}

}  // namespace
}  // namespace caseclock
