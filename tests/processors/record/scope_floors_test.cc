// What exports that took effect say is gone, whatever their order and number.
#include "processors/record/scope_floors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "tests/support/told.h"

namespace caseclock {
namespace {

constexpr RecordKind kReferral = RecordKind::kReferral;

Scope Referrals(const char* first, const char* last, bool open = false) {
  return {kReferral, Day(first), Day(last), open};
}

std::int64_t FloorOn(const ScopeFloors& floors, const char* start, bool has_ended = true) {
  return FloorAt(floors, Day(start), has_ended);
}

TEST(ScopeFloorsTest, AScopeIsAFloorForItsSpanBothEndsIncluded) {
  ScopeFloors floors;
  EXPECT_TRUE(RaiseFloors(floors, Referrals("2023-10-01", "2024-03-31"), 200));
  EXPECT_EQ(FloorOn(floors, "2023-09-30"), kNoFloor);
  EXPECT_EQ(FloorOn(floors, "2023-10-01"), 200);
  EXPECT_EQ(FloorOn(floors, "2024-03-31"), 200);
  EXPECT_EQ(FloorOn(floors, "2024-04-01"), kNoFloor);
}

TEST(ScopeFloorsTest, OverlappingSpansKeepTheLaterExtractionEach) {
  for (const bool newest_first : {true, false}) {
    ScopeFloors floors;
    if (newest_first) RaiseFloors(floors, Referrals("2023-07-01", "2024-06-30"), 200);
    RaiseFloors(floors, Referrals("2023-01-01", "2023-12-31"), 100);
    if (!newest_first) RaiseFloors(floors, Referrals("2023-07-01", "2024-06-30"), 200);
    EXPECT_EQ(FloorOn(floors, "2023-06-30"), 100);
    EXPECT_EQ(FloorOn(floors, "2023-07-01"), 200);
    EXPECT_EQ(FloorOn(floors, "2023-12-31"), 200);
    EXPECT_EQ(FloorOn(floors, "2024-06-30"), 200);
    EXPECT_EQ(NewestListing(floors), 200);
  }
}

TEST(ScopeFloorsTest, AnOpenScopeIsAFloorForWhatHasNotEnded) {
  ScopeFloors floors;
  RaiseFloors(floors, Referrals("2024-01-01", "2024-01-31", true), 100);
  EXPECT_EQ(FloorOn(floors, "2019-01-01", false), 100);
  EXPECT_EQ(FloorOn(floors, "2019-01-01", true), kNoFloor);
  EXPECT_EQ(FloorAt(floors, kNoDate, false), 100) << "without a start";
  EXPECT_EQ(FloorAt(floors, kNoDate, true), kNoFloor);
}

TEST(ScopeFloorsTest, AScopeWithoutBoundsReachesOverEveryDate) {
  ScopeFloors floors;
  RaiseFloors(floors, {kReferral, Date::Min(), Date::Max(), false}, 100);
  EXPECT_EQ(FloorOn(floors, "1900-01-01"), 100);
  EXPECT_EQ(FloorOn(floors, "2099-12-31"), 100);
  EXPECT_EQ(FloorAt(floors, kNoDate, true), kNoFloor);
}

/// An export: when it was read, and its scope.
struct Listing {
  std::int64_t extracted;
  Scope scope;
};
const std::vector<Listing> kListings = {{100, Referrals("2023-01-01", "2023-12-31")},
                                        {200, Referrals("2023-07-01", "2023-09-30", true)},
                                        {150, Referrals("2023-08-01", "2024-06-30")},
                                        {200, Referrals("2023-10-01", "2023-10-31")}};

TEST(ScopeFloorsTest, EveryOrderOfFourExportsGivesTheSameFloorsAlsoInTwoHistoriesThatAreJoined) {
  std::vector<std::size_t> order = {0, 1, 2, 3};
  std::optional<ScopeFloors> expected;
  do {
    ScopeFloors floors, first, second;
    for (std::size_t place = 0; place < order.size(); ++place) {
      const Listing& listing = kListings[order[place]];
      RaiseFloors(floors, listing.scope, listing.extracted);
      RaiseFloors(place < 2 ? first : second, listing.scope, listing.extracted);
    }
    if (!expected) expected = floors;
    ASSERT_EQ(floors, *expected);
    JoinFloors(first, second);
    ASSERT_EQ(first, *expected);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(ScopeFloorsTest, WhatWouldRiseIsKnownBeforehand) {
  ScopeFloors floors;
  for (const Listing& listing : kListings) {
    EXPECT_TRUE(IsBelow(floors, listing.scope, listing.extracted));
    EXPECT_TRUE(RaiseFloors(floors, listing.scope, listing.extracted));
    EXPECT_FALSE(IsBelow(floors, listing.scope, listing.extracted));
    EXPECT_FALSE(RaiseFloors(floors, listing.scope, listing.extracted));
  }
  EXPECT_FALSE(IsBelow(floors, Referrals("2023-02-01", "2024-01-31"), 50));
  EXPECT_TRUE(IsBelow(floors, Referrals("2022-12-31", "2023-01-31"), 50)) << "one day outside";
}

}  // namespace
}  // namespace caseclock
