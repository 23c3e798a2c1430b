#include "processors/indicator/item_line.h"

#include <algorithm>

#include "processors/indicator/limit.h"
#include "processors/indicator/traits.h"

namespace caseclock {

bool HasDay(const RowQuestion& question, Date day) {
  return question.period.first <= day && day <= question.period.last;
}

std::string OutsideText(const RowQuestion& question) {
  return "outside " + FormatDate(question.period.first) + " to " + FormatDate(question.period.last);
}

void AddCount(const RowQuestion& question, const Limit& limit, const RowItem& item, Date until,
              ItemLine& line) {
  const WorkingDays& calendar = question.subject.definitions.calendar;
  line.limit = LimitText(limit);
  line.due = DueDate(calendar, limit, item.start).value_or(kNoDate);
  line.count = CountUntil(calendar, limit, item.start, until);
}

std::string CountText(const ItemLine& line) {
  return (line.count ? std::to_string(*line.count) : std::string("an unknown number")) + " of " +
         line.limit;
}

void TellCounted(const RowQuestion& question, const RowItem& item, const std::string& what,
                 const char* late, ItemLine& line) {
  if (item.reason) {
    line.why = NotCountedText(*item.reason);
    return;
  }
  const bool in_time = TraitsOf(question.row).counts_late != item.in_numerator;
  const std::string verdict = in_time ? "in time" : late;
  if (!HasDay(question, item.counted_on)) {
    line.why = what + ", " + verdict + "; not counted here: " + OutsideText(question) + ".";
    return;
  }
  line.in_denominator = true;
  line.in_numerator = item.in_numerator;
  line.why = what + ": " + verdict + ".";
}

}  // namespace caseclock
