#include "daemon/adapters/workbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "daemon/adapters/worksheet_xml.h"
#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

Workbook Read(const std::string& bytes) {
  auto read = ReadWorkbook(bytes);
  if (const auto* problem = std::get_if<WorkbookProblem>(&read)) {
    ADD_FAILURE() << problem->sentence;
    return {};
  }
  return std::get<Workbook>(std::move(read));
}

std::string ProblemOf(const std::string& bytes, const WorkbookLimits& limits = {}) {
  auto read = ReadWorkbook(bytes, limits);
  const auto* problem = std::get_if<WorkbookProblem>(&read);
  return problem == nullptr ? "" : problem->sentence;
}

/// A workbook with one sheet whose XML is given.
WorkbookBuilder OneSheet(const std::string& xml) {
  WorkbookBuilder book;
  book.Sheet("S").Raw(xml);
  return book;
}

std::string Rows(const std::string& cells) {
  return "<sheetData><row r=\"1\">" + cells + "</row></sheetData>";
}

TEST(WorkbookTest, ReadsEveryKindOfCell) {
  WorkbookBuilder builder;
  builder.Sheet("S").Row({"shared", Inline("in & line"), 12.5, Day("2019-01-09"), Bool(true),
                          ErrorCell("#N/A"), Formula(3), FormulaWithoutValue(), CellXml(), "last"});
  const Workbook book = Read(builder.Bytes());
  ASSERT_EQ(book.sheets.size(), 1u);
  EXPECT_EQ(book.sheets[0].name, "S");
  const SheetRow& row = book.sheets[0].rows.at(0);
  ASSERT_EQ(row.cells.size(), 9u);
  EXPECT_EQ(row.Find(1)->text, "shared");
  EXPECT_EQ(row.Find(2)->text, "in & line");
  EXPECT_EQ(row.Find(3)->number, 12.5);
  EXPECT_FALSE(row.Find(3)->date_format);
  EXPECT_EQ(row.Find(4)->number, 43474);
  EXPECT_TRUE(row.Find(4)->date_format);
  EXPECT_EQ(row.Find(5)->kind, CellKind::kBool);
  EXPECT_EQ(row.Find(6)->kind, CellKind::kError);
  EXPECT_EQ(row.Find(6)->text, "#N/A");
  EXPECT_EQ(row.Find(7)->number, 3);
  EXPECT_EQ(row.Find(8)->text, "a formula without its value");
  EXPECT_EQ(row.Find(9), nullptr);
  EXPECT_EQ(row.Find(10)->column, 10);
}

TEST(WorkbookTest, TextFormulasAndIsoDatesAreText) {
  const Workbook book = Read(OneSheet(Rows("<c t=\"str\"><f>X</f><v>text</v></c>"
                                           "<c t=\"str\"><f>X</f><v></v></c>"
                                           "<c t=\"d\"><v>2019-01-09T00:00:00</v></c>"))
                                 .Bytes());
  const SheetRow& row = book.sheets[0].rows[0];
  EXPECT_EQ(row.Find(1)->text, "text");
  EXPECT_EQ(row.Find(2), nullptr);
  EXPECT_EQ(row.Find(3)->text, "2019-01-09T00:00:00");
}

TEST(WorkbookTest, JoinsRichTextAndLeavesPhoneticsOut) {
  const std::string item =
      "<is><r><t>Date of </t></r><r><rPr/><t>referral</t></r><rPh><t>NO</t></rPh></is>";
  const Workbook book = Read(OneSheet(Rows("<c t=\"inlineStr\">" + item + "</c>")).Bytes());
  EXPECT_EQ(book.sheets[0].rows[0].cells[0].text, "Date of referral");
}

TEST(WorkbookTest, SharedRichTextIsJoinedToo) {
  WorkbookBuilder builder = OneSheet(Rows("<c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c>"));
  builder.Part("xl/sharedStrings.xml",
               "<sst><si><t>no</t></si><si><r><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r>"
               "</si></sst>");
  const Workbook book = Read(builder.Bytes());
  EXPECT_EQ(book.sheets[0].rows[0].Find(1)->text, "a b");
  EXPECT_EQ(book.sheets[0].rows[0].Find(2)->kind, CellKind::kError) << "there is no third text";
}

TEST(WorkbookTest, DecodesEscapedControlCharacters) {
  const Workbook book = Read(
      OneSheet(Rows("<c t=\"inlineStr\"><is><t>a_x000D_b_x0041__x00ZZ_</t></is></c>")).Bytes());
  EXPECT_EQ(book.sheets[0].rows[0].cells[0].text, "a bA_x00ZZ_");
}

TEST(WorkbookTest, CellsAndRowsWithoutReferencesFollowEachOther) {
  const Workbook book = Read(OneSheet("<sheetData><row><c><v>1</v></c><c r=\"D1\"><v>4</v></c>"
                                      "<c><v>5</v></c></row><row r=\"7\"><c r=\"B7\"><v>2</v></c>"
                                      "</row><row><c><v>8</v></c></row></sheetData>")
                                 .Bytes());
  const auto& rows = book.sheets[0].rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].number, 1);
  EXPECT_EQ(rows[0].Find(5)->number, 5);
  EXPECT_EQ(rows[1].number, 7);
  EXPECT_EQ(rows[1].Find(2)->number, 2);
  EXPECT_EQ(rows[2].number, 8);
}

TEST(WorkbookTest, ReadsPrefixedElements) {
  WorkbookBuilder builder;
  builder.Sheet("S");
  builder.Part("xl/worksheets/sheet1.xml",
               "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>5</x:v>"
               "</x:c></x:row></x:sheetData></x:worksheet>");
  EXPECT_EQ(Read(builder.Bytes()).sheets[0].rows[0].cells[0].number, 5);
}

TEST(WorkbookTest, FollowsAbsoluteTargets) {
  WorkbookBuilder builder;
  builder.Sheet("S");
  builder.Part("xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" "
               "Target=\"/xl/worksheets/../other.xml\"/></Relationships>");
  builder.Part("xl/other.xml",
               "<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>");
  EXPECT_EQ(Read(builder.Bytes()).sheets[0].rows[0].cells[0].number, 5);
}

TEST(WorkbookTest, KnowsItsDateSystemAndWhenItWasSaved) {
  WorkbookBuilder builder;
  builder.Date1904().Modified("2024-06-30T09:00:00Z").Sheet("S").Row({1});
  const Workbook book = Read(builder.Bytes());
  EXPECT_TRUE(book.date_1904);
  EXPECT_EQ(book.modified, "2024-06-30T09:00:00Z");
  WorkbookBuilder plain;
  plain.Sheet("S").Row({1});
  EXPECT_FALSE(Read(plain.Bytes()).date_1904);
  EXPECT_EQ(Read(plain.Bytes()).modified, "");
}

TEST(WorkbookTest, CustomDateFormats) {
  for (const char* code : {"dd/mm/yyyy", "d-mmm-yy", "[$-809]dd mmmm yyyy;@", "yyyy\\-mm\\-dd",
                           "\"on \"dd/mm/yyyy", "DD/MM/YYYY hh:mm"}) {
    EXPECT_TRUE(IsDateFormat(code)) << code;
  }
  for (const char* code : {"General", "0.00", "h:mm:ss", "[h]:mm", "[Red]0", "0 \"days\"", "@",
                           "0;\"dry\"", "\\d0", "#,##0_d", "\"unclosed d", "[unclosed d", ""}) {
    EXPECT_FALSE(IsDateFormat(code)) << code;
  }
}

TEST(WorkbookTest, StylesByBuiltInAndOwnNumbers) {
  WorkbookBuilder builder =
      OneSheet(Rows("<c s=\"0\"><v>1</v></c><c s=\"1\"><v>1</v></c>"
                    "<c s=\"2\"><v>1</v></c><c s=\"3\"><v>1</v></c>"
                    "<c s=\"9\"><v>1</v></c>"));
  builder.Part(
      "xl/styles.xml",
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
      "<numFmt numFmtId=\"22\" formatCode=\"0.0\"/></numFmts><cellXfs>"
      "<xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/>"
      "</cellXfs></styleSheet>");
  const Workbook book = Read(builder.Bytes());
  const SheetRow& row = book.sheets[0].rows[0];
  EXPECT_TRUE(row.Find(1)->date_format);
  EXPECT_TRUE(row.Find(2)->date_format);
  EXPECT_FALSE(row.Find(3)->date_format) << "the workbook gives 22 another meaning";
  EXPECT_FALSE(row.Find(4)->date_format) << "a time of day";
  EXPECT_FALSE(row.Find(5)->date_format) << "there is no such style";
}

TEST(WorkbookTest, RefusesDocumentTypesAndTheirEntities) {
  const std::string laughs =
      "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">]>"
      "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&lol2;</t></is></c></row></sheetData>"
      "</worksheet>";
  WorkbookBuilder builder;
  builder.Sheet("S");
  builder.Part("xl/worksheets/sheet1.xml", laughs);
  EXPECT_EQ(ProblemOf(builder.Bytes()),
            "its sheet S declares a document type, which no workbook does");
}

TEST(WorkbookTest, UnknownEntitiesAreNoXml) {
  EXPECT_EQ(ProblemOf(OneSheet(Rows("<c t=\"inlineStr\"><is><t>a&b;c</t></is></c>")).Bytes()),
            "its sheet S is no well-formed XML");
}

TEST(WorkbookTest, SaysWhichPartIsNoXml) {
  WorkbookBuilder builder;
  builder.Sheet("S");
  builder.Part("xl/styles.xml", "<styleSheet><cellXfs>");
  EXPECT_EQ(ProblemOf(builder.Bytes()), "its part xl/styles.xml is no well-formed XML");
}

TEST(WorkbookTest, OtherZipFilesAreNoWorkbooks) {
  EXPECT_EQ(ProblemOf(Zip({{"a.txt", "hello"}})), "it has no workbook in it that can be read");
  EXPECT_EQ(ProblemOf(Zip({{"xl/workbook.bin", "binary"}})),
            "it has no workbook in it that can be read");
  EXPECT_EQ(ProblemOf(Zip({{"xl/workbook.xml", "<workbook><sheets/></workbook>"}})),
            "it has no sheets");
}

TEST(WorkbookTest, AMissingSheetPartIsNamed) {
  WorkbookBuilder builder;
  builder.Sheet("S");
  builder.Part("xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"gone.xml\"/>"
               "</Relationships>");
  EXPECT_EQ(ProblemOf(builder.Bytes()), "its sheet S is missing");
}

TEST(WorkbookTest, LimitsAreErrorsNeverCuts) {
  WorkbookBuilder builder;
  builder.Sheet("S").Row({"one", "two"}).Row({"three"}).Row({"four"});
  const std::string bytes = builder.Bytes();
  EXPECT_EQ(ProblemOf(bytes, {.rows_per_sheet = 2}), "its sheet S has more than 2 rows");
  EXPECT_EQ(ProblemOf(bytes, {.cells = 3}), "its sheet S brings the workbook over 3 cells");
  EXPECT_EQ(ProblemOf(bytes, {.strings = 2}), "its part xl/sharedStrings.xml has too many texts");
  EXPECT_EQ(ProblemOf(bytes, {.text_bytes = 4}),
            "its part xl/sharedStrings.xml has too long a text");
  EXPECT_EQ(ProblemOf(bytes, {.sheets = 0}), "it has more than 0 sheets");
  EXPECT_EQ(ProblemOf(std::string(2u << 20, 'x'), {.file_bytes = 1u << 20}),
            "it is larger than 1 MB");
  EXPECT_EQ(ProblemOf(bytes, {.rows_per_sheet = 3, .cells = 4, .strings = 4}), "");
}

TEST(WorkbookTest, InlineTextIsBoundedToo) {
  const auto builder = OneSheet(Rows("<c t=\"inlineStr\"><is><t>12345</t></is></c>"));
  EXPECT_EQ(ProblemOf(builder.Bytes(), {.text_bytes = 4}),
            "its sheet S has a cell with too long a text");
}

/// Texts split by comments and CDATA sections are one.
TEST(WorkbookTest, TextsInPiecesAreOne) {
  WorkbookBuilder builder = OneSheet(Rows(
      "<c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>2<!-- x -->0<![CDATA[0]]>7</t></is></c>"
      "<c><v>4<!-- y -->5</v></c><c "
      "t=\"inlineStr\"><is><r><t>No</t></r><rPh><t>x</t></rPh><r><t>rth"
      "</t></r></is></c>"));
  builder.Part("xl/sharedStrings.xml", "<sst><si><t><![CDATA[Te]]>a<!-- z -->m</t></si></sst>");
  const Workbook book = Read(builder.Bytes());
  ASSERT_EQ(book.sheets.at(0).rows.at(0).cells.size(), 4u);
  const auto& cells = book.sheets[0].rows[0].cells;
  EXPECT_EQ(cells[0].text, "Team");
  EXPECT_EQ(cells[1].text, "2007");
  EXPECT_EQ(cells[2].number, 45);
  EXPECT_EQ(cells[3].text, "North");
}

TEST(WorkbookTest, NamesOfPartsMayHaveBackslashes) {
  WorkbookBuilder builder;
  builder.Sheet("S").Row({"x"});
  std::map<std::string, std::string> parts = builder.Parts();
  std::map<std::string, std::string> renamed;
  for (auto& [name, content] : parts) {
    std::string other = name;
    std::replace(other.begin(), other.end(), '/', '\\');
    renamed[other] = content;
  }
  EXPECT_EQ(Read(Zip(renamed)).sheets.at(0).rows.at(0).cells.at(0).text, "x");
}

TEST(WorkbookTest, RowNumbersBeyondTheLastAreRefused) {
  const std::string refused =
      "its sheet S has a row number that no spreadsheet has: the last row is 1,048,576";
  for (const char* rows :
       {"<row r=\"2147483647\"/><row/>", "<row r=\"1048577\"/>", "<row r=\"1048576\"/><row/>",
        "<row r=\"99999999999999999999\"/>", "<row r=\"x\"/>"}) {
    EXPECT_EQ(ProblemOf(OneSheet("<sheetData>" + std::string(rows) + "</sheetData>").Bytes()),
              refused)
        << rows;
  }
  EXPECT_EQ(ProblemOf(OneSheet("<sheetData><row r=\"1048576\"/></sheetData>").Bytes()), "");
}

TEST(WorkbookTest, AMillionFormattedEmptyRowsAreRead) {
  std::string rows = "<row r=\"1\"><c r=\"A1\"><v>7</v></c></row>";
  for (int i = 2; i <= 1'000'000; ++i)
    rows += "<row s=\"1\" customFormat=\"1\"><c s=\"1\"/><c s=\"1\"/></row>";
  const Workbook book = Read(OneSheet("<sheetData>" + rows + "</sheetData>").Bytes());
  EXPECT_EQ(book.sheets.at(0).rows.size(), 1u);
}

TEST(WorkbookTest, WhatUnpacksToTooMuchIsRefused) {
  const auto builder = OneSheet("<sheetData>" + std::string(1u << 20, ' ') + "</sheetData>");
  WorkbookLimits limits;
  limits.zip.streamed_bytes = 1u << 19;
  const auto read = ReadWorkbook(builder.Bytes(), limits);
  ASSERT_TRUE(std::holds_alternative<WorkbookProblem>(read));
  EXPECT_EQ(std::get<WorkbookProblem>(read).sentence,
            "its sheets and texts unpack to more than 0 MB");
  EXPECT_TRUE(std::get<WorkbookProblem>(read).too_large);
}

TEST(WorkbookTest, ColumnLetters) {
  EXPECT_EQ(ColumnLetters(1), "A");
  EXPECT_EQ(ColumnLetters(26), "Z");
  EXPECT_EQ(ColumnLetters(27), "AA");
  EXPECT_EQ(ColumnLetters(34), "AH");
  EXPECT_EQ(ColumnLetters(702), "ZZ");
  EXPECT_EQ(ColumnLetters(703), "AAA");
}

/// Whatever a broken export holds, reading it ends with a workbook or a sentence.
TEST(WorkbookTest, SurvivesEverySingleDamagedByte) {
  WorkbookBuilder builder;
  builder.Sheet("S").Row({"Child Unique ID", 1111, Day("2024-03-01")});
  const std::string bytes = builder.Bytes();
  int readable = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0xFF);
    auto read = ReadWorkbook(damaged);
    if (std::holds_alternative<Workbook>(read)) {
      ++readable;
    } else {
      EXPECT_FALSE(std::get<WorkbookProblem>(read).sentence.empty());
    }
  }
  EXPECT_LT(readable, static_cast<int>(bytes.size()));
}

}  // namespace
}  // namespace caseclock::testing
