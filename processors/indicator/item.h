/// @file
/// What a row sees in the history of a child: the one reading that everything follows which is counted, listed or
/// explained. Contributions, explanations, the oldest open and moved due dates are folds over items.
///
/// An item does three things at most: it counts on a day, it is open during days, and where it is neither it says why.
///
/// Example: assessment_45, assessment A7 of 2024-03-01, authorised 2024-05-08: start 2024-03-01, stop 2024-05-08, open
/// from its start up to its stop, counted_on 2024-05-08, in_numerator because it was in time.
#pragma once

#include <optional>
#include <span>

#include "absl/container/inlined_vector.h"
#include "processors/calendar/day_span.h"
#include "processors/indicator/definitions.h"
#include "processors/indicator/not_counted.h"
#include "processors/record/history.h"

namespace caseclock {

/// Whose history is read, by which definitions and on which day. Borrows all.
struct RowSubject {
  const History& history;
  const Definitions& definitions;
  Date as_of;
  const Record* only = nullptr;  ///< looked at is this record alone; nullptr: every one

  std::span<const Record> records() const {
    return only == nullptr ? std::span<const Record>(history.records) : std::span(only, 1);
  }
};

/// One thing that a row looks at. Value type; borrows from the history.
struct RowItem {
  const Record* record = nullptr;    ///< what it is
  const Record* holder = nullptr;    ///< whose allocation says the team: mostly the record
  const Record* evidence = nullptr;  ///< of a conference the enquiry that it answers; nullptr: none
  Fact fact = Fact::kUnspecified;    ///< entry_delay: which fact of the record
  Date start = kNoDate;
  Date stop = kNoDate;         ///< kNoDate: not stopped
  Date cancelled = kNoDate;    ///< kNoDate: not cancelled
  Date previous = kNoDate;     ///< of repeats: the start of the one before
  DaySpan open{};              ///< on which it is listed as open, or its child counts; empty: never
  Date counted_on = kNoDate;   ///< the day that counts it, or would but for `reason`; kNoDate: none
  bool in_numerator = false;   ///< it counts there, too
  bool in_projection = false;  ///< of rows that not all that is open ends in: this will
  std::optional<int> delay;    ///< entry_delay: working days between happening and recording
  std::optional<NotCounted> reason;  ///< why it is not counted, where it could be

  bool IsOpenOn(Date day) const { return open.begin <= day && day < open.end; }
};

/// Of ordinary children without a call of the allocator.
struct Items : absl::InlinedVector<RowItem, 16> {};

/// Appends what the row sees; of records of another type nothing.
/// Cost: linear in the records, and in their facts for entry_delay.
void ReadItems(const Indicator& row, const RowSubject& subject, Items& out);

/// Until when the item has to be stopped, or not to be reached open, by what is in force on `day`. nullopt: the row
/// sets nothing, or the calendar does not reach so far. Example: assessment_45 from 2024-03-01: 2024-05-08.
std::optional<Date> DueOn(const Indicator& row, const RowItem& item, const WorkingDays& calendar,
                          Date day);

}  // namespace caseclock
