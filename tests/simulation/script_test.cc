#include "tests/simulation/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/simulation/told_events.h"

namespace caseclock::simulation {
namespace {

/// The slow model as an engine, right or with one fault, so that the comparison itself is tested.
class ModelEngine : public Engine {
 public:
  enum Fault { kNone, kForgetsWithdrawals, kForgetsOnRestart, kDragOnDueDate };

  ModelEngine(const SlowSettings& settings, Date as_of, Fault fault)
      : settings_(settings), day_(as_of), fault_(fault) {
    model_.emplace(settings_);
  }

  void Apply(const CaseEvent& event) override {
    if (fault_ == kForgetsWithdrawals && std::holds_alternative<Withdraw>(event.action)) return;
    model_->Add(event);
  }
  void Advance(Date day) override { day_ = day; }
  AuthorityView View() const override {
    AuthorityView view;
    view.rows = model_->RowsAt(day_);
    view.months = model_->MonthsAt(day_);
    view.due = model_->DueAt(day_);
    view.drag_ages = model_->DragAgesAt(day_);
    view.clock_weeks = model_->ClockWeeksAt(day_);
    view.bands = model_->BandsAt(day_);
    if (fault_ == kDragOnDueDate) {
      const auto tomorrow = model_->RowsAt(day_ + 1);
      for (std::size_t i = 0; i < view.rows.size(); ++i) view.rows[i].drag = tomorrow[i].drag;
    }
    return view;
  }
  std::int64_t Audit() const override { return 0; }
  std::string CanonicalState() const override { return ""; }
  void BeginCatchUp() override {}
  void EndCatchUp() override {}
  void Restart() override {
    if (fault_ == kForgetsOnRestart) model_.emplace(settings_);
  }

 private:
  SlowSettings settings_;
  std::optional<SlowModel> model_;
  Date day_;
  Fault fault_;
};

EngineFactory Faulty(ModelEngine::Fault fault) {
  return [fault](const SlowSettings& settings, Date as_of) {
    return std::make_unique<ModelEngine>(settings, as_of, fault);
  };
}

/// The first seed whose script shows the fault, shrunk; the steps that are left.
Script ShrunkScriptOf(ModelEngine::Fault fault, Script (*make)(std::uint64_t seed)) {
  const auto fails = [fault](const Script& script) {
    return FirstMismatch(script, {}, Faulty(fault)).has_value();
  };
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Script script = make(seed);
    if (fails(script)) return Shrink(script, fails);
  }
  return {};
}

Script Daily(std::uint64_t seed) { return DailyScript(MakeRandomHistory(seed)); }
Script Disorderly(std::uint64_t seed) { return DisorderlyScript(MakeRandomHistory(seed), seed); }

TEST(ScriptTest, AgreesWithItself) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    EXPECT_FALSE(FirstMismatch(Daily(seed), {}, Faulty(ModelEngine::kNone))) << seed;
    EXPECT_FALSE(FirstMismatch(Disorderly(seed), {}, Faulty(ModelEngine::kNone))) << seed;
  }
}

TEST(ScriptTest, ShrinksAForgottenWithdrawalToFewSteps) {
  const Script script = ShrunkScriptOf(ModelEngine::kForgetsWithdrawals, Daily);
  EXPECT_GE(script.steps.size(), 2u);
  EXPECT_LE(script.steps.size(), 7u);  // say, withdraw, look; perhaps a link
}

TEST(ScriptTest, ShrinksAForgetfulRestartToFewSteps) {
  const Script script = ShrunkScriptOf(ModelEngine::kForgetsOnRestart, Disorderly);
  EXPECT_GE(script.steps.size(), 3u);
  EXPECT_LE(script.steps.size(), 6u);  // say, restart, look; perhaps a link
}

TEST(ScriptTest, ReportsSeedReplayStepsAndFigures) {
  Script script{Day("2024-03-22"), {}};
  const Told told =
      Told().Says(RecordKind::kSection47, "S1", {On(Fact::kSection47Started, Day("2024-03-01"))});
  script.steps.push_back({Step::kApply, told.events()[0], {}});
  script.steps.push_back({Step::kAdvance, {}, Day("2024-03-24")});
  const auto mismatch = FirstMismatch(script, {}, Faulty(ModelEngine::kDragOnDueDate));
  ASSERT_TRUE(mismatch);
  EXPECT_EQ(mismatch->lines.front(), "icpc_15 team * week: drag engine 1, model 0");
  const std::string report = Report(17, "history_property_test", script, {}, *mismatch);
  EXPECT_THAT(report, testing::HasSubstr("as of 2024-03-24"));
  EXPECT_THAT(report, testing::HasSubstr("CASECLOCK_SEED=17"));
  EXPECT_THAT(report,
              testing::HasSubstr("section47 S1 of child-1: says section47_started 2024-03-01"));
}

TEST(ScriptTest, ADisorderlyScriptSaysEverythingAndEndsOnTheLastDay) {
  const RandomHistory history = MakeRandomHistory(5);
  const Script script = DisorderlyScript(history, 5);
  const auto said = EventsOf(script);
  for (const CaseEvent& event : history.events) EXPECT_THAT(said, testing::Contains(event));
  EXPECT_GT(said.size(), history.events.size());
  Date day = script.begins_on;
  for (const Step& step : script.steps) {
    if (step.does == Step::kAdvance) day = step.day;
  }
  EXPECT_EQ(day, history.last_day);
}

}  // namespace
}  // namespace caseclock::simulation
