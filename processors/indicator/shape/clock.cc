#include "processors/indicator/shape/clock.h"

#include <algorithm>
#include <array>

#include "processors/indicator/answers.h"
#include "processors/indicator/item_line.h"
#include "processors/indicator/limit.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/shape/clocks_of.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr Traits Answers(bool counts_late, bool counts_each) {
  return {.is_share = true,
          .has_clock = true,
          .projects_booked = counts_each,
          .counts_late = counts_late,
          .can_be_open = true,
          .has_ages = true};
}

constexpr std::array kTraits = {Answers(false, false), Answers(false, true), Answers(true, false),
                                Answers(true, true)};

constexpr RowWords kInTime{.kind = "timeliness",
                           .formula = "timeliness: stopped in time / stopped",
                           .counted = "share of those finished that were in time",
                           .unit = "stopped in time, of those stopped",
                           .in_numerator = "counted as in time",
                           .in_denominator = "counted as late"};
constexpr RowWords kOverLimit{.kind = "over_limit",
                              .formula = "share: over the limit / ceased",
                              .counted = "share of those ended that were over the limit",
                              .unit = "over the limit, of those ceased",
                              .in_numerator = "counted as over its limit",
                              .in_denominator = "counted as within its limit"};

/// Counted on its stop, as in time or, for rows that count those, as over the limit.
void CountStopped(const ClockShape& shape, std::optional<bool> in_time, RowItem& item) {
  item.counted_on = item.stop;
  if (in_time) {
    item.in_numerator = shape.counts_late != *in_time;
  } else {
    item.reason = NotCounted::kOutsideCalendar;
  }
}

std::optional<bool> InTimeOf(const Indicator& row, const RowSubject& subject, Date start,
                             Date stop) {
  return InTime(subject.definitions.calendar, LimitOn(row, stop), start, stop);
}

void AddStops(const ClockShape& shape, const Course& course, const Indicator& row,
              const RowSubject& subject, Items& out) {
  ForEachClock(course, row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = AddClock(out, record, clock);
    if (!clock.CountsAsStopped()) return;
    CountStopped(shape, InTimeOf(row, subject, clock.start, clock.stop), item);
  });
}

/// Clocks are open until the first record that answers them; what is counted are the answers.
void AddOpenUntilAnswered(const Course& course, const FactDate& answer, const Indicator& row,
                          const RowSubject& subject, Items& out) {
  ForEachClock(course, row, subject, out, [&](const Record& record, Clock clock) {
    // An answer outweighs the word that there would be none.
    if (clock.is_stopped()) clock.cancelled = kNoDate;
    RowItem& item = AddClock(out, record, clock);
    if (clock.is_stopped()) {
      item.reason = NotCounted::kByAnother;
    } else {
      item.in_projection =
          !clock.is_cancelled() && HasBookedAnswer(answer, record, subject.history);
    }
  });
}

/// One that answers no clock is not in time. nullopt: it answers one that starts outside the calendar.
std::optional<bool> InTimeOf(const Course& course, const Indicator& row, const RowSubject& subject,
                             const CountedAnswer& one) {
  if (one.asked == nullptr) return false;
  const ClockReading reading = ReadClock(course, row, *one.asked, subject);
  if (std::holds_alternative<NotCounted>(reading)) return std::nullopt;
  return InTimeOf(row, subject, one.start, one.day);
}

void AddAnswers(const ClockShape& shape, const Course& course, const Indicator& row,
                const RowSubject& subject, Items& out) {
  const FactDate& answer = shape.to.front();
  AddOpenUntilAnswered(course, answer, row, subject, out);
  const RecordKind kind = HolderOf(answer.link);
  for (const Record& record : subject.history.records) {
    if (record.kind == kind && record.registers.empty()) {
      AddWithReason(out, record, NotCounted::kWithdrawn);
    }
  }
  for (const CountedAnswer& one : ReadAnswers(answer, row.of, shape.from, subject.history)) {
    RowItem& item = AddItem(out, *one.answer);
    item.holder = one.holder;
    item.stop = item.counted_on = one.day;
    if (one.is_again) {
      item.reason = NotCounted::kSameDay;
    } else {
      item.evidence = one.asked;
      item.start = one.start;
      CountStopped(shape, InTimeOf(course, row, subject, one), item);
    }
  }
}

void AddHolidays(const RowQuestion& question, const Limit& limit, Date from, Date to,
                 ItemLine& line) {
  if (limit.unit != LimitUnit::kWorkingDays) return;
  line.holidays = question.subject.definitions.calendar.HolidaysBetween(from, to);
}

/// "Held", "Assessment started": what the record that answers did.
std::string AnsweredText(Fact fact) {
  std::string text = FactText(fact);
  if (text.ends_with(" held")) return "Held";
  text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

/// What starts the clock that is answered.
const char* StartText(const Indicator& row) {
  return KindOf(row) == RecordKind::kSection47 ? "the strategy discussion" : "the start";
}

void TellAnswer(const ClockShape& shape, const RowQuestion& question, const RowItem& item,
                ItemLine& line) {
  std::string what = AnsweredText(shape.to.front().fact) + " on " + FormatDate(item.stop);
  if (item.evidence != nullptr) {
    const Limit& limit = LimitOn(question.row, item.stop);
    AddCount(question, limit, item, item.stop, line);
    AddHolidays(question, limit, item.start, item.stop, line);
    what += " at " + CountText(line) + " from " + StartText(question.row) + " of " +
            std::string(item.evidence->id);
    line.evidence = item.evidence;
  } else {
    what += ", linked to no " + std::string(RowOf(KindOf(question.row)).noun.one);
  }
  TellCounted(question, item, what, "not in time", line);
}

void TellOpen(const ClockShape& shape, const RowQuestion& question, const RowItem& item,
              const Limit& limit, ItemLine& line) {
  const WorkingDays& calendar = question.subject.definitions.calendar;
  const Date as_of = question.subject.as_of;
  line.open = true;
  const auto late_from = LateFrom(calendar, limit, item.start);
  line.drag = late_from && *late_from <= as_of;
  const auto horizon = calendar.Nth(as_of, question.subject.definitions.due_soon_working_days);
  line.due_soon = as_of <= line.due && line.due <= horizon.value_or(calendar.last());
  line.why = "Open at " + CountText(line);
  if (line.drag) {
    line.why += ": over its limit since " + FormatDate(*late_from) + " (drag).";
  } else {
    line.why += line.due_soon ? ": due soon." : ".";
  }
  if (!shape.counts_each) return;
  const std::string answer(RowOf(HolderOf(shape.to.front().link)).noun.one);
  line.why += item.in_projection
                  ? (answer.starts_with('a') ? " An " : " A ") + answer +
                        " is booked or decided: it is in the projection."
                  : " No " + answer + " is booked or decided: it is not in the projection.";
}

void TellClock(const ClockShape& shape, const RowQuestion& question, const RowItem& item,
               ItemLine& line) {
  const bool stopped = item.counted_on != kNoDate;
  const Date as_of = question.subject.as_of;
  const Date until = stopped ? item.stop : as_of;
  const Limit& limit = LimitOn(question.row, until);
  line.cancelled = item.cancelled;
  AddCount(question, limit, item, until, line);
  AddHolidays(question, limit, item.start, stopped ? item.stop : std::max(line.due, as_of), line);
  if (stopped) {
    TellCounted(question, item, "Stopped on " + FormatDate(item.stop) + " at " + CountText(line),
                "late", line);
  } else if (item.cancelled != kNoDate) {
    line.why = "Not counted: cancelled on " + FormatDate(item.cancelled) + ".";
  } else {
    TellOpen(shape, question, item, limit, line);
  }
}

Course CourseOf(const ClockShape& shape) { return {shape.from, shape.to, shape.cancelled_by}; }

}  // namespace

const Traits& TraitsOf(const ClockShape& shape) {
  return kTraits[(shape.counts_late ? 2U : 0U) + (shape.counts_each ? 1U : 0U)];
}

const RowWords& WordsOf(const ClockShape& shape) {
  return shape.counts_late ? kOverLimit : kInTime;
}

void ReadItems(const ClockShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out) {
  const Course course = CourseOf(shape);
  return shape.counts_each ? AddAnswers(shape, course, row, subject, out)
                           : AddStops(shape, course, row, subject, out);
}

void TellWhy(const ClockShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line) {
  const bool is_answer = !SelectsAny(question.row.of, *item.record);
  return is_answer ? TellAnswer(shape, question, item, line)
                   : TellClock(shape, question, item, line);
}

}  // namespace caseclock
