#include "daemon/adapters/annex_a_tables.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace caseclock {
namespace {

constexpr std::size_t kRowsSearchedForHeadings = 15;
constexpr int kFewestHeadings = 2;
/// Columns of the list's own that a sheet needs whose name says nothing.
constexpr int kFewestOwnHeadings = 2;

/// A row read as the headings of a list.
struct Headings {
  const SheetRow* row = nullptr;
  int known = 0;
  int own = 0;            ///< of these, not in most lists
  bool child = false;     ///< has the child's column
  bool complete = false;  ///< and one of the marks
  bool evidence = false;
};

bool StandsInMostLists(const HeadingMatch& match) {
  if (match.column == nullptr) return match.personal;
  const Field field = match.column->field;
  return field == Field::kTeam || field == Field::kWorker ||
         (field == Field::kChild && match.column->heading == AnnexAList(1).columns[0].heading);
}

Headings ReadHeadings(const ListSpec& list, const SheetRow& row) {
  std::set<std::string> seen;
  std::set<Field> fields;
  Headings headings{.row = &row};
  for (const SheetCell& cell : row.cells) {
    if (cell.kind != CellKind::kText) continue;
    const HeadingMatch match = MatchHeading(list, cell.text);
    if (!match.known || !seen.insert(FoldHeading(cell.text)).second) continue;
    ++headings.known;
    const bool first = match.column == nullptr || fields.insert(match.column->field).second;
    if (!StandsInMostLists(match) && first) ++headings.own;
  }
  headings.child = fields.contains(Field::kChild);
  headings.complete =
      headings.child && (fields.contains(list.marks[0]) || fields.contains(list.marks[1]));
  headings.evidence = headings.complete && fields.contains(list.evidence);
  return headings;
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
constexpr std::string_view kBetween = " _-.:#";

/// The number that `name` begins with, after blanks and punctuation, as a list's number; 0 for
/// others. Drops it from `name`. Example: "_3 (2)" is 3, and " (2)" is left.
int TakeNumber(std::string_view& name) {
  name.remove_prefix(std::min(name.find_first_not_of(kBetween), name.size()));
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

/// A sheet that may be a list.
struct Candidate {
  const Sheet* sheet = nullptr;
  int list = 0;
  bool by_name = false;
  bool exact = false;

  bool visible() const { return sheet->visibility == SheetVisibility::kVisible; }
  /// Less is better. Two visible sheets of one rank are rivals.
  int Rank() const {
    return 10 * static_cast<int>(sheet->visibility) + (exact ? 0 : by_name ? 1 : 2);
  }
};

/// Finds the lists of one workbook.
class Finder {
 public:
  Finder(const Workbook& book, ProblemLog& problems) : book_(book), problems_(problems) {}

  std::vector<ListTable> Find() {
    for (const Sheet& sheet : book_.sheets) {
      const NamedList named = ListOfSheetName(sheet.name);
      if (named.number > 0) candidates_.push_back({&sheet, named.number, true, named.exact});
    }
    RecogniseByHeadings();
    std::vector<ListTable> tables;
    for (const ListSpec& list : AnnexALists()) {
      if (auto table = FindOne(list)) tables.push_back(std::move(*table));
    }
    ReportStrangers(tables);
    return tables;
  }

 private:
  bool IsCandidate(const Sheet& sheet) const {
    return std::any_of(candidates_.begin(), candidates_.end(),
                       [&sheet](const Candidate& one) { return one.sheet == &sheet; });
  }

  /// A list whose name a visible sheet has is not looked for elsewhere.
  bool IsNamed(int number) const {
    return std::any_of(candidates_.begin(), candidates_.end(), [number](const Candidate& one) {
      return one.by_name && one.list == number && one.visible();
    });
  }

  void RecogniseByHeadings() {
    std::vector<Candidate> recognised;
    for (const Sheet& sheet : book_.sheets) {
      if (IsCandidate(sheet)) continue;
      if (const int list = ListOfHeadings(sheet)) recognised.push_back({&sheet, list});
    }
    candidates_.insert(candidates_.end(), recognised.begin(), recognised.end());
  }

  /// The one list without a sheet of its name whose own headings the sheet has most of; 0 when there
  /// is none, or not just one.
  int ListOfHeadings(const Sheet& sheet) const {
    int best = 0;
    int best_own = kFewestOwnHeadings - 1;
    for (const ListSpec& list : AnnexALists()) {
      const Headings headings = FindHeadings(list, sheet);
      if (!headings.evidence || IsNamed(list.number)) continue;
      if (headings.own == best_own) best = 0;
      if (headings.own > best_own) {
        best = list.number;
        best_own = headings.own;
      }
    }
    return best;
  }

  /// The candidates for a list, the best first.
  std::vector<Candidate> CandidatesFor(int number) const {
    std::vector<Candidate> found;
    for (const Candidate& one : candidates_) {
      if (one.list == number) found.push_back(one);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.Rank() < b.Rank(); });
    return found;
  }

  std::optional<ListTable> FindOne(const ListSpec& list) {
    std::optional<ListTable> found;
    int rank = 0;
    std::vector<ImportProblem> failures;
    const std::vector<Candidate> all = CandidatesFor(list.number);
    for (const Candidate& one : all) {
      if (found) {
        PassOver(list, one, rank, *found);
        continue;
      }
      found = ReadTable(list, one, failures);
      rank = one.Rank();
    }
    // A sheet that cannot be read matters less when another one is the list.
    for (ImportProblem& problem : failures) {
      problem.error = FeedsClocks(list) && !found;
      if (found) found->rivalled = true;
      problems_.Add(std::move(problem));
    }
    if (all.empty()) {
      problems_.Add({.severity = ImportSeverity::kNote,
                     .sentence = "the workbook has no list " + std::to_string(list.number) + " (" +
                                 std::string(list.title) + ")"});
    }
    return found;
  }

  void PassOver(const ListSpec& list, const Candidate& one, int rank, ListTable& taken) {
    const bool rival = one.visible() && one.Rank() == rank;
    taken.rivalled = taken.rivalled || rival;
    const std::string_view why = !one.visible() ? "this one is hidden"
                                 : rival        ? "rows that only this one has are missing"
                                                : "its name says so more exactly";
    problems_.Add({.sheet = one.sheet->name,
                   .severity = rival ? ImportSeverity::kSheetSkipped : ImportSeverity::kNote,
                   .sentence = "the sheet " + taken.sheet->name + " is taken as list " +
                               std::to_string(list.number) + "; " + std::string(why),
                   .error = rival && FeedsClocks(list)});
  }

  std::optional<ListTable> ReadTable(const ListSpec& list, const Candidate& one,
                                     std::vector<ImportProblem>& failures) {
    const Sheet& sheet = *one.sheet;
    const Headings headings = FindHeadings(list, sheet);
    if (headings.row == nullptr) {
      failures.push_back(
          {.sheet = sheet.name,
           .severity = ImportSeverity::kSheetSkipped,
           .sentence = "none of its first " + std::to_string(kRowsSearchedForHeadings) +
                       " rows has the headings of list " + std::to_string(list.number)});
      return std::nullopt;
    }
    ListTable table{.list = &list,
                    .sheet = &sheet,
                    .heading_row = headings.row->number,
                    .hidden = !one.visible()};
    PlaceColumns(*headings.row, table);
    if (!headings.complete) {
      NeedsColumns(table, failures);
      return std::nullopt;
    }
    if (!HasAStop(table)) {
      NeedsAStop(table, failures);
      return std::nullopt;
    }
    ReportColumns(*headings.row, table);
    if (table.hidden) {
      Report(table, "", "", ImportSeverity::kNote,
             "the sheet is hidden, and no visible one is this list");
    }
    return table;
  }

  /// The inspectorate's headings first, then the better pattern: of several headings that mean the
  /// same column the best ones are used.
  static void PlaceColumns(const SheetRow& row, ListTable& table) {
    std::array<int, kFieldCount> rank{};
    for (const SheetCell& cell : row.cells) {
      if (cell.kind != CellKind::kText) continue;
      const HeadingMatch match = MatchHeading(*table.list, cell.text);
      if (match.column == nullptr) continue;
      const auto field = static_cast<std::size_t>(match.column->field);
      auto& at = table.columns[field];
      if (!at.empty() && match.rank > rank[field]) continue;
      if (!at.empty() && match.rank < rank[field]) at.clear();
      rank[field] = match.rank;
      at.push_back(cell.column);
    }
  }

  /// False when the list's clocks stop, and no column says when.
  static bool HasAStop(const ListTable& table) {
    bool stops = false;
    for (const ColumnSpec& column : table.list->columns) {
      if (column.clock != ClockRole::kStops) continue;
      stops = true;
      if (!table.ColumnsOf(column.field).empty()) return true;
    }
    return !stops;
  }

  void ReportColumns(const SheetRow& row, const ListTable& table) {
    const bool strangers =
        std::any_of(row.cells.begin(), row.cells.end(), [&](const SheetCell& cell) {
          return cell.kind != CellKind::kText || !MatchHeading(*table.list, cell.text).known;
        });
    for (const ColumnSpec& column : table.list->columns) {
      const auto& at = table.ColumnsOf(column.field);
      if (at.empty()) ReportMissing(table, column, strangers);
      for (std::size_t i = 1; i < at.size(); ++i) {
        Report(table, ColumnLetters(at[i]), column.heading, ImportSeverity::kNote,
               "column " + ColumnLetters(at[0]) +
                   " has this heading too; rows where the two differ are not guessed at");
      }
    }
    for (const SheetCell& cell : row.cells) ReportUnused(table, cell);
  }

  /// A column that clocks need is missing, and a heading is not understood: it may be the one.
  void ReportMissing(const ListTable& table, const ColumnSpec& column, bool strangers) {
    const bool error = strangers && column.clock != ClockRole::kNone;
    problems_.Add(
        {.sheet = table.sheet->name,
         .row = table.heading_row,
         .heading = std::string(column.heading),
         .sentence = error ? "no heading was understood as this column, and clocks depend on "
                             "it; give its column this heading"
                           : "the sheet has no such column",
         .error = error});
  }

  void ReportUnused(const ListTable& table, const SheetCell& cell) {
    // The heading itself is not shown: a wrong heading row may hold anything.
    if (IsUsed(table, cell.column)) return;
    const HeadingMatch match =
        cell.kind == CellKind::kText ? MatchHeading(*table.list, cell.text) : HeadingMatch{};
    if (!match.known) {
      Report(table, ColumnLetters(cell.column), "", ImportSeverity::kNote,
             "the column is not known and not imported");
    } else if (match.column != nullptr) {
      Report(table, ColumnLetters(cell.column), "", ImportSeverity::kNote,
             "another column has a heading nearer to the inspectorate's; this one is not imported");
    }
  }

  static bool IsUsed(const ListTable& table, int column) {
    return std::any_of(table.columns.begin(), table.columns.end(), [column](const auto& at) {
      return std::find(at.begin(), at.end(), column) != at.end();
    });
  }

  static void NeedsColumns(const ListTable& table, std::vector<ImportProblem>& failures) {
    const ListSpec& list = *table.list;
    for (const ColumnSpec& column : list.columns) {
      const bool needed = column.field == Field::kChild || column.field == list.marks[0] ||
                          column.field == list.marks[1];
      if (!needed || !table.ColumnsOf(column.field).empty()) continue;
      failures.push_back(Needs(table, column,
                               "no heading was understood as this column, and nothing can be "
                               "imported without it; give its column this heading"));
    }
  }

  static void NeedsAStop(const ListTable& table, std::vector<ImportProblem>& failures) {
    for (const ColumnSpec& column : table.list->columns) {
      if (column.clock != ClockRole::kStops) continue;
      failures.push_back(Needs(table, column,
                               "no heading was understood as this column, and without it every row "
                               "would count as open; give its column this heading, even where all "
                               "its cells are blank"));
    }
  }

  static ImportProblem Needs(const ListTable& table, const ColumnSpec& column,
                             std::string sentence) {
    return {.sheet = table.sheet->name,
            .row = table.heading_row,
            .heading = std::string(column.heading),
            .severity = ImportSeverity::kSheetSkipped,
            .sentence = std::move(sentence)};
  }

  /// Sheets of children that are no list. While lists are missing they may be one.
  void ReportStrangers(const std::vector<ListTable>& tables) {
    const auto clocks = [](const auto& all, auto list_of) {
      return std::count_if(all.begin(), all.end(),
                           [&](const auto& one) { return FeedsClocks(list_of(one)); });
    };
    const bool all_there =
        clocks(tables, [](const ListTable& t) -> const ListSpec& { return *t.list; }) ==
        clocks(AnnexALists(), [](const ListSpec& l) -> const ListSpec& { return l; });
    for (const Sheet& sheet : book_.sheets) {
      if (sheet.visibility != SheetVisibility::kVisible || IsCandidate(sheet)) continue;
      const Headings headings = FindHeadings(AnnexAList(3), sheet);
      if (!headings.child) continue;
      problems_.Add({.sheet = sheet.name,
                     .row = headings.row->number,
                     .severity = ImportSeverity::kSheetSkipped,
                     .sentence =
                         "the sheet lists children, and neither its name nor its headings say "
                         "which list it is; name it List_1 to List_11 if it is one",
                     .error = !all_there});
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

  const Workbook& book_;
  ProblemLog& problems_;
  std::vector<Candidate> candidates_;
};

/// `text` without `prefix` and the punctuation behind it; as it is when something else follows.
std::string_view WithoutWord(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return text;
  const std::string_view rest = text.substr(prefix.size());
  const bool ends = rest.empty() || kBetween.find(rest.front()) != std::string_view::npos ||
                    kDigits.find(rest.front()) != std::string_view::npos;
  return ends ? rest : text;
}

}  // namespace

NamedList ListOfSheetName(std::string_view name) {
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
    const std::string title = FoldHeading(rest);
    if (number == 0) return {ListOfTitle(title), ListOfTitle(title) > 0};
    return {number, title.empty() ? rest.find_first_not_of(kBetween) == std::string_view::npos
                                  : ListOfTitle(title) == number};
  }
  rest = WithoutWord(rest, "aa");
  const int number = TakeNumber(rest);
  const int titled = ListOfTitle(FoldHeading(rest));
  // "2019 contacts" and "3. Assessments" say two things: neither is believed.
  if (number > 0) return {titled == number ? number : 0, titled == number};
  return {titled, titled > 0};
}

std::vector<ListTable> FindListTables(const Workbook& book, ProblemLog& problems) {
  return Finder(book, problems).Find();
}

}  // namespace caseclock
