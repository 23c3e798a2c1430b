#include "processors/indicator/shape/late_review.h"

#include <algorithm>

#include "processors/indicator/item_line.h"
#include "processors/indicator/row_words.h"
#include "processors/indicator/shape/clocks_of.h"
#include "processors/indicator/traits.h"

namespace caseclock {
namespace {

constexpr Traits kTraits{.read = Read::kOnLastDay, .can_be_open = true, .distinct_children = true};
constexpr RowWords kWords{
    .kind = "late_review",
    .formula =
        "stock: how many children now, of those near a line with the next review "
        "beyond it",
    .counted = "how many children on the day whose next review is on the line or after it",
    .unit = "children now",
    .open = "counted",
    .overdue = "counted",
    .advice =
        "Ask for each whether its conference can be held before the plan reaches 24 "
        "months."};

/// The day from which a booked review is no longer ahead, whether its day has passed or not.
Date HeldOn(const Record& review) {
  const Date held = DateOf(review, StartFact(review.kind));
  return held == kNoDate ? Date::Max() : held;
}

/// Calls `each` with (review, booked for) for the reviews of the record that have been booked.
template <typename Each>
void ForEachBooked(const LateReviewShape& shape, const Record& record, const History& history,
                   Each each) {
  ForEachThatNames(shape.next, record, history, [&](const Record& review) {
    const Date booked = DateOf(review, shape.next.fact);
    if (booked != kNoDate) each(review, booked);
  });
}

// Until the line every review booked for the line or later is ahead while it has not been held. It is next once none
// booked before the line is ahead any more: each of those is from some day on held, or its day has passed.
DaySpan DaysWithLateReview(const LateReviewShape& shape, const Record& record, const Clock& clock,
                           const History& history) {
  const Date line = clock.start + shape.line_days;
  Date begin = clock.start + shape.near_line_from_days;
  Date end = Date::Min();
  ForEachBooked(shape, record, history, [&](const Record& review, Date booked) {
    if (booked < line) {
      begin = std::max(begin, std::min(booked + 1, HeldOn(review)));
    } else {
      end = std::max(end, HeldOn(review));
    }
  });
  return {begin, std::min({end, line, clock.OpenUntil()})};
}

/// Whole months of which 24 are two years of 730 days: as the bands of ages count them.
std::string MonthsText(int days, const char* unit) {
  constexpr int kMonths = 24, kDays = 730;
  return std::to_string(days * kMonths / kDays) + unit;
}

/// Example: "Open for 20 months; the next conference, on 2024-05-20, falls after the 24-month line of 2024-05-02."
std::string LateReviewText(const LateReviewShape& shape, const RowItem& item, const Record* next,
                           Date as_of) {
  const Date line = item.start + shape.line_days;
  const Date near = item.start + shape.near_line_from_days;
  const std::string line_text = MonthsText(shape.line_days, "-month") + " line";
  const std::string open = "Open for " + MonthsText(as_of - item.start, " months");
  if (item.counted_on != kNoDate) return "Not counted: ended on " + FormatDate(item.stop) + ".";
  if (as_of >= line) return open + ": beyond the " + line_text + " of " + FormatDate(line) + ".";
  if (as_of < near) return open + ": near the " + line_text + " from " + FormatDate(near) + ".";
  if (next == nullptr) return open + ": no next conference is booked.";
  const Date booked = DateOf(*next, shape.next.fact);
  return open + "; the next conference, on " + FormatDate(booked) + ", falls " +
         (booked < line    ? "before"
          : booked == line ? "on"
                           : "after") +
         " the " + line_text + " of " + FormatDate(line) + ".";
}

}  // namespace

const Traits& TraitsOf(const LateReviewShape&) { return kTraits; }
const RowWords& WordsOf(const LateReviewShape&) { return kWords; }

const Record* NextReview(const LateReviewShape& shape, const Record& record, const History& history,
                         Date day) {
  const Record* next = nullptr;
  Date earliest = Date::Max();
  ForEachBooked(shape, record, history, [&](const Record& review, Date booked) {
    if (booked < day || HeldOn(review) <= day || booked >= earliest) return;
    next = &review;
    earliest = booked;
  });
  return next;
}

void ReadItems(const LateReviewShape& shape, const Indicator& row, const RowSubject& subject,
               Items& out) {
  const Course course{shape.from, shape.to, {}};
  ForEachClock(course, row, subject, out, [&](const Record& record, const Clock& clock) {
    RowItem& item = AddClock(out, record, clock);
    if (item.open.end != Date::Max()) item.counted_on = item.open.end;
    item.open = DaysWithLateReview(shape, record, clock, subject.history);
  });
}

void TellWhy(const LateReviewShape& shape, const RowQuestion& question, const RowItem& item,
             ItemLine& line) {
  const Date as_of = question.subject.as_of;
  line.evidence = NextReview(shape, *item.record, question.subject.history, as_of);
  line.due = item.start + shape.line_days - 1;
  line.open = item.IsOpenOn(as_of);
  line.why = LateReviewText(shape, item, line.evidence, as_of);
}

}  // namespace caseclock
