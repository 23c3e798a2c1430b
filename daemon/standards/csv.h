/// @file
/// Comma-separated tables (RFC 4180), read strictly: what is not well formed is told with its place, never repaired.
///
/// Lines end with LF or CRLF; a byte order mark at the start and blank lines are passed over. Text must be UTF-8.
///
/// Example: ReadCsv("a,\"b \"\"c\"\"\"\r\n").rows[0].fields[1] is {"b \"c\"", line 1, column 3}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caseclock {

/// One mistake in a text file. Lines and columns count from 1, columns in bytes.
struct FileProblem {
  int line = 0;
  int column = 0;
  std::string sentence;
  std::string detail;
  std::string hint;
  friend bool operator==(const FileProblem&, const FileProblem&) = default;
};

/// Most problems that are listed for one file; more are only counted.
inline constexpr std::size_t kMaxFileProblems = 1000;

/// One field without its quotes, and where it begins.
struct CsvField {
  std::string text;
  int line = 0;
  int column = 0;
  friend bool operator==(const CsvField&, const CsvField&) = default;
};

/// One record of the table. Never without a field.
struct CsvRow {
  std::vector<CsvField> fields;
};

/// The rows that are well formed, in order, and what is wrong with the others.
struct CsvTable {
  std::vector<CsvRow> rows;
  std::vector<FileProblem> problems;
};

/// What a line that begins with # is.
enum class CsvComments { kNone, kHash };

/// Reads a whole text. Cost: linear.
CsvTable ReadCsv(std::string_view text, CsvComments comments = CsvComments::kNone);

/// A field as it is written: quoted when it must be, also when its line could be taken for a comment.
/// Example: CsvQuoted("a,b") is "\"a,b\"".
std::string CsvQuoted(std::string_view text);

/// A text as a cell that no spreadsheet takes for a formula: with an apostrophe before it where it begins like one,
/// also behind blanks, invisible characters or a byte order mark, and with full-width signs; then quoted where needed.
/// Example: SafeCsvCell(" =1+1") is "' =1+1".
std::string SafeCsvCell(std::string_view text);

}  // namespace caseclock
