/// @file
/// What one rule sees in a view that a test writes by hand.
///
/// Example: Look(Above(Condition::kDrag, 10, 5), ViewWith({row})).truth == Truth::kFires
#pragma once

#include <utility>
#include <vector>

#include "processors/alert/condition.h"
#include "tests/support/day.h"
#include "tests/support/told.h"

namespace caseclock {

/// 2024-07-01, a Monday, 08:00 in London: 07:00 UTC.
inline Moment MondayMorning() { return {1'719'817'200'000'000, Day("2024-07-01"), 8 * 60}; }

/// A rule about assessment_45 of the whole authority. Units: whole ones of the condition's.
inline AlertRule Above(Condition condition, int fire, int clear) {
  AlertRule rule;
  rule.id = "invented";
  rule.indicator = "assessment_45";
  rule.condition = condition;
  rule.fire = {fire * 1000};
  rule.clear = {clear * 1000};
  return rule;
}

/// The same, firing below.
inline AlertRule Below(Condition condition, int fire, int clear) {
  AlertRule rule = Above(condition, fire, clear);
  rule.above = false;
  return rule;
}

/// The figures of a team over a month, and over the year, in which what is open is looked up.
inline std::vector<Row> Rows(const Row& figures) {
  Row month = figures, year = figures;
  month.window = Window::kMonth;
  year.window = Window::kYear;
  return {month, year};
}

/// Figures of assessment_45 on 2024-07-01, for the caller to fill in.
inline Row Figures(std::string team = kWholeAuthority) {
  Row row;
  row.indicator = "assessment_45";
  row.team = std::move(team);
  row.current.period = {Day("2024-07-01"), Day("2024-07-01")};
  return row;
}

/// A view of the council with these rows, as of 2024-07-01.
inline AuthorityView ViewWith(std::vector<Row> rows) {
  AuthorityView view;
  view.authority = kInventedCouncil;
  view.as_of = Day("2024-07-01");
  view.rows = std::move(rows);
  return view;
}

/// What the rule sees of its only subject. Requires: a rule of the whole authority alone.
inline Observation Look(const AlertRule& rule, const AuthorityView& view,
                        const Moment& moment = MondayMorning()) {
  return Observe({rule}, view, Definitions(), moment, {}).at(0);
}

}  // namespace caseclock
