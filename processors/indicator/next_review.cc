#include "processors/indicator/next_review.h"

#include <algorithm>

namespace caseclock {
namespace {

bool IsReviewOf(const Record& record, const Record& review) {
  return review.kind == RecordKind::kReview &&
         CodeOf(review, Fact::kReviewOf) == static_cast<std::int32_t>(record.kind) &&
         TextOf(review, Fact::kReviewOf) == record.id;
}

/// The day from which a booked review is no longer ahead, whether its day has passed or not.
Date HeldOn(const Record& review) {
  const Date held = DateOf(review, Fact::kReviewHeld);
  return held == kNoDate ? Date::Max() : held;
}

/// Calls `each` with (review, booked for) for the reviews of the record that have been booked.
template <typename Each>
void ForEachBooked(const Record& record, const History& history, Each each) {
  ForEachLinked(history, Fact::kReviewOf, record.id, [&](const Record& review) {
    if (!IsReviewOf(record, review)) return;
    const Date booked = DateOf(review, Fact::kReviewScheduled);
    if (booked != kNoDate) each(review, booked);
  });
}

}  // namespace

Date LineOf(const Indicator& indicator, Date start) { return start + indicator.line_days; }

const Record* NextReview(const Record& record, const History& history, Date day) {
  const Record* next = nullptr;
  Date earliest = Date::Max();
  ForEachBooked(record, history, [&](const Record& review, Date booked) {
    if (booked < day || HeldOn(review) <= day || booked >= earliest) return;
    next = &review;
    earliest = booked;
  });
  return next;
}

// Until the line every review booked for the line or later is ahead while it has not been held. It is next once none
// booked before the line is ahead any more: each of those is from some day on held, or its day has passed.
DaySpan DaysWithLateReview(const Indicator& indicator, const Record& record, const Clock& clock,
                           const History& history) {
  const Date line = LineOf(indicator, clock.start);
  Date begin = clock.start + indicator.near_line_from_days;
  Date end = Date::Min();
  ForEachBooked(record, history, [&](const Record& review, Date booked) {
    if (booked < line) {
      begin = std::max(begin, std::min(booked + 1, HeldOn(review)));
    } else {
      end = std::max(end, HeldOn(review));
    }
  });
  return {begin, std::min({end, line, clock.OpenUntil()})};
}

}  // namespace caseclock
