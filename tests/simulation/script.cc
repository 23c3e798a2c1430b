#include "tests/simulation/script.h"

#include <algorithm>
#include <utility>

#include "tests/simulation/dice.h"

namespace caseclock::simulation {
namespace {

/// Leaves out one piece of `size` steps after the other, wherever that still fails. True when any
/// went.
bool DropPieces(Script& script, std::size_t size,
                const std::function<bool(const Script&)>& still_fails) {
  bool dropped = false;
  for (std::size_t at = script.steps.size(); at > 0;) {
    const std::size_t end = std::min(at, script.steps.size());
    const std::size_t begin = end > size ? end - size : 0;
    Script without = script;
    without.steps.erase(without.steps.begin() + static_cast<std::ptrdiff_t>(begin),
                        without.steps.begin() + static_cast<std::ptrdiff_t>(end));
    if (still_fails(without)) {
      script = std::move(without);
      dropped = true;
    }
    at = begin;
  }
  return dropped;
}

/// The same with the facts and scopes of single events.
template <typename Part, typename Parts>
bool DropParts(Script& script, Parts Part::*parts,
               const std::function<bool(const Script&)>& still_fails) {
  bool dropped = false;
  for (std::size_t i = 0; i < script.steps.size(); ++i) {
    for (std::size_t j = 0; true;) {
      Script without = script;
      auto* part = std::get_if<Part>(&without.steps[i].event.action);
      if (without.steps[i].does != Step::kApply || part == nullptr) break;
      auto& list = part->*parts;
      if (j >= list.size() || list.size() == 1) break;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(j));
      if (still_fails(without)) {
        script = std::move(without);
        dropped = true;
      } else {
        ++j;
      }
    }
  }
  return dropped;
}

}  // namespace

Script DailyScript(const RandomHistory& history) {
  Script script{history.first_day, {}};
  for (const CaseEvent& event : history.events) script.steps.push_back({Step::kApply, event, {}});
  script.steps.push_back({Step::kCompare, {}, {}});
  for (Date day = history.first_day + 1; day <= history.last_day; day = day + 1) {
    script.steps.push_back({Step::kAdvance, {}, day});
  }
  return script;
}

Script DisorderlyScript(const RandomHistory& history, std::uint64_t seed) {
  Dice dice(seed ^ 0x5EED);
  std::vector<CaseEvent> events = history.events;
  for (std::size_t i = 0; i < history.events.size(); ++i) {
    if (dice.Chance(15)) events.push_back(history.events[i]);
  }
  dice.Shuffle(events);
  Script script{history.first_day, {}};
  Date day = history.first_day;
  for (const CaseEvent& event : events) {
    script.steps.push_back({Step::kApply, event, {}});
    if (dice.Chance(10)) script.steps.push_back({Step::kCompare, {}, {}});
    if (dice.Chance(5)) script.steps.push_back({Step::kRestart, {}, {}});
    if (!dice.Chance(40)) continue;
    const Date next = std::min(day + dice.Between(1, 9), history.last_day - 20);
    if (next > day) script.steps.push_back({Step::kAdvance, {}, day = next});
  }
  while (day < history.last_day) {
    script.steps.push_back(
        {Step::kAdvance, {}, day = std::min(day + dice.Between(1, 9), history.last_day)});
    if (dice.Chance(3)) script.steps.push_back({Step::kRestart, {}, {}});
  }
  script.steps.push_back({Step::kRestart, {}, {}});
  script.steps.push_back({Step::kCompare, {}, {}});
  return script;
}

std::optional<Mismatch> FirstMismatch(const Script& script, const SlowSettings& settings,
                                      const EngineFactory& make_engine) {
  SlowModel model(settings);
  Date day = script.begins_on;
  const auto engine = make_engine(settings, day);
  for (std::size_t i = 0; i < script.steps.size(); ++i) {
    const Step& step = script.steps[i];
    if (step.does == Step::kApply) {
      engine->Apply(step.event);
      model.Add(step.event);
    } else if (step.does == Step::kRestart) {
      engine->Restart();
    } else {
      if (step.does == Step::kAdvance) engine->Advance(day = step.day);
      auto lines = Differences(engine->Rows(), model.RowsAt(day));
      if (!lines.empty()) return Mismatch{i + 1, day, std::move(lines)};
    }
  }
  return std::nullopt;
}

Script Shrink(Script script, const std::function<bool(const Script&)>& still_fails) {
  for (bool again = true; again;) {
    again = false;
    for (std::size_t size = script.steps.size(); size >= 1; size /= 2) {
      again = DropPieces(script, size, still_fails) || again;
    }
    again = DropParts(script, &Assert::facts, still_fails) || again;
    again = DropParts(script, &CompleteBatch::scopes, still_fails) || again;
  }
  return script;
}

std::vector<CaseEvent> EventsOf(const Script& script) {
  std::vector<CaseEvent> events;
  for (const Step& step : script.steps) {
    if (step.does == Step::kApply) events.push_back(step.event);
  }
  return events;
}

}  // namespace caseclock::simulation
