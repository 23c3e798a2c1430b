#include "processors/indicator/shape/recording.h"

#include "processors/indicator/item_line.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/shape/clocks_of.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr Traits kTraits{
    .is_share = true, .of_recording = true, .limit_unit = LimitUnit::kWorkingDays};
constexpr RowWords kWords{.kind = "entry_delay",
                          .formula = "timeliness: recorded in time / recorded",
                          .counted = "share recorded in time",
                          .unit = "recorded in time, of those recorded",
                          .before_start = "the day it happened -> the day it was recorded",
                          .in_numerator = "counted as recorded in time",
                          .in_denominator = "counted as recorded late"};

void ReadFact(const Indicator& row, const RowSubject& subject, const Record& record,
              const Register& fact, Items& out) {
  const Date recorded = fact.first_recorded_on;
  if (recorded != kNoDate && recorded > subject.as_of) return;
  RowItem& item = AddItem(out, record);
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

}  // namespace

const Traits& TraitsOf(const RecordingShape&) { return kTraits; }
const RowWords& WordsOf(const RecordingShape&) { return kWords; }

void ReadItems(const RecordingShape&, const Indicator& row, const RowSubject& subject, Items& out) {
  for (const Record& record : subject.records()) {
    if (!record.has_child || !SelectsAny(row.of, record)) continue;
    for (const Register& reg : record.registers) {
      if (!IsOccurrence(reg.fact) || reg.value.date == kNoDate) continue;
      ReadFact(row, subject, record, reg, out);
    }
  }
}

void TellWhy(const RecordingShape&, const RowQuestion& question, const RowItem& item,
             ItemLine& line) {
  line.count = item.delay;
  const Limit& limit = LimitOn(question.row, item.stop);
  line.limit = LimitText(limit);
  line.due = question.subject.definitions.calendar.Nth(item.start, limit.length).value_or(kNoDate);
  if (item.reason) {
    line.why = "Not counted: outside the years whose working days are known.";
    return;
  }
  line.in_denominator = HasDay(question, item.stop);
  line.in_numerator = line.in_denominator && item.in_numerator;
  line.why = "First recorded " + FormatDate(item.stop) + ", " + CountText(line) +
             " after it happened" + (item.in_numerator ? "." : ": late.");
  if (!line.in_denominator) line.why += " Not counted here: " + OutsideText(question) + ".";
}

}  // namespace caseclock
