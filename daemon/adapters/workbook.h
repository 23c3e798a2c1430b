/// @file
/// An .xlsx workbook as cells: what stands in them, not how it looks. Formulas are read by the
/// value stored with them.
///
/// Example:
///   auto read = ReadWorkbook(bytes);
///   if (auto* error = std::get_if<std::string>(&read)) ...        // "it is not a zip file, and so
///   no .xlsx workbook" const Workbook& book = std::get<Workbook>(read);
///   book.sheets[0].rows[4].cells[0]                               // {column 1, kNumber, 43474,
///   date format}
///
/// Not read: charts, pivot tables, comments, macros, binary .xlsb, old .xls, encrypted workbooks.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/adapters/zip_parts.h"

namespace caseclock {

/// Bounds on a workbook. More than these is an error, never a silent cut.
struct WorkbookLimits {
  std::size_t file_bytes = 128u << 20;
  ZipLimits zip{};
  std::size_t sheets = 200;
  std::size_t rows_per_sheet = 1'048'576;  ///< that hold anything
  std::size_t cells = 8'000'000;           ///< of all sheets, that hold anything
  std::size_t strings = 2'000'000;         ///< shared
  std::size_t text_bytes = 4 * 32'767;     ///< of one cell; spreadsheets allow 32,767 characters
};

/// What a cell holds. Blank cells are left out of rows.
enum class CellKind { kBlank, kText, kNumber, kBool, kError };

/// The text of the error cell that stands for a formula without a stored result.
inline constexpr std::string_view kFormulaWithoutValue = "a formula without its value";

/// One cell. Value type that borrows its text from the workbook.
struct SheetCell {
  int column = 0;  ///< 1 is A
  CellKind kind = CellKind::kBlank;
  bool date_format = false;  ///< numbers: shown as a date
  double number = 0;         ///< kNumber; of kBool 0 or 1
  std::string_view text{};   ///< kText; of kError the code, for instance "#N/A"
};

/// A row that holds anything. `cells` by column.
struct SheetRow {
  int number = 0;  ///< as the spreadsheet shows it, from 1
  std::vector<SheetCell> cells;

  /// The cell of a column, or nullptr when it is blank.
  const SheetCell* Find(int column) const;
};

/// Whether people see a sheet: "very hidden" ones cannot even be shown from the menu.
enum class SheetVisibility { kVisible, kHidden, kVeryHidden };

/// One sheet. `rows` by number.
struct Sheet {
  std::string name;
  SheetVisibility visibility = SheetVisibility::kVisible;
  std::vector<SheetRow> rows;
};

/// All sheets in their order. Moved, never copied: cells borrow from `texts`.
struct Workbook {
  std::vector<Sheet> sheets;
  bool date_1904 = false;  ///< serial 0 is 1904-01-01, as old Macintosh workbooks count
  /// When it was last saved, as docProps/core.xml says: "2020-03-11T11:21:27Z"; "" when it does
  /// not.
  std::string modified;
  std::deque<std::string> texts;

  Workbook() = default;
  Workbook(Workbook&&) = default;
  Workbook& operator=(Workbook&&) = default;
};

/// Why a workbook cannot be read.
struct WorkbookProblem {
  std::string sentence;    ///< about "it", the file; without a full stop
  bool too_large = false;  ///< a limit was broken, and nothing else is known to be wrong
};

/// Reads a workbook from memory. XML that declares a document type is refused: no spreadsheet writes
/// one, and entities could hide anything. Cost: 40 bytes for each cell that holds anything, and the
/// texts; formatted empty cells cost time alone.
std::variant<Workbook, WorkbookProblem> ReadWorkbook(std::string_view bytes,
                                                     const WorkbookLimits& limits = {});

/// "A" for 1, "AA" for 27. Requires: column >= 1.
std::string ColumnLetters(int column);

}  // namespace caseclock
