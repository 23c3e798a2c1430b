/// @file
/// Invented histories of one to three children: everything that case systems do to a record, in
/// small. The same seed gives the same events on every machine.
///
/// Example:
///   RandomHistory history = MakeRandomHistory(17);
///   for (const CaseEvent& event : history.events) authority.Apply(event);   // in the order of
///   recording
///   // then compare every day from history.first_day to history.last_day
#pragma once

#include <cstdint>
#include <vector>

#include "processors/record/case_event.h"

namespace caseclock::simulation {

/// The council of all invented events.
inline constexpr char kInventedAuthority[] = "X99000001";

/// A history and the days on which it is worth looking at.
struct RandomHistory {
  std::vector<CaseEvent> events;  ///< by time of recording
  Date first_day;                 ///< within the calendar, as is last_day
  Date last_day;
  std::vector<Date> closures;  ///< days on which the invented council does not work
};

/// Example: seeds 1 to 2000 are the histories of the property tests.
RandomHistory MakeRandomHistory(std::uint64_t seed);

}  // namespace caseclock::simulation
