#include "daemon/simulation/council_simulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <set>

#include "daemon/codec/codec.h"

namespace caseclock {
namespace {

const Date kFrom = Date::FromYmd(2023, 4, 1);
const Date kTo = Date::FromYmd(2024, 3, 31);

std::vector<CaseEvent> Play(CouncilSimulation simulation, Date last) {
  std::vector<CaseEvent> events;
  while (simulation.today() <= last) {
    for (CaseEvent& event : simulation.NextDay()) events.push_back(std::move(event));
  }
  return events;
}

std::vector<CaseEvent> PlayQuarter(std::uint64_t seed) {
  return Play(CouncilSimulation(StandardCouncil(1), seed, kFrom), kFrom + 91);
}

/// FNV-1a over the events' binary form.
std::uint64_t HashOf(const std::vector<CaseEvent>& events) {
  EventCodec codec;
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const CaseEvent& event : events) {
    for (const char c : codec.EncodeBinary(event)) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    }
  }
  return hash;
}

// When this changes, golden files made from `caseclock simulate` change too: make them again and
// say so.
TEST(CouncilSimulationTest, AYearIsTheSameOnEveryMachine) {
  const auto began = std::chrono::steady_clock::now();
  const auto events = Play(CouncilSimulation(StandardCouncil(1), 42, kFrom), kTo);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::cout << events.size() << " events in " << took.count() << " s\n";
  EXPECT_EQ(HashOf(events), 14162475741392219645u);
}

TEST(CouncilSimulationTest, TheSameSeedGivesTheSameEvents) {
  EXPECT_EQ(PlayQuarter(7), PlayQuarter(7));
}

TEST(CouncilSimulationTest, AnotherSeedGivesAnotherHistory) {
  EXPECT_NE(PlayQuarter(7), PlayQuarter(8));
}

TEST(CouncilSimulationTest, StartsOnItsFirstDayAndPlaysEveryDayOnce) {
  CouncilSimulation council(StandardCouncil(1), 1, kFrom);
  EXPECT_EQ(council.today(), kFrom);
  for (const CaseEvent& event : council.NextDay()) EXPECT_EQ(event.recorded_on, kFrom);
  EXPECT_EQ(council.today(), kFrom + 1);
}

TEST(CouncilSimulationTest, TellsOfItsTeamsOnTheFirstDay) {
  CouncilSimulation council(StandardCouncil(1), 1, kFrom);
  std::vector<std::string> teams;
  for (const CaseEvent& event : council.NextDay()) {
    if (event.kind == RecordKind::kTeam) teams.push_back(event.record);
  }
  EXPECT_THAT(teams, testing::IsSupersetOf({"Front Door", "Assessment North", "Assessment Service",
                                            "Safeguarding East", "Children in Care"}));
}

TEST(CouncilSimulationTest, IdentitiesCarryTheCouncilsNumber) {
  const auto events = Play(CouncilSimulation(StandardCouncil(37), 1, kFrom), kFrom + 9);
  EXPECT_EQ(events.front().authority, "X99000037");
  EXPECT_EQ(events.front().stamp.event_id, "X37-E0000001");
  EXPECT_EQ(events.back().stamp.sequence, events.size());
}

TEST(CouncilSimulationTest, RunsOnBeyondTheBankHolidaysItKnows) {
  const Date from = Date::FromYmd(2028, 12, 20);
  EXPECT_GT(Play(CouncilSimulation(StandardCouncil(1), 1, from), from + 30).size(), 500u);
}

TEST(RegionSimulationTest, AnotherCouncilChangesNothingInTheFirst) {
  RegionSimulation region(InventedCouncils(3, kFrom), 5, kFrom);
  CouncilSimulation alone(InventedCouncils(1, kFrom)[0], 5, kFrom);
  for (int day = 0; day < 30; ++day) {
    std::vector<CaseEvent> first;
    for (CaseEvent& event : region.NextDay()) {
      if (event.authority == "X99000001") first.push_back(std::move(event));
    }
    EXPECT_EQ(first, alone.NextDay());
  }
}

TEST(RegionSimulationTest, CouncilsOfOneProfileHaveHistoriesOfTheirOwn) {
  CouncilProfile twin = StandardCouncil(1);
  twin.authority = "X99000002";
  std::vector<CaseEvent> other = Play(CouncilSimulation(twin, 7, kFrom), kFrom + 91);
  for (CaseEvent& event : other) event.authority = "X99000001";
  EXPECT_NE(PlayQuarter(7), other);
}

TEST(RegionSimulationTest, MergesByRecordedTime) {
  RegionSimulation region(InventedCouncils(4, kFrom), 5, kFrom);
  std::int64_t last = 0;
  std::set<std::string> authorities;
  for (int day = 0; day < 10; ++day) {
    for (const CaseEvent& event : region.NextDay()) {
      EXPECT_GE(event.stamp.recorded_at_us, last);
      last = event.stamp.recorded_at_us;
      authorities.insert(event.authority);
    }
  }
  EXPECT_EQ(authorities.size(), 4u);
  EXPECT_EQ(region.today(), kFrom + 10);
}

}  // namespace
}  // namespace caseclock
