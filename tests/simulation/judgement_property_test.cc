// What must hold of every judgement of every invented history: the lines of a projection keep their order, the year's
// last day has one figure, and records that have nothing to do with an indicator change nothing of its judgement.
// CASECLOCK_SEED and CASECLOCK_HISTORIES as in history_property_test.

#include <gtest/gtest.h>

#include <string>

#include "processors/authority.h"
#include "tests/simulation/property.h"
#include "tests/simulation/script.h"
#include "tests/support/told.h"

namespace caseclock::simulation {
namespace {

/// A target and national figure for every indicator, somewhere between 40 and 90 %.
Standards SomeStandards(Dice& dice) {
  Standards standards;
  for (const Indicator& row : BuiltInCatalogue().indicators) {
    Target target;
    target.indicator = row.id;
    target.low = target.high = {dice.Between(40, 90) * 1000};
    standards.targets.push_back(target);
    Comparator national;
    national.indicator = row.id;
    national.period = {Day("1999-04-01"), Day("2000-03-31")};
    national.published_on = Day("2000-11-30");
    national.value = {dice.Between(40, 90) * 1000};
    standards.comparators.push_back(national);
  }
  return standards;
}

std::unique_ptr<Authority> Lived(const RandomHistory& history, const Standards& standards) {
  const auto events = EventsOf(DailyScript(history));
  auto authority = std::make_unique<Authority>(
      events.front().authority, std::make_shared<const Definitions>(), history.last_day);
  authority->JudgeBy(standards);
  for (const CaseEvent& event : events) authority->Apply(event);
  return authority;
}

double Ratio(const ShareCounts& counts) {
  return counts.denominator == 0
             ? 0
             : static_cast<double>(counts.numerator) / static_cast<double>(counts.denominator);
}

/// "" when the lines of the projection are in their order, from the worst to the best.
std::string WhatIsOutOfOrder(const Judgement& judged, bool late_counts) {
  const Projection& p = *judged.projection;
  const bool no_line = p.worst.denominator == 0 || p.best.denominator == 0;
  if (no_line || p.committed.denominator == 0) return "";
  const double sign = late_counts ? -1 : 1;
  const double slack = 1e-9;
  const auto above = [&](double a, double b) { return sign * (a - b) > slack; };
  std::string text = judged.indicator + " for \"" + judged.team + "\": ";
  if (above(Ratio(p.worst), Ratio(p.committed))) return text + "worst beyond committed";
  if (above(Ratio(p.committed), Ratio(p.best))) return text + "committed beyond best";
  if (p.expected.has_value() != (p.stopped_by_then > 0)) return text + "expected of nothing";
  if (!p.expected) return "";
  if (above(Ratio(p.worst), *p.expected)) return text + "worst beyond expected";
  if (above(*p.expected, Ratio(p.best))) return text + "expected beyond best";
  if (*p.expected_low > *p.expected + slack || *p.expected > *p.expected_high + slack) {
    return text + "expected outside its interval";
  }
  return "";
}

/// "" when every line is the actual share.
std::string WhatIsNotActual(const Judgement& judged) {
  const Projection& p = *judged.projection;
  const ShareCounts actual{judged.numerator, judged.denominator};
  if (p.committed == actual && p.best == actual && p.worst == actual) return "";
  return judged.indicator + " for \"" + judged.team + "\": a line is not the figure of 31 March";
}

TEST(JudgementPropertyTest, LinesKeepTheirOrderAndEndInTheFigure) {
  ForEveryHistory([](std::uint64_t seed) -> std::string {
    const RandomHistory history = MakeRandomHistory(seed);
    Dice dice(seed);
    const auto authority = Lived(history, SomeStandards(dice));
    const Date year_end = AddMonths(ReportingYearStart(history.last_day), 12) - 1;
    for (const Date as_of : {history.last_day, year_end}) {
      if (as_of > authority->definitions().calendar.last()) continue;
      authority->Advance(as_of);
      const AuthorityView view = authority->MakeView();
      for (const Judgement& judged : view.judgements) {
        if (!judged.projection) continue;
        std::string wrong = WhatIsOutOfOrder(judged, judged.indicator == "ni64");
        if (wrong.empty() && as_of == year_end) wrong = WhatIsNotActual(judged);
        if (!wrong.empty()) {
          return "seed " + std::to_string(seed) + " as of " + FormatDate(as_of) + ": " + wrong;
        }
      }
    }
    return "";
  });
}

/// Records of children of their own that no core assessment looks at.
std::vector<CaseEvent> Irrelevant(Dice& dice, const RandomHistory& history) {
  std::vector<CaseEvent> events;
  const std::string code = EventsOf(DailyScript(history)).front().authority;
  for (int i = 0; i < 30; ++i) {
    const std::string child = "other-" + std::to_string(i);
    const std::string day =
        FormatDate(history.first_day + dice.Between(0, history.last_day - history.first_day));
    const char* on = day.c_str();
    if (i % 3 == 0) {
      events.push_back(Told(child, RecordKind::kReferral, "other-R" + child,
                            {On(Fact::kReferralOpened, on)}, on));
    } else if (i % 3 == 1) {
      events.push_back(Told(child, RecordKind::kPlan, "other-P" + child,
                            {On(Fact::kPlanStarted, on), Typed(Fact::kPlanType, 1)}, on));
    } else {
      events.push_back(
          Told(child, RecordKind::kVisit, "other-V" + child, {On(Fact::kVisitMade, on)}, on));
    }
    events.back().authority = code;
  }
  return events;
}

TEST(JudgementPropertyTest, RecordsOfOtherIndicatorsChangeNothing) {
  ForEveryHistory([](std::uint64_t seed) -> std::string {
    const RandomHistory history = MakeRandomHistory(seed);
    Dice dice(seed);
    const auto authority = Lived(history, SomeStandards(dice));
    const AuthorityView before = authority->MakeView();
    for (const CaseEvent& event : Irrelevant(dice, history)) authority->Apply(event);
    const AuthorityView after = authority->MakeView();
    for (const Judgement& judged : before.judgements) {
      const bool touched = judged.indicator == "rereferral" || judged.indicator == "cpp" ||
                           judged.indicator == "referral_rate" || judged.indicator == "ni64" ||
                           judged.indicator == "entry_delay";
      const Judgement* now = FindJudgement(after, judged.indicator, judged.team);
      if (!touched && (now == nullptr || *now != judged)) {
        return "seed " + std::to_string(seed) + ": " + judged.sentence +
               "\nbecame: " + (now == nullptr ? "nothing" : now->sentence);
      }
    }
    return "";
  });
}

}  // namespace
}  // namespace caseclock::simulation
