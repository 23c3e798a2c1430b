#include "processors/indicator/quality.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

namespace caseclock {
namespace {

struct RuleText {
  std::string_view name;
  std::string_view text;
};

constexpr std::array<RuleText, kQualityRuleCount> kRules = {{
    {"initial_assessment_without_referral",
     "Initial assessments linked to no referral of the same child; left out of ni59"},
    {"assessment_before_referral", "Assessments that start before their referral"},
    {"assessment_after_closure", "Assessments that start after their referral was closed"},
    {"assessment_on_no_further_action", "Assessments on a referral decided as no further action"},
    {"open_assessment_at_closure", "Assessments still open on a closed referral"},
    {"assessments_overlap", "Assessments of one type open at the same time for one child"},
    {"conference_before_section47", "Conferences held before the section 47 enquiry they answer"},
    {"conference_without_section47",
     "Initial conferences linked to no section 47 enquiry; counted as not in time"},
    {"conference_after_ending", "Conferences held though the enquiry ended without one"},
    {"conference_on_weekend", "Conferences dated on a Saturday or Sunday"},
    {"plan_ceased_on_or_before_start", "Plans that cease on or before the day they start"},
    {"plans_overlap", "Plans of one type that overlap for one child"},
    {"more_than_one_open_plan", "Plans of one type open at once for one child"},
    {"review_on_or_before_plan_start", "Reviews held on or before the day the plan starts"},
    {"stop_before_start", "Records that end before they start"},
    {"date_in_future", "Records with a date after today"},
    {"date_before_1990", "Records with a date before 1990"},
    {"outside_calendar", "Clocks that start outside the years whose working days are known"},
    {"too_many_children_joined",
     "Children said to be the same as another, of more than 32 that would be one child; not "
     "joined"},
    {"too_many_records_of_child",
     "Records of a child who has more than 4,000; each counted as if of a child of its own"},
}};

/// Looks at one child; lives for one call.
class Checker {
 public:
  Checker(const History& history, const Definitions& definitions, const CheckedRecords& checked,
          const std::function<void(QualityRule, const Record&)>& found)
      : history_(history), definitions_(definitions), checked_(checked), found_(found) {}

  void Run() {
    for (std::size_t i = 0; i < history_.records.size(); ++i) {
      const Record& record = history_.records[i];
      if (!checked_.kinds.Has(record.kind) && &record != checked_.also) continue;
      if (record.registers.empty() && !history_.has_future_date[i]) continue;
      CheckDates(record, history_.has_future_date[i]);
      CheckBounds(record);
      switch (record.kind) {
        case RecordKind::kAssessment: CheckAssessment(record); break;
        case RecordKind::kConference: CheckConference(record); break;
        case RecordKind::kPlan: CheckPlan(record); break;
        case RecordKind::kReview: CheckReview(record); break;
        case RecordKind::kSection47: CheckSection47(record); break;
        default: break;
      }
    }
  }

 private:
  void CheckDates(const Record& record, bool has_future_date) {
    static const Date kEarliest = Date::FromYmd(1990, 1, 1);
    if (has_future_date) found_(QualityRule::kDateInFuture, record);
    const auto is_early = [](const Register& reg) {
      return reg.value.date != kNoDate && reg.value.date < kEarliest;
    };
    if (std::any_of(record.registers.begin(), record.registers.end(), is_early)) {
      found_(QualityRule::kDateBefore1990, record);
    }
  }

  void CheckBounds(const Record& record) {
    if (history_.of_too_many_children && record.kind == RecordKind::kChild &&
        !TextOf(record, Fact::kChildAlias).empty()) {
      found_(QualityRule::kTooManyChildrenJoined, record);
    }
    if (history_.of_too_many_records) found_(QualityRule::kTooManyRecordsOfChild, record);
  }

  bool IsOutsideCalendar(Date start) const {
    return start != kNoDate &&
           (start < definitions_.calendar.first() || start > definitions_.calendar.last());
  }

  void CheckSection47(const Record& record) {
    if (IsOutsideCalendar(DateOf(record, Fact::kSection47Started))) {
      found_(QualityRule::kOutsideCalendar, record);
    }
  }

  static bool IsInitial(const Record& assessment) {
    return CodeOf(assessment, Fact::kAssessmentType) ==
           static_cast<std::int32_t>(AssessmentType::kInitial);
  }

  /// The referral of the same child that the assessment is linked to, or nullptr.
  const Record* ReferralOf(const Record& assessment) const {
    const std::string_view link = TextOf(assessment, Fact::kAssessmentReferral);
    return link.empty() ? nullptr : FindRecord(history_, RecordKind::kReferral, link);
  }

  void CheckAssessment(const Record& record) {
    const Date start = DateOf(record, Fact::kAssessmentStarted);
    const Record* referral = ReferralOf(record);
    const Date opened = referral == nullptr ? kNoDate : DateOf(*referral, Fact::kReferralOpened);
    if (IsOutsideCalendar(start) || (IsInitial(record) && IsOutsideCalendar(opened))) {
      found_(QualityRule::kOutsideCalendar, record);
    }
    const Date stop = DateOf(record, Fact::kAssessmentAuthorised);
    if (start != kNoDate && stop != kNoDate && stop < start) {
      found_(QualityRule::kStopBeforeStart, record);
    }
    CheckReferralOf(record, referral, opened, start);
    if (Overlaps(record, Fact::kAssessmentType, Fact::kAssessmentStarted,
                 Fact::kAssessmentAuthorised, Fact::kAssessmentCancelled)) {
      found_(QualityRule::kAssessmentsOverlap, record);
    }
  }

  void CheckReferralOf(const Record& assessment, const Record* referral, Date opened, Date start) {
    if (opened == kNoDate) {
      if (IsInitial(assessment)) found_(QualityRule::kInitialAssessmentWithoutReferral, assessment);
      return;
    }
    if (start != kNoDate && start < opened) {
      found_(QualityRule::kAssessmentBeforeReferral, assessment);
    }
    if (CodeOf(*referral, Fact::kReferralDecided) ==
        static_cast<std::int32_t>(ReferralOutcome::kNoFurtherAction)) {
      found_(QualityRule::kAssessmentOnNoFurtherAction, assessment);
    }
    CheckClosureOf(assessment, *referral, start);
  }

  void CheckClosureOf(const Record& assessment, const Record& referral, Date start) {
    if (!IsClosed(referral)) return;
    const Date closed = DateOf(referral, Fact::kReferralClosure);
    if (start != kNoDate && start > closed) {
      found_(QualityRule::kAssessmentAfterClosure, assessment);
    }
    if (start != kNoDate && DateOf(assessment, Fact::kAssessmentAuthorised) == kNoDate &&
        DateOf(assessment, Fact::kAssessmentCancelled) == kNoDate) {
      found_(QualityRule::kOpenAssessmentAtClosure, assessment);
    }
  }

  static bool IsInitialConference(const Record& record) {
    const auto type = static_cast<ConferenceType>(CodeOf(record, Fact::kConferenceType));
    return type == ConferenceType::kInitial || type == ConferenceType::kPreBirth;
  }

  void CheckConference(const Record& record) {
    const Date held = DateOf(record, Fact::kConferenceHeld);
    if (held == kNoDate) return;
    if (PartsOf(held).weekday >= 6) found_(QualityRule::kConferenceOnWeekend, record);
    const std::string_view link = TextOf(record, Fact::kConferenceSection47);
    const Record* enquiry =
        link.empty() ? nullptr : FindRecord(history_, RecordKind::kSection47, link);
    const Date started = enquiry == nullptr ? kNoDate : DateOf(*enquiry, Fact::kSection47Started);
    if (started == kNoDate) {
      if (IsInitialConference(record)) found_(QualityRule::kConferenceWithoutSection47, record);
      return;
    }
    if (held < started) found_(QualityRule::kConferenceBeforeSection47, record);
    if (DateOf(*enquiry, Fact::kSection47EndedWithoutConference) != kNoDate) {
      found_(QualityRule::kConferenceAfterEnding, record);
    }
  }

  void CheckPlan(const Record& record) {
    const Date start = DateOf(record, Fact::kPlanStarted);
    const Date ceased = DateOf(record, Fact::kPlanCeased);
    if (start == kNoDate) return;
    if (ceased != kNoDate && ceased <= start) {
      found_(QualityRule::kPlanCeasedOnOrBeforeStart, record);
    }
    if (!Overlaps(record, Fact::kPlanType, Fact::kPlanStarted, Fact::kPlanCeased,
                  Fact::kUnspecified)) {
      return;
    }
    found_(QualityRule::kPlansOverlap, record);
    if (ceased == kNoDate && HasOtherOpenPlan(record)) {
      found_(QualityRule::kMoreThanOneOpenPlan, record);
    }
  }

  bool HasOtherOpenPlan(const Record& plan) {
    if (IsLong()) {
      const Spans& plans =
          SpansOf(plan, Fact::kPlanType, Fact::kPlanStarted, Fact::kPlanCeased, Fact::kUnspecified);
      return plans.not_stopped > 1;
    }
    return std::any_of(history_.records.begin(), history_.records.end(), [&](const Record& other) {
      return &other != &plan && other.kind == RecordKind::kPlan &&
             CodeOf(other, Fact::kPlanType) == CodeOf(plan, Fact::kPlanType) &&
             DateOf(other, Fact::kPlanStarted) != kNoDate &&
             DateOf(other, Fact::kPlanCeased) == kNoDate;
    });
  }

  void CheckReview(const Record& record) {
    // A review of a care period may carry the id of a plan.
    if (CodeOf(record, Fact::kReviewOf) != static_cast<std::int32_t>(RecordKind::kPlan)) return;
    const std::string_view link = TextOf(record, Fact::kReviewOf);
    const Record* plan = link.empty() ? nullptr : FindRecord(history_, RecordKind::kPlan, link);
    if (plan == nullptr) return;
    const Date held = DateOf(record, Fact::kReviewHeld);
    const Date start = DateOf(*plan, Fact::kPlanStarted);
    if (held != kNoDate && start != kNoDate && held <= start) {
      found_(QualityRule::kReviewOnOrBeforePlanStart, record);
    }
  }

  static Date EndOf(const Record& record, Fact stop, Fact cancel) {
    Date end = DateOf(record, stop);
    if (end == kNoDate) end = DateOf(record, cancel);
    return end == kNoDate ? Date::Max() : end;
  }

  /// Of a long history, in which looking at each other record for each record would take for ever.
  bool IsLong() const { return history_.records.size() >= kIndexedFrom; }

  /// When a record is open. Of it and those that begin no later: the latest two ends.
  struct Span {
    const Record* of;
    Date begin;
    Date end;
    const Record* last = nullptr;
    Date last_end = Date::Min();
    Date next_to_last_end = Date::Min();
  };
  /// Those of one kind and type, by their begin.
  struct Spans {
    std::vector<Span> by_begin;
    std::size_t not_stopped = 0;
  };

  const Spans& SpansOf(const Record& record, Fact type, Fact start, Fact stop, Fact cancel) {
    const auto [at, is_new] = spans_.try_emplace({record.kind, CodeOf(record, type)});
    Spans& spans = at->second;
    if (!is_new) return spans;
    for (const Record& other : history_.records) {
      if (other.kind != record.kind || CodeOf(other, type) != CodeOf(record, type)) continue;
      const Date begin = DateOf(other, start);
      if (begin == kNoDate) continue;
      spans.by_begin.push_back({&other, begin, EndOf(other, stop, cancel)});
      if (DateOf(other, stop) == kNoDate) ++spans.not_stopped;
    }
    std::sort(spans.by_begin.begin(), spans.by_begin.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    NoteLatestEnds(spans.by_begin);
    return spans;
  }

  static void NoteLatestEnds(std::vector<Span>& spans) {
    const Record* last = nullptr;
    Date last_end = Date::Min();
    Date next_to_last_end = Date::Min();
    for (Span& span : spans) {
      if (last == nullptr || span.end > last_end) {
        next_to_last_end = last_end;
        last_end = span.end;
        last = span.of;
      } else {
        next_to_last_end = std::max(next_to_last_end, span.end);
      }
      span.last = last;
      span.last_end = last_end;
      span.next_to_last_end = next_to_last_end;
    }
  }

  /// Another record of the same kind and type is open on a day on which this one is.
  bool Overlaps(const Record& record, Fact type, Fact start, Fact stop, Fact cancel) {
    const Date begin = DateOf(record, start);
    if (begin == kNoDate) return false;
    const Date end = EndOf(record, stop, cancel);
    if (IsLong()) return Overlaps(record, begin, end, SpansOf(record, type, start, stop, cancel));
    return std::any_of(history_.records.begin(), history_.records.end(), [&](const Record& other) {
      if (&other == &record || other.kind != record.kind) return false;
      if (CodeOf(other, type) != CodeOf(record, type)) return false;
      const Date other_begin = DateOf(other, start);
      if (other_begin == kNoDate) return false;
      return other_begin < end && begin < EndOf(other, stop, cancel);
    });
  }

  static bool Overlaps(const Record& record, Date begin, Date end, const Spans& spans) {
    const auto first = spans.by_begin.begin();
    const auto after = std::partition_point(first, spans.by_begin.end(),
                                            [end](const Span& span) { return span.begin < end; });
    if (after == first) return false;
    const Span& latest = *std::prev(after);
    return begin < (latest.last == &record ? latest.next_to_last_end : latest.last_end);
  }

  const History& history_;
  const Definitions& definitions_;
  const CheckedRecords& checked_;
  const std::function<void(QualityRule, const Record&)>& found_;
  std::map<std::pair<RecordKind, std::int32_t>, Spans> spans_;
};

}  // namespace

std::string_view QualityRuleName(QualityRule rule) {
  return kRules[static_cast<std::size_t>(rule)].name;
}

std::string_view QualityRuleText(QualityRule rule) {
  return kRules[static_cast<std::size_t>(rule)].text;
}

RecordKinds KindsReadByChecks(RecordKind kind) {
  switch (kind) {
    case RecordKind::kAssessment: return RecordKind::kAssessment | RecordKind::kReferral;
    case RecordKind::kConference: return RecordKind::kSection47;
    case RecordKind::kPlan:
    case RecordKind::kReview: return RecordKind::kPlan;
    default: return {};
  }
}

void ForEachQualityFinding(const History& history, const Definitions& definitions,
                           const CheckedRecords& checked,
                           const std::function<void(QualityRule, const Record&)>& found) {
  Checker(history, definitions, checked, found).Run();
}

}  // namespace caseclock
