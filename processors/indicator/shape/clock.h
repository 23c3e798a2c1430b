/// @file
/// Clocks that run from one moment to another: how many stopped in time, or over their limit.
///
/// Example: ClockShape{.from = {Fact::kAssessmentStarted}, .to = {{Fact::kAssessmentAuthorised}}, .cancelled_by =
/// {{Fact::kAssessmentCancelled}}} with a limit of 45 working days: assessment A7 of 2024-03-01, authorised on
/// 2024-05-08, counts on that day, at 45 of 45 in time. Until then it is open.
#pragma once

#include <concepts>

#include "processors/indicator/fact_date.h"
#include "processors/indicator/shape_reader.h"

namespace caseclock {

/// Value type.
struct ClockShape {
  FactDate from = {};
  FactDates to = {};
  FactDates cancelled_by = {};
  bool counts_late = false;  ///< the numerator is what was over the limit, not what was in time
  /// What is counted is each record that `to` is read in, once a day, also one that answers no clock: that one is not
  /// in time. `to` has one moment then, of records that name the clock's, and outweighs what cancels.
  bool counts_each = false;
  friend bool operator==(const ClockShape&, const ClockShape&) = default;
};

/// Names every field, for whoever reads, writes, hashes or tells rows.
template <typename Shape, typename Visitor>
requires std::same_as<const Shape, const ClockShape>
void Describe(Shape& shape, Visitor& visit) {
  visit("from", shape.from);
  visit("to", shape.to);
  visit("cancelled_by", shape.cancelled_by);
  visit("counts_late", shape.counts_late);
  visit("counts_each", shape.counts_each);
}

/// What a row of this shape answers, and its words.
const Traits& TraitsOf(const ClockShape& shape);
const RowWords& WordsOf(const ClockShape& shape);
/// As ReadItems and TellWhy of a row, which has this shape.
void ReadItems(const ClockShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out);
void TellWhy(const ClockShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line);

}  // namespace caseclock
