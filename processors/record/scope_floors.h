/// @file
/// What exports that took effect say is gone: a floor in time for each start date of one source and kind of record.
///
/// Floors only rise, so neither the order nor the number of exports matters.
///
/// Example: RaiseFloors(floors, {kReferral, 2023-10-01, 2024-03-31, false}, t2) makes
/// FloorAt(floors, 2023-12-24, false) == t2: a referral of that day last asserted at t1 < t2 is gone.
#pragma once

#include <cstdint>
#include <limits>
#include <map>

#include "processors/record/case_event.h"

namespace caseclock {

/// No floor. Units: microseconds since 1970.
inline constexpr std::int64_t kNoFloor = std::numeric_limits<std::int64_t>::min();

/// The floors of one source and kind. `steps` maps a start date to the floor from that date to the next step.
struct ScopeFloors {
  std::map<std::int32_t, std::int64_t> steps;  ///< by days since 1970; canonical: neighbours differ
  std::int64_t open_until_us = kNoFloor;       ///< for records that have not ended
  friend bool operator==(const ScopeFloors&, const ScopeFloors&) = default;
};

/// What is in scope was listed by an export read at `until_us`. Returns whether any floor rose.
bool RaiseFloors(ScopeFloors& floors, const Scope& scope, std::int64_t until_us);

/// True when RaiseFloors would raise any.
bool IsBelow(const ScopeFloors& floors, const Scope& scope, std::int64_t until_us);

/// Raises `floors` to wherever `others` is higher: the union of two histories.
void JoinFloors(ScopeFloors& floors, const ScopeFloors& others);

/// The floor for a record that starts on `start` (kNoDate: without a start).
std::int64_t FloorAt(const ScopeFloors& floors, Date start, bool has_ended);

/// The extraction of the newest export that listed anything of this kind; kNoFloor: none.
std::int64_t NewestListing(const ScopeFloors& floors);

}  // namespace caseclock
