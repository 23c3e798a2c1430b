// A spreadsheet opens it: quoted as RFC 4180 asks, and no cell is taken for a formula.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/report/report.h"
#include "tests/daemon/report/invented_view.h"
#include "tests/support/invented_judgement.h"

namespace caseclock {
namespace {

using testing::EndsWith;
using testing::StartsWith;

/// The nth line without its end; lines end in CR LF.
std::string Line(const std::string& csv, int n) {
  std::size_t begin = 0;
  for (; n > 0; --n) begin = csv.find("\r\n", begin) + 2;
  return csv.substr(begin, csv.find("\r\n", begin) - begin);
}

/// The team's cell as written.
std::string TeamCell(const std::string& team) {
  const std::string line = Line(ReportCsv(ViewOf({RowOf("ni60", team, 1, 3)})), 1);
  const std::size_t begin = std::string("X99000001,").size();
  return line.substr(begin, line.find(",ni60") - begin);
}

TEST(ReportCsvTest, HasAHeadingAndALineForEachRow) {
  const std::string csv = ReportCsv(ViewOf({RowOf("ni60", "", 1, 3), RowOf("cpp", "", 0, 0)}));
  EXPECT_EQ(
      Line(csv, 0),
      "authority,team,indicator,window,from,to,numerator,denominator,share,open,drag,due_soon,"
      "oldest_open_start,previous_year_from,previous_year_to,previous_year_numerator,"
      "previous_year_denominator,previous_year_share,value,target,target_by,target_met,rag,"
      "on_previous_month,on_same_point_last_year,on_last_year,committed,expected,"
      "out_of_reach_since,sentence");
  EXPECT_EQ(Line(csv, 1),
            "X99000001,,ni60,year,2023-04-01,2024-03-31,1,3,0.333333,0,0,0,,2022-04-01,2023-03-31,"
            "0,0,,,,,,,,,,,,,");
  EXPECT_EQ(Line(csv, 2),
            "X99000001,,cpp,year,2023-04-01,2024-03-31,0,0,,0,0,0,,2022-04-01,2023-03-31,0,0,,,,,,,"
            ",,,,,,");
  EXPECT_THAT(csv, EndsWith("\r\n"));
}

TEST(ReportCsvTest, EveryLineHasAsManyCellsAsTheHeading) {
  Row row = RowOf("ni60", "", 1, 3);
  row.open = 5;
  row.drag = 2;
  row.due_soon = 1;
  row.oldest_open_start = Date::FromYmd(2023, 11, 2);
  row.previous_year.denominator = 8;
  const std::string csv = ReportCsv(ViewOf({row}));
  const auto commas = [&](int n) {
    const std::string line = Line(csv, n);
    return std::count(line.begin(), line.end(), ',');
  };
  EXPECT_EQ(commas(0), 29);
  EXPECT_EQ(commas(1), 29);
  EXPECT_THAT(
      Line(csv, 1),
      EndsWith(",0.333333,5,2,1,2023-11-02,2022-04-01,2023-03-31,0,8,0.000000,,,,,,,,,,,,"));
}

TEST(ReportCsvTest, ARowOfTheYearHasItsJudgement) {
  AuthorityView council = *ViewOf({RowOf("ni60", "", 354, 600)}).authorities.front();
  council.judgements.push_back(FullJudgement("ni60", ""));
  View view;
  view.authorities.push_back(std::make_shared<const AuthorityView>(council));
  EXPECT_THAT(Line(ReportCsv(view), 1),
              EndsWith(",59.000,85.000,2024-03-31,no,red,-6.86,4.91,0.50,0.600739,0.580000,"
                       "2023-11-02,\"RED: 354 of 600 in time, 59.0%\""));
}

TEST(ReportCsvTest, QuotesWhereItMust) {
  EXPECT_EQ(TeamCell("Assessment North"), "Assessment North");
  EXPECT_EQ(TeamCell("North, East"), "\"North, East\"");
  EXPECT_EQ(TeamCell("The \"A\" team"), "\"The \"\"A\"\" team\"");
  EXPECT_EQ(TeamCell("two\nlines"), "\"two\nlines\"");
}

TEST(ReportCsvTest, NoCellIsAFormula) {
  EXPECT_EQ(TeamCell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  EXPECT_EQ(TeamCell("+441"), "'+441");
  EXPECT_EQ(TeamCell("-1"), "'-1");
  EXPECT_EQ(TeamCell("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(TeamCell("=1,2"), "\"'=1,2\"");
  EXPECT_EQ(TeamCell("North=East"), "North=East");
  EXPECT_EQ(TeamCell("\t=1"), "'\t=1");
}

TEST(ReportCsvTest, NobodyIsAHeadingAlone) {
  const std::string csv = ReportCsv(View{});
  EXPECT_THAT(csv, StartsWith("authority,"));
  EXPECT_EQ(csv.find("\r\n"), csv.size() - 2);
}

}  // namespace
}  // namespace caseclock
