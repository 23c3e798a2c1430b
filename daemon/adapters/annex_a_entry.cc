#include "daemon/adapters/annex_a_entry.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace caseclock {
namespace {

/// Reads the rows of one list.
class EntryReader {
 public:
  EntryReader(const ListTable& table, bool date_1904, ProblemLog& problems)
      : table_(table), list_(*table.list), date_1904_(date_1904), problems_(problems) {}

  ListEntries Read() {
    ListEntries result{.table = &table_};
    for (const SheetRow& row : table_.sheet->rows) {
      if (row.number <= table_.heading_row) continue;
      ReadRow(row, result);
    }
    return result;
  }

 private:
  void ReadRow(const SheetRow& row, ListEntries& result) {
    Entry entry{.row = row.number, .list = &list_};
    entry.values.reserve(list_.columns.size());
    bool blank = true;
    bool dropped = false;
    std::vector<ImportProblem> found;
    for (const ColumnSpec& column : list_.columns) {
      CellValue value = ReadField(row, column);
      blank = blank && (value.reading == Reading::kBlank || value.reading == Reading::kNotKnown ||
                        value.reading == Reading::kNoColumn);
      Judge(row, column, value, found, dropped);
      entry.values.push_back(std::move(value));
    }
    if (blank) return;
    dropped = CheckKey(entry, found, dropped) || dropped;
    for (ImportProblem& problem : found) problems_.Add(std::move(problem));
    ++result.count.rows;
    if (dropped) {
      ++result.count.dropped;
      return;
    }
    entry.child = entry[Field::kChild].text;
    result.entries.push_back(std::move(entry));
  }

  /// The columns a row's identity is made of. An identity made without the first mark, only because
  /// it is bad today, would be another one tomorrow.
  bool Identifies(Field field) const { return field == Field::kChild || field == list_.marks[0]; }

  /// What the row holds in a field; where the heading stands twice, the cells must agree.
  CellValue ReadField(const SheetRow& row, const ColumnSpec& column) const {
    CellValue result;
    for (const int at : table_.ColumnsOf(column.field)) {
      const Cell* cell = row.Find(at);
      CellValue value = Understand(cell == nullptr ? Cell{} : *cell, column);
      const bool first = result.reading == Reading::kNoColumn;
      if (first || result.reading == Reading::kBlank) {
        result = std::move(value);
      } else if (value.reading != Reading::kBlank && value != result) {
        return {.reading = Reading::kBad, .reason = "two columns of this heading differ"};
      }
    }
    return result;
  }

  CellValue Understand(const Cell& cell, const ColumnSpec& column) const {
    switch (column.type) {
      case ColumnType::kIdentifier: return ReadIdentifier(cell);
      case ColumnType::kDate: return ReadDate(cell, date_1904_);
      case ColumnType::kYesNo: return ReadYesNo(cell);
      case ColumnType::kCount: return ReadCount(cell);
      case ColumnType::kText: return ReadText(cell);
      case ColumnType::kCode: return ReadCode(cell, column.codes);
    }
    return {};
  }

  /// Notes what is wrong with one cell. Bad cells of the columns that identify the row drop it.
  void Judge(const SheetRow& row, const ColumnSpec& column, const CellValue& value,
             std::vector<ImportProblem>& found, bool& dropped) const {
    if (value.reading == Reading::kNotKnown && column.type == ColumnType::kDate) {
      found.push_back(Problem(row.number, &column, ImportSeverity::kNote,
                              "the cell holds #N/A, a look-up that found nothing; taken as blank"));
    }
    if (value.reading != Reading::kBad) return;
    const bool drops = Identifies(column.field);
    dropped = dropped || drops;
    found.push_back(Problem(row.number, &column,
                            drops ? ImportSeverity::kRowDropped : ImportSeverity::kFieldIgnored,
                            value.reason));
  }

  /// Reports a key that is blank. Returns whether the row must be dropped.
  bool CheckKey(const Entry& entry, std::vector<ImportProblem>& found, bool dropped) const {
    const bool child = entry.Has(Field::kChild);
    const bool day = entry.Has(list_.marks[0]) || entry.Has(list_.marks[1]);
    if ((child && day) || dropped) return !(child && day);
    const Field missing = child ? list_.marks[0] : Field::kChild;
    for (const ColumnSpec& column : list_.columns) {
      if (column.field == missing) {
        found.push_back(
            Problem(entry.row, &column, ImportSeverity::kRowDropped, "the cell is blank"));
      }
    }
    return true;
  }

  ImportProblem Problem(int row, const ColumnSpec* column, ImportSeverity severity,
                        std::string sentence) const {
    const auto& at = table_.ColumnsOf(column->field);
    return {.sheet = table_.sheet->name,
            .row = row,
            .column = at.empty() ? "" : ColumnLetters(at[0]),
            .heading = std::string(column->heading),
            .severity = severity,
            .sentence = std::move(sentence)};
  }

  const ListTable& table_;
  const ListSpec& list_;
  bool date_1904_;
  ProblemLog& problems_;
};

/// All that a row says, for comparing rows. Columns that are not used do not count.
std::string Content(const Entry& entry) {
  std::string content;
  for (const CellValue& value : entry.values) {
    content += std::to_string(static_cast<int>(value.reading)) + '\x1f' +
               std::to_string(value.date.days) + '\x1f' + std::to_string(value.number) + '\x1f' +
               value.text + '\x1e';
  }
  return content;
}

void NoteRepeat(const ListTable& table, int row, std::string sentence, ProblemLog& problems) {
  problems.Add({.sheet = table.sheet->name,
                .row = row,
                .severity = ImportSeverity::kNote,
                .sentence = std::move(sentence)});
}

/// Numbers the entries that share child and first day by their content, so that the order of rows
/// does not matter. Where each child has one entry, a row that repeats another is left out.
void NumberRepeats(ListEntries& list, ProblemLog& problems) {
  const ListSpec& spec = *list.table->list;
  std::vector<Entry> sorted = std::move(list.entries);
  std::sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) {
    if (a.child != b.child) return a.child < b.child;
    if (a.Day() != b.Day()) return a.Day() < b.Day();
    // Rarely reached, so that content is not kept for every row.
    return std::tuple(Content(a), a.row) < std::tuple(Content(b), b.row);
  });
  std::vector<Entry> kept;
  for (Entry& entry : sorted) {
    const bool same_key =
        !kept.empty() && kept.back().child == entry.child && kept.back().Day() == entry.Day();
    const bool same = same_key && Content(kept.back()) == Content(entry);
    if (same && spec.single_entry) {
      ++list.count.repeated;
      NoteRepeat(*list.table, entry.row, "the row repeats another one and is taken once", problems);
      continue;
    }
    if (same_key) {
      entry.ordinal = kept.back().ordinal + 1;
      NoteRepeat(*list.table, entry.row,
                 "another row has the same child and first day; they are imported as two records",
                 problems);
    }
    kept.push_back(std::move(entry));
  }
  std::sort(kept.begin(), kept.end(), [](const Entry& a, const Entry& b) { return a.row < b.row; });
  list.entries = std::move(kept);
}

}  // namespace

const CellValue& Entry::operator[](Field field) const {
  static const CellValue kNone;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (list->columns[i].field == field) return values[i];
  }
  return kNone;
}

Date Entry::Day() const {
  const CellValue& first = (*this)[list->marks[0]];
  return first.reading == Reading::kValue ? first.date : (*this)[list->marks[1]].date;
}

ListEntries ReadEntries(const ListTable& table, bool date_1904, ProblemLog& problems) {
  ListEntries result = EntryReader(table, date_1904, problems).Read();
  result.count.list = table.list->number;
  result.count.title = table.list->title;
  result.count.sheet = table.sheet->name;
  NumberRepeats(result, problems);
  result.count.taken = static_cast<int>(result.entries.size());
  return result;
}

}  // namespace caseclock
