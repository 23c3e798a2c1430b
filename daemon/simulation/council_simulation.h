/// @file
/// An invented council's history, day by day, as the events its case system would send.
///
/// It begins empty on its first day: nobody was known before, so backlog, plans and re-referrals
/// build up over about two years as they would for a council that had just bought its case system.
/// Everything is invented: identities are counters, workers are numbers, there are no names.
///
/// Example, the year 2024 of a council of 100,000 children, about 50,000 events (58,000 a year
/// later on):
///   CouncilSimulation council(StandardCouncil(1), 42, Date::FromYmd(2024, 1, 1));
///   while (council.today() <= Date::FromYmd(2024, 12, 31)) {
///     for (const CaseEvent& event : council.NextDay()) Send(event);
///   }
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "daemon/simulation/council_profile.h"
#include "processors/record/case_event.h"

namespace caseclock {

/// The `source` of every simulated event.
inline constexpr char kSimulatedSource[] = "simulated-case-system";

/// One council. Same profile, seed and first day: same events, on every machine. Councils of one
/// seed have streams of chance of their own, so one more council changes nothing in the others.
/// Used by one thread. Cost: about 0.1 s a year of the standard council.
class CouncilSimulation {
 public:
  /// Requires: a profile with a team for each service.
  CouncilSimulation(CouncilProfile profile, std::uint64_t seed, Date from);
  ~CouncilSimulation();
  CouncilSimulation(CouncilSimulation&&) noexcept;
  CouncilSimulation& operator=(CouncilSimulation&&) noexcept;

  /// The day that NextDay will play.
  Date today() const;
  const CouncilProfile& profile() const;

  /// Plays today and gives what was typed in today, by recorded time. Everything in it happened
  /// today or before, except bookings of reviews. The sequence and event id grow from event to
  /// event.
  std::vector<CaseEvent> NextDay();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Several councils, merged day by day.
/// Example: RegionSimulation(InventedCouncils(3, from), 42, from).NextDay() is the first day of
/// three councils.
class RegionSimulation {
 public:
  RegionSimulation(std::vector<CouncilProfile> profiles, std::uint64_t seed, Date from);

  /// The day that NextDay will play.
  Date today() const { return today_; }
  /// What was typed in today in all councils, by recorded time, those of one moment by authority.
  std::vector<CaseEvent> NextDay();

 private:
  Date today_;
  std::vector<CouncilSimulation> councils_;
};

}  // namespace caseclock
