/// @file
/// One indicator of one team, judged: value, target, comparators, colour, direction and projection together.
///
/// Example: Judge(input, standards).sentence is "GREEN: 8,767 of 10,000 in time, 87.7 %; target 84 % ... met; ...".
#pragma once

#include <string_view>

#include "processors/indicator/catalogue.h"
#include "processors/judgement/judgement.h"

namespace caseclock {

/// Counts over a period, as the view has them.
struct JudgedCounts {
  Period period;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  int working_days = 0;  ///< flows only: of the period; 0: none, or outside the calendar
};

/// What is known of the figure. Periods end on as-of, but for `outturn`.
struct JudgeInput {
  const Indicator* indicator = nullptr;
  std::string_view authority;
  std::string_view team;
  std::string_view worker;  ///< supervision reports only
  Date as_of;
  Date known_from =
      Date::Min();            ///< before it nothing, or only stray records, of the council is known
  JudgedCounts year;          ///< the reporting year to date
  JudgedCounts same_point;    ///< its twin a year before
  JudgedCounts outturn;       ///< the whole of last reporting year
  JudgedCounts month;         ///< this month to date
  JudgedCounts month_before;  ///< the same days of the month before
  DailyHistory history;       ///< of clocks, as Project wants it; empty: no projection
};

/// In what the indicator is judged: percent, per 10,000 or a count.
ValueUnit UnitOf(const Indicator& indicator);

/// The counts as a value in that unit: shares in percent; flows per 10,000 children and year; stocks per 10,000
/// children. Undefined when there is nothing to divide by.
/// Example: 160 referrals of 30 days, 32,000 children: 160 x 10,000 x 365 / (32,000 x 30) = 608.3 a year.
ExactValue ValueOf(const Indicator& indicator, const JudgedCounts& counts);

/// Everything of a judgement. Without a value (no denominator, no population) neither target nor comparators apply.
Judgement Judge(const JudgeInput& input, const Standards& standards);

}  // namespace caseclock
