#include "daemon/adapters/annex_a_entry.h"

#include <gtest/gtest.h>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

/// A workbook with a list 3 of these rows, beside headings only of what every test has.
ImportResult Referrals(std::vector<std::vector<CellXml>> rows) {
  WorkbookBuilder book;
  auto& sheet = book.Sheet("List_3");
  sheet.Row({"Child Unique ID", "Date of referral", "Referral Source", "Referral NFA?",
             "Allocated Team", "Allocated Worker"});
  for (auto& row : rows) sheet.Row(std::move(row));
  return Import(book.Bytes());
}

/// The problems of rows, one a line.
std::string RowProblems(const ImportResult& result) {
  std::string lines;
  for (const ImportProblem& problem : result.problems) {
    if (problem.row > 1) lines += Describe(problem) + "\n";
  }
  return lines;
}

std::string Opened(const ImportResult& result) {
  std::string text;
  for (const CaseEvent& event : result.events) {
    if (event.kind == RecordKind::kReferral) text += event.child + " ";
  }
  return text;
}

TEST(AnnexAEntryTest, ReadsDatesHoweverTheyAreWritten) {
  const ImportResult result = Referrals({{"C1", Day("2024-03-01")},
                                         {"C2", PlainSerial("2024-03-01")},
                                         {"C3", "01/03/2024"},
                                         {"C4", Inline("1/3/2024")},
                                         {"C5", "2024-03-01"},
                                         {"C6", Formula(45352)}});
  EXPECT_EQ(result.lists[2].taken, 6);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(std::get<Assert>(result.events[i].action).facts[0].value.date, D("2024-03-01")) << i;
  }
  EXPECT_EQ(RowProblems(result), "");
}

TEST(AnnexAEntryTest, DatesOfOldMacintoshWorkbooks) {
  WorkbookBuilder book;
  book.Date1904().Sheet("List_3").Row({"Child Unique ID", "Date of referral"}).Row({"C1", 42012});
  EXPECT_EQ(std::get<Assert>(Import(book.Bytes()).events[0].action).facts[0].value.date,
            D("2019-01-09"));
}

TEST(AnnexAEntryTest, DropsRowsWithoutAFirstDayAndSaysWhy) {
  const ImportResult result = Referrals({{"C1", "31/02/2024"},
                                         {"C2", "03/25/2024"},
                                         {"C3", "01/03/24"},
                                         {"C4", "soon"},
                                         {"C5", ""},
                                         {"C6", ErrorCell("#REF!")},
                                         {"C7", FormulaWithoutValue()},
                                         {"C8", Day("2024-03-01")}});
  EXPECT_EQ(Opened(result), "C8 ");
  EXPECT_EQ(result.lists[2].rows, 8);
  EXPECT_EQ(result.lists[2].dropped, 7);
  const std::string where = ", column B (Date of referral): row dropped: ";
  EXPECT_EQ(RowProblems(result),
            "book.xlsx, List_3, row 2" + where + "the date \"31/02/2024\" does not exist\n" +
                "book.xlsx, List_3, row 3" + where +
                "the date \"03/25/2024\" seems to have its month first\n" +
                "book.xlsx, List_3, row 4" + where +
                "the year of the date \"01/03/24\" has not four digits, so that it could be "
                "several\n" +
                "book.xlsx, List_3, row 5" + where + "not a date\n" + "book.xlsx, List_3, row 6" +
                where + "the cell is blank\n" + "book.xlsx, List_3, row 7" + where +
                "the cell holds an error of the spreadsheet\n" + "book.xlsx, List_3, row 8" +
                where +
                "the cell holds a formula whose result was not saved; open the workbook in a "
                "spreadsheet program and save it\n");
}

TEST(AnnexAEntryTest, DropsRowsWithoutAChild) {
  const ImportResult result = Referrals(
      {{"", Day("2024-03-01")}, {"Invented Name", Day("2024-03-01")}, {1.5, Day("2024-03-01")}});
  EXPECT_EQ(result.lists[2].dropped, 3);
  EXPECT_EQ(RowProblems(result),
            "book.xlsx, List_3, row 2, column A (Child Unique ID): row dropped: the cell is blank\n"
            "book.xlsx, List_3, row 3, column A (Child Unique ID): row dropped: words without a "
            "digit are no identifier and may be a name\n"
            "book.xlsx, List_3, row 4, column A (Child Unique ID): row dropped: the number is too "
            "long or not whole, so that the spreadsheet may have changed it\n");
}

TEST(AnnexAEntryTest, ReportsEveryProblemOfARow) {
  const ImportResult result = Referrals({{"", "31/02/2024", "rang up", "perhaps"}});
  EXPECT_EQ(RowProblems(result),
            "book.xlsx, List_3, row 2, column B (Date of referral): row dropped: the date "
            "\"31/02/2024\" does not exist\n"
            "book.xlsx, List_3, row 2, column C (Referral Source): field ignored: not one of the "
            "codes of this column\n"
            "book.xlsx, List_3, row 2, column D (Referral NFA?): field ignored: neither yes nor no"
            "\n");
}

TEST(AnnexAEntryTest, BlankRowsAreNoRows) {
  const ImportResult result = Referrals({{"C1", Day("2024-03-01")},
                                         {},
                                         {"-", "N/A", " "},
                                         {ErrorCell("#N/A"), ErrorCell("#N/A")},
                                         {"C2", Day("2024-03-01")}});
  EXPECT_EQ(result.lists[2].rows, 2);
  EXPECT_EQ(Opened(result), "C1 C2 ");
  EXPECT_EQ(RowProblems(result), "");
}

TEST(AnnexAEntryTest, NotesLookUpsThatFoundNothing) {
  WorkbookBuilder book;
  book.Sheet("List_4")
      .Row({"Child Unique ID", "Continuous Assessment Start Date",
            "Continuous Assessment Date of Authorisation"})
      .Row({"C1", Day("2024-03-01"), ErrorCell("#N/A")})
      .Row({"C2", Day("2024-03-01"), "#N/A"});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(RowProblems(result),
            "book.xlsx, List_4, row 2, column C (Continuous Assessment Date of Authorisation): "
            "note: the cell holds #N/A, a look-up that found nothing; taken as blank (2 rows, this "
            "is the first)\n");
  EXPECT_EQ(Events(result).find("authorised"), std::string::npos)
      << "neither asserted nor cleared: nobody knows";
}

TEST(AnnexAEntryTest, ARowWhoseStopCannotBeReadIsNotCountedAsOpen) {
  WorkbookBuilder book;
  book.Sheet("List_5")
      .Row({"Child Unique ID", "Strategy discussion initiating Section 47 Enquiry Start Date",
            "Date of Initial Child Protection Conference"})
      .Row({"C1", Day("2024-03-01"), "31/02/2024"})
      .Row({"C2", "31/02/2024", Day("2024-03-20")})
      .Row({"C3", "", "31/02/2024"})
      .Row({"C4", Day("2024-03-01"), ""});
  const ImportResult result = Import(book.Bytes());
  EXPECT_EQ(result.lists[4].taken, 1);
  EXPECT_NE(Events(result).find("C4 section47#1 section47_started 2024-03-01\n"),
            std::string::npos);
  EXPECT_EQ(Events(result).find("C1"), std::string::npos);
  EXPECT_EQ(result.lists[4].dropped, 3);
}

/// A list 5 whose column of need holds this cell, without a conference.
ImportResult Need(const CellXml& cell, const CellXml& conference = {}) {
  WorkbookBuilder book;
  book.Sheet("List_5")
      .Row({"Child Unique ID", "Strategy Discussion Date", "Initial conference not required",
            "Date of ICPC"})
      .Row({"C1", Day("2024-03-01"), cell, conference});
  return Import(book.Bytes());
}

TEST(AnnexAEntryTest, AConferenceThatIsNotNeededEndsTheEnquiry) {
  for (const char* yes :
       {"Yes", "y", "a) Yes", "1 - Yes", "1", "TRUE", "not required", "Deemed unnecessary"}) {
    EXPECT_NE(Events(Need(yes)).find("section47_ended_without_conference 2024-03-01"),
              std::string::npos)
        << yes;
    EXPECT_EQ(CountProblems(Need(yes)).errors, 0) << yes;
  }
  for (const char* no : {"No", "b) No", "0 - No", "N", "False", "Required"}) {
    EXPECT_EQ(Events(Need(no)).find("ended"), std::string::npos) << no;
    EXPECT_NE(Events(Need(no)).find("section47_started"), std::string::npos) << no;
    EXPECT_EQ(CountProblems(Need(no)).errors, 0) << no;
  }
}

TEST(AnnexAEntryTest, AWordOfNeedThatIsNotUnderstoodIsAnErrorAndNoOpenClock) {
  const ImportResult result = Need("perhaps later");
  EXPECT_EQ(Events(result).find("section47_started"), std::string::npos);
  ASSERT_FALSE(result.problems.empty());
  EXPECT_EQ(Describe(result.problems[0]),
            "book.xlsx, List_5: error: 1 of its 1 rows was not imported, more than a tenth of the "
            "list; the figures made of it are not complete");
  EXPECT_EQ(Describe(result.problems[1]),
            "book.xlsx, List_5, row 2, column C (Was an Initial Child Protection Conference deemed "
            "unnecessary?): error: row dropped: the word says neither that the conference was "
            "unnecessary nor that it was needed; write Yes or No");
  const ImportResult held = Need("perhaps later", Day("2024-03-15"));
  EXPECT_NE(Events(held).find("conference_held 2024-03-15"), std::string::npos);
  EXPECT_EQ(CountProblems(held).errors, 0);
}

TEST(AnnexAEntryTest, MoreThanATenthOfAListLostIsAnError) {
  std::vector<std::vector<CellXml>> rows(10, {"", Day("2024-03-01")});
  for (int i = 1; i < 10; ++i) rows[static_cast<std::size_t>(i)][0] = CellXml(1000 + i);
  EXPECT_EQ(CountProblems(Referrals(rows)).errors, 0) << "one of ten";
  rows.pop_back();
  EXPECT_EQ(CountProblems(Referrals(rows)).errors, 1) << "one of nine";
}

TEST(AnnexAEntryTest, AFormulaWithoutResultIsSaidAsThat) {
  const std::string problems = RowProblems(Referrals({{"C1", FormulaWithoutValue()}}));
  EXPECT_NE(
      problems.find("the cell holds a formula whose result was not saved; open the workbook in a "
                    "spreadsheet program and save it"),
      std::string::npos)
      << problems;
}

}  // namespace
}  // namespace caseclock::testing
