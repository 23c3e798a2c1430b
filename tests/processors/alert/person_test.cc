// Who has an alert, who reads for whom, and when nobody is to be disturbed.
#include "processors/alert/person.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "processors/indicator/team_names.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Person Who(const char* id, std::vector<std::string> teams = {}) {
  Person person;
  person.id = id;
  person.authority = "X99000099";
  person.teams = std::move(teams);
  return person;
}

std::vector<std::string> Owners(const std::vector<Person>& people, std::string_view team,
                                std::string_view rule_owner = "", bool for_operators = false) {
  std::vector<std::string> ids;
  for (const Person* one : OwnersOf(people, "X99000099", team, rule_owner, for_operators)) {
    ids.push_back(one->id);
  }
  return ids;
}

std::vector<Person> Council() {
  Person oncall = Who("oncall");
  oncall.is_operator = true;
  Person elsewhere = Who("elsewhere");
  elsewhere.authority = "X99000098";
  Person region = Who("region");
  region.authority = "";
  return {Who("head"), Who("north", {"North"}), Who("both", {"North", "South"}), oncall, elsewhere,
          region};
}

TEST(OwnersTest, ATeamsAlertIsItsManagersOwn) {
  EXPECT_THAT(Owners(Council(), "North"), ElementsAre("north", "both"));
  EXPECT_THAT(Owners(Council(), "South"), ElementsAre("both"));
}

TEST(OwnersTest, WhatNobodyManagesIsOfThoseWhoHaveTheWholeAuthority) {
  EXPECT_THAT(Owners(Council(), "West"), ElementsAre("head", "region"));
  EXPECT_THAT(Owners(Council(), kNoTeam), ElementsAre("head", "region"));
  EXPECT_THAT(Owners(Council(), kWholeAuthority), ElementsAre("head", "region"));
}

TEST(OwnersTest, TheRulesOwnerGoesBeforeAll) {
  EXPECT_THAT(Owners(Council(), "North", "head"), ElementsAre("head"));
  EXPECT_THAT(Owners(Council(), "North", "nobody"), ElementsAre("north", "both"));
}

TEST(OwnersTest, ARulesOwnerOfAnotherCouncilHasNothingOfThisOne) {
  EXPECT_THAT(Owners(Council(), "North", "elsewhere"), ElementsAre("north", "both"));
  EXPECT_THAT(Owners(Council(), "North", "region"), ElementsAre("region"));
}

TEST(OwnersTest, WhatConcernsTheFeedIsOfTheOperatorsAndNothingElseIs) {
  EXPECT_THAT(Owners(Council(), kWholeAuthority, "", true), ElementsAre("oncall"));
  EXPECT_THAT(Owners(Council(), kWholeAuthority, "head", true), ElementsAre("oncall"));
  Person oncall = Who("oncall");
  oncall.is_operator = true;
  EXPECT_THAT(Owners({oncall}, kWholeAuthority), IsEmpty());
}

/// Away in the first week of August 2024.
Person Away(const char* id, const char* deputy) {
  Person person = Who(id);
  person.deputy = deputy;
  person.away = {{Day("2024-08-01"), Day("2024-08-07")}};
  return person;
}

std::string ReaderOf(const std::vector<Person>& people, const char* day) {
  return ReaderFor(people, people.front(), Day(day)).id;
}

TEST(ReaderTest, TheDeputyReadsFromTheFirstToTheLastDayAway) {
  const std::vector<Person> people = {Away("head", "deputy"), Who("deputy")};
  EXPECT_EQ(ReaderOf(people, "2024-07-31"), "head");
  EXPECT_EQ(ReaderOf(people, "2024-08-01"), "deputy");
  EXPECT_EQ(ReaderOf(people, "2024-08-07"), "deputy");
  EXPECT_EQ(ReaderOf(people, "2024-08-08"), "head");
}

TEST(ReaderTest, OfADeputyWhoIsAwayTooTheirsReads) {
  EXPECT_EQ(ReaderOf({Away("head", "deputy"), Away("deputy", "third"), Who("third")}, "2024-08-05"),
            "third");
}

TEST(ReaderTest, WhereAllAreAwayThePersonReadsAfterAll) {
  EXPECT_EQ(ReaderOf({Away("head", "deputy"), Away("deputy", "head")}, "2024-08-05"), "head");
  EXPECT_EQ(ReaderOf({Away("head", "deputy"), Away("deputy", "deputy")}, "2024-08-05"), "head");
  EXPECT_EQ(ReaderOf({Away("head", ""), Who("other")}, "2024-08-05"), "head");
  EXPECT_EQ(ReaderOf({Away("head", "nobody")}, "2024-08-05"), "head");
}

bool QuietAt(const QuietHours& quiet, const char* day, int hour, int minute) {
  return IsQuiet(quiet, {0, Day(day), hour * 60 + minute}, WorkingDays::EnglandAndWales());
}

TEST(QuietHoursTest, LastOverMidnightFromTheirFirstMinuteToTheOneBeforeTheirEnd) {
  const QuietHours nights;
  EXPECT_FALSE(QuietAt(nights, "2024-07-01", 18, 59));
  EXPECT_TRUE(QuietAt(nights, "2024-07-01", 19, 0));
  EXPECT_TRUE(QuietAt(nights, "2024-07-02", 0, 0));
  EXPECT_TRUE(QuietAt(nights, "2024-07-02", 6, 59));
  EXPECT_FALSE(QuietAt(nights, "2024-07-02", 7, 0));
}

TEST(QuietHoursTest, WithinADayTheyAreBetweenTheirEnds) {
  const QuietHours lunch{12 * 60, 13 * 60, false};
  EXPECT_FALSE(QuietAt(lunch, "2024-07-01", 11, 59));
  EXPECT_TRUE(QuietAt(lunch, "2024-07-01", 12, 0));
  EXPECT_FALSE(QuietAt(lunch, "2024-07-01", 13, 0));
}

TEST(QuietHoursTest, WithoutAnyOnlyDaysOffAreQuietAndThoseWhereWanted) {
  EXPECT_FALSE(QuietAt({0, 0, false}, "2024-03-29", 3, 0));
  EXPECT_TRUE(QuietAt({0, 0, true}, "2024-03-29", 12, 0)) << "Good Friday";
  EXPECT_TRUE(QuietAt({0, 0, true}, "2024-06-30", 12, 0)) << "Sunday";
  EXPECT_FALSE(QuietAt({0, 0, true}, "2024-07-01", 12, 0));
}

TEST(QuietHoursTest, BeyondTheCalendarMondayToFridayAreWorkingDays) {
  EXPECT_TRUE(QuietAt({0, 0, true}, "2040-01-01", 12, 0)) << "a Sunday";
  EXPECT_FALSE(QuietAt({0, 0, true}, "2040-01-02", 12, 0)) << "a Monday";
}

}  // namespace
}  // namespace caseclock
