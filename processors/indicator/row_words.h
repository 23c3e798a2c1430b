/// @file
/// What a row of the catalogue says of itself in words, by how it counts: on boards, in reports, documents and emails.
///
/// Example: of assessment_45 a record that counts is "counted as in time", and what is counted is the "share of those
/// finished that were in time".
#pragma once

#include <string_view>

#include "processors/indicator/catalogue.h"

namespace caseclock {

/// All are parts of sentences or cells of tables.
struct RowWords {
  std::string_view kind;                      ///< "timeliness": a label
  std::string_view formula;                   ///< "timeliness: stopped in time / stopped"
  std::string_view counted;                   ///< "share of those finished that were in time"
  std::string_view unit;                      ///< "stopped in time, of those stopped"
  std::string_view before_start = {};         ///< of a span, what stands before the row's start
  std::string_view in_numerator = "counted";  ///< "counted as in time"
  std::string_view in_denominator =
      "counted";                   ///< of what is not in the numerator: "counted as late"
  std::string_view open = "open";  ///< what is open
  std::string_view overdue = "open and over its limit";
  std::string_view advice = {};  ///< what to do about it, whatever fired; "" where that depends
};
/// The words of the row.
const RowWords& WordsOf(const Indicator& row);

}  // namespace caseclock
