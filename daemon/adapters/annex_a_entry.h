/// @file
/// The rows of the lists, read: one Entry for each row that can be imported, with everything else
/// reported.
///
/// Example: row 3 of the template's List_3 is Entry{row 3, child "1", start 2015-03-15, ...}.
#pragma once

#include <string>
#include <vector>

#include "daemon/adapters/annex_a_tables.h"
#include "daemon/adapters/cell_value.h"
#include "daemon/adapters/import.h"

namespace caseclock {

/// One row, understood.
struct Entry {
  int row = 0;
  std::string child{};
  /// Tells rows of one child and first day apart whose identity differs in more than these: 0 for the
  /// first in order of content, then 1, 2...
  int ordinal = 0;
  const ListSpec* list = nullptr;
  std::vector<CellValue> values{};  ///< in the order of the list's columns

  /// A field that the list does not have reads as kNoColumn.
  const CellValue& operator[](Field field) const;
  bool Has(Field field) const { return (*this)[field].reading == Reading::kValue; }
  /// True when the column is there and the cell is truly blank, which says "not yet".
  bool IsBlank(Field field) const { return (*this)[field].reading == Reading::kBlank; }
  /// The day that identifies the row: the list's first mark that it has.
  Date Day() const;
};

/// One list, read. `entries` in order of their rows.
struct ListEntries {
  const ListTable* table = nullptr;
  std::vector<Entry> entries{};
  ListCount count{};
};

/// Reads the rows of one list below its headings and brings those with one identity together.
ListEntries ReadEntries(const ListTable& table, bool date_1904, ProblemLog& problems);

}  // namespace caseclock
