/// @file
/// Builds small .xlsx workbooks for tests, cell by cell, including what no sound program would
/// write.
///
/// Example:
///   WorkbookBuilder book;
///   book.Sheet("List_3").Row({"Child Unique ID", "Date of referral"}).Row({1111,
///   Day("2024-03-01")}); std::string bytes = book.Bytes();
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/adapters/annex_a.h"

namespace caseclock::testing {

/// One cell as XML: what stands in <c ...> and between its tags.
struct CellXml {
  std::string attributes;
  std::string body;

  CellXml() = default;               ///< blank: no <c> at all
  CellXml(const char* text);         // NOLINT: a shared text
  CellXml(const std::string& text);  // NOLINT: a shared text
  CellXml(int number);               // NOLINT
  CellXml(double number);            // NOLINT
  CellXml(std::string attributes_, std::string body_);

  bool shared = false;  ///< `body` is a text for the shared strings
};

/// A day as a serial number in a cell that shows a date (style 1), counted from 1900.
CellXml Day(std::string_view iso);
/// The same number in a cell without a format.
CellXml PlainSerial(std::string_view iso);
CellXml Inline(std::string_view text);
CellXml ErrorCell(std::string_view code);
CellXml Bool(bool value);
/// A formula with the number stored with it, or without any.
CellXml Formula(double value);
CellXml FormulaWithoutValue();

/// One sheet under construction.
class SheetBuilder {
 public:
  /// Appends a row below the last one.
  SheetBuilder& Row(std::vector<CellXml> cells);
  /// Leaves rows out: blank.
  SheetBuilder& Skip(int rows);
  /// As the spreadsheet says it: "hidden", "veryHidden".
  SheetBuilder& State(std::string state);
  /// Replaces everything between <worksheet> and </worksheet>.
  SheetBuilder& Raw(std::string xml);

 private:
  friend class WorkbookBuilder;
  std::string name_;
  std::string raw_;
  std::string state_;
  std::vector<std::pair<int, std::vector<CellXml>>> rows_;
  int next_ = 1;
};

/// A zip file of these parts.
std::string Zip(const std::map<std::string, std::string>& parts);

/// A workbook under construction.
class WorkbookBuilder {
 public:
  SheetBuilder& Sheet(const std::string& name);
  WorkbookBuilder& Date1904();
  /// docProps/core.xml: last saved, "2024-06-30T09:00:00Z". Without a call the workbook has no
  /// properties.
  WorkbookBuilder& Modified(std::string instant);
  /// Adds or replaces a part as it is.
  WorkbookBuilder& Part(std::string name, std::string content);

  /// The parts by name, and the file that they make.
  std::map<std::string, std::string> Parts() const;
  std::string Bytes() const { return Zip(Parts()); }

 private:
  std::string SheetXml(const SheetBuilder& sheet, std::vector<std::string>& shared) const;

  std::vector<std::unique_ptr<SheetBuilder>> sheets_;
  std::map<std::string, std::string> parts_;
  std::string modified_;
  bool date_1904_ = false;
};

/// Days that begin at midnight UTC: enough for tests that are not about London.
std::int64_t UtcMidnight(Date day);

/// Imports for the invented council E99999999, extracted on 2024-06-30 unless told otherwise. Fails
/// the test when the workbook cannot be read.
ImportResult Import(const std::string& bytes, std::string_view extracted = "2024-06-30");

/// The error of a workbook that cannot be read. Fails the test when it can.
ImportError ImportFailure(const std::string& bytes);

/// Every problem, one a line, as people see it.
std::string Problems(const ImportResult& result);

/// One line for each event, in the words of the facts; records numbered by first mention:
///   "1111 referral#1 referral_opened 2024-03-01 school"
std::string Events(const ImportResult& result);

Date D(std::string_view iso);

}  // namespace caseclock::testing
