/// @file
/// How many records are dated in a window.
///
/// Example: FlowShape{.on = {Fact::kReferralOpened}}: referral R1 of 2024-03-01 counts on that day.
#pragma once

#include <concepts>

#include "processors/indicator/fact_date.h"
#include "processors/indicator/shape_reader.h"

namespace caseclock {

/// Value type.
struct FlowShape {
  FactDate on = {};
  friend bool operator==(const FlowShape&, const FlowShape&) = default;
};

/// Names every field, for whoever reads, writes, hashes or tells rows.
template <typename Shape, typename Visitor>
requires std::same_as<const Shape, const FlowShape>
void Describe(Shape& shape, Visitor& visit) { visit("on", shape.on); }

/// What a row of this shape answers, and its words.
const Traits& TraitsOf(const FlowShape& shape);
const RowWords& WordsOf(const FlowShape& shape);
/// As ReadItems and TellWhy of a row, which has this shape.
void ReadItems(const FlowShape& shape, const Indicator& row, const RowSubject& subject, Items& out);
void TellWhy(const FlowShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line);

}  // namespace caseclock
