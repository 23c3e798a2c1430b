/// @file
/// Facts of children: how many were recorded within the limit after they happened.
///
/// Example: a visit of 2024-03-01, first recorded on 2024-03-06, is counted on that day at 3 working days: late by a
/// limit of 2.
#pragma once

#include <concepts>

#include "processors/indicator/shape_reader.h"

namespace caseclock {

/// Value type. Looks at every fact that is a thing which happened.
struct RecordingShape {
  friend bool operator==(const RecordingShape&, const RecordingShape&) = default;
};

/// Names every field, for whoever reads, writes, hashes or tells rows.
template <typename Shape, typename Visitor>
requires std::same_as<const Shape, const RecordingShape>
void Describe(Shape&, Visitor&) {}

/// What a row of this shape answers, and its words.
const Traits& TraitsOf(const RecordingShape& shape);
const RowWords& WordsOf(const RecordingShape& shape);
/// As ReadItems and TellWhy of a row, which has this shape.
void ReadItems(const RecordingShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out);
void TellWhy(const RecordingShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line);

}  // namespace caseclock
