#include "daemon/adapters/annex_a_tables.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string>

namespace caseclock {
namespace {

constexpr std::size_t kRowsSearchedForHeadings = 15;
constexpr int kFewestHeadings = 2;
/// A sheet whose name says nothing needs more headings than one whose name does.
constexpr int kFewestHeadingsUnnamed = 4;

/// A row read as the headings of a list.
struct Headings {
  const SheetRow* row = nullptr;
  int known = 0;
  bool complete = false;  ///< has the child's column and one of the marks
};

Headings ReadHeadings(const ListSpec& list, const SheetRow& row) {
  std::set<std::string> seen;
  bool child = false;
  bool mark = false;
  for (const Cell& cell : row.cells) {
    if (cell.kind != CellKind::kText) continue;
    const std::string folded = FoldHeading(cell.text);
    const HeadingMatch match = MatchHeading(list, folded);
    if (!match.known || !seen.insert(folded).second) continue;
    if (match.column == nullptr) continue;
    child = child || match.column->field == Field::kChild;
    mark = mark || match.column->field == list.marks[0] || match.column->field == list.marks[1];
  }
  return {&row, static_cast<int>(seen.size()), child && mark};
}

/// The first row that looks like headings of the list; a complete one before an incomplete one.
Headings FindHeadings(const ListSpec& list, const Sheet& sheet) {
  Headings best;
  const std::size_t count = std::min(sheet.rows.size(), kRowsSearchedForHeadings);
  for (std::size_t i = 0; i < count; ++i) {
    const Headings here = ReadHeadings(list, sheet.rows[i]);
    if (here.complete) return here;
    if (here.known >= kFewestHeadings && here.known > best.known) best = here;
  }
  return best;
}

constexpr std::string_view kDigits = "0123456789";

/// The number that `name` begins with, after blanks and punctuation, as a list's number; 0 for
/// others. Drops it from `name`. Example: "_3 (2)" is 3, and " (2)" is left.
int TakeNumber(std::string_view& name) {
  name.remove_prefix(std::min(name.find_first_not_of(" _-.:#"), name.size()));
  const auto length = std::min(name.find_first_not_of(kDigits), name.size());
  int number = 0;
  const auto read = std::from_chars(name.data(), name.data() + length, number);
  if (read.ec != std::errc() || number < 1 || number > kAnnexALists) return 0;
  name.remove_prefix(length);
  return number;
}

int ListOfTitle(std::string_view folded) {
  for (const ListSpec& list : AnnexALists()) {
    for (const std::string_view name : list.names) {
      if (!name.empty() && name == folded) return list.number;
    }
  }
  return 0;
}

/// Finds the lists of one workbook.
class Finder {
 public:
  Finder(const Workbook& book, ProblemLog& problems)
      : book_(book), problems_(problems), list_of_(book.sheets.size(), 0) {}

  std::vector<ListTable> Find() {
    for (std::size_t i = 0; i < book_.sheets.size(); ++i) {
      list_of_[i] = ListOfSheetName(book_.sheets[i].name);
    }
    RecogniseByHeadings();
    std::vector<ListTable> tables;
    for (const ListSpec& list : AnnexALists()) {
      if (auto table = FindOne(list)) tables.push_back(std::move(*table));
    }
    return tables;
  }

 private:
  bool IsNamed(int number) const {
    return std::find(list_of_.begin(), list_of_.end(), number) != list_of_.end();
  }

  void RecogniseByHeadings() {
    std::vector<int> recognised(list_of_.size(), 0);
    for (std::size_t i = 0; i < list_of_.size(); ++i) {
      if (list_of_[i] == 0) recognised[i] = ListOfHeadings(book_.sheets[i]);
    }
    for (std::size_t i = 0; i < list_of_.size(); ++i) {
      if (recognised[i] > 0) list_of_[i] = recognised[i];
    }
  }

  /// The one unnamed list whose headings the sheet has most of; 0 when there is none, or not just
  /// one.
  int ListOfHeadings(const Sheet& sheet) const {
    int best = 0;
    int best_known = kFewestHeadingsUnnamed - 1;
    for (const ListSpec& list : AnnexALists()) {
      const Headings headings = FindHeadings(list, sheet);
      if (!headings.complete || IsNamed(list.number)) continue;
      if (headings.known == best_known) best = 0;
      if (headings.known > best_known) {
        best = list.number;
        best_known = headings.known;
      }
    }
    return best;
  }

  std::optional<ListTable> FindOne(const ListSpec& list) {
    std::optional<ListTable> found;
    bool claimed = false;
    for (std::size_t i = 0; i < list_of_.size(); ++i) {
      if (list_of_[i] != list.number) continue;
      const Sheet& sheet = book_.sheets[i];
      if (found) {
        found->rivalled = true;
        Skip(sheet, "the sheet " + found->sheet->name + " is already taken as list " +
                        std::to_string(list.number));
        continue;
      }
      found = ReadTable(list, sheet);
      if (found) found->rivalled = claimed;
      claimed = true;
    }
    if (!claimed) {
      problems_.Add({.severity = ImportSeverity::kNote,
                     .sentence = "the workbook has no list " + std::to_string(list.number) + " (" +
                                 std::string(list.title) + ")"});
    }
    return found;
  }

  std::optional<ListTable> ReadTable(const ListSpec& list, const Sheet& sheet) {
    const Headings headings = FindHeadings(list, sheet);
    if (headings.row == nullptr) {
      Skip(sheet, "none of its first " + std::to_string(kRowsSearchedForHeadings) +
                      " rows has the headings of list " + std::to_string(list.number));
      return std::nullopt;
    }
    ListTable table{.list = &list, .sheet = &sheet, .heading_row = headings.row->number};
    PlaceColumns(*headings.row, table);
    if (!headings.complete) {
      SkipIncomplete(table);
      return std::nullopt;
    }
    ReportColumns(*headings.row, table);
    return table;
  }

  /// Official headings first; a column with another name is used only where the official one is
  /// missing.
  static void PlaceColumns(const SheetRow& row, ListTable& table) {
    for (const bool official : {true, false}) {
      std::array<std::vector<int>, kFieldCount> found;
      for (const Cell& cell : row.cells) {
        if (cell.kind != CellKind::kText) continue;
        const HeadingMatch match = MatchHeading(*table.list, FoldHeading(cell.text));
        if (match.column == nullptr || match.official != official) continue;
        found[static_cast<std::size_t>(match.column->field)].push_back(cell.column);
      }
      for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (table.columns[i].empty()) table.columns[i] = std::move(found[i]);
      }
    }
  }

  void ReportColumns(const SheetRow& row, const ListTable& table) {
    for (const ColumnSpec& column : table.list->columns) {
      const auto& at = table.ColumnsOf(column.field);
      if (at.empty()) {
        Report(table, "", column.heading, ImportSeverity::kNote, "the sheet has no such column");
      }
      for (std::size_t i = 1; i < at.size(); ++i) {
        Report(table, ColumnLetters(at[i]), column.heading, ImportSeverity::kNote,
               "column " + ColumnLetters(at[0]) +
                   " has this heading too; rows where the two differ are not guessed at");
      }
    }
    for (const Cell& cell : row.cells) {
      // The heading itself is not shown: a wrong heading row may hold anything.
      if (IsUsed(table, cell.column)) continue;
      const bool known =
          cell.kind == CellKind::kText && MatchHeading(*table.list, FoldHeading(cell.text)).known;
      if (!known) {
        Report(table, ColumnLetters(cell.column), "", ImportSeverity::kNote,
               "the column is not known and not imported");
      } else if (MatchHeading(*table.list, FoldHeading(cell.text)).column != nullptr) {
        Report(table, ColumnLetters(cell.column), "", ImportSeverity::kNote,
               "another column has the inspectorate's heading; this one is not imported");
      }
    }
  }

  static bool IsUsed(const ListTable& table, int column) {
    return std::any_of(table.columns.begin(), table.columns.end(), [column](const auto& at) {
      return std::find(at.begin(), at.end(), column) != at.end();
    });
  }

  void SkipIncomplete(const ListTable& table) {
    const ListSpec& list = *table.list;
    for (const ColumnSpec& column : list.columns) {
      const bool needed = column.field == Field::kChild || column.field == list.marks[0] ||
                          column.field == list.marks[1];
      if (!needed || !table.ColumnsOf(column.field).empty()) continue;
      Report(table, "", column.heading, ImportSeverity::kSheetSkipped,
             "the heading row has no such column, and nothing can be imported without it");
    }
  }

  void Report(const ListTable& table, std::string column, std::string_view heading,
              ImportSeverity severity, std::string sentence) {
    problems_.Add({.sheet = table.sheet->name,
                   .row = table.heading_row,
                   .column = std::move(column),
                   .heading = std::string(heading),
                   .severity = severity,
                   .sentence = std::move(sentence)});
  }

  void Skip(const Sheet& sheet, std::string sentence) {
    problems_.Add({.sheet = sheet.name,
                   .severity = ImportSeverity::kSheetSkipped,
                   .sentence = std::move(sentence)});
  }

  const Workbook& book_;
  ProblemLog& problems_;
  std::vector<int> list_of_;  // for each sheet; 0: none
};

}  // namespace

int ListOfSheetName(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  std::string_view rest = lower;
  const auto list = rest.find("list");
  const bool found = list != std::string_view::npos;
  if (found && (list == 0 || FoldHeading(rest.substr(0, list)) == "annexa")) {
    rest.remove_prefix(list + 4);
    const int number = TakeNumber(rest);
    return number > 0 ? number : ListOfTitle(FoldHeading(rest));
  }
  const int number = TakeNumber(rest);
  const int titled = ListOfTitle(FoldHeading(rest));
  // "2019 contacts" and "3. Assessments" say two things: neither is believed.
  if (number > 0) return titled == number ? number : 0;
  return titled;
}

std::vector<ListTable> FindListTables(const Workbook& book, ProblemLog& problems) {
  return Finder(book, problems).Find();
}

}  // namespace caseclock
