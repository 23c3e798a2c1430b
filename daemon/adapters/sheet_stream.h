/// @file
/// The two parts of a workbook that can be large, a sheet's cells and the shared texts, read piece by
/// piece as they are unpacked: what takes memory is what the cells hold, not how they are formatted.
///
/// Example:
///   SheetStream stream(context, rows);
///   while (... another piece ...) if (!stream.Take(piece)) break;
///   if (auto problem = stream.Finish()) ...                   // "has more than 5 rows"
///
/// Element names are compared without their prefix. A text split by comments or CDATA sections is
/// one text. XML that declares a document type is refused.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/adapters/workbook.h"

namespace caseclock {

/// What a sheet's cells refer to. `shared` strings stand at the front of `texts`; others are
/// appended.
struct SheetContext {
  const WorkbookLimits& limits;
  std::size_t shared;
  const std::vector<bool>& date_styles;
  std::deque<std::string>& texts;
  std::size_t& cells;  ///< of all sheets so far
};

/// Reads a worksheet part. Used by one thread.
class SheetStream {
 public:
  /// `rows` gets the rows that hold anything, by number.
  SheetStream(SheetContext& context, std::vector<SheetRow>& rows);
  ~SheetStream();
  SheetStream(const SheetStream&) = delete;
  SheetStream& operator=(const SheetStream&) = delete;

  /// False when there is a problem and the rest need not be read.
  bool Take(std::string_view piece);
  /// Ends the part. Errors: half a sentence about "its sheet".
  std::optional<std::string> Finish();

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

/// Reads xl/sharedStrings.xml: appends to `texts`. Rich text is joined, phonetic guides are left
/// out. Used by one thread.
class TextStream {
 public:
  TextStream(const WorkbookLimits& limits, std::deque<std::string>& texts);
  ~TextStream();
  TextStream(const TextStream&) = delete;
  TextStream& operator=(const TextStream&) = delete;

  /// As SheetStream.
  bool Take(std::string_view piece);
  std::optional<std::string> Finish();

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace caseclock
