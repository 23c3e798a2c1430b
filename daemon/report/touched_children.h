/// @file
/// The children whose records differ between two states of a council, so that only these are explained.
///
/// Example: of 75,000 records of a council of three years, a month of events touches the 4,000 of 900 children.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>

#include "processors/authority.h"

namespace caseclock {

/// Identifiers of children.
using ChildIds = std::unordered_set<std::string>;

/// The latest time at which anything of the record was recorded. Units: microseconds since 1970.
std::int64_t LastRecorded(const Record& record);

/// The children, in either state, of records of which anything was recorded from `since_us` on, and all with whom they
/// are joined in either state.
ChildIds TouchedChildren(const Authority& then, const Authority& now, std::int64_t since_us);

/// A council of these children alone, on the same day and by the same definitions. What is counted of a child is a
/// function of its own history, so that the children count here as they do in the whole.
std::unique_ptr<Authority> PartOf(const Authority& whole, const ChildIds& children);

}  // namespace caseclock
