// What a reload does to a running loop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "daemon/serve/serve_loop.h"
#include "tests/daemon/serve/running_loop.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// A child and family assessment from Fri 1 March 2024, due on Wed 8 May.
CaseEvent Assessment() {
  return Told("C1", RecordKind::kAssessment, "A1",
              {On(Fact::kAssessmentStarted, "2024-03-01"), Typed(Fact::kAssessmentType, 3)},
              "2024-03-01");
}

/// A reload that happens once, at the turn after `Bring`.
class OneReload {
 public:
  Reload Function() {
    return [this] { return std::exchange(brought_, std::nullopt); };
  }
  void Bring(Reloaded reloaded) { brought_ = std::move(reloaded); }

 private:
  std::optional<Reloaded> brought_;
};

/// The shipped calendar and one more bank holiday.
DefinitionsOf WithHoliday(const char* day) {
  Definitions definitions;
  auto holidays = BankHolidays(kFirstHolidayYear, kLastHolidayYear);
  holidays.push_back({Day(day), "One-off day"});
  std::sort(holidays.begin(), holidays.end(),
            [](const auto& a, const auto& b) { return a.date < b.date; });
  definitions.calendar = WorkingDays(holidays, {}, kFirstHolidayYear, kLastHolidayYear);
  const auto shared = std::make_shared<const Definitions>(definitions);
  return [shared](const std::string&) { return shared; };
}

TEST(ReloadTest, ABankHolidayAddedWhileRunningMovesDueDates) {
  World world(1, "2024-05-09");
  world.topic.Append(0, Assessment());
  OneReload reload;
  ServeLoopOptions options = RunningLoop::Options();
  options.reload = reload.Function();
  RunningLoop loop(world, options);
  loop.CatchUp();
  const auto row = [&] { return YearRow(*loop.Council(kInventedCouncil), "assessment_45"); };
  EXPECT_EQ(row().drag, 1);
  const auto holiday = WithHoliday("2024-05-08");
  reload.Bring({holiday, std::make_shared<const Standards>(), holiday("")->Fingerprint()});
  loop.TurnUntil([&] { return row().drag == 0; });
  EXPECT_EQ(row().due_soon, 1);
  EXPECT_THAT(world.log, Contains(HasSubstr("due dates of 1 open clock moved")));
}

TEST(ReloadTest, AReloadedTargetColoursTheNextView) {
  World world(1, "2024-05-10");
  for (int i = 0; i < 12; ++i) {
    world.topic.Append(
        0, Told("C" + std::to_string(i), RecordKind::kAssessment, "A" + std::to_string(i),
                {On(Fact::kAssessmentStarted, "2024-04-01"),
                 On(Fact::kAssessmentAuthorised, "2024-05-01"), Typed(Fact::kAssessmentType, 3)},
                "2024-05-01"));
  }
  OneReload reload;
  ServeLoopOptions options = RunningLoop::Options();
  options.reload = reload.Function();
  RunningLoop loop(world, options);
  loop.CatchUp();
  const auto rag = [&] {
    return FindJudgement(*loop.Council(kInventedCouncil), "assessment_45", "")->rag;
  };
  EXPECT_EQ(rag(), Rag::kNone);
  auto standards = std::make_shared<Standards>();
  standards->targets.resize(1);
  standards->targets[0].indicator = "assessment_45";
  standards->targets[0].low = standards->targets[0].high = {85'000};
  const auto definitions = std::make_shared<const Definitions>();
  reload.Bring({[definitions](const std::string&) { return definitions; }, standards,
                definitions->Fingerprint()});
  loop.TurnUntil([&] { return rag() == Rag::kGreen; });
  EXPECT_THAT(world.log, Contains(HasSubstr("0 councils counted anew")));
}

}  // namespace
}  // namespace caseclock
