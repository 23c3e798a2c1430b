/// @file
/// What a row counts, in a number.
///
/// Example: the numbers of ni59 and ni59_7 differ by their limit; their work is the same.
#pragma once

#include "processors/indicator/catalogue.h"
#include "processors/indicator/field_hash.h"

namespace caseclock {

/// Feeds everything that a figure of the row depends on: its id and all fields.
void AddTo(FieldHash& hash, const Indicator& row);

/// Equal for rows that look at the same records from the same day to the same day, whatever their limits and whatever
/// they count of it.
std::uint64_t WorkHash(const Indicator& row);

}  // namespace caseclock
