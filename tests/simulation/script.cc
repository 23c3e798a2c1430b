#include "tests/simulation/script.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tests/simulation/dice.h"
#include "tests/simulation/named_counts.h"

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

/// Now and then something other than events and days.
void AddInterruption(Dice& dice, Script& script) {
  const int kind = dice.Between(1, 100);
  if (kind <= 10) script.steps.push_back({Step::kCompare, {}, {}});
  if (kind > 10 && kind <= 15) script.steps.push_back({Step::kRestart, {}, {}});
  if (kind > 15 && kind <= 18) script.steps.push_back({Step::kBeginCatchUp, {}, {}});
  if (kind > 18 && kind <= 26) script.steps.push_back({Step::kEndCatchUp, {}, {}});
}

std::vector<std::string> Compare(const Engine& engine, const SlowModel& model, Date day,
                                 bool with_series) {
  const AuthorityView view = engine.View();
  auto lines = Differences(view.rows, model.RowsAt(day));
  const auto add = [&lines](std::vector<std::string> more) {
    std::move(more.begin(), more.end(), std::back_inserter(lines));
  };
  add(Differences(CountsByName(view.due), CountsByName(model.DueAt(day))));
  add(Differences(CountsByName(view.drag_ages), CountsByName(model.DragAgesAt(day))));
  add(Differences(CountsByName(view.bands), CountsByName(model.BandsAt(day))));
  if (!with_series) return lines;
  add(Differences(view.months, model.MonthsAt(day)));
  add(Differences(CountsByName(view.clock_weeks), CountsByName(model.ClockWeeksAt(day))));
  return lines;
}

}  // namespace

Script DailyScript(const RandomHistory& history) {
  Script script{history.first_day, {}};
  for (const CaseEvent& event : history.events) script.steps.push_back({Step::kApply, event, {}});
  script.steps.push_back({Step::kCompare, {}, {}});
  for (Date day = history.first_day + 1; day <= history.last_day; day = day + 1) {
    script.steps.push_back({Step::kAdvance, {}, day});
    if ((day - history.first_day) % 30 == 0) script.steps.push_back({Step::kCompare, {}, {}});
  }
  script.steps.push_back({Step::kCompare, {}, {}});
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
  const auto turn_to = [&](Date next) {
    if (next != day) script.steps.push_back({Step::kAdvance, {}, day = next});
  };
  for (const CaseEvent& event : events) {
    script.steps.push_back({Step::kApply, event, {}});
    AddInterruption(dice, script);
    if (dice.Chance(35)) turn_to(std::min(day + dice.Between(1, 9), history.last_day - 20));
    if (dice.Chance(3)) turn_to(std::max(day - dice.Between(1, 60), history.first_day));
  }
  script.steps.push_back({Step::kEndCatchUp, {}, {}});
  while (day < history.last_day) {
    turn_to(std::min(day + dice.Between(1, 9), history.last_day));
    if (dice.Chance(3)) script.steps.push_back({Step::kRestart, {}, {}});
  }
  script.steps.push_back({Step::kRestart, {}, {}});
  script.steps.push_back({Step::kCompare, {}, {}});
  return script;
}

void Play(const Step& step, Engine& engine) {
  switch (step.does) {
    case Step::kApply: return engine.Apply(step.event);
    case Step::kAdvance: return engine.Advance(step.day);
    case Step::kRestart: return engine.Restart();
    case Step::kBeginCatchUp: return engine.BeginCatchUp();
    case Step::kEndCatchUp: return engine.EndCatchUp();
    case Step::kCompare: return;
  }
}

std::optional<Mismatch> FirstMismatch(const Script& script, const SlowSettings& settings,
                                      const EngineFactory& make_engine) {
  SlowModel model(settings);
  Date day = script.begins_on;
  bool catching_up = false;
  const auto engine = make_engine(settings, day);
  for (std::size_t i = 0; i < script.steps.size(); ++i) {
    const Step& step = script.steps[i];
    Play(step, *engine);
    if (step.does == Step::kApply) model.Add(step.event);
    if (step.does == Step::kAdvance) day = step.day;
    if (step.does == Step::kBeginCatchUp) catching_up = true;
    if (step.does == Step::kEndCatchUp || step.does == Step::kRestart) catching_up = false;
    if (catching_up || (step.does != Step::kAdvance && step.does != Step::kCompare)) continue;
    auto lines = Compare(*engine, model, day, step.does == Step::kCompare);
    if (!lines.empty()) return Mismatch{i + 1, day, std::move(lines)};
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
