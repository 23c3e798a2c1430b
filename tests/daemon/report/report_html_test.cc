// What the page says: of the invented council, of one with nothing, of hostile data.
#include "daemon/report/report_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/daemon/report/invented_report_view.h"

namespace caseclock {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string PageOfView(const View& view, ReportHeader header = {InventedReportDay(), {}}) {
  return ReportHtml(view, BuiltInCatalogue(), header, kInventedCouncil);
}

std::string PageOfCouncil(AuthorityView council) {
  return PageOfView(ViewOfCouncil(std::move(council)));
}

std::string InventedPage() { return PageOfView(InventedReportView()); }

/// From the words to the next end of a section.
std::string PartFrom(const std::string& page, const std::string& words) {
  const std::size_t begin = page.find(words);
  return begin == std::string::npos ? ""
                                    : page.substr(begin, page.find("</section>", begin) - begin);
}

Row& WholeYear(AuthorityView& council, std::string_view indicator) {
  for (Row& row : council.rows) {
    const bool whole = row.team.empty() && row.window == Window::kYear;
    if (whole && row.indicator == indicator) return row;
  }
  throw std::out_of_range("no such row");
}

TEST(ReportHtmlTest, TheHeadSaysWhoseWhenAndHowFresh) {
  const std::string page = InventedPage();
  EXPECT_THAT(page, HasSubstr("<title>E08000099: performance report 2024-25, as of 31 Dec 2024"));
  EXPECT_THAT(page, HasSubstr("29 Dec 2024, 16:32 GMT (2 days before the day of this report)"));
  EXPECT_THAT(page, HasSubstr("everything recorded to date"));
  EXPECT_THAT(page, HasSubstr("definitions 05ca1ab1e0ddba11, standards 0000000badc0ffee"));
}

TEST(ReportHtmlTest, TheCoverNamesTheCouncil) {
  EXPECT_THAT(InventedPage(), HasSubstr("<p class=\"council\">E08000099</p>"));
  AuthorityView council = *InventedReportView().authorities[0];
  council.name = "North <Exampleshire>";
  const std::string page = PageOfCouncil(council);
  EXPECT_THAT(page, HasSubstr("<p class=\"council\">North &lt;Exampleshire&gt; "
                              "<small>E08000099</small></p>"));
  EXPECT_THAT(page, HasSubstr("<title>North &lt;Exampleshire&gt;: performance report 2024-25"));
}

TEST(ReportHtmlTest, TheSummaryRecommendsFromTheFigures) {
  const std::string summary = PartFrom(InventedPage(), "<h2 id=\"summary-heading\"");
  EXPECT_THAT(summary, HasSubstr("<h3>Recommendations</h3>"));
  EXPECT_THAT(summary, HasSubstr("Agree who finishes the 186 overdue of 482 open child and family "
                                 "assessments and by when, beginning with the 120 of North."));
}

TEST(ReportHtmlTest, AnnexesFoldAway) {
  const std::string page = InventedPage();
  for (const char* annex :
       {"Annex A: open work", "Annex B: trends", "Annex C: data quality", "Annex D: definitions"}) {
    EXPECT_THAT(page, HasSubstr(annex));
  }
  EXPECT_THAT(page, HasSubstr("<label for=\"trends-shown\">Show annex B</label>"));
  EXPECT_THAT(page, HasSubstr("<td>87.4</td><td>89.4</td><td>91.4</td>")) << "without their sign";
}

TEST(ReportHtmlTest, KnownByAndChangedDefinitionsAreSaid) {
  const std::string page =
      PageOfView(InventedReportView(), {.as_of = InventedReportDay(),
                                        .known_by = Date::FromYmd(2024, 12, 15),
                                        .definition_changes = {"A limit changed <here>."}});
  EXPECT_THAT(page, HasSubstr("what was recorded by 15 Dec 2024"));
  EXPECT_THAT(page, HasSubstr("<li>A limit changed &lt;here&gt;.</li>"));
}

TEST(ReportHtmlTest, ASupervisionReportSaysSo) {
  ReportHeader header{InventedReportDay(), {}};
  header.supervised_team = "North <1>";
  const std::string page = PageOfView(InventedReportView(), header);
  EXPECT_THAT(page, HasSubstr("Supervision report of the team North &lt;1&gt;:"));
  EXPECT_THAT(InventedPage(), Not(HasSubstr("Supervision report")));
}

TEST(ReportHtmlTest, WhatWasRecordedAfterTheDayIsSaid) {
  AuthorityView council = InventedReportCouncil();
  council.data_as_of_us = 1'735'862'400'000'000;  // 3 Jan 2025, 00:00 UTC
  EXPECT_THAT(PageOfCouncil(council), HasSubstr("3 Jan 2025, 00:00 GMT (3 days after the day"));
}

TEST(ReportHtmlTest, TheSummaryCountsColoursDragAndWhatFallsDue) {
  const std::string summary = PartFrom(InventedPage(), "<section id=\"summary\"");
  EXPECT_THAT(summary, HasSubstr("Of 8 indicators, <b>2 </b>are red, <b>1 </b>is amber, <b>2 "
                                 "</b>are green and <b>3 </b>are not rated."));
  EXPECT_THAT(summary, HasSubstr("<b>186</b> of 482 open child and family assessments are overdue, "
                                 "120 of them with North, "));
  EXPECT_THAT(summary, HasSubstr("Due in the next 5 working days: 37 open "));
}

TEST(ReportHtmlTest, TheDaysOfDueSoonAreThoseOfTheHeader) {
  const std::string page =
      PageOfView(InventedReportView(),
                 {.as_of = InventedReportDay(), .known_by = {}, .due_soon_working_days = 3});
  EXPECT_THAT(page,
              AllOf(HasSubstr("Due in the next 3 working days"), HasSubstr("Due in 3 working days"),
                    Not(HasSubstr("in the next 5 working days"))));
}

TEST(ReportHtmlTest, WithoutDragTheSummarySaysSo) {
  AuthorityView council = InventedReportCouncil();
  for (Row& row : council.rows) row.drag = row.due_soon = 0;
  EXPECT_THAT(PageOfCouncil(council), AllOf(HasSubstr("Nothing that is open is overdue."),
                                            HasSubstr("Nothing is due in the next")));
}

TEST(ReportHtmlTest, EveryColourHasItsWordAndItsSentence) {
  const std::string table = PartFrom(InventedPage(), "<section id=\"indicators\"");
  for (const char* word : {"<b>Red</b>", "<b>Amber</b>", "<b>Green</b>", "<b>Not rated</b>"}) {
    EXPECT_THAT(table, HasSubstr(word));
  }
  for (const Judgement& judgement : InventedReportCouncil().judgements) {
    const std::string begin = judgement.sentence.substr(0, judgement.sentence.find(','));
    EXPECT_THAT(table, HasSubstr(begin)) << judgement.indicator;
  }
}

TEST(ReportHtmlTest, OnlyRedIndicatorsAreExceptions) {
  const std::string part = PartFrom(InventedPage(), "<section id=\"exceptions\"");
  EXPECT_THAT(part, AllOf(HasSubstr("Child and family assessments"), HasSubstr("conferences"),
                          Not(HasSubstr("Core assessments"))));
}

TEST(ReportHtmlTest, DragIsTheirsAndWithoutTheLargestTeam) {
  const std::string part = PartFrom(InventedPage(), "<section id=\"exceptions\"");
  EXPECT_THAT(part, HasSubstr("All but North</i></th><td>69.3%</td><td>222</td><td>66</td>"));
  EXPECT_THAT(part,
              HasSubstr("Whole council</th><td>69.3%</td><td>482</td><td>186</td><td>38.6%</td>"));
}

TEST(ReportHtmlTest, ComparatorsSayWhereWeStandAndWhetherTheGapNarrows) {
  AuthorityView council = InventedReportCouncil();
  std::vector<AppliedComparator>& others = council.judgements[0].comparators;
  others[0].previous_gap_hundredths = -2'000;
  others[1].previous_gap_hundredths = 120;
  const std::string page = PageOfCouncil(council);
  EXPECT_THAT(page, HasSubstr("behind; gap narrower (was −20.00 points)"));
  EXPECT_THAT(page, HasSubstr("now behind (was 1.20 points ahead)"));
}

TEST(ReportHtmlTest, AComparatorOfACalendarYearIsNotNamedAfterAReportingYear) {
  AuthorityView council = InventedReportCouncil();
  council.judgements[0].comparators[1].period = {Date::FromYmd(2023, 1, 1),
                                                 Date::FromYmd(2023, 12, 31)};
  const std::string part = PartFrom(PageOfCouncil(council), "<section id=\"indicators\"");
  EXPECT_THAT(part, HasSubstr("<small>2023</small>"));
}

TEST(ReportHtmlTest, WhatIsNeededNamesTheTargetOf31March) {
  AuthorityView council = InventedReportCouncil();
  council.judgements[0].projection->reach = Reach::kCertain;
  council.judgements[0].projection->target = Level{87'000};
  EXPECT_THAT(PageOfCouncil(council), HasSubstr("the target of 87% is met even if"));
}

TEST(ReportHtmlTest, WhatIsNotComparableHasNoGap) {
  AuthorityView council = InventedReportCouncil();
  AppliedComparator& national = council.judgements[0].comparators[1];
  national.comparable = false;
  national.note = "counted from referral";
  const std::string page = PageOfCouncil(council);
  EXPECT_THAT(page, HasSubstr("not comparable</small><small>counted from referral</small>"));
  EXPECT_THAT(page, Not(HasSubstr("−13.76 points")));
}

TEST(ReportHtmlTest, OutOfReachHasItsDate) {
  EXPECT_THAT(InventedPage(), HasSubstr("since 14 Oct 2024: the target could not be met"));
}

TEST(ReportHtmlTest, ACertainTargetAndNoTargetAreToldApart) {
  AuthorityView council = InventedReportCouncil();
  council.judgements[0].projection->reach = Reach::kCertain;
  council.judgements[2].projection->reach = Reach::kNoTarget;
  const std::string page = PageOfCouncil(council);
  EXPECT_THAT(page, HasSubstr("the target is met even if everything else finishes late"));
  EXPECT_THAT(page, Not(HasSubstr("out of reach")));
}

TEST(ReportHtmlTest, BandsShowTheirChangeInBrackets) {
  EXPECT_THAT(InventedPage(), HasSubstr("<td>182 (+4)</td><td>18 (−2)</td><td>8 (−1)</td>"));
}

TEST(ReportHtmlTest, ChangesInBracketsSaySinceWhen) {
  EXPECT_THAT(InventedPage(), HasSubstr("in brackets the change since 30 Nov 2024"));
}

TEST(ReportHtmlTest, AMonthThatIsNotOverIsSaid) {
  AuthorityView council = InventedReportCouncil();
  EXPECT_THAT(PageOfCouncil(council), Not(HasSubstr("is up to")));
  council.as_of = Date::FromYmd(2024, 12, 13);
  EXPECT_THAT(PageOfCouncil(council), HasSubstr("Dec 2024 is up to 13 Dec 2024 only."));
}

TEST(ReportHtmlTest, ATargetBandHasBothItsEnds) {
  AuthorityView council = InventedReportCouncil();
  council.judgements[0].target->high = {80'000};
  EXPECT_THAT(PageOfCouncil(council), AllOf(HasSubstr("75% to 80%<small>by 31 Mar 2025"),
                                            HasSubstr("Dashed: target 75% to 80%.")));
}

TEST(ReportHtmlTest, QuartersBeforeThoseShownAreAddedUp) {
  AuthorityView council = InventedReportCouncil();
  for (const int year : {2019, 2020}) {
    council.backlog.push_back({"ni60", "", Date::FromYmd(year, 1, 1), 3});
  }
  EXPECT_THAT(PageOfCouncil(council), HasSubstr("working days</th><td>6</td><td>0</td>"));
}

TEST(ReportHtmlTest, SignalsHaveTheirSentence) {
  EXPECT_THAT(InventedPage(), AllOf(HasSubstr("Week from 29 Jul 2024, 119: above the upper limit."),
                                    HasSubstr("Signals by month: Nov 2022: ")));
}

TEST(ReportHtmlTest, QualityNamesRulesInWords) {
  const std::string part = PartFrom(InventedPage(), "id=\"quality\" aria");
  EXPECT_THAT(part,
              AllOf(HasSubstr("Conferences dated on a Saturday or Sunday"),
                    HasSubstr("Half were recorded within 1 working day, nine in ten within 2"),
                    Not(HasSubstr("conference_on_weekend"))));
}

TEST(ReportHtmlTest, WithoutJudgementsTheCountsStandUnjudged) {
  AuthorityView council = InventedReportCouncil();
  council.judgements.clear();
  const std::string page = PageOfCouncil(council);
  EXPECT_THAT(page, AllOf(HasSubstr("<b>8 </b>are not rated"), HasSubstr("No indicator is red."),
                          HasSubstr("Not rated: nothing to measure it against is known.")));
  EXPECT_THAT(page, HasSubstr("1,660 of 2,394"));
}

TEST(ReportHtmlTest, ACouncilWithNothingIsSaidPlainly) {
  AuthorityView council;
  council.authority = kInventedCouncil;
  council.as_of = InventedReportDay();
  const std::string page = PageOfCouncil(council);
  EXPECT_THAT(
      page, AllOf(HasSubstr("There are no figures to report on"),
                  HasSubstr("nothing has been recorded yet"), HasSubstr("No record fails a check."),
                  Not(HasSubstr("href=\"#trends\""))));
}

TEST(ReportHtmlTest, AnUnknownCouncilIsSaidPlainly) {
  const std::string page =
      ReportHtml(View{}, BuiltInCatalogue(), {InventedReportDay(), {}}, "X<9>");
  EXPECT_THAT(page, AllOf(HasSubstr("There are no figures of council X&lt;9&gt; as of 31 Dec 2024"),
                          HasSubstr("</html>")));
}

TEST(ReportHtmlTest, AnIndicatorWithoutDefinitionShowsItsId) {
  AuthorityView council = InventedReportCouncil();
  const std::string page =
      ReportHtml(ViewOfCouncil(council), Catalogue{}, {InventedReportDay(), {}}, kInventedCouncil);
  EXPECT_THAT(page, HasSubstr("rowspan=\"2\">assessment_45</th>"));
}

TEST(ReportHtmlTest, AYearWithoutAnythingFinishedHasNoShare) {
  AuthorityView council = InventedReportCouncil();
  council.judgements.clear();
  WholeYear(council, "ni60").current = {};
  EXPECT_THAT(PageOfCouncil(council), HasSubstr("data-label=\"Now\">none yet</td>"));
}

TEST(ReportHtmlTest, NothingIsFetchedOrRun) {
  const std::string page = InventedPage();
  for (const char* never :
       {"<script", "http:", "https:", "url(", "@import", " src=", "<link", "onload"}) {
    EXPECT_THAT(page, Not(HasSubstr(never)));
  }
}

TEST(ReportHtmlTest, TheSameViewGivesTheSamePage) { EXPECT_EQ(InventedPage(), InventedPage()); }

TEST(ReportHtmlTest, AnOwnersSentenceStandsUnderAnIndicatorThatIsNotRed) {
  AuthorityView council = InventedReportCouncil();
  council.comments = {
      {"cpp", "", Date::FromYmd(2024, 12, 2), "Two <b>large</b> families.", "Head"}};
  View view;
  view.as_of = council.as_of;
  view.authorities.push_back(std::make_shared<const AuthorityView>(council));
  const std::string page =
      ReportHtml(view, BuiltInCatalogue(), {view.as_of, std::nullopt}, kInventedCouncil);
  EXPECT_NE(page.find("Head, 2 Dec 2024: Two &lt;b&gt;large&lt;/b&gt; families."),
            std::string::npos);
}

}  // namespace
}  // namespace caseclock
