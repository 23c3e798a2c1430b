#include "daemon/adapters/comparator_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr char kExtractHead[] = "short_desc,data_item,year,la_or_region,value,la_number,region\r\n";
constexpr char kPopulationHead[] =
    "time_period,geographic_level,old_la_code,new_la_code,la_name,population_estimate\n";
constexpr char kNeighbours[] = "902,903,904,905,906,907,908,909,910,911";

/// The same reader for all three kinds of file: the file and what was told.
template <typename File>
struct ReadOf {
  File file;
  std::vector<std::string> problems;
  std::string error;
};

template <typename File, typename Read>
ReadOf<File> ReadWith(Read read, const std::string& text) {
  std::vector<OpenDataProblem> problems;
  auto made = read(OpenDataFile{"invented.csv", text}, problems);
  ReadOf<File> result;
  if (auto* error = std::get_if<std::string>(&made)) result.error = *error;
  if (auto* file = std::get_if<File>(&made)) result.file = std::move(*file);
  for (const OpenDataProblem& problem : problems) result.problems.push_back(Describe(problem));
  return result;
}

ReadOf<LaitExtract> Extract(const std::string& rows) {
  return ReadWith<LaitExtract>(&ReadLaitExtract, kExtractHead + rows);
}
ReadOf<NeighbourLists> Neighbours(const std::string& text) {
  return ReadWith<NeighbourLists>(&ReadNeighbourLists, text);
}
ReadOf<CouncilPopulations> Populations(const std::string& rows) {
  return ReadWith<CouncilPopulations>(&ReadCouncilPopulations, kPopulationHead + rows);
}

TEST(ComparatorFilesTest, AValueIsRoundedToThousandths) {
  EXPECT_EQ(ReadPublishedValue("85.7"), Level{85700});
  EXPECT_EQ(ReadPublishedValue("17.899999999999999"), Level{17900});
  EXPECT_EQ(ReadPublishedValue("4.4000000000000004"), Level{4400});
  EXPECT_EQ(ReadPublishedValue("0.0005"), Level{1});
  EXPECT_EQ(ReadPublishedValue("0.00049"), Level{0});
  EXPECT_EQ(ReadPublishedValue("519"), Level{519000});
}

TEST(ComparatorFilesTest, WhatIsNoNumberIsNotGuessed) {
  for (const char* text : {"", "-1", "1e3", "1,200", "1.", ".5", "five", "1234567890", "85.7%"}) {
    EXPECT_EQ(ReadPublishedValue(text), std::nullopt) << text;
  }
}

TEST(ComparatorFilesTest, SignsOfWithheldValues) {
  for (const char* text : {"", "c", "x", ":", "z", "-"}) EXPECT_TRUE(IsSuppressed(text)) << text;
  for (const char* text : {"0", "C", "--", "low"}) EXPECT_FALSE(IsSuppressed(text)) << text;
}

TEST(ComparatorFilesTest, FiguresOfCouncilsRegionsAndEngland) {
  const auto read = Extract(
      "Rate,\"A, b\",2025,Exampleshire,10.5,901,Inner London\r\n"
      "Rate,,2025,England,11,970,NA\r\n"
      "Rate,,2024,London (Inner),12,987,NA\r\n");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.file.figures,
      ElementsAre(
          PublishedFigure{
              2, "Rate", 2025, 901, AreaKind::kCouncil, "Exampleshire", "Inner London", {10500}},
          PublishedFigure{3, "Rate", 2025, 970, AreaKind::kEngland, "England", "", {11000}},
          PublishedFigure{4, "Rate", 2024, 987, AreaKind::kRegion, "Inner London", "", {12000}}));
  EXPECT_EQ(read.file.rows, 3);
  EXPECT_THAT(read.file.councils, ElementsAre(Pair(901, "Exampleshire")));
}

TEST(ComparatorFilesTest, WithheldValuesAreCountedByMeasure) {
  const auto read = Extract(
      "A,,2025,Exampleshire,-,901,South\nA,,2024,Exampleshire,c,901,South\n"
      "B,,2025,Exampleshire,1,901,South\n");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.file.figures.size(), 1u);
  EXPECT_THAT(read.file.suppressed, ElementsAre(Pair("A", 2), Pair("B", 0)));
}

TEST(ComparatorFilesTest, EveryBadRowIsToldAndGoodOnesTaken) {
  const auto read = Extract(
      "A,,25,Exampleshire,1,901,South\nA,,2025,Exampleshire,many,901,South\n"
      "A,,2025,Exampleshire,1,none,South\nA,,2025\nA,,2025,Exampleshire,1,901,South\n");
  EXPECT_EQ(read.file.figures.size(), 1u);
  EXPECT_THAT(
      read.problems,
      ElementsAre("invented.csv, row 2, year: \"25\" is no year",
                  "invented.csv, row 3, value: \"many\" is no number, nor a sign of a value "
                  "that is withheld",
                  "invented.csv, row 4, la_number: \"none\" is no number of a council",
                  "invented.csv, row 5: it has 3 fields, the headings are 7"));
}

TEST(ComparatorFilesTest, AFileWithoutItsColumnsCannotBeRead) {
  EXPECT_EQ(ReadWith<LaitExtract>(&ReadLaitExtract, "a,b\n1,2\n").error,
            "invented.csv has no column \"short_desc\"");
  EXPECT_EQ(ReadWith<LaitExtract>(&ReadLaitExtract, "").error,
            "invented.csv has no column \"short_desc\"");
  EXPECT_EQ(Neighbours("LA number,SN1\n901,902\n").error,
            "invented.csv has no column \"SN_2\", nor \"SN2\"");
}

TEST(ComparatorFilesTest, NeighboursOf2025) {
  std::string head = "\xef\xbb\xbfold_la_code,la_name";
  std::string row = "901,\"Example, City of\"";
  for (int i = 1; i <= 10; ++i) {
    head += ",SN_" + std::to_string(i) + ",SN_" + std::to_string(i) + "P";
    row += "," + std::to_string(901 + i) + ",Very close ";
  }
  const auto read = Neighbours(head + "\n" + row + "\n");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(
      read.file.neighbours,
      ElementsAre(Pair(901, ElementsAre(902, 903, 904, 905, 906, 907, 908, 909, 910, 911))));
}

TEST(ComparatorFilesTest, NeighboursOf2021HaveTitlesBetween) {
  std::string head = "\xef\xbb\xbfLA num,LA Name,LA number";
  std::string row = "901,Exampleshire,901";
  std::string title = ",Old SNs:,";
  for (int i = 1; i <= 10; ++i) {
    head += ",SN" + std::to_string(i) + ",SNP";
    row += "," + std::to_string(901 + i) + ",Close";
    title += ",,";
  }
  const auto read = Neighbours(head + "\n" + title + "\n" + row + "\n");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.file.neighbours.at(901).size(), 10u);
  EXPECT_EQ(read.file.neighbours.at(901).back(), 911);
}

TEST(ComparatorFilesTest, AListOfFewerThanTenIsLeftOut) {
  std::string head = "old_la_code";
  for (int i = 1; i <= 10; ++i) head += ",SN_" + std::to_string(i);
  const auto read = Neighbours(head + "\n901,,903,904,905,906,907,908,909,910,911\n902," +
                               kNeighbours + "\n902," + kNeighbours + "\n");
  EXPECT_THAT(read.problems,
              ElementsAre("invented.csv, row 2, SN_1: \"\" is no number of a council",
                          "invented.csv, row 4: council 902 has stood before; left out"));
  EXPECT_EQ(read.file.neighbours.size(), 1u);
}

TEST(ComparatorFilesTest, PopulationsKnowCodes) {
  const auto read = Populations(
      "2024,National,,,,100\n2023,Local authority,901,E06000901,Exampleshire,50\n"
      "2024,Local authority,901,E06000991,Exampleshire,51\n"
      "2024,Local authority,902,E06000902,Sampleton,x\n");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.file.rows, 4);
  EXPECT_EQ(read.file.NewestYear(), 2024);
  EXPECT_EQ(read.file.OfNumber(901)->code, "E06000991");
  EXPECT_EQ(read.file.OfCode("E06000901")->children, 50);
  EXPECT_EQ(read.file.OfCode("E06000902")->children, std::nullopt);
  EXPECT_EQ(read.file.OfCode("E06000999"), nullptr);
}

TEST(ComparatorFilesTest, ACodeHasNineCharacters) {
  const auto read = Populations("2024,Local authority,901,E0600,Exampleshire,many\n");
  EXPECT_THAT(read.file.councils, IsEmpty());
  EXPECT_THAT(read.problems,
              ElementsAre("invented.csv, row 2, new_la_code: \"E0600\" is no code of a council",
                          "invented.csv, row 2, population_estimate: \"many\" is no whole number"));
}

}  // namespace
}  // namespace caseclock
