/// @file
/// A judgement with everything a judgement can have, and what stands beside rows, for tests of those who show them.
/// Invented, and of no council.
///
/// Example: AddEverything(view) puts one judgement, week, chart, backlog, band and comment into a view.
#pragma once

#include "processors/view.h"

namespace caseclock {

/// Red, out of reach, with target, three comparators, changes and projection.
inline Judgement FullJudgement(const std::string& indicator, const std::string& team) {
  const Date year_start = Date::FromYmd(2023, 4, 1);
  const Date year_end = Date::FromYmd(2024, 3, 31);
  Judgement judged;
  judged.indicator = indicator;
  judged.team = team;
  judged.value = Percent(354, 600);
  judged.numerator = 354;
  judged.denominator = 600;
  judged.target = AppliedTarget{{85'000}, {85'000}, year_end, false, false, true, -2600, 26'000};
  AppliedComparator one;
  one.period = {AddMonths(year_start, -12), year_start - 1};
  one.kind = ComparatorKind::kStatisticalNeighbours;
  one.name = "ten neighbours";
  one.value = {71'600};
  one.areas = 10;
  one.gap_hundredths = -1260;
  one.previous_gap_hundredths = -1400;
  judged.comparators.push_back(one);
  one.kind = ComparatorKind::kRegion;
  one.comparable = false;
  one.note = "counted in calendar days";
  judged.comparators.push_back(one);
  one.kind = ComparatorKind::kRank;
  one.comparable = true;
  one.value = {120'000};
  judged.comparators.push_back(one);
  judged.rag = Rag::kRed;
  judged.reason = RagReason::kNothingMet;
  judged.sentence = "RED: 354 of 600 in time, 59.0%";
  judged.month_on_month = {Direction::kWorsening, -686, {}};
  judged.year_on_year = {Direction::kImproving, 491, {}};
  judged.on_outturn = {Direction::kSteady, 50, {}};
  Projection projection;
  projection.on = year_end;
  projection.committed = {650, 1082};
  projection.best = {700, 1000};
  projection.worst = {354, 1200};
  projection.including_drag = {354, 786};
  projection.expected = 0.58;
  projection.expected_low = 0.55;
  projection.expected_high = 0.61;
  projection.pace = {70, 120};
  projection.pace_period = {Date::FromYmd(2023, 10, 1), Date::FromYmd(2023, 12, 30)};
  projection.still_to_stop = 200;
  projection.stopped_by_then = 800;
  projection.reach = Reach::kOutOfReach;
  projection.out_of_reach_since = Date::FromYmd(2023, 11, 2);
  judged.projection = projection;
  return judged;
}

/// Weeks, a chart with a signal at its last point, a backlog, bands, due days, an age of drag and a comment.
inline void AddEverythingBesideRows(AuthorityView& view) {
  const Date monday = Date::FromYmd(2024, 3, 18);
  view.weeks.push_back({"referral_rate", monday, 105});
  ControlChart chart{100.5, 80.25, 120.75, {{SignalRule::kOutsideLimits, 11, true}}};
  view.charts.push_back({"referral_rate", Window::kWeek, monday - 77, 12, chart});
  view.backlog.push_back({"ni60", "", Date::FromYmd(2023, 10, 1), 31});
  view.bands.push_back({"cpp", "", "24 months and over", 8, 9});
  view.due.push_back({"ni60", "", Date::FromYmd(2024, 4, 2), 3});
  view.due.push_back({"ni60", "Assessment North", Date::FromYmd(2024, 4, 2), 2});
  view.drag_ages.push_back({"ni60", "", kDragAgeBands[0].name, 5});
  view.drag_ages.push_back({"ni60", "Assessment North", kDragAgeBands[0].name, 4});
  view.clock_weeks.push_back({"ni60", monday, 300, 20, 6});
  view.comments.push_back({"ni60", "", Date::FromYmd(2024, 1, 3),
                           "Two vacancies since October; agency cover from February.",
                           "Head of Assessment"});
  view.standards = 43;
}

/// All of it.
inline void AddEverything(AuthorityView& view, const std::string& indicator,
                          const std::string& team) {
  view.judgements.push_back(FullJudgement(indicator, team));
  AddEverythingBesideRows(view);
}

}  // namespace caseclock
