#include "daemon/standards/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;

/// Rows as "a|b", one for each.
std::vector<std::string> Rows(std::string_view text, CsvComments comments = CsvComments::kNone) {
  std::vector<std::string> rows;
  for (const CsvRow& row : ReadCsv(text, comments).rows) {
    std::string line;
    for (const CsvField& field : row.fields) line += (line.empty() ? "" : "|") + field.text;
    rows.push_back(line);
  }
  return rows;
}

/// "line:column sentence" for each problem.
std::vector<std::string> Problems(std::string_view text) {
  std::vector<std::string> lines;
  for (const FileProblem& problem : ReadCsv(text).problems) {
    lines.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + " " +
                    problem.sentence);
  }
  return lines;
}

TEST(CsvTest, FieldsAreReadAsTheyStand) {
  EXPECT_THAT(Rows("a,b\n1, 2 \n"), ElementsAre("a|b", "1| 2 "));
  EXPECT_THAT(Rows("a,b\r\n1,2"), ElementsAre("a|b", "1|2"));
  EXPECT_THAT(Rows("x,,\n"), ElementsAre("x||"));
  EXPECT_THAT(Rows(""), ElementsAre());
}

TEST(CsvTest, QuotesHoldCommasQuotesAndLines) {
  EXPECT_THAT(Rows("\"Hull, City of\",\"say \"\"so\"\"\"\n"),
              ElementsAre("Hull, City of|say \"so\""));
  EXPECT_THAT(Rows("\"a\nb\",c\nd,e\n"), ElementsAre("a\nb|c", "d|e"));
}

TEST(CsvTest, PlacesCountFromOne) {
  const CsvTable table = ReadCsv("\xef\xbb\xbfone,\"two\nlines\",x\nlast,row,y\n");
  EXPECT_EQ(table.rows[0].fields[0], (CsvField{"one", 1, 1}));
  EXPECT_EQ(table.rows[0].fields[1], (CsvField{"two\nlines", 1, 5}));
  EXPECT_EQ(table.rows[0].fields[2], (CsvField{"x", 2, 8}));
  EXPECT_EQ(table.rows[1].fields[1], (CsvField{"row", 3, 6}));
}

TEST(CsvTest, BlankLinesArePassedOver) {
  EXPECT_THAT(Rows("\n\r\na,b\n\n1,2\n"), ElementsAre("a|b", "1|2"));
}

TEST(CsvTest, CommentsAreReadOnlyWhereTheyAre) {
  EXPECT_THAT(Rows("# made by hand\na,#b\n#end", CsvComments::kHash), ElementsAre("a|#b"));
  EXPECT_THAT(Rows("#a,b\n"), ElementsAre("#a|b"));
  EXPECT_THAT(Rows("\"#a\",b\n", CsvComments::kHash), ElementsAre("#a|b"));
}

TEST(CsvTest, WhatIsNotWellFormedIsToldAndGoodRowsStay) {
  EXPECT_THAT(Problems("a,b\"c\n"), ElementsAre("1:3 a quote stands in the middle of a field"));
  EXPECT_THAT(Problems("a\n\"b\"c,d\n"),
              ElementsAre("2:1 something follows the closing quote of a field"));
  EXPECT_THAT(Problems("a,\"b\n1,2\n"), ElementsAre("1:3 a quoted field has no closing quote"));
  EXPECT_THAT(Rows("a,b\n1,2\"\n3,4\n"), ElementsAre("a|b", "3|4"));
}

TEST(CsvTest, TextIsUtf8) {
  EXPECT_THAT(Rows("Caf\xc3\xa9,\xe2\x82\xac,\xf0\x9f\x99\x82\n").size(), 1u);
  for (const char* bad : {"\xe9", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff"}) {
    EXPECT_THAT(Problems(std::string("a,") + bad + "\n"), ElementsAre("1:3 a field is not UTF-8"));
  }
}

TEST(CsvTest, WrittenFieldsAreReadBack) {
  for (const char* text : {"plain", "", "a,b", "say \"so\"", "two\nlines", "#1", "\xef\xbb\xbf?"}) {
    EXPECT_THAT(Rows(CsvQuoted(text) + ",x\n", CsvComments::kHash),
                ElementsAre(std::string(text) + (*text == 0 ? "x" : "|x")));
  }
  EXPECT_EQ(CsvQuoted("plain"), "plain");
  EXPECT_EQ(CsvQuoted("a,\"b\""), "\"a,\"\"b\"\"\"");
}

TEST(CsvTest, NoCellIsAFormulaForASpreadsheet) {
  for (const char* text : {"=1+1",           "+1",       "-1",       "@SUM(A1)", " =1",
                           "\t=1",           "\r=1",     "\n=1",     "\tTeam",   "  \t =1",
                           "\xef\xbb\xbf=1", "\u00a0=1", "\u200b=1", "\u3000=1", "\u200e\u200b =1",
                           "\uff1d1",        "\uff0b1",  "\uff0d1",  "\uff20A1", " \uff1d1",
                           "\u22121"}) {
    EXPECT_EQ(SafeCsvCell(text), CsvQuoted(std::string("'") + text)) << text;
  }
  for (const char* text :
       {"", " ", "Assessment North", "Team = A", "a-b", "'quoted", "\u00e9quipe", "4-5"}) {
    EXPECT_EQ(SafeCsvCell(text), CsvQuoted(text)) << text;
  }
}

}  // namespace
}  // namespace caseclock
