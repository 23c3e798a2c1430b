/// @file
/// What a cell means, once its column is known: a date, an identifier, yes or no, a code. Nothing
/// is guessed: what could mean two things is bad, with a reason that shows no content.
///
/// Example: ReadDate of the text "31/02/2024" is {kBad, reason: the date "31/02/2024" does not
/// exist}; of the number 43474 it is 2019-01-09; of "#N/A" kNotKnown; of "-" kBlank.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/adapters/workbook.h"
#include "processors/record/case_event.h"

namespace caseclock {

/// How a cell was understood.
enum class Reading {
  kNoColumn,  ///< the sheet has no such column
  kBlank,     ///< nothing, "-", "N/A", "none"
  kNotKnown,  ///< "#N/A": a look-up in the spreadsheet found nothing
  kBad,       ///< something that cannot be what the column holds
  kValue,
};

/// What was changed of a text before it was taken; one bit each. Such changes are told and counted.
enum TextChange : unsigned {
  kBlanksDropped = 1,      ///< around it, or several in a row
  kInvisibleDropped = 2,   ///< characters that nobody sees, such as U+200B
  kApostropheDropped = 4,  ///< before an identifier, as spreadsheets mark texts
  kPointZeroDropped = 8,   ///< "1001.0" is the whole number 1001
  kFormChanged = 16,       ///< full-width digits and the like
};

/// A cell as understood. Only the member that the column's type names is set.
struct CellValue {
  Reading reading = Reading::kNoColumn;
  Date date = kNoDate;
  std::int32_t number = 0;  ///< of yes or no: 1 or 0
  std::string text{};
  std::string reason{};  ///< of kBad: half a sentence
  unsigned changes = 0;  ///< TextChange, of identifiers and texts
  /// Equal in what they say, however it was written.
  friend bool operator==(const CellValue& a, const CellValue& b) {
    return a.reading == b.reading && a.date == b.date && a.number == b.number && a.text == b.text &&
           a.reason == b.reason;
  }
};

/// The lists of codes that are told apart.
enum class CodeList {
  kSource,       ///< "1A" to "10"; also words such as "Police", in lower case
  kNeed,         ///< "N1"
  kClosure,      ///< "RC1"
  kAbuse,        ///< NEG, PHY, SAB, EMO, MUL, also from their words
  kLegalStatus,  ///< "C1"
  kPlacement,    ///< "U1"
  kCareEnd,      ///< "E11", "E4A"
  kReversal,     ///< "RD1"
};

/// Spreadsheet serials (1970 to 2099 where the cell does not look like a date), DD/MM/YYYY,
/// DD-MMM-YYYY and ISO, with or without a time of day, which is dropped. Two-digit years and
/// month-first dates are bad.
CellValue ReadDate(const SheetCell& cell, bool date_1904);

/// An opaque identifier, as text: the number 1111 and the texts " 1111 ", "1111.0", "'1111" and
/// "1111" with an invisible character in it are all "1111". Bad: what is too long or too long a number
/// to be exact, words without a digit, which may be somebody's name or "unknown", and zeros or nines alone.
CellValue ReadIdentifier(const SheetCell& cell);

/// A short text, runs of blanks joined. Bad: over 256 bytes, not UTF-8.
CellValue ReadText(const SheetCell& cell);

/// "Yes", "y", "a) Yes", "1 - Yes", 1 and TRUE; "No" and the like. "c) Unknown" is kNotKnown.
CellValue ReadYesNo(const SheetCell& cell);

/// Whether something was unnecessary: as ReadYesNo, and "not required" (yes), "required" (no).
CellValue ReadUnnecessary(const SheetCell& cell);

/// A whole number from 0 to 1,000.
CellValue ReadCount(const SheetCell& cell);

/// A code, with or without its "a)" and its explanation: "C1" from "a) C1: ICO". What is not in the
/// list's form is bad: free text may name people.
CellValue ReadCode(const SheetCell& cell, CodeList list);

}  // namespace caseclock
