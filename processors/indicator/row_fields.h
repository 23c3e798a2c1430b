/// @file
/// The fields of a row that decide what it counts, each named once: whoever reads, writes, hashes or tells rows goes
/// through them. Words for people are none of them.
///
/// Example: DescribeRow(row, visit) of ni60 calls visit("of", row.of), visit("from", ...), ... visit("limits",
/// row.limits).
#pragma once

#include <concepts>

#include "processors/indicator/catalogue.h"

namespace caseclock {

/// The word of a shape, as a council writes it: "clock", "share".
std::string_view ShapeName(const Shape& shape);

/// The shape of that name, its fields empty; nullopt: there is none.
std::optional<Shape> ShapeNamed(std::string_view name);

/// Every name of a shape, in their order.
std::vector<std::string_view> ShapeNames();

/// Calls `visit` with (name, value) of each, its shape's among them.
template <typename Row, typename Visitor>
requires std::same_as<const Row, const Indicator>
void DescribeRow(Row& row, Visitor& visit) {
  visit("of", row.of);
  std::visit([&](auto& shape) { Describe(shape, visit); }, row.shape);
  visit("limits", row.limits);
  visit("better", row.polarity);
  visit("bands", row.bands);
  visit("per_10000", row.per_10000);
}

}  // namespace caseclock
