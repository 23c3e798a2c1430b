#include "daemon/adapters/annex_a_entry.h"

#include <utility>

#include "daemon/adapters/annex_a_repeats.h"

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
    KeepConference(entry, found, dropped);
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

  /// A conference that was held stops the clock whatever is said about its need.
  void KeepConference(const Entry& entry, std::vector<ImportProblem>& found, bool& dropped) const {
    if (!entry.Has(Field::kConference) ||
        entry[Field::kConferenceUnnecessary].reading != Reading::kBad) {
      return;
    }
    dropped = false;
    for (ImportProblem& problem : found) {
      if (problem.error) {
        problem.error = false;
        problem.severity = ImportSeverity::kFieldIgnored;
      }
      dropped = dropped || problem.severity == ImportSeverity::kRowDropped;
    }
  }

  /// The columns a row's identity is made of. An identity made without the first mark, only because
  /// it is bad today, would be another one tomorrow.
  bool Identifies(Field field) const { return field == Field::kChild || field == list_.marks[0]; }

  /// What the row holds in a field; where the heading stands twice, the cells must agree.
  CellValue ReadField(const SheetRow& row, const ColumnSpec& column) const {
    CellValue result;
    for (const int at : table_.ColumnsOf(column.field)) {
      const SheetCell* cell = row.Find(at);
      CellValue value = Understand(cell == nullptr ? SheetCell{} : *cell, column);
      const bool first = result.reading == Reading::kNoColumn;
      if (first || result.reading == Reading::kBlank) {
        result = std::move(value);
      } else if (value.reading != Reading::kBlank && value != result) {
        return {.reading = Reading::kBad, .reason = "two columns of this heading differ"};
      }
    }
    return result;
  }

  CellValue Understand(const SheetCell& cell, const ColumnSpec& column) const {
    switch (column.type) {
      case ColumnType::kIdentifier: return ReadIdentifier(cell);
      case ColumnType::kDate: return ReadDate(cell, date_1904_);
      case ColumnType::kYesNo: return ReadYesNo(cell);
      case ColumnType::kUnnecessary: return ReadUnnecessary(cell);
      case ColumnType::kCount: return ReadCount(cell);
      case ColumnType::kText: return ReadText(cell);
      case ColumnType::kCode: return ReadCode(cell, column.codes);
    }
    return {};
  }

  /// Notes what is wrong with one cell, and what was changed of it. Bad cells of the columns that
  /// identify the row or stop its clock drop it.
  void Judge(const SheetRow& row, const ColumnSpec& column, const CellValue& value,
             std::vector<ImportProblem>& found, bool& dropped) const {
    if (value.reading == Reading::kNotKnown && column.type == ColumnType::kDate) {
      found.push_back(Problem(row.number, &column, ImportSeverity::kNote,
                              "the cell holds #N/A, a look-up that found nothing; taken as blank"));
    }
    NoteChanges(row, column, value, found);
    if (value.reading != Reading::kBad) return;
    const bool drops = Identifies(column.field) || column.clock == ClockRole::kStops;
    dropped = dropped || drops;
    found.push_back(Problem(row.number, &column,
                            drops ? ImportSeverity::kRowDropped : ImportSeverity::kFieldIgnored,
                            value.reason));
    // A word that is not understood is a wording of the council, and stands on many rows.
    found.back().error =
        column.clock == ClockRole::kStops && column.type == ColumnType::kUnnecessary;
  }

  void NoteChanges(const SheetRow& row, const ColumnSpec& column, const CellValue& value,
                   std::vector<ImportProblem>& found) const {
    static constexpr std::pair<TextChange, std::string_view> kSentences[] = {
        {kBlanksDropped, "blanks around the text, or several in a row, were dropped"},
        {kInvisibleDropped, "invisible characters in the text were dropped"},
        {kApostropheDropped, "the apostrophe before the identifier was dropped"},
        {kPointZeroDropped, "the \".0\" behind the whole number was dropped"},
        {kFormChanged, "full-width or composed characters were replaced by the usual ones"}};
    for (const auto& [change, sentence] : kSentences) {
      if ((value.changes & change) == 0) continue;
      found.push_back(Problem(row.number, &column, ImportSeverity::kNote, std::string(sentence)));
    }
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

/// More rows than this of all rows lost, and the list as a whole was not read. Units: one in ...
constexpr int kLossThatIsAnError = 10;

void CheckLoss(const ListEntries& list, ProblemLog& problems) {
  const ListCount& count = list.count;
  if (count.dropped * kLossThatIsAnError <= count.rows || !FeedsClocks(*list.table->list)) return;
  problems.Add({.sheet = list.table->sheet->name,
                .sentence = std::to_string(count.dropped) + " of its " +
                            std::to_string(count.rows) + " rows " +
                            (count.dropped == 1 ? "was" : "were") +
                            " not imported, more than a tenth of the list; the figures made "
                            "of it are not complete",
                .error = true});
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
  CheckLoss(result, problems);
  MergeRepeats(result, problems);
  result.count.taken = static_cast<int>(result.entries.size());
  return result;
}

}  // namespace caseclock
