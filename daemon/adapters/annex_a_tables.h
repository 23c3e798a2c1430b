/// @file
/// Where the lists of Annex A stand in a workbook: which sheet is which list, where its headings
/// are, which column holds what.
///
/// A sheet is known by its name ("List_3", "List 3", "3. Referrals", "Referrals", "AA_3_referrals")
/// or, failing that, by its headings: the child, the column that marks the list, and one more of the
/// list's own; columns that every list has are no evidence. Of several sheets visible ones come before
/// hidden ones, then exact names ("List 3") before others ("List 3 old"). The heading row is the first
/// of the first fifteen rows that has enough known headings; what stands above it is a title.
///
/// Example: in the inspectorate's template the sheet "List_3" has a title in row 1 and its headings
/// in row 2: {list 3, sheet "List_3", heading_row 2, columns[kStart] = {6}}
#pragma once

#include <array>
#include <vector>

#include "daemon/adapters/annex_a_columns.h"
#include "daemon/adapters/import.h"
#include "daemon/adapters/workbook.h"

namespace caseclock {

/// One list as found. `sheet` borrows from the workbook.
struct ListTable {
  const ListSpec* list = nullptr;
  const Sheet* sheet = nullptr;
  int heading_row = 0;
  /// The columns of each field, by number of Field. More than one: the heading stands there twice.
  std::array<std::vector<int>, kFieldCount> columns{};
  /// Another visible sheet claims to be this list too: what is here may not be all.
  bool rivalled = false;
  bool hidden = false;  ///< nobody sees the sheet: it may be an old one

  const std::vector<int>& ColumnsOf(Field field) const {
    return columns[static_cast<std::size_t>(field)];
  }
};

/// What a sheet's name stands for.
struct NamedList {
  int number = 0;      ///< 0: none
  bool exact = false;  ///< the name says nothing else
};

/// Example: "1. Contacts" is {1, exact}, "List_3 (2)" {3, not exact}, "Front_Sheet" {0}.
NamedList ListOfSheetName(std::string_view name);

/// All lists that can be read, by number. Whatever stands in the way of the others is in
/// `problems`.
std::vector<ListTable> FindListTables(const Workbook& book, ProblemLog& problems);

}  // namespace caseclock
