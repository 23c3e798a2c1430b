// From a configuration to what figures mean for one council.
#include <gtest/gtest.h>

#include "daemon/config/config.h"
#include "tests/daemon/config/problems.h"

namespace caseclock {
namespace {

constexpr char kTwoCouncils[] =
    "authorities:\n"
    "  - {code: X99000001, population: 64000, closure_days: [2024-03-14]}\n"
    "  - {code: X99000002}\n"
    "due_soon_working_days: 7\n";

TEST(DefinitionsTest, PopulationAndClosuresAreTheCouncilsOwn) {
  const Config config = Good(kTwoCouncils);
  const auto first = config.DefinitionsFor("X99000001");
  const auto second = config.DefinitionsFor("X99000002");
  EXPECT_EQ(first->population, 64000);
  EXPECT_EQ(second->population, std::nullopt);
  EXPECT_EQ(first->calendar.IsWorkingDay(Date::FromYmd(2024, 3, 14)), false);
  EXPECT_EQ(second->calendar.IsWorkingDay(Date::FromYmd(2024, 3, 14)), true);
  // Fri 1 March 2024 + 15 working days is Fri 22 March; with a closure on Thu 14, Mon 25 March.
  EXPECT_EQ(first->calendar.Nth(Date::FromYmd(2024, 3, 1), 15), Date::FromYmd(2024, 3, 25));
  EXPECT_EQ(second->calendar.Nth(Date::FromYmd(2024, 3, 1), 15), Date::FromYmd(2024, 3, 22));
}

TEST(DefinitionsTest, ANameChangesNoFigure) {
  const Config config = Good("authorities: [{code: X99000001, name: North Exampleshire}]\n");
  EXPECT_EQ(config.DefinitionsFor("X99000001")->authority_name, "North Exampleshire");
  EXPECT_EQ(config.DefinitionsFor("X99000002")->authority_name, "");
  EXPECT_EQ(config.DefinitionsFor("X99000001")->Fingerprint(),
            config.DefinitionsFor("X99000002")->Fingerprint());
}

TEST(DefinitionsTest, CouncilsNotListedGetTheCommonOnes) {
  const Config config = Good(kTwoCouncils);
  const auto unknown = config.DefinitionsFor("X99000009");
  EXPECT_EQ(unknown->population, std::nullopt);
  EXPECT_EQ(unknown->due_soon_working_days, 7);
  EXPECT_EQ(unknown->Fingerprint(), config.DefinitionsFor("")->Fingerprint());
}

TEST(DefinitionsTest, TheFingerprintTellsWhatFiguresMean) {
  const auto fingerprint = [](const std::string& text) {
    return Good(text).DefinitionsFor("")->Fingerprint();
  };
  const std::uint64_t shipped = fingerprint("");
  EXPECT_EQ(fingerprint("series_budget: 500"), shipped);
  EXPECT_EQ(fingerprint("indicators: [{id: ni60, title: Other words}]"), shipped);
  EXPECT_NE(fingerprint("indicators: [{id: ni60, limit: 30 working days}]"), shipped);
  EXPECT_NE(fingerprint("due_soon_working_days: 4"), shipped);
  EXPECT_NE(Good(kTwoCouncils).DefinitionsFor("X99000001")->Fingerprint(),
            Good(kTwoCouncils).DefinitionsFor("X99000002")->Fingerprint());
}

TEST(DefinitionsTest, WithoutAFileTheShippedYearsHold) {
  const auto definitions = Config{}.DefinitionsFor("");
  EXPECT_EQ(definitions->calendar.first(), Date::FromYmd(2005, 1, 1));
  EXPECT_EQ(definitions->calendar.last(), Date::FromYmd(2028, 12, 31));
}

}  // namespace
}  // namespace caseclock
