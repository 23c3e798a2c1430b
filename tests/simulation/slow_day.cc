#include "tests/simulation/slow_day.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace caseclock::simulation {
namespace {

/// Facts that are a thing which happened to a child on a day.
constexpr std::array kThingsThatHappen = {
    Fact::kContactReceived,
    Fact::kContactDecided,
    Fact::kReferralOpened,
    Fact::kReferralDecided,
    Fact::kReferralClosure,
    Fact::kReferralReopened,
    Fact::kAssessmentStarted,
    Fact::kAssessmentWorkFinished,
    Fact::kAssessmentAuthorised,
    Fact::kAssessmentCancelled,
    Fact::kSection47Started,
    Fact::kSection47EndedWithoutConference,
    Fact::kConferenceHeld,
    Fact::kMinutesIssued,
    Fact::kPlanStarted,
    Fact::kPlanCeased,
    Fact::kReviewHeld,
    Fact::kCareStarted,
    Fact::kCareCeased,
    Fact::kPlacementStarted,
    Fact::kPlacementEnded,
    Fact::kVisitMade,
    Fact::kHealthAssessed,
    Fact::kDentalCheckDone,
    Fact::kEducationPlanReviewed,
    Fact::kAdoptionDecided,
    Fact::kPlacementOrder,
    Fact::kAdoptionMatched,
    Fact::kAdoptionPlaced,
    Fact::kAdoptionLodged,
    Fact::kAdoptionOrder,
    Fact::kAdoptionReversed,
};

/// A clock as of the day looked at: nothing in it is dated later.
struct Clock {
  const char* indicator;
  const SlowRecord* record;
  Date start;
  std::optional<Date> stop;
  std::optional<Date> cancelled;
};

std::optional<Date> Earlier(std::optional<Date> a, std::optional<Date> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

/// The look through the records of one day.
class Look {
 public:
  Look(const std::vector<SlowRecord>& records, const std::map<std::string, std::string>& children,
       const SlowCalendar& calendar, const SlowLimits& limits, Date as_of)
      : records_(records),
        children_(children),
        calendar_(calendar),
        limits_(limits),
        as_of_(as_of) {}

  SlowDay Take() {
    for (const SlowRecord& record : records_) {
      if (record.child.empty()) continue;
      LookAtEntryDelays(record);
      if (record.kind == RecordKind::kReferral) LookAtReferral(record);
      if (record.kind == RecordKind::kAssessment) LookAtAssessment(record);
      if (record.kind == RecordKind::kSection47) LookAtSection47(record);
      if (record.kind == RecordKind::kPlan) LookAtPlan(record);
      if (record.kind == RecordKind::kConference) LookAtConference(record);
    }
    return std::move(day_);
  }

 private:
  bool SameChild(const SlowRecord& a, const SlowRecord& b) const {
    return children_.at(a.child) == children_.at(b.child);
  }

  int CodeOf(const SlowRecord& record, Fact fact) const {
    const FactValue* value = record.Find(fact, as_of_);
    return value == nullptr ? 0 : value->code;
  }

  bool Links(const SlowRecord& record, Fact fact, const SlowRecord& to) const {
    const FactValue* value = record.Find(fact, as_of_);
    return value != nullptr && value->text == to.id && SameChild(record, to);
  }

  void LookAtEntryDelays(const SlowRecord& record) {
    for (const Fact fact : kThingsThatHappen) {
      const auto happened = record.DateOf(fact, as_of_);
      if (!happened) continue;
      const auto recorded = record.facts.at({fact, kNoDate}).first_recorded;
      if (!recorded || *recorded > as_of_) continue;
      if (!calendar_.Covers(*happened) || !calendar_.Covers(*recorded)) continue;
      const int delay = calendar_.Count(*happened, *recorded);
      day_.happenings.push_back(
          {"entry_delay", record.TeamOn(*recorded), *recorded, delay <= 2, delay});
    }
  }

  void LookAtReferral(const SlowRecord& referral) {
    const auto opened = referral.DateOf(Fact::kReferralOpened, as_of_);
    if (!opened) return;
    const std::string team = referral.TeamOn(*opened);
    day_.happenings.push_back({"referral_rate", team, *opened, true});
    day_.happenings.push_back({"rereferral", team, *opened, IsRepeat(referral, *opened)});
  }

  bool IsRepeat(const SlowRecord& referral, Date opened) const {
    for (const SlowRecord& other : records_) {
      if (other.kind != RecordKind::kReferral || !SameChild(other, referral)) continue;
      const auto date = other.DateOf(Fact::kReferralOpened, as_of_);
      if (!date || *date < AddMonths(opened, -12)) continue;
      if (std::pair(*date, other.id) < std::pair(opened, referral.id)) return true;
    }
    return false;
  }

  void LookAtAssessment(const SlowRecord& assessment) {
    const auto started = assessment.DateOf(Fact::kAssessmentStarted, as_of_);
    const auto finished = assessment.DateOf(Fact::kAssessmentWorkFinished, as_of_);
    const auto authorised = assessment.DateOf(Fact::kAssessmentAuthorised, as_of_);
    const auto cancelled = assessment.DateOf(Fact::kAssessmentCancelled, as_of_);
    const auto type = static_cast<AssessmentType>(CodeOf(assessment, Fact::kAssessmentType));
    if (type == AssessmentType::kChildAndFamily && started) {
      LookAtClock({"assessment_45", &assessment, *started, authorised, cancelled});
    }
    if (type == AssessmentType::kCore && started) {
      LookAtClock({"ni60", &assessment, *started, authorised, cancelled});
    }
    if (type == AssessmentType::kInitial && (started || finished || authorised)) {
      if (const auto referred = ReferralDateOf(assessment)) {
        LookAtClock({"ni59", &assessment, *referred, authorised, cancelled});
        LookAtClock({"ni59_7", &assessment, *referred, authorised, cancelled});
      }
    }
  }

  std::optional<Date> ReferralDateOf(const SlowRecord& assessment) const {
    for (const SlowRecord& referral : records_) {
      if (referral.kind != RecordKind::kReferral) continue;
      if (!Links(assessment, Fact::kAssessmentReferral, referral)) continue;
      return referral.DateOf(Fact::kReferralOpened, as_of_);
    }
    return std::nullopt;
  }

  void LookAtSection47(const SlowRecord& enquiry) {
    const auto started = enquiry.DateOf(Fact::kSection47Started, as_of_);
    if (!started) return;
    std::optional<Date> conference;
    for (const SlowRecord& record : records_) {
      const auto held = InitialConferenceOf(enquiry, record);
      if (held && (!conference || *held < *conference)) conference = held;
    }
    const auto ended = enquiry.DateOf(Fact::kSection47EndedWithoutConference, as_of_);
    if (!limits_.CanCount("icpc_15", *started)) return;
    day_.clocks.push_back({"icpc_15", &enquiry, *started, conference ? conference : ended});
  }

  /// When `record` is an initial or pre-birth conference held on this enquiry: the day.
  std::optional<Date> InitialConferenceOf(const SlowRecord& enquiry,
                                          const SlowRecord& record) const {
    if (!Links(record, Fact::kConferenceSection47, enquiry)) return std::nullopt;
    return InitialConferenceOn(record);
  }

  /// When `record` is an initial or pre-birth conference that was held: the day.
  std::optional<Date> InitialConferenceOn(const SlowRecord& record) const {
    if (record.kind != RecordKind::kConference) return std::nullopt;
    const auto type = static_cast<ConferenceType>(CodeOf(record, Fact::kConferenceType));
    if (type != ConferenceType::kInitial && type != ConferenceType::kPreBirth) return std::nullopt;
    return record.DateOf(Fact::kConferenceHeld, as_of_);
  }

  /// A child's conference of one day is told when its first record comes by, whatever number of records it has.
  void LookAtConference(const SlowRecord& conference) {
    const auto held = InitialConferenceOn(conference);
    if (!held) return;
    std::vector<const SlowRecord*> same_day;
    for (const SlowRecord& record : records_) {
      if (record.child.empty() || !SameChild(record, conference)) continue;
      if (InitialConferenceOn(record) == held) same_day.push_back(&record);
    }
    if (same_day.front() != &conference) return;
    const SlowRecord* enquiry = EnquiryAnswered(same_day, *held);
    if (enquiry == nullptr) {
      day_.happenings.push_back({"icpc_15", conference.TeamOn(*held), *held, false});
      return;
    }
    const Date start = *enquiry->DateOf(Fact::kSection47Started, as_of_);
    if (!limits_.CanCount("icpc_15", start)) return;
    day_.happenings.push_back(
        {"icpc_15", enquiry->TeamOn(*held), *held, !limits_.IsOver("icpc_15", start, *held)});
  }

  /// Back from the day of the conference: the enquiry that started last. None: the first after it. None at all:
  /// nullptr.
  const SlowRecord* EnquiryAnswered(const std::vector<const SlowRecord*>& conferences,
                                    Date held) const {
    std::map<Date, const SlowRecord*> by_start;
    for (const SlowRecord& record : records_) {
      if (record.kind != RecordKind::kSection47 || record.child.empty()) continue;
      const auto started = record.DateOf(Fact::kSection47Started, as_of_);
      for (const SlowRecord* conference : conferences) {
        if (!started || !Links(*conference, Fact::kConferenceSection47, record)) continue;
        by_start.emplace(*started, &record);
      }
    }
    if (by_start.empty()) return nullptr;
    auto after = by_start.upper_bound(held);
    return after == by_start.begin() ? after->second : std::prev(after)->second;
  }

  void LookAtClock(const Clock& clock) {
    if (!limits_.CanCount(clock.indicator, clock.start)) return;
    day_.clocks.push_back(
        {clock.indicator, clock.record, clock.start, Earlier(clock.stop, clock.cancelled)});
    if (!clock.stop || clock.cancelled) return;
    const bool late = limits_.IsOver(clock.indicator, clock.start, *clock.stop);
    const bool counts_late_ones = clock.indicator == std::string("ni64");
    day_.happenings.push_back({clock.indicator, clock.record->TeamOn(*clock.stop), *clock.stop,
                               late == counts_late_ones});
  }

  void LookAtPlan(const SlowRecord& plan) {
    const auto started = plan.DateOf(Fact::kPlanStarted, as_of_);
    const auto type = static_cast<PlanType>(CodeOf(plan, Fact::kPlanType));
    if (!started || type != PlanType::kChildProtection) return;
    const auto ceased = plan.DateOf(Fact::kPlanCeased, as_of_);
    day_.plans.push_back({children_.at(plan.child), *started, ceased, &plan, ReviewsOf(plan)});
    LookAtClock({"ni64", &plan, *started, ceased, std::nullopt});
  }

  /// Booked ahead as they are, they need not have come by the day looked at.
  std::vector<BookedReview> ReviewsOf(const SlowRecord& plan) const {
    std::vector<BookedReview> reviews;
    for (const SlowRecord& record : records_) {
      if (record.kind != RecordKind::kReview) continue;
      if (CodeOf(record, Fact::kReviewOf) != static_cast<int>(RecordKind::kPlan)) continue;
      if (!Links(record, Fact::kReviewOf, plan)) continue;
      const auto booked = record.DateOf(Fact::kReviewScheduled, Date::Max());
      if (booked) reviews.push_back({*booked, record.DateOf(Fact::kReviewHeld, as_of_)});
    }
    return reviews;
  }

  const std::vector<SlowRecord>& records_;
  const std::map<std::string, std::string>& children_;
  const SlowCalendar& calendar_;
  const SlowLimits& limits_;
  Date as_of_;
  SlowDay day_;
};

}  // namespace

bool PlanSpan::HasLateConferenceOn(Date day) const {
  const int age = day - start;
  if (!IsOpenOn(day) || age < 548 || age >= 730) return false;
  std::optional<Date> next;
  for (const BookedReview& review : reviews) {
    const bool is_over = review.held && *review.held <= day;
    if (review.day >= day && !is_over) next = Earlier(next, review.day);
  }
  return next && *next - start >= 730;
}

SlowDay LookAt(const std::vector<SlowRecord>& records,
               const std::map<std::string, std::string>& children, const SlowCalendar& calendar,
               const SlowLimits& limits, Date as_of) {
  return Look(records, children, calendar, limits, as_of).Take();
}

}  // namespace caseclock::simulation
