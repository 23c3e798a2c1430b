// Rows of every shape on invented histories: counted event by event, day by day, they are what a fresh count makes of
// the same events in another order; explanations add up to the figures; a part is never more than its whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "processors/authority.h"
#include "processors/explanation.h"
#include "processors/indicator/traits.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/property.h"
#include "tests/support/explained_counts.h"

namespace caseclock::simulation {
namespace {

Indicator Row(std::string id, std::vector<Selection> of, Shape shape) {
  Indicator row;
  row.id = std::move(id);
  row.of = std::move(of);
  row.shape = std::move(shape);
  return row;
}

Indicator Within(Indicator row, int length, LimitUnit unit = LimitUnit::kWorkingDays) {
  row.limits = {{Date::Min(), {length, unit}}};
  return row;
}

/// One and more of each shape, other dates and links than the shipped rows have.
Catalogue OwnRows() {
  const FactDate any_conference{Fact::kConferenceHeld, Fact::kConferenceSection47, {}};
  const FactDate referred{Fact::kReferralOpened, Fact::kAssessmentReferral, {}};
  return {{
      Within(Row("signoff", {{RecordKind::kAssessment, {}}},
                 ClockShape{.from = {Fact::kAssessmentWorkFinished},
                            .to = {{Fact::kAssessmentAuthorised}},
                            .cancelled_by = {{Fact::kAssessmentCancelled}}}),
             3),
      Within(Row("from_referral", {{RecordKind::kAssessment, {}}},
                 ClockShape{.from = referred, .to = {{Fact::kAssessmentAuthorised}}}),
             20),
      Within(Row("s47_duration", {{RecordKind::kSection47, {}}},
                 ClockShape{.from = {Fact::kSection47Started},
                            .to = {any_conference, {Fact::kSection47EndedWithoutConference}}}),
             15),
      Within(Row("minutes", {{RecordKind::kConference, {}}, {RecordKind::kReview, {}}},
                 ClockShape{.to = {{Fact::kMinutesIssued}}}),
             20, LimitUnit::kDays),
      Within(Row("each", {{RecordKind::kSection47, {}}},
                 ClockShape{.from = {Fact::kSection47Started},
                            .to = {any_conference},
                            .counts_late = true,
                            .counts_each = true}),
             10),
      Within(Row("again", {{RecordKind::kPlan, {}}},
                 ShareShape{.on = {Fact::kPlanStarted}, .property = Repeats{}}),
             24, LimitUnit::kMonths),
      Row("nfa", {{RecordKind::kReferral, {{Fact::kReferralDecided, {}}}}},
          ShareShape{.on = {Fact::kReferralOpened},
                     .property = Says{{{Fact::kReferralDecided, {2}}}}}),
      Row("assessed", {{RecordKind::kReferral, {}}},
          ShareShape{.on = {Fact::kReferralOpened},
                     .property = LedTo{{Fact::kAssessmentStarted,
                                        Fact::kAssessmentReferral,
                                        {{Fact::kAssessmentType, {1, 3}}}}}}),
      Row("visits", {{RecordKind::kVisit, {}}}, FlowShape{.on = {Fact::kVisitMade}}),
      Row("open_referrals", {{RecordKind::kReferral, {}}},
          StockShape{.from = {Fact::kReferralOpened}, .to = {{Fact::kReferralClosure}}}),
      Row("looked_after", {{RecordKind::kCare, {}}},
          StockShape{.from = {Fact::kCareStarted},
                     .to = {{Fact::kCareCeased}},
                     .without = {{Fact::kLegalStatus, {"V3", "V4"}}}}),
      Row("late", {{RecordKind::kPlan, {}}},
          LateReviewShape{.from = {Fact::kPlanStarted},
                          .to = {{Fact::kPlanCeased}},
                          .next = {Fact::kReviewScheduled, Fact::kReviewOf, {}},
                          .near_line_from_days = 30,
                          .line_days = 120}),
      Within(Row("recording", {{RecordKind::kReferral, {}}}, RecordingShape{}), 2),
  }};
}

std::shared_ptr<const Definitions> OwnDefinitions() {
  static const auto definitions = [] {
    Definitions made;
    made.catalogue = OwnRows();
    return std::make_shared<const Definitions>(std::move(made));
  }();
  return definitions;
}

RecordBounds BoundsOf(const SlowSettings& settings) {
  RecordBounds bounds;
  bounds.joined_children = settings.most_joined;
  bounds.records_of_child = static_cast<std::int64_t>(settings.most_records);
  return bounds;
}

/// Counted at once, as of the last day.
std::unique_ptr<Authority> Fresh(const RandomHistory& history, const RecordBounds& bounds,
                                 Dice& dice) {
  std::vector<CaseEvent> events = history.events;
  for (std::size_t i = events.size(); i > 1; --i) {
    std::swap(events[i - 1],
              events[static_cast<std::size_t>(dice.Between(0, static_cast<int>(i) - 1))]);
  }
  auto authority =
      std::make_unique<Authority>(kInventedAuthority, OwnDefinitions(), history.last_day, bounds);
  authority->BeginCatchUp();
  for (const CaseEvent& event : events) authority->Apply(event);
  authority->EndCatchUp();
  return authority;
}

/// Event by event, with new days between, up to the last day.
std::unique_ptr<Authority> Live(const RandomHistory& history, const RecordBounds& bounds,
                                Dice& dice) {
  auto authority =
      std::make_unique<Authority>(kInventedAuthority, OwnDefinitions(), history.first_day, bounds);
  Date day = history.first_day;
  for (const CaseEvent& event : history.events) {
    authority->Apply(event);
    if (!dice.Chance(20) || day >= history.last_day) continue;
    day = std::min(history.last_day, day + dice.Between(1, 40));
    authority->Advance(day);
  }
  authority->Advance(history.last_day);
  return authority;
}

/// What of the figures is no figure of these rows; "" when all are.
std::string Faults(const Authority& authority) {
  std::string faults;
  for (const caseclock::Row& row : authority.MakeView().rows) {
    const Indicator& indicator = *authority.definitions().catalogue.Find(row.indicator);
    if (TraitsOf(indicator).is_share && row.current.numerator > row.current.denominator) {
      faults += row.indicator + " is more than its whole\n";
    }
    if (!row.team.empty()) continue;
    const auto explained = Explain(authority, row.indicator, row.team, row.window);
    if (CountsOf(*explained) != CountsOf(row, indicator)) {
      faults += row.indicator + " is not what its records add up to\n";
    }
  }
  return faults;
}

TEST(OwnRowsPropertyTest, LiveEqualsFreshAndEveryFigureIsExplained) {
  ForEveryHistory([](std::uint64_t seed) -> std::string {
    Dice dice(seed + 5);
    const RandomHistory history = MakeRandomHistory(seed);
    const RecordBounds bounds = BoundsOf(SettingsOf(history, seed));
    const auto live = Live(history, bounds, dice);
    const auto fresh = Fresh(history, bounds, dice);
    std::string faults = Faults(*fresh);
    if (live->Audit() != 0) faults += "the audit finds differences\n";
    if (live->MakeView().rows != fresh->MakeView().rows) faults += "live and fresh differ\n";
    if (live->MakeView().months != fresh->MakeView().months) faults += "their months differ\n";
    return faults.empty() ? "" : "seed " + std::to_string(seed) + ": " + faults;
  });
}

}  // namespace
}  // namespace caseclock::simulation
