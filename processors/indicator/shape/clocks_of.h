/// @file
/// The records of a row and their clocks: where most shapes begin.
///
/// Example: ForEachClock(course, row, subject, out, [&](const Record& plan, const Clock& clock) { ... }).
#pragma once

#include <algorithm>

#include "processors/indicator/clock.h"

namespace caseclock {

/// An item of the record with nothing to say yet.
inline RowItem& AddItem(Items& out, const Record& record) {
  RowItem& item = out.emplace_back();
  item.record = item.holder = &record;
  return item;
}

/// One that is not counted, and why.
inline void AddWithReason(Items& out, const Record& record, NotCounted reason) {
  AddItem(out, record).reason = reason;
}

/// Open from its start until it ends.
inline RowItem& AddClock(Items& out, const Record& record, const Clock& clock) {
  RowItem& item = AddItem(out, record);
  item.start = clock.start;
  item.stop = clock.stop;
  item.cancelled = clock.cancelled;
  item.open = {clock.start, clock.OpenUntil()};
  return item;
}

/// Calls `each` with (record, clock) for the records of the row that have a clock; of those that have none an item says
/// why not.
template <typename Each>
void ForEachClock(const Course& course, const Indicator& row, const RowSubject& subject, Items& out,
                  Each each) {
  for (const Record& record : subject.records()) {
    const bool is_of_kind =
        std::ranges::any_of(row.of, [&](const Selection& one) { return one.kind == record.kind; });
    if (!is_of_kind) continue;
    if (record.registers.empty()) {
      AddWithReason(out, record, NotCounted::kWithdrawn);
    } else if (SelectsAny(row.of, record)) {
      const ClockReading reading = ReadClock(course, row, record, subject);
      if (const auto* clock = std::get_if<Clock>(&reading)) {
        each(record, *clock);
      } else {
        AddWithReason(out, record, std::get<NotCounted>(reading));
      }
    }
  }
}

}  // namespace caseclock
