/// @file
/// Do the records behind a figure add up to it?
///
/// Example: EXPECT_EQ(CountsOf(*Explain(authority, "ni59", "", Window::kYear)), CountsOf(row)).
#pragma once

#include <ostream>

#include "processors/explanation.h"

namespace caseclock {

/// The counts of a row that have records behind them.
struct ExplainedCounts {
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  std::int64_t open = 0;
  std::int64_t drag = 0;
  std::int64_t due_soon = 0;
  friend bool operator==(const ExplainedCounts&, const ExplainedCounts&) = default;
};

/// Counts the lines.
inline ExplainedCounts CountsOf(const Explanation& explanation) {
  ExplainedCounts counts;
  for (const ExplainedRecord& line : explanation.records) {
    counts.numerator += line.in_numerator;
    counts.denominator += line.in_denominator;
    counts.open += line.open;
    counts.drag += line.drag;
    counts.due_soon += line.due_soon;
  }
  return counts;
}

/// Copies the figures. The denominator of a rate is a population, behind which there are no
/// records: 0.
inline ExplainedCounts CountsOf(const Row& row, const Indicator& indicator) {
  return {row.current.numerator, indicator.per_10000 ? 0 : row.current.denominator, row.open,
          row.drag, row.due_soon};
}

inline void PrintTo(const ExplainedCounts& counts, std::ostream* out) {
  *out << counts.numerator << " of " << counts.denominator << ", open " << counts.open << ", drag "
       << counts.drag << ", due soon " << counts.due_soon;
}

}  // namespace caseclock
