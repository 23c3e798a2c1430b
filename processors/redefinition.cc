#include "processors/redefinition.h"

#include "processors/indicator/clock.h"
#include "processors/indicator/limit.h"

namespace caseclock {
namespace {

/// The due date of the record's clock when it is open on `as_of`.
std::optional<Date> DueIfOpen(const Indicator& indicator, const Record& record,
                              const History& history, const WorkingDays& calendar, Date as_of) {
  if (record.kind != indicator.record || indicator.limits.empty()) return std::nullopt;
  const ClockReading reading = ReadClock(indicator, record, history, calendar);
  const auto* clock = std::get_if<Clock>(&reading);
  if (clock == nullptr || clock->OpenUntil() != Date::Max()) return std::nullopt;
  return DueDate(calendar, LimitOn(indicator, as_of), clock->start);
}

}  // namespace

std::int64_t CountMovedDueDates(const History& history, const Definitions& before,
                                const Definitions& after, Date as_of) {
  std::int64_t moved = 0;
  for (const Indicator& indicator : after.catalogue.indicators) {
    const Indicator* was = before.catalogue.Find(indicator.id);
    if (was == nullptr || !HasClocks(indicator)) continue;
    for (const Record& record : history.records) {
      const auto due = DueIfOpen(indicator, record, history, after.calendar, as_of);
      if (due != DueIfOpen(*was, record, history, before.calendar, as_of)) ++moved;
    }
  }
  return moved;
}

}  // namespace caseclock
