/// @file
/// Half a year of a small invented council, for tests of the core that need many records.
///
/// Example: for (const CaseEvent& event : SimulatedHalfYear()) authority.Apply(event);
#pragma once

#include <vector>

#include "daemon/simulation/council_profile.h"
#include "daemon/simulation/council_simulation.h"
#include "processors/record/case_event.h"
#include "tests/support/day.h"

namespace caseclock {

/// The span of the events.
inline Date HalfYearBegins() { return Day("2023-10-01"); }
inline Date HalfYearEnds() { return Day("2024-03-31"); }

/// The council's code, and its events by time of recording. Example: about 2,500 events.
inline const char* HalfYearCouncil() { return "X99000001"; }
inline std::vector<CaseEvent> SimulatedHalfYear() {
  CouncilProfile profile = StandardCouncil(1);
  profile.children = 9'000;
  profile.referrals_per_month = 40;
  CouncilSimulation council(profile, 7, HalfYearBegins());
  std::vector<CaseEvent> events;
  while (council.today() <= HalfYearEnds()) {
    for (CaseEvent& event : council.NextDay()) events.push_back(std::move(event));
  }
  return events;
}

}  // namespace caseclock
