#include "daemon/adapters/annex_a_scopes.h"

#include <gtest/gtest.h>

#include "daemon/adapters/annex_a_columns.h"
#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

/// What the batch claims, for instance "[referral 2024-01-02..2024-06-30]"; extracted on
/// 2024-06-30.
std::string Claims(const WorkbookBuilder& book) {
  const std::string events = Events(Import(book.Bytes()));
  const auto at = events.find('[', events.find("complete"));
  return at == std::string::npos ? "" : events.substr(at, events.size() - at - 1);
}

std::string SheetNotes(const WorkbookBuilder& book) {
  std::string lines;
  for (const ImportProblem& problem : Import(book.Bytes()).problems) {
    if (problem.row == 0 && !problem.sheet.empty()) lines += Describe(problem) + "\n";
  }
  return lines;
}

/// Headings of child and first day, by number of list.
std::vector<CellXml> Headings(int number) {
  std::vector<CellXml> row = {"Child Unique ID"};
  for (const ColumnSpec& column : AnnexAList(number).columns) {
    if (column.field == Field::kStart) row.emplace_back(std::string(column.heading));
    if (column.field == Field::kEnd || column.clock == ClockRole::kStops)
      row.emplace_back(std::string(column.heading));
  }
  return row;
}

WorkbookBuilder List(int number, std::vector<std::vector<CellXml>> rows) {
  WorkbookBuilder book;
  auto& sheet = book.Sheet("List_" + std::to_string(number)).Row(Headings(number));
  for (auto& row : rows) sheet.Row(std::move(row));
  return book;
}

TEST(AnnexAScopesTest, WhatStartedInSixMonthsLessTheMargin) {
  const std::vector<std::vector<CellXml>> rows = {{"C1", Day("2024-03-01")}};
  EXPECT_EQ(Claims(List(1, rows)), "[contact 2024-01-02..2024-06-30]");
  EXPECT_EQ(Claims(List(3, rows)), "[referral 2024-01-02..2024-06-30]");
  EXPECT_EQ(Claims(List(5, rows)), "[section47 2024-01-02..2024-06-30]");
}

TEST(AnnexAScopesTest, AdoptionDecisionsOfTwelveMonths) {
  EXPECT_EQ(Claims(List(10, {{"C1", Day("2023-08-01")}})), "[adoption 2023-07-03..2024-06-30]");
}

TEST(AnnexAScopesTest, OpenPeriodsOfCare) {
  EXPECT_EQ(Claims(List(8, {{"C1", Day("2020-03-01")}})), "[care 2024-06-30..2024-06-30 open]");
}

TEST(AnnexAScopesTest, OpenAssessmentsOnlyIfTheListGoesFurtherBack) {
  EXPECT_EQ(Claims(List(4, {{"C1", Day("2024-03-01")}})), "[assessment 2024-01-02..2024-06-30]");
  EXPECT_EQ(Claims(List(4, {{"C1", Day("2024-03-01")}, {"C2", Day("2023-11-01")}})),
            "[assessment 2024-01-02..2024-06-30 open]");
  EXPECT_EQ(Claims(List(4, {{"C2", Day("2023-11-01")}})),
            "[assessment 2024-06-30..2024-06-30 open]");
}

TEST(AnnexAScopesTest, PlansNeedBothLists) {
  const std::vector<CellXml> plan = {"C1", Day("2023-03-01")};
  EXPECT_EQ(Claims(List(6, {plan})), "");
  EXPECT_NE(SheetNotes(List(6, {plan})).find("plans are in lists 6 and 7"), std::string::npos);
  WorkbookBuilder both = List(6, {plan});
  both.Sheet("List_7").Row(Headings(7)).Row(plan);
  EXPECT_EQ(Claims(both), "[plan 2024-06-30..2024-06-30 open]");
  WorkbookBuilder damaged = List(6, {plan});
  damaged.Sheet("List_7").Row(Headings(7)).Row(plan).Row({"C2", "31/02/2024"});
  EXPECT_EQ(Claims(damaged), "");
}

TEST(AnnexAScopesTest, ADroppedRowWithdrawsNothing) {
  const auto book = List(3, {{"C1", Day("2024-03-01")}, {"C2", "31/02/2024"}});
  EXPECT_EQ(Claims(book), "");
  EXPECT_FALSE(Import(book.Bytes()).lists[2].withdraws);
  EXPECT_EQ(SheetNotes(book),
            "book.xlsx, List_3: error: 1 of its 2 rows was not imported, more than a tenth of the "
            "list; the figures made of it are not complete\n"
            "book.xlsx, List_3: note: records of earlier exports that this list no longer shows "
            "are kept: 1 of its rows could not be read\n");
}

TEST(AnnexAScopesTest, AnEmptyListWithdrawsNothing) {
  EXPECT_EQ(Claims(List(3, {})), "");
  EXPECT_NE(SheetNotes(List(3, {})).find("it has no rows"), std::string::npos);
}

TEST(AnnexAScopesTest, AListOfOtherMonthsWithdrawsNothing) {
  EXPECT_EQ(Claims(List(3, {{"C1", Day("2023-03-01")}})), "");
  EXPECT_EQ(Claims(List(3, {{"C1", Day("2024-07-01")}})), "");
  EXPECT_NE(SheetNotes(List(3, {{"C1", Day("2023-03-01")}}))
                .find("no row starts in the 6 months before 2024-06-30"),
            std::string::npos);
}

TEST(AnnexAScopesTest, AShorterListClaimsFromItsFirstRow) {
  std::vector<std::vector<CellXml>> rows;
  for (int i = 0; i < 20; ++i) rows.push_back({"C" + std::to_string(i), Day("2024-04-01")});
  EXPECT_EQ(Claims(List(1, rows)), "[contact 2024-04-01..2024-06-30]");
  rows.pop_back();
  EXPECT_EQ(Claims(List(1, rows)), "[contact 2024-01-02..2024-06-30]") << "too few rows to tell";
  rows.push_back({"C20", Day("2024-02-02")});
  EXPECT_EQ(Claims(List(1, rows)), "[contact 2024-01-02..2024-06-30]") << "no long silence";
}

TEST(AnnexAScopesTest, TheSpanFollowsTheCalendar) {
  const auto book = List(3, {{"C1", Day("2024-04-01")}});
  const std::string events = Events(Import(book.Bytes(), "2024-08-31"));
  EXPECT_NE(events.find("[referral 2024-03-03..2024-08-31]"), std::string::npos)
      << "six months before 31 August is 29 February, and three days are left out: " << events;
}

}  // namespace
}  // namespace caseclock::testing
