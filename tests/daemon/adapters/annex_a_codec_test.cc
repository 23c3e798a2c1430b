#include <gtest/gtest.h>

#include "daemon/adapters/annex_a_columns.h"
#include "daemon/codec/codec.h"
#include "processors/record/batch_ledger.h"
#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

/// A workbook with every list, every column that is used filled, and a row with all others blank.
std::string Everything() {
  WorkbookBuilder book;
  for (const ListSpec& list : AnnexALists()) {
    std::vector<CellXml> headings;
    std::vector<CellXml> full;
    std::vector<CellXml> sparse;
    for (const ColumnSpec& column : list.columns) {
      headings.emplace_back(std::string(column.heading));
      const bool key = column.field == Field::kChild || column.field == list.marks[0];
      switch (column.type) {
        case ColumnType::kIdentifier: full.emplace_back("C1"); break;
        case ColumnType::kDate: full.push_back(Day("2024-03-01")); break;
        case ColumnType::kUnnecessary:
        case ColumnType::kYesNo: full.emplace_back("Yes"); break;
        case ColumnType::kCount: full.emplace_back(2); break;
        case ColumnType::kText: full.emplace_back("Team 1"); break;
        case ColumnType::kCode: full.emplace_back(""); break;
      }
      if (column.codes == CodeList::kLegalStatus && column.type == ColumnType::kCode)
        full.back() = "C1";
      if (column.codes == CodeList::kSource && column.type == ColumnType::kCode) full.back() = "6";
      sparse.push_back(!key                               ? CellXml()
                       : column.type == ColumnType::kDate ? Day("2024-03-02")
                                                          : "C2");
    }
    book.Sheet("List_" + std::to_string(list.number)).Row(headings).Row(full).Row(sparse);
  }
  return book.Bytes();
}

TEST(AnnexACodecTest, EveryEventIsOneThatTheProtocolCanSay) {
  const ImportResult result = Import(Everything());
  EXPECT_GT(result.events.size(), 40u);
  EventCodec codec;
  for (const CaseEvent& event : result.events) {
    const Decoded binary = codec.DecodeBinary(codec.EncodeBinary(event));
    ASSERT_TRUE(std::holds_alternative<CaseEvent>(binary)) << std::get<Rejection>(binary).detail;
    EXPECT_EQ(std::get<CaseEvent>(binary), event);
    const Decoded json = codec.DecodeJson(codec.EncodeJson(event));
    ASSERT_TRUE(std::holds_alternative<CaseEvent>(json)) << std::get<Rejection>(json).detail;
    EXPECT_EQ(std::get<CaseEvent>(json), event);
  }
}

/// Every list with many rows, each of which has something in every column that people type by mistake.
std::string Nasty() {
  const std::vector<std::string> texts = {std::string(300, 'x'),
                                          std::string(256, 'y'),
                                          "tab\there",
                                          "line\nbreak",
                                          "bell\x07",
                                          "del\x7f",
                                          "\xc2\x85next",
                                          "\xe2\x80\x8bZero\xe2\x80\x8b",
                                          "\xef\xbb\xbf"
                                          "BOM",
                                          "'1001",
                                          " 1001.0 ",
                                          "\xf0\x9f\x91\xb6",
                                          "\xc3\xa9t\xc3\xa9",
                                          "=1+1",
                                          "#N/A",
                                          "null",
                                          "<b>&amp;\"quotes\"",
                                          "31/02/2024",
                                          "1900-01-01",
                                          "0",
                                          "-1",
                                          "\x1f",
                                          "a\x1f"
                                          "b",
                                          "99999999999999999999"};
  const std::vector<double> serials = {
      0, 1, -5, 60, 2'958'465, 3'000'000, 73'051, 45'352.99999999, 1e15};
  WorkbookBuilder book;
  for (const ListSpec& list : AnnexALists()) {
    SheetBuilder& sheet = book.Sheet("List_" + std::to_string(list.number));
    std::vector<CellXml> headings;
    for (const ColumnSpec& column : list.columns)
      headings.emplace_back(std::string(column.heading));
    sheet.Row(headings);
    const auto put = [&](const auto& dates, const auto& words, std::size_t row) {
      std::vector<CellXml> cells;
      for (const ColumnSpec& column : list.columns) {
        const bool is_date = column.type == ColumnType::kDate;
        const bool is_mark = column.field == list.marks[0];
        cells.push_back(is_date ? (is_mark && row % 2 == 0 ? Day("2024-03-01") : dates(row))
                                : words(row));
      }
      sheet.Row(cells);
    };
    for (std::size_t row = 0; row < texts.size(); ++row) {
      const auto text = [&](std::size_t n) { return CellXml(texts[n]); };
      put([&](std::size_t) { return Day("2024-03-02"); }, text, row);
      put([&](std::size_t n) { return CellXml(texts[n]); },
          [&](std::size_t n) { return CellXml("C" + std::to_string(n)); }, row);
    }
    for (std::size_t row = 0; row < serials.size(); ++row) {
      put([&](std::size_t n) { return CellXml(serials[n]); },
          [&](std::size_t n) { return CellXml("D" + std::to_string(n)); }, row);
    }
  }
  return book.Bytes();
}

TEST(AnnexACodecTest, WhatIsWrittenOfANastyExportIsReadToTheLastEventAndTakesEffect) {
  const std::string nasty = Nasty();  // made once: a workbook holds the second of its making
  for (const std::string& book : {Everything(), nasty}) {
    const ImportResult result = Import(book);
    ASSERT_GT(result.events.size(), 40u);
    EventCodec codec;
    BatchLedger ledger;
    for (const CaseEvent& event : result.events) {
      const Decoded decoded = codec.DecodeJson(codec.EncodeJson(event));
      const auto* refused = std::get_if<Rejection>(&decoded);
      ASSERT_EQ(refused, nullptr) << RejectReasonName(refused->reason) << " " << refused->detail;
      const CaseEvent& read = std::get<CaseEvent>(decoded);
      const BatchRef batch{read.stamp.source, read.batch_id, read.stamp.recorded_at_us};
      const auto* completion = std::get_if<CompleteBatch>(&read.action);
      if (completion == nullptr) {
        ledger.Count(batch, read.stamp.event_id, read.kind, 0);
      } else {
        ledger.Complete(batch, *completion, 0);
      }
    }
    EXPECT_TRUE(ledger.HasDue());
    ledger.RaiseDue();
    EXPECT_TRUE(ledger.state().unfinished.empty());
    // Of lists that could not be read wholly nothing is withdrawn.
    EXPECT_EQ(ledger.has_no_floors(), book == nasty);
  }
}

TEST(AnnexACodecTest, BeginsDaysInLondon) {
  const auto read = ReadAnnexABytes(
      Everything(), "b",
      {.authority = "E99999999", .extracted = D("2024-06-30"), .midnight = &LondonMidnight});
  EXPECT_EQ(std::get<ImportResult>(read).events[0].stamp.recorded_at_us, 1'719'702'000'000'000);
}

/// Whatever stands in the cells, our own reader takes what is made of them.
TEST(AnnexACodecTest, NastyValuesBecomeEventsThatAreRead) {
  const std::string nasty[] = {"\xE2\x80\x8B",
                               "a\x7F"
                               "b",
                               std::string(256, 'x'),
                               std::string(257, 'x'),
                               "=1+1",
                               "\xF0\x9F\x98\x80 Team",
                               "Caf"
                               "e\xCC\x81",
                               "\"}{\\",
                               "\xC2\x85",
                               "1e309",
                               "-1",
                               "'",
                               "'0",
                               "0.0",
                               "\xEF\xBF\xBD",
                               "\xC2\xAD"
                               "7",
                               "\t",
                               "_x0000_7",
                               "_x000D_",
                               "29/02/2023",
                               "31/12/2099",
                               "2100-01-01",
                               "Team_x001F_"
                               "Worker"};
  EventCodec codec;
  for (const std::string& value : nasty) {
    WorkbookBuilder book;
    for (const ListSpec& list : AnnexALists()) {
      auto& sheet = book.Sheet("List_" + std::to_string(list.number));
      std::vector<CellXml> headings;
      for (const ColumnSpec& column : list.columns)
        headings.emplace_back(std::string(column.heading));
      sheet.Row(headings);
      for (std::size_t spoilt = 0; spoilt < list.columns.size(); ++spoilt) {
        std::vector<CellXml> row;
        for (std::size_t i = 0; i < list.columns.size(); ++i) {
          const bool date = list.columns[i].type == ColumnType::kDate;
          row.push_back(i == spoilt ? Inline(value) : date ? Day("2024-03-01") : CellXml("7"));
        }
        sheet.Row(row);
      }
    }
    const ImportResult result = Import(book.Bytes());
    for (const CaseEvent& event : result.events) {
      const Decoded decoded = codec.DecodeBinary(codec.EncodeBinary(event));
      ASSERT_TRUE(std::holds_alternative<CaseEvent>(decoded))
          << std::get<Rejection>(decoded).detail << " " << value;
      const CaseEvent& read = std::get<CaseEvent>(decoded);
      EXPECT_EQ(read.child, event.child);
      EXPECT_EQ(read.record, event.record);
      EXPECT_EQ(read.action, event.action) << value;
    }
  }
}

}  // namespace
}  // namespace caseclock::testing
