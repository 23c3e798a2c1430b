/// @file
/// Records that have a property, of all that are dated in a window.
///
/// Example: ShareShape{.on = {Fact::kReferralOpened}, .property = Repeats{}} with a limit of 12 months: referral R2 of
/// 2024-02-29 counts on that day, in the numerator when another of the child was opened on or after 2023-02-28.
#pragma once

#include <concepts>
#include <variant>
#include <vector>

#include "processors/indicator/fact_date.h"
#include "processors/indicator/shape_reader.h"

namespace caseclock {

/// It follows another of the same child within the limit, from start to start.
struct Repeats {
  friend bool operator==(const Repeats&, const Repeats&) = default;
};
/// It says something of itself. Example: decided as no further action.
struct Says {
  std::vector<Where> where = {};
  friend bool operator==(const Says&, const Says&) = default;
};
/// Something has come of it. Example: an initial assessment that names the referral was started.
struct LedTo {
  FactDate at = {};
  friend bool operator==(const LedTo&, const LedTo&) = default;
};
using Property = std::variant<Repeats, Says, LedTo>;

/// Value type.
struct ShareShape {
  FactDate on = {};
  Property property = {};
  friend bool operator==(const ShareShape&, const ShareShape&) = default;
};

/// Names every field, for whoever reads, writes, hashes or tells rows.
template <typename Shape, typename Visitor>
requires std::same_as<const Shape, const ShareShape>
void Describe(Shape& shape, Visitor& visit) {
  visit("on", shape.on);
  visit("property", shape.property);
}

/// What a row of this shape answers, and its words.
const Traits& TraitsOf(const ShareShape& shape);
const RowWords& WordsOf(const ShareShape& shape);
/// As ReadItems and TellWhy of a row, which has this shape.
void ReadItems(const ShareShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out);
void TellWhy(const ShareShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line);

}  // namespace caseclock
