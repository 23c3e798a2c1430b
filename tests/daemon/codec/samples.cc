#include "tests/daemon/codec/samples.h"

#include <utility>

namespace caseclock {
namespace {

const Date kDay = Date::FromYmd(2024, 3, 1);
constexpr std::int64_t kRecordedUs = 1'709'546'400'000'000;   // 2024-03-04T10:00:00Z
constexpr std::int64_t kExtractedUs = 1'711'843'200'250'000;  // 2024-03-31T00:00:00.25Z

/// The primary fact, dated, and others.
Assert Said(Fact fact, std::int32_t code = 0, std::string text = "",
            std::vector<FactAssertion> others = {}) {
  Assert assert{{{fact, kNoDate, {kDay, code, std::move(text)}}}};
  for (auto& other : others) assert.facts.push_back(std::move(other));
  return assert;
}

/// A fact without a date.
FactAssertion Undated(Fact fact, std::int32_t code, std::string text = "") {
  return {fact, kNoDate, {kNoDate, code, std::move(text)}};
}

/// A fact that is held once for each first day.
Assert From(Fact fact, std::string text) { return {{{fact, kDay, {kNoDate, 0, std::move(text)}}}}; }

Sample Make(std::string name, const std::string& payload, RecordKind kind, Action action) {
  return {std::move(name), Envelope(payload), EnvelopeEvent(kind, std::move(action))};
}

using F = Fact;
using K = RecordKind;

std::vector<Sample> FrontDoor() {
  return {
      Make("contact_received", R"("contactReceived":{"contactSource":"1A"})", K::kContact,
           Said(F::kContactReceived, 0, "1A")),
      Make("contact_decided", R"("contactDecided":{"outcome":"CONTACT_OUTCOME_EARLY_HELP"})",
           K::kContact, Said(F::kContactDecided, 3)),
      Make("contact_decided, outcome not known", R"("contactDecided":{})", K::kContact,
           Said(F::kContactDecided)),
      Make("referral_opened", R"("referralOpened":{"referralSource":"police"})", K::kReferral,
           Said(F::kReferralOpened, 0, "police")),
      Make("referral_opened, source not known", R"("referralOpened":{})", K::kReferral,
           Said(F::kReferralOpened)),
      Make("referral_decided", R"("referralDecided":{"outcome":"REFERRAL_OUTCOME_OTHER_SERVICE"})",
           K::kReferral, Said(F::kReferralDecided, 3)),
      Make("referral_decided, outcome not known", R"("referralDecided":{})", K::kReferral,
           Said(F::kReferralDecided)),
      Make("referral_closed", R"("referralClosed":{"reason":"RC1"})", K::kReferral,
           Said(F::kReferralClosure, kClosed, "RC1")),
      Make("referral_reopened", R"("referralReopened":{})", K::kReferral,
           Said(F::kReferralReopened)),
  };
}

std::vector<Sample> Assessments() {
  return {
      Make("assessment_started",
           R"("assessmentStarted":{"type":"ASSESSMENT_TYPE_CORE","referral":"R9"})", K::kAssessment,
           Said(F::kAssessmentStarted, 0, "",
                {Undated(F::kAssessmentType, 2), Undated(F::kAssessmentReferral, 0, "R9")})),
      Make("assessment_started, type and link not asserted", R"("assessmentStarted":{})",
           K::kAssessment, Said(F::kAssessmentStarted)),
      Make("assessment_work_finished", R"("assessmentWorkFinished":{})", K::kAssessment,
           Said(F::kAssessmentWorkFinished)),
      Make("assessment_authorised",
           R"("assessmentAuthorised":{"type":"ASSESSMENT_TYPE_CHILD_AND_FAMILY"})", K::kAssessment,
           Said(F::kAssessmentAuthorised, 0, "", {Undated(F::kAssessmentType, 3)})),
      Make("assessment_cancelled", R"("assessmentCancelled":{})", K::kAssessment,
           Said(F::kAssessmentCancelled)),
  };
}

std::vector<Sample> ChildProtection() {
  return {
      Make("section47_started", R"("section47Started":{"referral":"R9"})", K::kSection47,
           Said(F::kSection47Started, 0, "", {Undated(F::kSection47Referral, 0, "R9")})),
      Make("section47_ended_without_conference", R"("section47EndedWithoutConference":{})",
           K::kSection47, Said(F::kSection47EndedWithoutConference)),
      Make(
          "conference_held",
          R"("conferenceHeld":{"type":"CONFERENCE_TYPE_TRANSFER_IN","section47":"S1","plan":"P1"})",
          K::kConference,
          Said(F::kConferenceHeld, 0, "",
               {Undated(F::kConferenceType, 4), Undated(F::kConferenceSection47, 0, "S1"),
                Undated(F::kConferencePlan, 0, "P1")})),
      Make("minutes_issued", R"("minutesIssued":{})", K::kConference, Said(F::kMinutesIssued)),
      Make("minutes_issued, of a review", R"("minutesIssued":{"kind":"RECORD_KIND_REVIEW"})",
           K::kReview, Said(F::kMinutesIssued)),
  };
}

std::vector<Sample> Plans() {
  return {
      Make("plan_started",
           R"("planStarted":{"type":"PLAN_TYPE_PATHWAY","previousPlans":2,"category":"N1"})",
           K::kPlan,
           Said(F::kPlanStarted, 0, "N1",
                {Undated(F::kPlanType, 3), Undated(F::kPlanPreviousPlans, 2)})),
      Make("plan_started, no plan before", R"("planStarted":{"previousPlans":0})", K::kPlan,
           Said(F::kPlanStarted, 0, "", {Undated(F::kPlanPreviousPlans, 0)})),
      Make("plan_started, not said how many before", R"("planStarted":{})", K::kPlan,
           Said(F::kPlanStarted)),
      Make("review_scheduled", R"("reviewScheduled":{"of":"P1"})", K::kReview,
           Said(F::kReviewScheduled, 0, "", {Undated(F::kReviewOf, 6, "P1")})),
      Make("review_scheduled, of care",
           R"("reviewScheduled":{"ofKind":"RECORD_KIND_CARE","of":"L1"})", K::kReview,
           Said(F::kReviewScheduled, 0, "", {Undated(F::kReviewOf, 8, "L1")})),
      Make("review_held", R"("reviewHeld":{"plan":"P1"})", K::kReview,
           Said(F::kReviewHeld, 0, "", {Undated(F::kReviewOf, 6, "P1")})),
      Make("review_held, of no plan", R"("reviewHeld":{})", K::kReview, Said(F::kReviewHeld)),
      Make("plan_ceased", R"("planCeased":{"reason":"moved","type":"PLAN_TYPE_CHILD_PROTECTION"})",
           K::kPlan, Said(F::kPlanCeased, 0, "moved", {Undated(F::kPlanType, 1)})),
  };
}

std::vector<Sample> Care() {
  return {
      Make("care_started", R"("careStarted":{"categoryOfNeed":"N1"})", K::kCare,
           Said(F::kCareStarted, 0, "N1")),
      Make("care_ceased", R"("careCeased":{"reason":"E11"})", K::kCare,
           Said(F::kCareCeased, 0, "E11")),
      Make("legal_status_changed", R"("legalStatusChanged":{"legalStatus":"V4"})", K::kCare,
           From(F::kLegalStatus, "V4")),
      Make("placement_started", R"("placementStarted":{"care":"L1","placementType":"U1"})",
           K::kPlacement,
           Said(F::kPlacementStarted, 0, "U1", {Undated(F::kPlacementCare, 0, "L1")})),
      Make("placement_ended", R"("placementEnded":{"reason":"moved"})", K::kPlacement,
           Said(F::kPlacementEnded, 0, "moved")),
      Make("care_review_held", R"("careReviewHeld":{"care":"L1"})", K::kReview,
           Said(F::kReviewHeld, 0, "", {Undated(F::kReviewOf, 8, "L1")})),
      Make("visit_made", R"("visitMade":{"ofKind":"RECORD_KIND_PLAN","of":"P1","seenAlone":true})",
           K::kVisit, Said(F::kVisitMade, 2, "", {Undated(F::kVisitOf, 6, "P1")})),
      Make("visit_made, not alone", R"("visitMade":{"seenAlone":false})", K::kVisit,
           Said(F::kVisitMade, 1)),
      Make("visit_made, not known whether alone", R"("visitMade":{})", K::kVisit,
           Said(F::kVisitMade)),
      Make("health_assessed", R"("healthAssessed":{})", K::kHealthAssessment,
           Said(F::kHealthAssessed)),
      Make("dental_check_done", R"("dentalCheckDone":{})", K::kDentalCheck,
           Said(F::kDentalCheckDone)),
      Make("education_plan_reviewed", R"("educationPlanReviewed":{})", K::kEducationPlan,
           Said(F::kEducationPlanReviewed)),
  };
}

std::vector<Sample> Adoption() {
  return {
      Make("adoption_decided", R"("adoptionDecided":{"care":"L1"})", K::kAdoption,
           Said(F::kAdoptionDecided, 0, "", {Undated(F::kAdoptionCare, 0, "L1")})),
      Make("placement_order_granted", R"("placementOrderGranted":{})", K::kAdoption,
           Said(F::kPlacementOrder)),
      Make("adoption_matched", R"("adoptionMatched":{})", K::kAdoption, Said(F::kAdoptionMatched)),
      Make("adoption_placed", R"("adoptionPlaced":{})", K::kAdoption, Said(F::kAdoptionPlaced)),
      Make("adoption_application_lodged", R"("adoptionApplicationLodged":{})", K::kAdoption,
           Said(F::kAdoptionLodged)),
      Make("adoption_order_granted", R"("adoptionOrderGranted":{})", K::kAdoption,
           Said(F::kAdoptionOrder)),
      Make("adoption_reversed", R"("adoptionReversed":{"reason":"RD1"})", K::kAdoption,
           Said(F::kAdoptionReversed, 0, "RD1")),
      Make("adoption_status_changed",
           R"("adoptionStatusChanged":{"status":"ADOPTION_STATUS_PLACED"})", K::kAdoption,
           Said(F::kAdoptionStatus, 3)),
  };
}

/// Events whose envelope lacks something, or is read otherwise: `change` makes the exceptional
/// event.
template <typename Change>
Sample But(Sample sample, Change change) {
  change(sample.event);
  return sample;
}

std::vector<Sample> Holders() {
  const auto allocated = [](std::string name, std::string fields, std::string text) {
    return Make("record_allocated" + std::move(name),
                R"("recordAllocated":{"kind":"RECORD_KIND_PLAN")" + fields + "}", K::kPlan,
                From(F::kAllocation, std::move(text)));
  };
  return {
      allocated("", R"(,"team":"North","worker":"w7")", "North\x1fw7"),
      allocated(", no worker", R"(,"team":"North")", "North"),
      allocated(", no team", R"(,"worker":"w7")", "\x1fw7"),
      allocated(", nobody", "", ""),
      But(Make("team_changed", R"("teamChanged":{"team":"North","parent":"Area 1"})", K::kTeam,
               From(F::kTeamParent, "Area 1")),
          [](CaseEvent& event) { event.record = "North"; }),
      But(Make("team_changed, to the top", R"("teamChanged":{"team":"North"})", K::kTeam,
               From(F::kTeamParent, "")),
          [](CaseEvent& event) { event.record = "North"; }),
  };
}

std::vector<Sample> OfNoChild() {
  return {
      Make("case_audited", R"("caseAudited":{"grade":"good","concerns":3})", K::kAudit,
           Said(F::kAudit, 3, "good")),
      Make("action_updated",
           R"("actionUpdated":{"plan":"IP1","lead":"head of service","rag":"ACTION_RAG_AMBER",)"
           R"("targetDate":"2024-06-30","implemented":true})",
           K::kAction,
           Said(F::kAction, 2,
                "IP1\x1fhead of service\x1f"
                "2024-06-30\x1f"
                "1")),
      Make("action_updated, no lead", R"("actionUpdated":{"plan":"IP1","targetDate":"2024-06-30"})",
           K::kAction,
           Said(F::kAction, 0,
                "IP1\x1f\x1f"
                "2024-06-30")),
      Make("measure_reported",
           R"("measureReported":{"indicator":"vacancies","numerator":"-12","denominator":"140"})",
           K::kMeasure,
           Said(F::kMeasure, 0,
                "vacancies\x1f-12\x1f"
                "140")),
      Make("commentary_written",
           R"("commentaryWritten":{"indicator":"ni59","text":"Two posts filled.",)"
           R"("authorRole":"owner"})",
           K::kCommentary, Said(F::kCommentary, 0, "ni59\x1f\x1fTwo posts filled.\x1fowner")),
  };
}

std::vector<Sample> Corrections() {
  const auto child_is_record = [](CaseEvent& event) { event.record = event.child; };
  return {
      But(Make("child_described", R"("childDescribed":{"birthMonth":"2019-07"})", K::kChild,
               Assert{{Undated(F::kChildBirthMonth, 0, "2019-07")}}),
          child_is_record),
      But(Make("child_described, nothing said", R"("childDescribed":{})", K::kChild, Assert{}),
          child_is_record),
      But(Make("child_alias", R"("childAlias":{"sameAs":"C2"})", K::kChild,
               Assert{{Undated(F::kChildAlias, 0, "C2")}}),
          child_is_record),
      Make("record_withdrawn", R"("recordWithdrawn":{"kind":"RECORD_KIND_VISIT"})", K::kVisit,
           Withdraw{}),
      Make("record_moved", R"("recordMoved":{"kind":"RECORD_KIND_PLAN","toChild":"C2"})", K::kPlan,
           Move{"C2"}),
      Make("fact_cleared", R"("factCleared":{"kind":"RECORD_KIND_PLAN","fact":"FACT_PLAN_CEASED"})",
           K::kPlan, Clear{F::kPlanCeased, kNoDate}),
      Make("fact_cleared, dated",
           R"("factCleared":{"kind":"RECORD_KIND_PLAN","fact":"FACT_ALLOCATION",)"
           R"("firstDay":"2024-03-01"})",
           K::kPlan, Clear{F::kAllocation, kDay}),
      Make("fact_cleared, a first day of what has none",
           R"("factCleared":{"kind":"RECORD_KIND_PLAN","fact":"FACT_PLAN_TYPE",)"
           R"("firstDay":"2024-03-01"})",
           K::kPlan, Clear{F::kPlanType, kNoDate}),
  };
}

CaseEvent BatchEvent(Action action, RecordKind kind) {
  CaseEvent event = EnvelopeEvent(kind, std::move(action));
  event.batch_id = "b1";
  event.stamp.recorded_at_us = kExtractedUs;
  return event;
}

std::string BatchEnvelope(const std::string& scopes, const std::string& payload) {
  return Envelope(R"("batch":{"id":"b1","extractedAt":"2024-03-31T00:00:00.250Z")" + scopes + "}," +
                  payload);
}

std::vector<Sample> Batches() {
  CaseEvent completed = BatchEvent(
      CompleteBatch{
          {{K::kReferral, kDay, kDay + 30, false}, {K::kPlan, Date::Min(), Date::Max(), true}}, 12},
      K::kUnspecified);
  completed.child.clear();
  completed.record.clear();
  CaseEvent snapshot = BatchEvent(Said(F::kReferralOpened), K::kReferral);
  snapshot.recorded_on.reset();
  const std::string without_time =
      R"({"eventId":"e-1","authority":"E08000099","child":"C1","record":"R1",)"
      R"("occurredOn":"2024-03-01","source":"invented","sourceSequence":"7",)"
      R"("batch":{"id":"b1","extractedAt":"2024-03-31T00:00:00.250Z"},"referralOpened":{}})";
  return {
      {"batch_completed",
       BatchEnvelope(
           R"(,"scopes":[{"kind":"RECORD_KIND_REFERRAL","first":"2024-03-01","last":"2024-03-31"},)"
           R"({"kind":"RECORD_KIND_PLAN","open":true}])",
           R"("batchCompleted":{"events":"12"})"),
       completed},
      {"referral_opened, in a batch", BatchEnvelope("", R"("referralOpened":{})"),
       BatchEvent(Said(F::kReferralOpened), K::kReferral)},
      {"referral_opened, in a batch without a recorded time", without_time, snapshot},
  };
}

}  // namespace

std::string Envelope(const std::string& payload) {
  return R"({"eventId":"e-1","authority":"E08000099","child":"C1","record":"R1",)"
         R"("occurredOn":"2024-03-01","recordedAt":"2024-03-04T10:00:00Z","source":"invented",)"
         R"("sourceSequence":"7",)" +
         payload + "}";
}

CaseEvent EnvelopeEvent(RecordKind kind, Action action) {
  const bool of_child = kind >= RecordKind::kContact && kind <= RecordKind::kChild;
  return {.authority = "E08000099",
          .child = of_child ? "C1" : "",
          .kind = kind,
          .record = "R1",
          .stamp = {kRecordedUs, "invented", 7, "e-1"},
          .recorded_on = Date::FromYmd(2024, 3, 4),
          .batch_id = "",
          .action = std::move(action)};
}

std::vector<Sample> Samples() {
  std::vector<Sample> all;
  for (auto* group : {&FrontDoor, &Assessments, &ChildProtection, &Plans, &Care, &Adoption,
                      &Holders, &OfNoChild, &Corrections, &Batches}) {
    for (Sample& sample : group()) all.push_back(std::move(sample));
  }
  return all;
}

}  // namespace caseclock
