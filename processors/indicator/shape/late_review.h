/// @file
/// How many children have an open record that nears a line in time, its next review on that line or beyond it.
///
/// Example: LateReviewShape{.from = {Fact::kPlanStarted}, .to = {{Fact::kPlanCeased}}, .next =
/// {Fact::kReviewScheduled, Fact::kReviewOf}, .near_line_from_days = 548, .line_days = 730}: a plan from 2024-01-08
/// reaches its line on 2026-01-07; with its next review booked for 2026-02-16 it counts from 2025-07-09 up to
/// 2026-01-06.
#pragma once

#include <concepts>

#include "processors/indicator/fact_date.h"
#include "processors/indicator/shape_reader.h"

namespace caseclock {

/// Value type.
struct LateReviewShape {
  FactDate from = {};
  FactDates to = {};
  FactDate next = {};           ///< for when the reviews that name the record are booked
  int near_line_from_days = 0;  ///< how long a record has run when it nears its line
  int line_days = 0;            ///< how long when it is there
  friend bool operator==(const LateReviewShape&, const LateReviewShape&) = default;
};

/// The review of `record` that is next on `day`: of those that name it, booked for that day or later and not held by
/// the end of that day, the one booked first. nullptr: none is booked.
const Record* NextReview(const LateReviewShape& shape, const Record& record, const History& history,
                         Date day);

/// Names every field, for whoever reads, writes, hashes or tells rows.
template <typename Shape, typename Visitor>
requires std::same_as<const Shape, const LateReviewShape>
void Describe(Shape& shape, Visitor& visit) {
  visit("from", shape.from);
  visit("to", shape.to);
  visit("next", shape.next);
  visit("near_line_from_days", shape.near_line_from_days);
  visit("line_days", shape.line_days);
}

/// What a row of this shape answers, and its words.
const Traits& TraitsOf(const LateReviewShape& shape);
const RowWords& WordsOf(const LateReviewShape& shape);
/// As ReadItems and TellWhy of a row, which has this shape.
void ReadItems(const LateReviewShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out);
void TellWhy(const LateReviewShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line);

}  // namespace caseclock
