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
      {"AA_3_referrals", 3},
      {"AA_5_s47_enquiries", 5},
      {"aa4", 0},
      {"", 0},
  };
  for (const auto& [name, list] : cases) EXPECT_EQ(ListOfSheetName(name).number, list) << name;
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
            "book.xlsx, List_3, row 1, column A: note: another column has a heading nearer to the "
            "inspectorate's; this one is not imported\n");
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
  EXPECT_EQ(
      Remarks(result),
      "book.xlsx, List_3, row 1 (Date of referral): error: sheet skipped: no heading was "
      "understood as this column, and nothing can be imported without it; give its column this "
      "heading\n");
  EXPECT_EQ(result.lists[2].sheet, "");
}

TEST(AnnexATablesTest, ASheetWithoutHeadingsIsSkipped) {
  WorkbookBuilder book;
  book.Sheet("List_3").Row({"C1", Day("2024-03-01")});
  book.Sheet("List_1").Row({"Child Unique ID", "Date of Contact"});
  EXPECT_EQ(
      Remarks(Import(book.Bytes())),
      "book.xlsx, List_3: error: sheet skipped: none of its first 15 rows has the headings of list "
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
            "book.xlsx, Referrals: error: sheet skipped: the sheet List_3 is taken as list 3; rows "
            "that only this one has are missing\n");
}

TEST(AnnexATablesTest, SheetsThatPeopleSeeComeBeforeHiddenOnes) {
  for (const char* state : {"hidden", "veryHidden"}) {
    WorkbookBuilder book;
    book.Sheet("List_3").State(state).Row(kReferralHeadings).Row({"C8", "", Day("2019-04-01")});
    book.Sheet("Sheet1").Row(kReferralHeadings).Row(kReferral);
    const ImportResult result = Import(book.Bytes());
    EXPECT_EQ(result.lists[2].sheet, "Sheet1");
    EXPECT_TRUE(result.lists[2].withdraws);
    EXPECT_EQ(Remarks(result),
              "book.xlsx, List_3: note: the sheet Sheet1 is taken as list 3; this one is hidden\n");
  }
}

TEST(AnnexATablesTest, AHiddenSheetIsReadWhenNoOtherIsTheList) {
  WorkbookBuilder book;
  book.Sheet("List_3").State("hidden").Row(kReferralHeadings).Row(kReferral);
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(result.lists[2].taken, 1);
  EXPECT_FALSE(result.lists[2].withdraws) << "it may be an old one";
}

TEST(AnnexATablesTest, ExactNamesComeBeforeOthers) {
  WorkbookBuilder book;
  book.Sheet("List 3 old").Row(kReferralHeadings).Row({"C8", "", Day("2019-04-01")});
  book.Sheet("List 3").Row(kReferralHeadings).Row(kReferral);
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(result.lists[2].sheet, "List 3");
  EXPECT_TRUE(result.lists[2].withdraws);
  EXPECT_EQ(CountProblems(result).errors, 0);
}

TEST(AnnexATablesTest, ColumnsOfEveryListAreNoEvidenceOfOne) {
  WorkbookBuilder book;
  book.Sheet("Export")
      .Row({"Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Disability",
            "Started when", "Allocated Team", "Allocated Worker"})
      .Row({"C1", "", "", "", "", "", Day("2024-03-01"), "North"});
  book.Sheet("List_3").Row(kReferralHeadings).Row(kReferral);
  const ImportResult result = Import(book.Bytes());
  for (const ListCount& list : result.lists) EXPECT_EQ(list.rows, list.list == 3 ? 1 : 0);
  EXPECT_EQ(Remarks(result),
            "book.xlsx, Export, row 1: error: sheet skipped: the sheet lists children, and neither "
            "its name nor its headings say which list it is; name it List_1 to List_11 if it is "
            "one\n");
}

TEST(AnnexATablesTest, AColumnThatClocksNeedAndThatIsNotUnderstoodIsAnError) {
  WorkbookBuilder book;
  book.Sheet("List_5")
      .Row({"Child Unique ID", "Strategy discussion date", "Date of ICPC", "Any need for it"})
      .Row({"C1", Day("2024-03-01"), "", "No"});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(Describe(result.problems.at(0)),
            "book.xlsx, List_5, row 1 (Was an Initial Child Protection Conference deemed "
            "unnecessary?): error: no heading was understood as this column, and clocks depend on "
            "it; give its column this heading");
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
