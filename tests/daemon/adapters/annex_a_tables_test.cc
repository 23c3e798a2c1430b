#include "daemon/adapters/annex_a_tables.h"

#include <gtest/gtest.h>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

const std::vector<CellXml> kReferralHeadings = {"Child Unique ID", "Gender", "Date of referral",
                                                "Referral Source", "Allocated Team"};
const std::vector<CellXml> kReferral = {"C1", "", Day("2024-03-01"), "6", "North"};

/// What the problems say, without those about lists and columns that are simply not there.
std::string Remarks(const ImportResult& result) {
  std::string lines;
  for (const ImportProblem& problem : result.problems) {
    const bool expected = problem.sentence.starts_with("the workbook has no list") ||
                          problem.sentence == "the sheet has no such column" ||
                          problem.sentence.starts_with("records of earlier exports");
    if (!expected) lines += Describe(problem) + "\n";
  }
  return lines;
}

std::string FirstEvent(const ImportResult& result) {
  const std::string events = Events(result);
  return events.substr(0, events.find('\n'));
}

TEST(AnnexATablesTest, KnowsListsBySheetName) {
  const std::pair<const char*, int> cases[] = {
      {"List_1", 1},
      {"List 1", 1},
      {"list1", 1},
      {"LIST_11", 11},
      {"List 3 - Referrals", 3},
      {"List 03", 3},
      {"1. Contacts", 1},
      {"3 Referral", 3},
      {"Contacts", 1},
      {"Early Help", 2},
      {"Sec47 and ICPC", 5},
      {"Children in Need", 6},
      {"CIN", 6},
      {"Child Protection", 7},
      {"Children in Care", 8},
      {"Care Leavers", 9},
      {"10. Adoption", 10},
      {"Adopters", 11},
      {"Annex A List 4", 4},
      {"List_1 (1)", 1},
      {"List 3 (2)", 3},
      {"List_3_old", 3},
      {"Old list 3", 0},
      {"Front_Sheet", 0},
      {"Guidance", 0},
      {"Codes Used", 0},
      {"Sheet1", 0},
      {"List", 0},
      {"List_12", 0},
      {"List_0", 0},
      {"2019 Contacts", 0},
      {"3. Assessments", 0},
      {"", 0},
  };
  for (const auto& [name, list] : cases) EXPECT_EQ(ListOfSheetName(name), list) << name;
}

TEST(AnnexATablesTest, SkipsTitleRows) {
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({"List 3: Referral"})
      .Row({"as of", Day("2024-06-30")})
      .Skip(3)
      .Row(kReferralHeadings)
      .Row(kReferral);
  EXPECT_EQ(FirstEvent(Import(book.Bytes())), "C1 referral#1 referral_opened 2024-03-01 6");
}

TEST(AnnexATablesTest, FindsListsByTheirHeadings) {
  WorkbookBuilder book;
  book.Sheet("Sheet1").Row({"notes", "more notes"}).Row({"Child Unique ID", "explained"});
  book.Sheet("Sheet2").Row(kReferralHeadings).Row(kReferral);
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(FirstEvent(result), "C1 referral#1 referral_opened 2024-03-01 6");
  EXPECT_EQ(result.lists[2].sheet, "Sheet2");
}

TEST(AnnexATablesTest, ASheetWithAListsNameComesBeforeOneWithItsHeadings) {
  WorkbookBuilder book;
  book.Sheet("Old").Row(kReferralHeadings).Row(kReferral);
  book.Sheet("List_3").Row(kReferralHeadings);
  EXPECT_EQ(Import(book.Bytes()).lists[2].rows, 0);
}

TEST(AnnexATablesTest, UsesOtherNamesOfColumns) {
  WorkbookBuilder book;
  book.Sheet("3. Referrals")
      .Row({"CHILD_ID", "REFERRAL_DATE", "Source of referral"})
      .Row({7, Day("2024-03-01"), "1A"});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(FirstEvent(result), "7 referral#1 referral_opened 2024-03-01 1A");
}

TEST(AnnexATablesTest, TheOfficialHeadingComesBeforeOtherNames) {
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({"Child ID", "Child Unique ID", "Date of referral"})
      .Row({"X9", "C1", Day("2024-03-01")});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(FirstEvent(result), "C1 referral#1 referral_opened 2024-03-01");
  EXPECT_EQ(Remarks(result),
            "book.xlsx, List_3, row 1, column A: note: another column has the inspectorate's "
            "heading; this one is not imported\n");
}

TEST(AnnexATablesTest, ReportsColumnsThatAreMissingOrNotKnownOnce) {
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({"Child Unique ID", "Date of referral", "Secret column", 12})
      .Row(kReferral)
      .Row(kReferral);
  const std::string problems = Problems(Import(book.Bytes()));
  EXPECT_NE(problems.find("List_3, row 1 (Referral Source): note: the sheet has no such column"),
            std::string::npos)
      << problems;
  EXPECT_NE(problems.find("row 1, column C: note: the column is not known and not imported"),
            std::string::npos);
  EXPECT_NE(problems.find("row 1, column D: note: the column is not known and not imported"),
            std::string::npos);
  EXPECT_EQ(problems.find("Secret"), std::string::npos) << "headings may be anything";
}

TEST(AnnexATablesTest, ASheetWithoutANeededColumnIsSkipped) {
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({"Child Unique ID", "Referral Source", "Allocated Team"})
      .Row({"C1", "6"});
  book.Sheet("List_1").Row({"Child Unique ID", "Date of Contact"});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(Remarks(result),
            "book.xlsx, List_3, row 1 (Date of referral): sheet skipped: the heading row has no "
            "such column, and nothing can be imported without it\n");
  EXPECT_EQ(result.lists[2].sheet, "");
}

TEST(AnnexATablesTest, ASheetWithoutHeadingsIsSkipped) {
  WorkbookBuilder book;
  book.Sheet("List_3").Row({"C1", Day("2024-03-01")});
  book.Sheet("List_1").Row({"Child Unique ID", "Date of Contact"});
  EXPECT_EQ(Remarks(Import(book.Bytes())),
            "book.xlsx, List_3: sheet skipped: none of its first 15 rows has the headings of list "
            "3\n");
}

TEST(AnnexATablesTest, HeadingsBelowTheFifteenthRowAreNotLookedFor) {
  WorkbookBuilder book;
  auto& sheet = book.Sheet("List_3");
  for (int i = 0; i < 15; ++i) sheet.Row({"title"});
  sheet.Row(kReferralHeadings).Row(kReferral);
  book.Sheet("List_1").Row({"Child Unique ID", "Date of Contact"});
  EXPECT_EQ(Import(book.Bytes()).lists[2].rows, 0);
}

TEST(AnnexATablesTest, TwoSheetsOfOneListAreNotMixed) {
  WorkbookBuilder book;
  book.Sheet("List_3").Row(kReferralHeadings).Row(kReferral);
  book.Sheet("Referrals").Row(kReferralHeadings).Row({"C2", "", Day("2024-04-01")});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(result.lists[2].rows, 1);
  EXPECT_FALSE(result.lists[2].withdraws);
  EXPECT_EQ(Remarks(result),
            "book.xlsx, Referrals: sheet skipped: the sheet List_3 is already taken as list 3\n");
}

TEST(AnnexATablesTest, CellsUnderARepeatedHeadingMustAgree) {
  WorkbookBuilder book;
  book.Sheet("List_3")
      .Row({"Child Unique ID", "Date of referral", "Referral Source", "Referral Source"})
      .Row({"C1", Day("2024-03-01"), "6", "6"})
      .Row({"C2", Day("2024-03-02"), "6", ""})
      .Row({"C3", Day("2024-03-03"), "", "4"})
      .Row({"C4", Day("2024-03-04"), "6", "4"});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(Events(result).substr(0, Events(result).find("complete")),
            "C1 referral#1 referral_opened 2024-03-01 6\n"
            "C2 referral#2 referral_opened 2024-03-02 6\n"
            "C3 referral#3 referral_opened 2024-03-03 4\n"
            "C4 referral#4 referral_opened 2024-03-04\n");
  EXPECT_EQ(Remarks(result),
            "book.xlsx, List_3, row 1, column D (Referral Source): note: column C has this heading "
            "too; rows where the two differ are not guessed at\n"
            "book.xlsx, List_3, row 5, column C (Referral Source): field ignored: two columns of "
            "this heading differ\n");
}

TEST(AnnexATablesTest, NamesTheListsThatAreNotThere) {
  WorkbookBuilder book;
  book.Sheet("List_3").Row(kReferralHeadings).Row(kReferral);
  const ImportResult result = Import(book.Bytes());
  EXPECT_NE(Problems(result).find("book.xlsx: note: the workbook has no list 7 (Child protection)"),
            std::string::npos);
  EXPECT_EQ(result.lists[6].remark, "no sheet of the workbook was read as this list");
}

}  // namespace
}  // namespace caseclock::testing
