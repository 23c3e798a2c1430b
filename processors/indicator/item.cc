#include "processors/indicator/item.h"

#include <algorithm>
#include <tuple>

#include "processors/indicator/clock.h"
#include "processors/indicator/conference.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/next_review.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

RowItem& Add(Items& out, const Record& record) {
  RowItem& item = out.emplace_back();
  item.record = item.holder = &record;
  return item;
}

void AddWithReason(Items& out, const Record& record, NotCounted reason) {
  Add(out, record).reason = reason;
}

RowItem& Add(Items& out, const Record& record, const Clock& clock) {
  RowItem& item = Add(out, record);
  item.start = clock.start;
  item.stop = clock.stop;
  item.cancelled = clock.cancelled;
  item.open = {clock.start, clock.OpenUntil()};
  return item;
}

/// Calls `each` with (record, clock) for the records of the row that have a clock; of the others an item says why not.
template <typename Each>
void ForEachClock(const Indicator& row, const RowSubject& subject, Items& out, Each each) {
  for (const Record& record : subject.history.records) {
    if (record.kind != row.record) continue;
    if (record.registers.empty()) {
      AddWithReason(out, record, NotCounted::kWithdrawn);
      continue;
    }
    const ClockReading reading =
        ReadClock(row, record, subject.history, subject.definitions.calendar);
    if (const auto* clock = std::get_if<Clock>(&reading)) {
      each(record, *clock);
    } else if (const NotCounted reason = std::get<NotCounted>(reading);
               reason != NotCounted::kOtherRecord) {
      AddWithReason(out, record, reason);
    }
  }
}

/// Counted on its stop, as in time or, for rows that count those, as over the limit.
void CountStopped(const Indicator& row, std::optional<bool> in_time, RowItem& item) {
  item.counted_on = item.stop;
  if (in_time) {
    item.in_numerator = TraitsOf(row).counts_late != *in_time;
  } else {
    item.reason = NotCounted::kOutsideCalendar;
  }
}

void ReadClocks(const Indicator& row, const RowSubject& subject, Items& out) {
  ForEachClock(row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = Add(out, record, clock);
    if (clock.CountsAsStopped()) {
      CountStopped(
          row,
          InTime(subject.definitions.calendar, LimitOn(row, clock.stop), clock.start, clock.stop),
          item);
    }
  });
}

/// Enquiries are open until their first conference; what is counted are the conferences.
void ReadEnquiries(const Indicator& row, const RowSubject& subject, Items& out) {
  const History& history = subject.history;
  ForEachClock(row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = Add(out, record, clock);
    if (clock.is_stopped()) {
      item.reason = NotCounted::kByConference;
    } else {
      item.in_projection = !clock.is_cancelled() && HasBookedConference(record, history);
    }
  });
  for (const Record& record : history.records) {
    if (record.kind == RecordKind::kConference && record.registers.empty()) {
      AddWithReason(out, record, NotCounted::kWithdrawn);
    }
  }
  for (const CountedConference& one : ReadConferences(history)) {
    RowItem& item = Add(out, *one.conference);
    item.holder = one.holder;
    item.stop = item.counted_on = one.held;
    if (one.is_again) {
      item.reason = NotCounted::kSameDay;
    } else {
      item.evidence = one.enquiry;
      item.start = one.start;
      CountStopped(row, InTimeOf(row, one, history, subject.definitions.calendar), item);
    }
  }
}

void ReadFlow(const Indicator& row, const RowSubject& subject, Items& out) {
  ForEachClock(row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = Add(out, record);
    item.start = item.counted_on = clock.start;
    item.stop = clock.stop;
    item.in_numerator = true;
  });
}

/// Repeats: those that start on or after the same date, the limit before, as the one before.
void ReadRepeats(const Indicator& row, const RowSubject& subject, Items& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  ForEachClock(row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = Add(out, record);
    item.start = item.counted_on = clock.start;
  });
  const auto key = [](const RowItem& item) {
    return std::tuple(item.reason.has_value(), item.start, item.record->id);
  };
  std::sort(out.begin() + first, out.end(),
            [&](const RowItem& a, const RowItem& b) { return key(a) < key(b); });
  for (std::size_t i = static_cast<std::size_t>(first) + 1; i < out.size(); ++i) {
    if (out[i].reason) break;
    out[i].previous = out[i - 1].start;
    const int months = LimitOn(row, out[i].start).length;
    out[i].in_numerator = out[i].previous >= AddMonths(out[i].start, -months);
  }
}

/// A child counts during the days of its items; what ended is counted on its day.
void ReadStock(const Indicator& row, const RowSubject& subject, Items& out) {
  ForEachClock(row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = Add(out, record, clock);
    if (item.open.end != Date::Max()) item.counted_on = item.open.end;
    if (row.kind == IndicatorKind::kLateReview) {
      item.open = DaysWithLateReview(row, record, clock, subject.history);
    }
  });
}

void ReadRecording(const Indicator& row, const RowSubject& subject, const Record& record,
                   const Register& fact, Items& out) {
  const Date recorded = fact.first_recorded_on;
  if (recorded != kNoDate && recorded > subject.as_of) return;
  RowItem& item = Add(out, record);
  item.fact = fact.fact;
  item.start = fact.value.date;
  item.stop = item.counted_on = recorded;
  if (recorded == kNoDate) {
    item.reason = NotCounted::kNotDated;
  } else {
    item.delay = subject.definitions.calendar.Count(item.start, recorded);
    if (!item.delay) item.reason = NotCounted::kOutsideCalendar;
    item.in_numerator = item.delay && *item.delay <= LimitOn(row, recorded).length;
  }
}

void ReadRecordings(const Indicator& row, const RowSubject& subject, Items& out) {
  for (const Record& record : subject.history.records) {
    if (!record.has_child) continue;
    for (const Register& reg : record.registers) {
      if (!IsOccurrence(reg.fact) || reg.value.date == kNoDate) continue;
      ReadRecording(row, subject, record, reg, out);
    }
  }
}

}  // namespace

void ReadItems(const Indicator& row, const RowSubject& subject, Items& out) {
  switch (row.kind) {
    case IndicatorKind::kTimeliness:
    case IndicatorKind::kOverLimit:
      return row.clock_stop == ClockStop::kConference ? ReadEnquiries(row, subject, out)
                                                      : ReadClocks(row, subject, out);
    case IndicatorKind::kRepeatShare: return ReadRepeats(row, subject, out);
    case IndicatorKind::kFlow: return ReadFlow(row, subject, out);
    case IndicatorKind::kStock:
    case IndicatorKind::kLateReview: return ReadStock(row, subject, out);
    case IndicatorKind::kEntryDelay: return ReadRecordings(row, subject, out);
  }
}

std::optional<Date> DueOn(const Indicator& row, const RowItem& item, const WorkingDays& calendar,
                          Date day) {
  if (!row.limits.empty()) return DueDate(calendar, LimitOn(row, day), item.start);
  if (row.line_days > 0) return LineOf(row, item.start) - 1;
  return std::nullopt;
}

}  // namespace caseclock
