#include "tests/simulation/random_history.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/simulation/dice.h"
#include "tests/simulation/slow_model.h"

namespace caseclock::simulation {
namespace {

TEST(RandomHistoryTest, TheSameSeedGivesTheSameEvents) {
  EXPECT_EQ(MakeRandomHistory(3).events, MakeRandomHistory(3).events);
  EXPECT_NE(MakeRandomHistory(3).events, MakeRandomHistory(4).events);
}

// The numbers that every machine must draw; if this fails, replay lines from elsewhere mean nothing
// here.
TEST(RandomHistoryTest, DiceFallAlikeEverywhere) {
  Dice dice(1);
  std::vector<int> drawn;
  for (int i = 0; i < 6; ++i) drawn.push_back(dice.Between(1, 100));
  EXPECT_EQ(drawn, (std::vector<int>{8, 49, 10, 29, 60, 34}));
}

TEST(RandomHistoryTest, IsSmallAndWithinTheCalendar) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const RandomHistory history = MakeRandomHistory(seed);
    EXPECT_GE(history.events.size(), 3u) << seed;
    EXPECT_LE(history.events.size(), 400u) << seed;
    EXPECT_GE(history.first_day, Date::FromYmd(2005, 1, 1)) << seed;
    EXPECT_LE(history.last_day, Date::FromYmd(2028, 12, 31)) << seed;
    EXPECT_GT(history.last_day, history.first_day) << seed;
  }
}

TEST(RandomHistoryTest, HasEverythingThatCaseSystemsDo) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    std::set<Stamp> stamps;
    for (const CaseEvent& event : MakeRandomHistory(seed).events) {
      ++seen["action " + std::to_string(event.action.index())];
      if (!stamps.insert(event.stamp).second) ++seen["repeated stamp"];
      if (!event.recorded_on) ++seen["no day of recording"];
      if (event.kind == RecordKind::kChild) ++seen["alias"];
      if (!event.batch_id.empty()) ++seen["batch"];
    }
  }
  for (const char* what : {"action 0", "action 1", "action 2", "action 3", "action 4",
                           "repeated stamp", "no day of recording", "alias", "batch"}) {
    EXPECT_GE(seen[what], 20) << what;
  }
}

// A figure that is always nothing would be compared in vain.
TEST(RandomHistoryTest, MovesEveryFigureOfEveryIndicator) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const RandomHistory history = MakeRandomHistory(seed);
    SlowModel model({});
    for (const CaseEvent& event : history.events) model.Add(event);
    for (Date day = history.first_day; day <= history.last_day; day = day + 15) {
      for (const Row& row : model.RowsAt(day)) {
        seen[row.indicator + " numerator"] += row.current.numerator > 0;
        seen[row.indicator + " rest"] += row.current.denominator > row.current.numerator;
        seen[row.indicator + " twin"] += row.previous_year.numerator > 0;
        seen[row.indicator + " open"] += row.open > 0;
        seen[row.indicator + " drag"] += row.drag > 0;
        seen[row.indicator + " due soon"] += row.due_soon > 0;
        seen[row.indicator + " team"] += row.team == "North" && row.current.numerator > 0;
      }
    }
  }
  const std::vector<std::string> clocks = {"assessment_45", "ni59", "ni59_7",
                                           "ni60",          "ni64", "icpc_15"};
  for (const std::string& clock : clocks) {
    for (const char* figure : {" open", " drag", " due soon", " rest"})
      EXPECT_GT(seen[clock + figure], 20) << clock << figure;
  }
  for (const std::string& indicator : SlowIndicators()) {
    for (const char* figure : {" numerator", " twin", " team"})
      EXPECT_GT(seen[indicator + figure], 20) << indicator << figure;
  }
}

}  // namespace
}  // namespace caseclock::simulation
