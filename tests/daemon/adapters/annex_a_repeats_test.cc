#include "daemon/adapters/annex_a_repeats.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

using Rows = std::vector<std::vector<CellXml>>;

/// One list of these headings and rows.
ImportResult ListOf(const char* sheet, const std::vector<CellXml>& headings, const Rows& rows) {
  WorkbookBuilder book;
  auto& list = book.Sheet(sheet).Row(headings);
  for (const auto& row : rows) list.Row(row);
  return Import(book.Bytes());
}

ImportResult Referrals(const Rows& rows) {
  return ListOf("List_3",
                {"Child Unique ID", "Date of referral", "Referral Source", "Allocated Team",
                 "Allocated Worker"},
                rows);
}

ImportResult Assessments(const Rows& rows) {
  return ListOf(
      "List_4",
      {"Child Unique ID", "Continuous Assessment Start Date",
       "Continuous Assessment Date of Authorisation", "Allocated Team", "Allocated Worker"},
      rows);
}

/// The problems of rows, one a line.
std::string RowProblems(const ImportResult& result) {
  std::string lines;
  for (const ImportProblem& problem : result.problems) {
    if (problem.row > 1) lines += Describe(problem) + "\n";
  }
  return lines;
}

/// What the events say of records, without the completion.
std::string Records(const ImportResult& result) {
  const std::string events = Events(result);
  return events.substr(0, events.find("complete"));
}

TEST(AnnexARepeatsTest, IdenticalRowsAreOneRecordInEveryList) {
  const struct {
    const char* sheet;
    std::vector<CellXml> headings;
    std::vector<CellXml> row;
  } lists[] = {
      {"List_1",
       {"Child Unique ID", "Date of Contact", "Contact Source"},
       {"K5", Day("2024-05-02"), "6"}},
      {"List_3", {"Child Unique ID", "Date of referral"}, {"K5", Day("2024-05-02")}},
      {"List_4",
       {"Child Unique ID", "Continuous Assessment Start Date",
        "Continuous Assessment Date of Authorisation"},
       {"K5", Day("2024-05-02"), ""}},
      {"List_5",
       {"Child Unique ID", "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Date of Initial Child Protection Conference"},
       {"K5", "", Day("2024-05-02")}},
      {"List_6",
       {"Child Unique ID", "CIN Start Date", "CIN Closure Date"},
       {"K5", Day("2024-05-02"), ""}},
      {"List_7",
       {"Child Unique ID", "Child Protection Plan Start Date", "Child Protection Plan End Date"},
       {"K5", Day("2024-05-02"), ""}},
      {"List_8",
       {"Child Unique ID", "Date Started to be Looked After", "Date Ceased to be Looked After"},
       {"K5", Day("2024-05-02"), ""}},
      {"List_10",
       {"Child Unique ID", "Date of Decision that Child Should be Placed for Adoption",
        "Date of Adoption Order"},
       {"K5", Day("2024-05-02"), ""}},
  };
  for (const auto& list : lists) {
    const ImportResult once = ListOf(list.sheet, list.headings, {list.row});
    const ImportResult thrice = ListOf(list.sheet, list.headings, {list.row, list.row, list.row});
    EXPECT_EQ(Records(once), Records(thrice)) << list.sheet;
    const auto count = std::find_if(thrice.lists.begin(), thrice.lists.end(),
                                    [](const ListCount& c) { return c.rows > 0; });
    ASSERT_NE(count, thrice.lists.end()) << list.sheet;
    EXPECT_EQ(count->taken, 1) << list.sheet;
    EXPECT_EQ(count->repeated, 2) << list.sheet;
    EXPECT_NE(
        RowProblems(thrice).find("note: the row repeats another one and is taken once (2 rows"),
        std::string::npos)
        << list.sheet << RowProblems(thrice);
  }
}

TEST(AnnexARepeatsTest, RowsThatDifferInIdentityAreTwo) {
  EXPECT_EQ(
      Referrals({{"K5", Day("2024-05-02")}, {"K5", Day("2024-05-03")}, {"K6", Day("2024-05-02")}})
          .lists[2]
          .taken,
      3);
}

TEST(AnnexARepeatsTest, OfContradictingRowsTheFullerOneHoldsWhateverTheirOrder) {
  Rows rows = {{"K5", Day("2024-05-02"), Day("2024-06-10"), "North", "Worker 3"},
               {"K5", Day("2024-05-02"), Day("2024-06-10"), "North", "Worker 3"},
               {"K5", Day("2024-05-02"), "", "North", "Worker 4"}};
  const ImportResult result = Assessments(rows);
  EXPECT_EQ(result.lists[3].taken, 1);
  EXPECT_EQ(result.lists[3].repeated, 2);
  EXPECT_EQ(RowProblems(result),
            "book.xlsx, List_4, row 3: note: the row repeats another one and is taken once\n"
            "book.xlsx, List_4, row 4: row set aside: row 2 is about the same record and says "
            "something else; it is the fuller one and is imported\n");
  const std::string records = Records(result);
  EXPECT_NE(records.find("assessment_authorised 2024-06-10"), std::string::npos);
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return a[4].body > b[4].body; });
  EXPECT_EQ(Records(Assessments(rows)), records);
}

TEST(AnnexARepeatsTest, AStoppedClockIsFullerThanATeamAndAWorker) {
  const ImportResult result = Assessments({{"K5", Day("2024-05-02"), "", "North", "Worker 4"},
                                           {"K5", Day("2024-05-02"), Day("2024-06-10")}});
  EXPECT_NE(Records(result).find("assessment_authorised 2024-06-10"), std::string::npos);
}

TEST(AnnexARepeatsTest, OfEquallyFullRowsTheLaterDatesHold) {
  const ImportResult result = Assessments(
      {{"K5", Day("2024-05-02"), Day("2024-06-11")}, {"K5", Day("2024-05-02"), Day("2024-06-10")}});
  EXPECT_NE(Records(result).find("assessment_authorised 2024-06-11"), std::string::npos);
  EXPECT_NE(
      RowProblems(result).find("neither is fuller, and the one with the later dates is imported"),
      std::string::npos);
}

TEST(AnnexARepeatsTest, ContactsOfOneDayFromTwoSourcesAreTwo) {
  const std::vector<CellXml> headings = {"Child Unique ID", "Date of Contact", "Contact Source"};
  const Rows rows = {{"K5", Day("2024-05-02"), "6"}, {"K5", Day("2024-05-02"), "2A"}};
  const ImportResult one = ListOf("List_1", headings, rows);
  const ImportResult other = ListOf("List_1", headings, {rows[1], rows[0]});
  EXPECT_EQ(one.lists[0].taken, 2);
  EXPECT_NE(one.events[0].record, one.events[1].record);
  EXPECT_EQ(one.events[0].record, other.events[1].record);
}

TEST(AnnexARepeatsTest, IdentifiersThatLookTheSameAreTheSame) {
  const char* written[] = {"1207.0",
                           " 1207",
                           "1207\xE2\x80\x8B",
                           "\xEF\xBB\xBF"
                           "1207",
                           "12\xC2\xAD"
                           "07",
                           "\xE2\x80\x8E"
                           "1207",
                           "1207\xE2\x80\xAF",
                           "'1207",
                           "\xEF\xBC\x91\xEF\xBC\x92"
                           "07"};
  for (const char* text : written) {
    const ImportResult result = Referrals({{1207, Day("2024-05-02")}, {text, Day("2024-05-02")}});
    EXPECT_EQ(result.lists[2].taken, 1) << text;
    EXPECT_NE(RowProblems(result).find("column A (Child Unique ID): note: "), std::string::npos)
        << text;
  }
}

TEST(AnnexARepeatsTest, ChangesOfIdentifiersAreCounted) {
  const ImportResult result = Referrals({{"1207.0", Day("2024-05-02")},
                                         {"1208.0", Day("2024-05-02")},
                                         {"1209.5", Day("2024-05-02")},
                                         {"01210", Day("2024-05-02")}});
  EXPECT_EQ(
      RowProblems(result),
      "book.xlsx, List_3, row 2, column A (Child Unique ID): note: the \".0\" behind the whole "
      "number was dropped (2 rows, this is the first)\n");
  EXPECT_EQ(result.events[0].child, "1207");
  EXPECT_EQ(result.events[2].child, "1209.5");
  EXPECT_EQ(result.events[3].child, "01210") << "a leading zero may matter";
}

TEST(AnnexARepeatsTest, TeamsThatLookTheSameAreOne) {
  const ImportResult result = Referrals({{"K5", Day("2024-05-02"), "",
                                          "North\xC2\xA0"
                                          "Team\xE2\x80\x8B"},
                                         {"K6", Day("2024-05-02"), "", "North Team"}});
  const auto team = [&](std::size_t i) {
    return std::get<Assert>(result.events[i].action).facts[0].value.text;
  };
  EXPECT_EQ(team(1), team(3));
}

}  // namespace
}  // namespace caseclock::testing
