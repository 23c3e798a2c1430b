/// @file
/// Do the records behind a figure add up to it?
///
/// Example: EXPECT_EQ(CountsOf(*Explain(authority, "ni59", "", Window::kYear)), CountsOf(row)).
#pragma once

#include <map>
#include <ostream>
#include <string>

#include "processors/explanation.h"
#include "processors/indicator/traits.h"

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

/// Due days and ages of drag by their names, without noughts. Example: {"2024-03-25", 2}, {"up to 1 week", 1}.
using DueCounts = std::map<std::string, std::int64_t>;

/// Counts the lines.
inline DueCounts DueCountsOf(const Explanation& explanation, Date as_of) {
  DueCounts counts;
  for (const ExplainedRecord& line : explanation.records) {
    if (!line.open || !TraitsOf(explanation.indicator).has_clock) continue;
    const int days = as_of - line.due;
    if (!line.drag && days <= 0 && -days < kDueDaysShown) ++counts[FormatDate(line.due)];
    if (!line.drag) continue;
    const char* age = days <= 7    ? "up to 1 week"
                      : days <= 28 ? "1 to 4 weeks"
                      : days <= 91 ? "4 to 13 weeks"
                                   : "over 13 weeks";
    ++counts[age];
  }
  return counts;
}

/// Copies those of the row's indicator and team.
inline DueCounts DueCountsOf(const AuthorityView& view, const Row& row) {
  DueCounts counts;
  for (const DueDay& one : view.due) {
    const bool of_row = one.indicator == row.indicator && one.team == row.team;
    if (of_row && one.due > 0) counts[FormatDate(one.day)] += one.due;
  }
  for (const DragAge& one : view.drag_ages) {
    const bool of_row = one.indicator == row.indicator && one.team == row.team;
    if (of_row && one.count > 0) counts[std::string(one.age)] += one.count;
  }
  return counts;
}

inline void PrintTo(const ExplainedCounts& counts, std::ostream* out) {
  *out << counts.numerator << " of " << counts.denominator << ", open " << counts.open << ", drag "
       << counts.drag << ", due soon " << counts.due_soon;
}

}  // namespace caseclock
