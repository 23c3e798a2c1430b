/// @file
/// What every importer takes and gives: options in; events, counts and all problems out.
///
/// Files with mistakes are the rule. An importer keeps every good row, guesses nothing, and reports
/// every problem at once by sheet, row and column. A problem never shows what stood in a cell,
/// except a date's digits.
///
/// Example: Describe(problem) is
///   annex_a.xlsx, List_3, row 12, column F (Date of referral): row dropped: the date "31/02/2024"
///   does not exist
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "processors/record/case_event.h"

namespace caseclock {

/// What the caller knows and a file does not say.
struct ImportOptions {
  std::string authority;          ///< the council's code, for instance "E08000018"
  std::optional<Date> extracted;  ///< the day the source was read; absent: taken from the file
  /// The instant at which a day begins in London. Units: microseconds since 1970-01-01 UTC.
  /// Required; the importers know no time zones. Example: &LondonMidnight of daemon/codec/codec.h.
  std::int64_t (*midnight)(Date) = nullptr;
};

/// What a problem did to the import.
enum class ImportSeverity {
  kSheetSkipped,  ///< a whole sheet is not imported
  kRowDropped,    ///< one row is not imported
  kRowSetAside,   ///< another row with the same identity says more and is imported instead
  kFieldIgnored,  ///< the row is imported without this field
  kNote,          ///< nothing was lost, but somebody should know
};

/// "row dropped": as in the messages.
std::string_view SeverityName(ImportSeverity severity);

/// How many problems of each weight an import has. Example: {1, 3, 12}.
struct ProblemCounts {
  int errors = 0;    ///< a list, column or word that clocks need was not understood
  int problems = 0;  ///< rows or cells that were not taken
  int notes = 0;
};

/// One problem of a file. Holds no content that could identify a child.
struct ImportProblem {
  std::string file{};   ///< without its folder
  std::string sheet{};  ///< "": the file as a whole
  int row = 0;  ///< as the spreadsheet shows it; 0: the sheet as a whole; of a note, the first row
  std::string column{};   ///< "F"; "": the row as a whole
  std::string heading{};  ///< of a known column, as the inspectorate words it
  ImportSeverity severity = ImportSeverity::kNote;
  std::string sentence{};
  int count = 1;  ///< notes and errors only: on how many rows
  bool error =
      false;  ///< heads the report and sets the exit code: figures would be wrong or missing
  friend bool operator==(const ImportProblem&, const ImportProblem&) = default;
};

/// One line for people. Example: see the top of this file.
std::string Describe(const ImportProblem& problem);

/// What became of one sheet or list.
struct ListCount {
  int list = 0;       ///< 1 to 11
  std::string title;  ///< "Contacts"
  std::string sheet;  ///< "": the file has no such sheet
  int rows = 0;       ///< rows below the headings that are not blank
  int taken = 0;      ///< of these, imported, or recognised where the list carries no events
  int dropped = 0;
  int repeated = 0;  ///< rows that say what another row of the sheet says, taken once, or less
  int events = 0;
  bool withdraws = false;  ///< the batch declares what this list holds completely
  std::string remark;      ///< "": nothing to say; else for instance that no events are made of it
  friend bool operator==(const ListCount&, const ListCount&) = default;
};

/// Everything an importer found. The same file and options give the same result, byte for byte.
struct ImportResult {
  std::vector<CaseEvent> events;  ///< the last one completes the batch
  std::vector<ImportProblem> problems;
  int unlisted_problems = 0;  ///< beyond kMaxImportProblems; never errors, never notes
  int unlisted_notes = 0;     ///< beyond kMaxImportProblems
  std::vector<ListCount> lists;
  Date extracted;
  std::string extracted_from;  ///< a sentence: where `extracted` is from
  std::string batch_id;
};

/// Of all problems of an import, listed or not.
ProblemCounts CountProblems(const ImportResult& result);

/// A file that cannot be read at all.
struct ImportError {
  std::string message;  ///< "could not ..."
  std::string detail;
  std::string hint;  ///< "" when there is none
};

/// The three parts on lines of their own.
std::string Describe(const ImportError& error);

/// Problems listed for one file; more are only counted. A sheet whose every row is wrong says so
/// often enough.
inline constexpr std::size_t kMaxImportProblems = 10'000;

/// Collects the problems of one file. Used by one thread.
class ProblemLog {
 public:
  explicit ProblemLog(std::string file) : file_(std::move(file)) {}

  /// Adds one problem; `problem.file` is filled in. Notes and errors that differ in nothing but the
  /// row become one with a count.
  void Add(ImportProblem problem);

  const std::string& file() const { return file_; }

  /// Hands over everything: errors first; what is about the whole file, then by sheet in the order
  /// given, row and column.
  void MoveTo(const std::vector<std::string>& sheets, ImportResult& result);

 private:
  bool Join(const ImportProblem& problem);

  std::string file_;
  std::vector<ImportProblem> problems_;
  std::vector<std::size_t> joined_;  // positions in problems_
  int unlisted_ = 0;
  int unlisted_notes_ = 0;
};

}  // namespace caseclock
