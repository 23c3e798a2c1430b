/// @file
/// The records behind a figure, and why each counts or does not.
///
/// Example: assessment_45 of the whole authority, year to 2024-03-31: one line for each child and family assessment:
///   "A7 started 2024-03-01, due 2024-05-08, open: 20 of 45 working days; skipped Good Friday, Easter Monday".
/// Of the lines, exactly `row.current.numerator` are in the numerator, and so on: a test holds this.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "processors/authority.h"
#include "processors/indicator/item_line.h"

namespace caseclock {

/// One fact of a record, with the event that asserted it.
struct ExplainedFact {
  std::string name;  ///< "assessment_started"
  Date date = kNoDate;
  Date first_day = kNoDate;  ///< of dated facts
  std::int32_t code = 0;
  std::string text;
  std::string source;
  std::string event_id;
  std::int64_t recorded_at_us = 0;
};

/// One record (for entry_delay one fact of a record) that an indicator looked at, and what is to be said of it.
struct ExplainedRecord : ItemLine {
  std::string child;
  std::string record;
  RecordKind kind = RecordKind::kUnspecified;
  std::string fact;  ///< entry_delay only: which fact
  std::string team;  ///< of the day that counts: the stop, or as-of
  Date start = kNoDate;
  Date stop = kNoDate;
  std::vector<ExplainedFact> facts;  ///< its own, then those of what decides beside it
};

/// A figure and everything behind it.
struct Explanation {
  Indicator indicator;
  Row row;
  std::vector<ExplainedRecord> records;  ///< counted ones first; within, by (start, record)
};

/// Errors: nullopt when the catalogue has no such indicator. A team without figures gives a row of zeros.
/// Cost: reads every record of the authority.
std::optional<Explanation> Explain(const Authority& authority, std::string_view indicator,
                                   std::string_view team, Window window);

}  // namespace caseclock
