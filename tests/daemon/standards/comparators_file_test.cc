#include "daemon/standards/comparators_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kGoodRow[] =
    "national,,assessment_45,,2024-04-01,2025-03-31,2025-11-30,85.7,percent,true,,England,,LAIT";

std::string File(const std::vector<std::string>& rows) {
  std::string text = std::string(kComparatorColumns) + "\n";
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

/// The good row with one field replaced.
std::string With(const std::string& old, const std::string& text) {
  std::string row = kGoodRow;
  return row.replace(row.find(old), old.size(), text);
}

ComparatorsRead Read(const std::vector<std::string>& rows) {
  return ReadComparators(File(rows), BuiltInCatalogue());
}

std::vector<std::string> Problems(const std::vector<std::string>& rows) {
  std::vector<std::string> lines;
  for (const FileProblem& problem : Read(rows).problems) {
    lines.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + " " +
                    problem.sentence + (problem.detail.empty() ? "" : ": " + problem.detail));
  }
  return lines;
}

TEST(ComparatorsFileTest, ARowIsAPublishedFigure) {
  const auto read =
      Read({"# reviewed by nobody", kGoodRow,
            "statistical_neighbours,X99000001,cpp,median,2024-04-01,2025-03-31,2025-11-30,40.65,"
            "per_10000,false,9,ten neighbours,\"counted, not known how\",invented"});
  EXPECT_THAT(read.problems, IsEmpty());
  ASSERT_EQ(read.comparators.size(), 2u);
  const Comparator expected{.authority = "X99000001",
                            .indicator = "cpp",
                            .kind = ComparatorKind::kStatisticalNeighbours,
                            .statistic = NeighbourStatistic::kMedian,
                            .period = {Date::FromYmd(2024, 4, 1), Date::FromYmd(2025, 3, 31)},
                            .published_on = Date::FromYmd(2025, 11, 30),
                            .value = {40650},
                            .comparable = false,
                            .areas = 9,
                            .name = "ten neighbours",
                            .note = "counted, not known how",
                            .source = "invented"};
  EXPECT_EQ(read.comparators[1], expected);
}

TEST(ComparatorsFileTest, WrittenRowsAreSortedAndReadBack) {
  const std::string other =
      "rank,X99000001,assessment_45,,2024-04-01,2025-03-31,2025-11-30,12,count,true,152,,\"a,b\",";
  const auto read = Read({other, kGoodRow});
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(WriteComparators(read.comparators, BuiltInCatalogue()), File({kGoodRow, other}));
}

TEST(ComparatorsFileTest, EachMistakeHasItsPlace) {
  const std::pair<std::string, const char*> mistakes[] = {
      {With("national", "best"),
       "2:1 could not read \"kind\": expected statistical_neighbours, national, region, "
       "best_quartile, rank, own_published or baseline, found \"best\"."},
      {With("assessment_45", "ni99"), "2:11 there is no indicator \"ni99\""},
      {With("2024-04-01", ""),
       "2:26 could not read \"period_first\": expected a date such as 2025-03-31, found \"\"."},
      {With("2024-04-01", "2025-04-01"), "2:37 the period ends before it begins"},
      {With("2025-11-30", "2025-03-30"), "2:48 the figure was published before its period ended"},
      {With("85.7", "c"),
       "2:59 could not read \"value\": expected a number with up to three decimals, found \"c\"."},
      {With("85.7", "100.1"),
       "2:59 could not read \"value\": expected a share from 0 to 100, found \"100.1\"."},
      {With("85.7", "-1"),
       "2:59 could not read \"value\": expected a share from 0 to 100, found \"-1\"."},
      {With("percent", "%"), "2:64 could not read \"unit\": expected percent, found \"%\"."},
      {With("true", "yes"),
       "2:72 could not read \"comparable\": expected true or false, found \"yes\"."},
      {With("true,", "true,ten"),
       "2:77 could not read \"areas\": expected a whole number from 0 to 1000, found \"ten\"."},
      {With(",LAIT", ""), "2:1 a row has 13 fields: expected 14."},
  };
  for (const auto& [row, problem] : mistakes) EXPECT_THAT(Problems({row}), ElementsAre(problem));
}

TEST(ComparatorsFileTest, AllMistakesAreToldAtOnce) {
  EXPECT_EQ(Problems({With("national", "x"), With("85.7", "x"), kGoodRow}).size(), 2u);
  EXPECT_EQ(Problems({"x,,y,z,a,b,c,d,e,f,g,h,i,j"}).size(), 9u);
}

TEST(ComparatorsFileTest, OnlyTheEngineKnowsLastYear) {
  EXPECT_EQ(Problems({With("national", "last_year")}).size(), 1u);
  EXPECT_EQ(Problems({With("national", "last_year_to_date")}).size(), 1u);
}

TEST(ComparatorsFileTest, NeighboursAndOnlyTheyHaveAStatistic) {
  EXPECT_THAT(Problems({With("national", "statistical_neighbours")}),
              ElementsAre("2:39 could not read \"statistic\": that of statistical neighbours is "
                          "mean or median."));
  EXPECT_THAT(Problems({With("_45,,", "_45,mean,")}),
              ElementsAre("2:25 could not read \"statistic\": only statistical neighbours have "
                          "one."));
  EXPECT_EQ(Problems({With("_45,,", "_45,mode,")}).size(), 1u);
}

TEST(ComparatorsFileTest, ARateIsOverZeroAndARankAPlace) {
  const auto row = [](const std::string& kind, const std::string& indicator,
                      const std::string& value, const std::string& unit) {
    return kind + ",X99000001," + indicator + ",,2024-04-01,2025-03-31,2025-11-30," + value + "," +
           unit + ",true,10,,,";
  };
  EXPECT_THAT(Problems({row("region", "cpp", "0.1", "per_10000")}), IsEmpty());
  EXPECT_EQ(Problems({row("region", "cpp", "0", "per_10000")}).size(), 1u);
  EXPECT_THAT(Problems({row("rank", "cpp", "10", "count")}), IsEmpty());
  for (const char* place : {"0", "11", "1.5", "-1"}) {
    EXPECT_EQ(Problems({row("rank", "cpp", place, "count")}).size(), 1u) << place;
  }
  EXPECT_EQ(Problems({row("rank", "cpp", "1", "per_10000")}).size(), 1u);
}

TEST(ComparatorsFileTest, TwoOfTheSameAreToldWithTheLineOfTheFirst) {
  EXPECT_THAT(
      Problems({kGoodRow, With("85.7", "85.8")}),
      ElementsAre("3:1 a comparator is listed twice: line 2 has the same authority, indicator, "
                  "kind, statistic and period."));
  EXPECT_THAT(Problems({kGoodRow, With("2024-04-01", "2024-05-01")}), IsEmpty());
}

TEST(ComparatorsFileTest, TheColumnsAreNamedFirst) {
  for (const std::string& text : {std::string(), std::string(kGoodRow), "a,b\n" + File({})}) {
    const auto read = ReadComparators(text, BuiltInCatalogue());
    ASSERT_EQ(read.problems.size(), 1u) << text;
    EXPECT_EQ(read.problems[0].sentence, "the line with the names of the columns is missing");
  }
  EXPECT_THAT(ReadComparators(File({}), BuiltInCatalogue()).problems, IsEmpty());
}

TEST(ComparatorsFileTest, ThereIsAnEndToProblems) {
  const std::vector<std::string> rows(kMaxFileProblems + 5, With("85.7", "c"));
  const auto problems = Problems(rows);
  EXPECT_EQ(problems.size(), kMaxFileProblems + 1);
  EXPECT_EQ(problems.back(), "0:0 there are 5 more problems");
}

}  // namespace
}  // namespace caseclock
