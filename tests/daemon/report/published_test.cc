// A published report as a file, and its figures beside those of today.
#include "daemon/report/published.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/report/report.h"
#include "tests/daemon/report/invented_view.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const Date kPublishedOn = Date::FromYmd(2024, 4, 10);

Row RowOver(Window window, const std::string& indicator, const std::string& team,
            FigureCounts counts) {
  Row row = RowOf(indicator, team, counts.numerator, counts.denominator);
  row.window = window;
  row.current.period = WindowAt(window, ReportDay());
  row.open = counts.open;
  row.drag = counts.drag;
  return row;
}

Row YearOf(const std::string& indicator, const std::string& team, FigureCounts counts) {
  return RowOver(Window::kYear, indicator, team, counts);
}

std::string FileOf(const View& view) {
  return PublishedJson("q4", kPublishedOn, ReportJson(view, {ReportDay(), std::nullopt}));
}

PublishedReport Published(const View& view) {
  return std::get<PublishedReport>(ReadPublished(FileOf(view)));
}

std::vector<Restatement> Compared(std::vector<Row> then, std::vector<Row> now) {
  return CompareWithPublished(Published(ViewOf(std::move(then))), ViewOf(std::move(now)));
}

/// Why the file cannot be read when one text in it stands for another.
std::string ErrorWith(const std::string& from, const std::string& to) {
  std::string text = FileOf(ViewOf({YearOf("ni60", "", {5, 6, 3, 1})}));
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  const auto read = ReadPublished(text);
  return std::holds_alternative<std::string>(read) ? std::get<std::string>(read) : "";
}

TEST(ReadPublishedTest, GivesBackWhatWasPublished) {
  const PublishedReport report = Published(ViewOf({YearOf("ni60", "North \"A\"", {5, 6, 3, 1})}));
  PublishedReport expected{"q4", kPublishedOn, ReportDay(), {}, {}};
  expected.councils = {{"X99000001", 1'711'900'925'000'000, "42"}};
  expected.rows = {{"X99000001",
                    "ni60",
                    "North \"A\"",
                    Window::kYear,
                    WindowAt(Window::kYear, ReportDay()),
                    {5, 6, 3, 1}}};
  EXPECT_EQ(report, expected);
}

TEST(ReadPublishedTest, KeepsMonthQuarterAndYearAndOfTeamsTheYear) {
  std::vector<Row> rows;
  for (const std::string team : {"", "North"}) {
    for (const Window window : kAllWindows) rows.push_back(RowOver(window, "ni60", team, {}));
  }
  std::vector<std::pair<std::string, Window>> kept;
  for (const PublishedRow& row : Published(ViewOf(rows)).rows) {
    kept.emplace_back(row.team, row.window);
  }
  EXPECT_THAT(kept, ElementsAre(std::pair("", Window::kMonth), std::pair("", Window::kQuarter),
                                std::pair("", Window::kYear), std::pair("North", Window::kYear)));
}

TEST(ReadPublishedTest, ACouncilWithoutEventsHadNothingRecorded) {
  AuthorityView council = *ViewOf({}).authorities.front();
  council.data_as_of_us = 0;
  View view;
  view.authorities.push_back(std::make_shared<const AuthorityView>(council));
  EXPECT_EQ(Published(view).councils.front().data_as_of_us, 0);
}

TEST(ReadPublishedTest, SaysWhichPartIsNotAsItShouldBe) {
  EXPECT_EQ(std::get<std::string>(ReadPublished("{\"published\":")), "it is not JSON");
  EXPECT_EQ(std::get<std::string>(ReadPublished("[]")), "published is not a text");
  EXPECT_EQ(ErrorWith("\"q4\"", "\"../q4\""), "published is not a name");
  EXPECT_EQ(ErrorWith("2024-04-10", "10 April"), "published_on is not a date");
  EXPECT_EQ(ErrorWith("\"report\"", "\"repart\""), "report is not an object");
  EXPECT_EQ(ErrorWith("\"as_of\":\"2024-03-31\"", "\"as_of\":7"), "report.as_of is not a date");
  EXPECT_EQ(ErrorWith("16:02:05Z\",\"def", "noon\",\"def"),
            "report.authorities[0].data_as_of is not an instant");
  EXPECT_EQ(ErrorWith("\"rows\":[", "\"rows\":[3,"), "report.rows[0].authority is not a text");
  EXPECT_EQ(ErrorWith("\"numerator\":5", "\"numerator\":5.5"),
            "report.rows[0].numerator is not a whole number");
  EXPECT_EQ(ErrorWith("\"year\"", "\"decade\""), "report.rows[0].window is not a window");
}

TEST(PublicationNameTest, IsThatOfAFile) {
  for (const char* name : {"q4", "2023-24_q4.v2", "-", "Z"}) EXPECT_TRUE(IsPublicationName(name));
  for (const char* name : {"", ".", "..", ".q4", "a/b", "a b", "a\n", "\xC3\xA9"}) {
    EXPECT_FALSE(IsPublicationName(name)) << name;
  }
  EXPECT_TRUE(IsPublicationName(std::string(100, 'a')));
  EXPECT_FALSE(IsPublicationName(std::string(101, 'a')));
}

TEST(CompareWithPublishedTest, WhatReadsTheSameIsNotRestated) {
  const std::vector<Row> rows = {YearOf("ni60", "", {5, 6, 3, 1})};
  EXPECT_THAT(Compared(rows, rows), IsEmpty());
}

TEST(CompareWithPublishedTest, ARestatementHasBothFigures) {
  const auto found =
      Compared({YearOf("ni60", "", {5, 6, 3, 1})}, {YearOf("ni60", "", {4, 6, 3, 1})});
  ASSERT_THAT(found, SizeIs(1));
  Restatement expected;
  expected.published = "q4";
  expected.published_on = kPublishedOn;
  expected.as_of = ReportDay();
  expected.authority = "X99000001";
  expected.indicator = "ni60";
  expected.period = WindowAt(Window::kYear, ReportDay());
  expected.was = {5, 6, 3, 1};
  expected.now = FigureCounts{4, 6, 3, 1};
  EXPECT_EQ(found.front(), expected);
}

TEST(CompareWithPublishedTest, EachCountIsCompared) {
  for (const FigureCounts now : {FigureCounts{4, 6, 3, 1}, FigureCounts{5, 7, 3, 1},
                                 FigureCounts{5, 6, 4, 1}, FigureCounts{5, 6, 3, 0}}) {
    EXPECT_THAT(Compared({YearOf("ni60", "", {5, 6, 3, 1})}, {YearOf("ni60", "", now)}), SizeIs(1));
  }
}

TEST(CompareWithPublishedTest, ATeamThatIsInOneOnlyHasNoughtsInTheOther) {
  const Row whole = YearOf("ni60", "", {5, 6, 0, 0});
  const auto found = Compared({whole, YearOf("ni60", "Old", {5, 6, 0, 0})},
                              {whole, YearOf("ni60", "New", {5, 6, 0, 0})});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].team, "New");
  EXPECT_EQ(found[0].was, FigureCounts{});
  EXPECT_EQ(found[1].team, "Old");
  EXPECT_EQ(found[1].now, FigureCounts{});
}

TEST(CompareWithPublishedTest, ATeamOfNoughtsMayGo) {
  const Row whole = YearOf("ni60", "", {5, 6, 0, 0});
  EXPECT_THAT(Compared({whole, YearOf("ni60", "Old", {})}, {whole}), IsEmpty());
}

TEST(CompareWithPublishedTest, AnIndicatorThatWasNotPublishedIsNotRestated) {
  const Row published = YearOf("ni60", "", {5, 6, 0, 0});
  EXPECT_THAT(Compared({published}, {published, YearOf("ni59", "", {1, 2, 0, 0})}), IsEmpty());
}

TEST(CompareWithPublishedTest, AnIndicatorThatIsNoLongerCountedHasNoFigureNow) {
  const auto found = Compared({YearOf("ni60", "", {})}, {YearOf("ni59", "", {1, 2, 0, 0})});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.front().now, std::nullopt);
  EXPECT_EQ(CauseText(found.front()), "The indicator is no longer counted.");
}

TEST(CompareWithPublishedTest, OtherCouncilsAreLeftOut) {
  const PublishedReport published = Published(ViewOf({YearOf("ni60", "", {5, 6, 0, 0})}));
  EXPECT_THAT(
      CompareWithPublished(published, ViewOf({YearOf("ni60", "", {4, 6, 0, 0})}, "X99000002")),
      IsEmpty());
}

TEST(CompareWithPublishedTest, OtherDefinitionsAreSaid) {
  AuthorityView council = *ViewOf({YearOf("ni60", "", {4, 6, 0, 0})}).authorities.front();
  council.definitions = 43;
  View now;
  now.authorities.push_back(std::make_shared<const AuthorityView>(council));
  const auto found =
      CompareWithPublished(Published(ViewOf({YearOf("ni60", "", {5, 6, 0, 0})})), now);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_TRUE(found.front().definitions_changed);
}

}  // namespace
}  // namespace caseclock
