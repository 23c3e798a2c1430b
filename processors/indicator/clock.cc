#include "processors/indicator/clock.h"

#include <algorithm>

#include "processors/indicator/conference.h"

namespace caseclock {
namespace {

bool IsOfType(const Indicator& indicator, const Record& record) {
  if (record.kind != indicator.record) return false;
  return indicator.subtype_fact == Fact::kUnspecified ||
         CodeOf(record, indicator.subtype_fact) == indicator.subtype;
}

/// Something of the assessment has happened: it was started, finished or authorised.
bool HasBegun(const Record& assessment) {
  return DateOf(assessment, Fact::kAssessmentStarted) != kNoDate ||
         DateOf(assessment, Fact::kAssessmentWorkFinished) != kNoDate ||
         DateOf(assessment, Fact::kAssessmentAuthorised) != kNoDate;
}

std::variant<Date, NotCounted> ReadStart(const Indicator& indicator, const Record& record,
                                         const History& history) {
  if (indicator.clock_start == ClockStart::kOwn) {
    const Date start = DateOf(record, indicator.start);
    if (start == kNoDate) return NotCounted::kNoStart;
    return start;
  }
  if (!HasBegun(record)) return NotCounted::kNotBegun;
  const std::string_view link = TextOf(record, Fact::kAssessmentReferral);
  const Record* referral =
      link.empty() ? nullptr : FindRecord(history, RecordKind::kReferral, link);
  if (referral == nullptr) return NotCounted::kNoReferral;
  const Date opened = DateOf(*referral, Fact::kReferralOpened);
  if (opened == kNoDate) return NotCounted::kNoReferral;
  return opened;
}

Date EarliestConference(const Record& enquiry, const History& history) {
  Date earliest = kNoDate;
  ForEachLinked(history, Fact::kConferenceSection47, enquiry.id, [&](const Record& record) {
    if (!IsInitialConference(record)) return;
    const Date held = DateOf(record, Fact::kConferenceHeld);
    if (held != kNoDate && (earliest == kNoDate || held < earliest)) earliest = held;
  });
  return earliest;
}

}  // namespace

Date Clock::OpenUntil() const {
  Date until = Date::Max();
  if (is_stopped()) until = std::min(until, stop);
  if (is_cancelled()) until = std::min(until, cancelled);
  return until;
}

ClockReading ReadClock(const Indicator& indicator, const Record& record, const History& history,
                       const WorkingDays& calendar) {
  if (!IsOfType(indicator, record)) return NotCounted::kOtherRecord;
  const auto start = ReadStart(indicator, record, history);
  if (const auto* reason = std::get_if<NotCounted>(&start)) return *reason;

  Clock clock;
  clock.start = std::get<Date>(start);
  const bool by_working_days =
      !indicator.limits.empty() && indicator.limits.front().limit.unit == LimitUnit::kWorkingDays;
  if (by_working_days && (clock.start < calendar.first() || clock.start > calendar.last())) {
    return NotCounted::kOutsideCalendar;
  }
  if (indicator.cancel != Fact::kUnspecified) clock.cancelled = DateOf(record, indicator.cancel);
  if (indicator.clock_stop == ClockStop::kConference) {
    clock.stop = EarliestConference(record, history);
    // A conference that was held outweighs the word that none would be.
    if (clock.is_stopped()) clock.cancelled = kNoDate;
  } else if (indicator.stop != Fact::kUnspecified) {
    clock.stop = DateOf(record, indicator.stop);
  }
  return clock;
}

}  // namespace caseclock
