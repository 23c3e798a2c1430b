/// @file
/// Sums that are made in slices: they hold the children below a cursor, and the cursor goes up while events arrive.
///
/// The rule that keeps them right: `tally` is the sum of what the groups contribute whose representative lies below
/// `below`. Whoever changes a group takes away what it contributed and adds what it contributes now, each only where
/// `Covers` says so; a group at or above the cursor is counted when the cursor reaches it.
///
/// Example: 10 children, below == 4: an event of child 2 is counted at once, one of child 7 when the cursor gets there.
#pragma once

#include "processors/record/record_store.h"
#include "processors/tally/tally.h"

namespace caseclock {

/// Value type, movable.
struct RunningSums {
  explicit RunningSums(std::size_t indicators) : tally(indicators) {}

  Tally tally;
  ChildNumber below = 0;  ///< kNoChild: all children are in the tally, new ones at once

  bool Covers(ChildNumber representative) const { return representative < below; }
  bool is_complete() const { return below == kNoChild; }
  bool is_empty() const { return below == 0; }
};

}  // namespace caseclock
