// The same events in any order, any number of times, with days and restarts between, give the same
// state. CASECLOCK_SEED and CASECLOCK_HISTORIES as in history_property_test.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/simulation/authority_engine.h"
#include "tests/simulation/property.h"
#include "tests/simulation/script.h"

namespace caseclock::simulation {
namespace {

/// What a script leaves behind, as of `last_day`.
struct End {
  std::string state;
  AuthorityView view;
  std::int64_t wrong_sums = 0;
};

End EndOf(const Script& script, const SlowSettings& settings, Date last_day) {
  const auto engine = MakeAuthorityEngine(settings, script.begins_on);
  for (const Step& step : script.steps) Play(step, *engine);
  engine->EndCatchUp();
  engine->Advance(last_day);
  return {engine->CanonicalState(), engine->View(), engine->Audit()};
}

/// The events of the script in one go, by time of recording and name: what every other order must
/// equal.
Script Sorted(const Script& script) {
  auto events = EventsOf(script);
  std::stable_sort(events.begin(), events.end(),
                   [](const CaseEvent& a, const CaseEvent& b) { return a.stamp < b.stamp; });
  Script sorted{script.begins_on, {}};
  for (const CaseEvent& event : events) sorted.steps.push_back({Step::kApply, event, {}});
  return sorted;
}

/// What differs between the script's end and that of the same events in order; empty when nothing.
std::vector<std::string> OrderMatters(const Script& script, const SlowSettings& settings,
                                      Date last_day) {
  const End disorderly = EndOf(script, settings, last_day);
  const End orderly = EndOf(Sorted(script), settings, last_day);
  std::vector<std::string> lines = Differences(disorderly.view.rows, orderly.view.rows);
  if (disorderly.state != orderly.state) {
    lines.push_back("canonical state, disorderly:\n" + disorderly.state + "\norderly:\n" +
                    orderly.state);
  }
  if (lines.empty() && disorderly.view != orderly.view) {
    lines.push_back("the views differ outside the rows: months, quality, counts or freshness");
  }
  if (disorderly.wrong_sums != 0) {
    lines.push_back(std::to_string(disorderly.wrong_sums) +
                    " running sums differ from the records");
  }
  return lines;
}

TEST(MergeOrderTest, AnyOrderGivesTheSameStateAndRows) {
  ForEveryHistory([](std::uint64_t seed) -> std::string {
    const RandomHistory history = MakeRandomHistory(seed);
    const SlowSettings settings = SettingsOf(history, seed);
    const auto fails = [&](const Script& script) {
      return !OrderMatters(script, settings, history.last_day).empty();
    };
    for (std::uint64_t order = 0; order < 3; ++order) {
      const Script script = DisorderlyScript(history, seed * 1000 + order);
      if (!fails(script)) continue;
      const Script small = Shrink(script, fails);
      const Mismatch mismatch{small.steps.size(), history.last_day,
                              OrderMatters(small, settings, history.last_day)};
      return Report(seed, "merge_order_test", small, settings, mismatch);
    }
    return "";
  });
}

}  // namespace
}  // namespace caseclock::simulation
