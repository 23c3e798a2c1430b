// The engine against the slow model, on invented histories. On failure: the seed, a line to replay
// it, the few events that matter and the figures that differ.
//
//   CASECLOCK_SEED=17 history_property_test        one history alone
//   CASECLOCK_HISTORIES=100000 history_property_test   a longer search than the usual 2,000

#include <gtest/gtest.h>

#include <string>

#include "tests/simulation/authority_engine.h"
#include "tests/simulation/property.h"
#include "tests/simulation/script.h"

namespace caseclock::simulation {
namespace {

/// "" when engine and model agree throughout, otherwise the report of the shrunk script.
std::string Check(std::uint64_t seed, const Script& script, const SlowSettings& settings) {
  const auto fails = [&settings](const Script& candidate) {
    return FirstMismatch(candidate, settings, MakeAuthorityEngine).has_value();
  };
  if (!fails(script)) return "";
  const Script small = Shrink(script, fails);
  return Report(seed, "history_property_test", small, settings,
                *FirstMismatch(small, settings, MakeAuthorityEngine));
}

TEST(HistoryPropertyTest, EveryDayOfAWholeHistoryIsCountedRight) {
  ForEveryHistory([](std::uint64_t seed) {
    const RandomHistory history = MakeRandomHistory(seed);
    return Check(seed, DailyScript(history), SettingsOf(history, seed));
  });
}

TEST(HistoryPropertyTest, DisorderDuplicatesAndRestartsNeverChangeAFigure) {
  ForEveryHistory([](std::uint64_t seed) {
    const RandomHistory history = MakeRandomHistory(seed);
    return Check(seed, DisorderlyScript(history, seed), SettingsOf(history, seed));
  });
}

}  // namespace
}  // namespace caseclock::simulation
