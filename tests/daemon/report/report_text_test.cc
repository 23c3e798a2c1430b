// The report as people read it. The history is counted by hand in tests/golden/fixtures/README.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/report/report.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/daemon/report/invented_view.h"
#include "tests/daemon/report/two_children.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;

View ViewOn(Date as_of) {
  View view;
  view.as_of = as_of;
  view.authorities.push_back(std::make_shared<const AuthorityView>(TwoChildren(as_of)->MakeView()));
  return view;
}

std::string Text(const View& view, TextOptions options = {}) {
  return ReportText(view, BuiltInCatalogue(), {view.as_of, std::nullopt}, options);
}

TEST(ReportTextTest, OfTheTwoChildrenInMarch) {
  ExpectGolden(Text(ViewOn(Date::FromYmd(2024, 3, 22))),
               "tests/daemon/report/two_children_2024_03_22.golden.txt");
}

TEST(ReportTextTest, OfTheTwoChildrenInMayOverTwelveMonths) {
  ExpectGolden(Text(ViewOn(Date::FromYmd(2024, 5, 9)), {Window::kRolling12Months, true}),
               "tests/daemon/report/two_children_2024_05_09.golden.txt");
}

TEST(ReportTextTest, TeamsAreListedWhereTheyHaveDrag) {
  const View view = ViewOn(Date::FromYmd(2024, 5, 9));
  EXPECT_THAT(
      Text(view),
      HasSubstr("Safeguarding East                 1 of      1 open, oldest since 1 Mar 2024   "
                "Child and family assessments"));
  EXPECT_THAT(Text(view, {Window::kYear, false}), Not(HasSubstr("by team")));
}

TEST(ReportTextTest, SmallSharesAreMarked) {
  EXPECT_THAT(Text(ViewOf({RowOf("ni60", "", 1, 3)})), HasSubstr("33.3% small"));
  EXPECT_THAT(Text(ViewOf({RowOf("ni60", "", 5, 10)})), Not(HasSubstr("small")));
}

TEST(ReportTextTest, KnownByIsSaid) {
  const std::string text =
      ReportText(ViewOf({}), BuiltInCatalogue(), {ReportDay(), Date::FromYmd(2024, 1, 31)}, {});
  EXPECT_THAT(text, HasSubstr(", recorded by 31 Jan 2024.\n"));
}

TEST(ReportTextTest, ThousandsAreGrouped) {
  EXPECT_THAT(Text(ViewOf({RowOf("ni60", "", 1780, 2100)})),
              HasSubstr("  -               84.8%   1,780 of 2,100"));
}

TEST(ReportTextTest, TheFirstLinesSayWhoseWhenAndHowItStands) {
  View view = ViewOn(Date::FromYmd(2024, 5, 9));
  auto council = std::make_shared<AuthorityView>(*view.authorities[0]);
  council->name = "North Exampleshire";
  view.authorities = {council};
  const std::string text = Text(view);
  EXPECT_EQ(text.find("North Exampleshire (X99000009)\nReporting year to date, 1 Apr 2024 to 9 May "
                      "2024. Figures as of 9 May 2024.\n14 records of 2 children, latest entry"),
            0u)
      << text.substr(0, 300);
  EXPECT_THAT(text, HasSubstr("Of 11 indicators: 0 red, 0 amber, 0 green, 11 not rated.\n"));
}

TEST(ReportTextTest, TitlesNotIds) {
  const std::string text = Text(ViewOn(Date::FromYmd(2024, 5, 9)));
  EXPECT_THAT(text, HasSubstr("Child and family assessments"));
  for (const char* id : {"assessment_45", "icpc_15", "ni60", "rereferral", "entry_delay"}) {
    EXPECT_THAT(text, Not(HasSubstr(id)));
  }
}

TEST(ReportTextTest, NothingIsSaidPlainly) {
  EXPECT_EQ(Text(View{}), "There are no events to report on.\n");
}

TEST(SharePercentTextTest, RoundsHalfUpInWholeNumbers) {
  EXPECT_EQ(SharePercentText(1, 8), "12.5%");
  EXPECT_EQ(SharePercentText(1, 16), "6.3%");    // 6.25
  EXPECT_EQ(SharePercentText(13, 80), "16.3%");  // 16.25
  EXPECT_EQ(SharePercentText(1025, 1588), "64.5%");
  EXPECT_EQ(SharePercentText(1025, 1566), "65.5%");  // NI 60 in December 2013
  EXPECT_EQ(SharePercentText(186, 482), "38.6%");    // and not 63.4%, as once printed
}

TEST(SharePercentTextTest, HasItsEnds) {
  EXPECT_EQ(SharePercentText(0, 7), "0.0%");
  EXPECT_EQ(SharePercentText(7, 7), "100.0%");
  EXPECT_EQ(SharePercentText(1999, 2000), "100.0%");  // 99.95
  EXPECT_EQ(SharePercentText(0, 0), "-");
  EXPECT_EQ(SharePercentText(3, 0), "-");
}

}  // namespace
}  // namespace caseclock
