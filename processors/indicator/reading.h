/// @file
/// Who speaks of a row's items by the way in which it counts says what is to be done for each way; one that is left out
/// does not compile.
///
/// Example: ReadAs(row, reader, item) calls reader.Clocks(item) for assessment_45, reader.OpenRecords(item) for cpp.
#pragma once

#include "processors/indicator/catalogue.h"

namespace caseclock {

/// Calls of `reader` what belongs to how the row counts.
template <typename Reader, typename... Arguments>
void ReadAs(const Indicator& row, Reader& reader, Arguments&... arguments) {
  switch (row.kind) {
    case IndicatorKind::kTimeliness:
    case IndicatorKind::kOverLimit: return reader.Clocks(arguments...);
    case IndicatorKind::kRepeatShare: return reader.Repeats(arguments...);
    case IndicatorKind::kFlow: return reader.Flow(arguments...);
    case IndicatorKind::kStock: return reader.OpenRecords(arguments...);
    case IndicatorKind::kEntryDelay: return reader.Delays(arguments...);
    case IndicatorKind::kLateReview: return reader.LateReviews(arguments...);
  }
}

}  // namespace caseclock
