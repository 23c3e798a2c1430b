/// @file
/// A script: what is done to an engine, step by step, while the slow model watches. When they
/// disagree the script is shrunk to the few steps that matter and printed.
///
/// Example:
///   const Script script = DailyScript(history);
///   if (auto mismatch = FirstMismatch(script, settings, make_engine)) FAIL() << Report(...);
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "processors/view.h"
#include "tests/simulation/random_history.h"
#include "tests/simulation/slow_model.h"

namespace caseclock::simulation {

/// What is compared with the slow model.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual void Apply(const CaseEvent& event) = 0;
  /// It is now this day; mostly a later one.
  virtual void Advance(Date day) = 0;
  virtual AuthorityView View() const = 0;
  /// The same bytes for the same events, whatever their order.
  virtual std::string CanonicalState() const = 0;
  /// How many running sums differ from what the records give: always 0.
  virtual std::int64_t Audit() const = 0;
  /// From here on events are only merged, until the catch-up ends and everything is counted.
  virtual void BeginCatchUp() = 0;
  virtual void EndCatchUp() = 0;
  /// Becomes what a new process makes of the serialised state. Ends a catch-up.
  virtual void Restart() = 0;
};

/// Makes an engine that has heard nothing, as of a day.
using EngineFactory = std::function<std::unique_ptr<Engine>(const SlowSettings&, Date as_of)>;

/// One step. Example: {.does = Step::kAdvance, .day = 2024-03-01}.
struct Step {
  enum Does { kApply, kAdvance, kRestart, kBeginCatchUp, kEndCatchUp, kCompare };
  Does does = kCompare;
  CaseEvent event;  ///< kApply only
  Date day;         ///< kAdvance only
};

/// Steps, from a day before which the engine knows nothing. kAdvance compares all rows, due days and ages of
/// drag, kCompare also all months and weeks; neither does while catching up.
struct Script {
  Date begins_on;
  std::vector<Step> steps;
};

/// All events at once, in the order of recording; then every day of the history.
Script DailyScript(const RandomHistory& history);

/// Events in any order, some twice, while the days go by and now and then back, with restarts and
/// catch-ups; ends with everything said, on the last day.
Script DisorderlyScript(const RandomHistory& history, std::uint64_t seed);

/// Where engine and model part.
struct Mismatch {
  std::size_t steps = 0;           ///< up to and including the comparison that failed
  Date day;                        ///< as of
  std::vector<std::string> lines;  ///< one for each figure that differs
};

/// Does the step to the engine, comparing nothing.
void Play(const Step& step, Engine& engine);

/// Plays the script to the first comparison that fails. Nothing: they agree throughout.
std::optional<Mismatch> FirstMismatch(const Script& script, const SlowSettings& settings,
                                      const EngineFactory& make_engine);

/// The figures in which the rows differ, one line for each; a missing row is a row of zeros. Rows
/// of indicators that the model does not know are passed over. Example: "ni59 team North month
/// 2024-03-01..2024-03-31: numerator engine 2, model 1".
std::vector<std::string> Differences(const std::vector<Row>& engine, const std::vector<Row>& model);

/// The same of monthly series. Example: "ni60 month 2024-03-01: drag_at_end engine 1, model 0".
std::vector<std::string> Differences(const std::vector<MonthPoint>& engine,
                                     const std::vector<MonthPoint>& model);

/// Leaves out steps, and facts of events, as long as `still_fails` says so: greedily, in ever
/// smaller pieces.
Script Shrink(Script script, const std::function<bool(const Script&)>& still_fails);

/// The events of a script, as the input of another question.
std::vector<CaseEvent> EventsOf(const Script& script);

/// One line: "referral referral-101-3 of child-1: opened 2024-03-01 [2024-03-02T12:00:00
/// north-system #0 e101-4]".
std::string Describe(const CaseEvent& event);

/// The whole story for whoever has to mend it: seed, replay line, differences, steps. `program`:
/// the test's name.
std::string Report(std::uint64_t seed, const std::string& program, const Script& script,
                   const SlowSettings& settings, const Mismatch& mismatch);

}  // namespace caseclock::simulation
