/// @file
/// The independent oracle: every figure of a day counted afresh from all that was ever said, by
/// looping over records. Written from ops/docs/counting.md; shares with the engine only events,
/// dates and rows. Slow on purpose: about 0.1 ms a day for a history of twenty records.
///
/// Example:
///   SlowModel model({.population = 50'000});
///   for (const CaseEvent& event : events) model.Add(event);
///   model.RowsAt(Date::FromYmd(2024, 3, 31));   // rows by (indicator, team, window)
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "processors/record/case_event.h"
#include "processors/view.h"
#include "tests/simulation/slow_calendar.h"
#include "tests/simulation/slow_day.h"
#include "tests/simulation/slow_limits.h"
#include "tests/simulation/slow_merge.h"
#include "tests/simulation/slow_rows.h"

namespace caseclock::simulation {

/// What a council may configure, as far as these figures depend on it.
struct SlowSettings {
  std::optional<std::int64_t> population;  ///< children aged 0-17; absent: no rates
  int due_soon_days = 5;                   ///< Units: working days
  std::vector<Date> closures;              ///< days on which this council alone does not work
  SlowLimitTable limits;                   ///< in place of the built-in ones, by indicator
  std::size_t most_joined = 32;            ///< children that aliases make one
  std::size_t most_records = 4000;         ///< records that one child may have
};

/// The indicators the model knows, in the order of its rows.
const std::vector<std::string>& SlowIndicators();

/// One council. Used by one thread only (answers cache the merged records). Not copyable.
class SlowModel {
 public:
  explicit SlowModel(SlowSettings settings);
  SlowModel(const SlowModel&) = delete;
  SlowModel& operator=(const SlowModel&) = delete;

  /// Hears an event. Order and repetition do not matter.
  void Add(const CaseEvent& event);

  /// All rows as of a day within the calendar, by (SlowIndicators, team, window). A team has a row
  /// when a thing that is counted, in whatever window, was its; the whole authority always has one.
  std::vector<Row> RowsAt(Date as_of) const;

  /// The month of `as_of` and the 35 before it, by (SlowIndicators, month): what was counted in
  /// each, as known as of the day, and what was open on its last day (or on `as_of`).
  std::vector<MonthPoint> MonthsAt(Date as_of) const;

  /// What falls due on the day and each of the nine after it: of the whole authority always, of teams where any is.
  std::vector<DueDay> DueAt(Date as_of) const;

  /// Drag by how long ago it fell due: likewise.
  std::vector<DragAge> DragAgesAt(Date as_of) const;

  /// Children on plans by how long the oldest plan of each has run, on the day and on the last day of the month before.
  std::vector<BandCount> BandsAt(Date as_of) const;

  /// The last 26 complete weeks of the whole authority, from the first whole week with figures on.
  std::vector<ClockWeek> ClockWeeksAt(Date as_of) const;

 private:
  const SlowDay& LookOn(Date as_of) const;
  SlowCouncil Council() const;
  std::vector<RowCounter> ClockRows(Date as_of) const;

  SlowSettings settings_;
  SlowCalendar calendar_;
  SlowLimits limits_;
  SlowMerge merge_;
  mutable std::optional<std::vector<SlowRecord>> records_;  // until the next event
  mutable std::map<std::string, std::string> children_;     // as records_
  mutable std::optional<std::pair<Date, SlowDay>>
      looked_;  // as records_, on the last day asked for
};

}  // namespace caseclock::simulation
