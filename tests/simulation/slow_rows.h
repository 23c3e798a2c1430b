/// @file
/// Adds up what the slow model finds on one day: for one indicator and team, into rows and months.
///
/// Example: RowCounter(day, council, "ni60", "North", as_of).RowOf(Window::kYear).current.numerator
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "processors/view.h"
#include "tests/simulation/slow_day.h"
#include "tests/simulation/slow_limits.h"

namespace caseclock::simulation {

/// True for the stocks: children with a plan, and those of them whose next conference is late.
bool IsAboutPlans(const std::string& indicator);

/// True for the rows with a limit on open clocks: what has a due date.
bool IsAboutClocks(const std::string& indicator);

/// What a row depends on beside the day.
struct SlowCouncil {
  const SlowCalendar& calendar;
  const SlowLimits& limits;
  std::int64_t population;  ///< 0: not configured
  int due_soon_days;
};

/// The last day in time of an open clock, and whether it is over its limit.
struct OpenDue {
  Date day;
  bool over = false;
};

/// The things of one indicator and team on one day. The day outlives it.
class RowCounter {
 public:
  RowCounter(const SlowDay& day, const SlowCouncil& council, std::string indicator,
             std::string team, Date as_of);

  const std::string& indicator() const { return indicator_; }
  const std::string& team() const { return team_; }

  Row RowOf(Window window) const;

  /// Requires: a counter for the whole authority; `month` not after as_of.
  MonthPoint MonthOf(const Period& month) const;

  /// The clocks that are open as of the day and have a due date. Requires: IsAboutClocks.
  std::vector<OpenDue> OpenDues() const;

  std::int64_t OpenOn(Date day) const;
  std::int64_t DragOn(Date day) const;

  /// The first day on which something was counted or the number open was another than the day before, unless a year
  /// without such a day lies behind it. Requires: a counter for the whole authority.
  std::optional<Date> FirstData() const;

  /// Children who have a plan on the day and whose oldest one is from `first` to `last` days old. Requires: cpp.
  std::int64_t ChildrenOfAge(int first, int last, Date day) const;

  /// Clocks that stopped in the period over their limit. Requires: IsAboutClocks.
  std::int64_t FinishedLateIn(const Period& period) const;

  /// The first day with any stopped clock, unless a year without any lies behind it. Requires: IsAboutClocks.
  std::optional<Date> KnownSince() const;

 private:
  PeriodFigures Count(const Period& period) const;
  PeriodFigures CountChildrenOnPlans(const Period& period) const;
  bool CountsOn(const PlanSpan& plan, Date day) const;
  bool IsDueSoon(const ClockSpan& clock) const;
  bool IsOpenNow(const ClockSpan& clock) const;
  std::map<std::string, Date> OldestPlans(Date day) const;
  std::set<Date> DaysOfChange() const;
  void NoteOldest(Row& row) const;
  void AddRates(Row& row) const;
  void AddDelays(Row& row) const;

  SlowCouncil council_;
  std::string indicator_;
  std::string team_;
  Date as_of_;
  std::vector<const Happening*> happenings_;  // of the team
  std::vector<const ClockSpan*> clocks_;      // of any team
  std::vector<const PlanSpan*> plans_;        // stocks only, of any team
};

}  // namespace caseclock::simulation
