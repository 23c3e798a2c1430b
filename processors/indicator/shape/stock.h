/// @file
/// How many children have an open record on a day.
///
/// Example: StockShape{.from = {Fact::kPlanStarted}, .to = {{Fact::kPlanCeased}}}: a child with plans from 2024-03-01
/// to 2024-06-03 and from 2024-05-01 on is one child on every day from 2024-03-01 on.
#pragma once

#include <concepts>
#include <string>
#include <vector>

#include "processors/indicator/fact_date.h"
#include "processors/indicator/shape_reader.h"

namespace caseclock {

/// A dated fact of the record that says one of some texts. Example: {Fact::kLegalStatus, {"V3", "V4"}}, short breaks.
struct Holding {
  Fact fact = Fact::kUnspecified;
  std::vector<std::string> texts;
  friend bool operator==(const Holding&, const Holding&) = default;
};

/// Value type.
struct StockShape {
  FactDate from = {};
  FactDates to = {};
  std::vector<Holding> without = {};  ///< on the days of one of them the record does not count
  friend bool operator==(const StockShape&, const StockShape&) = default;
};

/// Names every field, for whoever reads, writes, hashes or tells rows.
template <typename Shape, typename Visitor>
requires std::same_as<const Shape, const StockShape>
void Describe(Shape& shape, Visitor& visit) {
  visit("from", shape.from);
  visit("to", shape.to);
  visit("without", shape.without);
}

/// What a row of this shape answers, and its words.
const Traits& TraitsOf(const StockShape& shape);
const RowWords& WordsOf(const StockShape& shape);
/// As ReadItems and TellWhy of a row, which has this shape.
void ReadItems(const StockShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out);
void TellWhy(const StockShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line);

}  // namespace caseclock
