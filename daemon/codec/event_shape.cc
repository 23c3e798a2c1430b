#include "daemon/codec/event_shape.h"

#include "processors/check.h"

namespace caseclock::wire {
namespace {

using enum Role;
using F = Fact;
using K = RecordKind;

/// The codes of a fact, as FieldShape::allowed.
constexpr std::uint32_t CodesOf(F fact) {
  std::uint32_t codes = 0;
  for (const CodeRow& row : RowOf(fact).codes) codes |= 1u << static_cast<unsigned>(row.code);
  return codes;
}
/// The kinds that a link may name, and those that have a fact.
constexpr std::uint32_t LinksTo(F link) { return RowOf(link).links_to.bits; }
constexpr std::uint32_t KindsWith(F fact) { return RowOf(fact).of.bits; }
constexpr std::int32_t Code(K kind) { return static_cast<std::int32_t>(kind); }

constexpr std::uint32_t kAnyKind = fact_table::kAnyKind.bits;

/// A field that becomes a fact of its own, by its code.
constexpr FieldShape Type(std::uint8_t number, F fact) {
  return {number, "type", kOwnEnum, fact, CodesOf(fact)};
}

constexpr FieldShape kContactReceived[] = {{1, "contact_source", kText}};
constexpr FieldShape kContactDecided[] = {{1, "outcome", kEnum, {}, CodesOf(F::kContactDecided)}};
constexpr FieldShape kReferralOpened[] = {{1, "referral_source", kText}};
constexpr FieldShape kReferralDecided[] = {{1, "outcome", kEnum, {}, CodesOf(F::kReferralDecided)}};
constexpr FieldShape kReason[] = {{1, "reason", kText}};
constexpr FieldShape kAssessmentStarted[] = {Type(1, F::kAssessmentType),
                                             {2, "referral", kOwnText, F::kAssessmentReferral}};
constexpr FieldShape kAssessmentAuthorised[] = {Type(1, F::kAssessmentType)};
constexpr FieldShape kSection47Started[] = {{1, "referral", kOwnText, F::kSection47Referral}};
constexpr FieldShape kConferenceHeld[] = {Type(1, F::kConferenceType),
                                          {2, "section47", kOwnText, F::kConferenceSection47},
                                          {3, "plan", kOwnText, F::kConferencePlan}};
constexpr FieldShape kMinutesIssued[] = {
    {1, "kind", kKind, {}, KindsWith(F::kMinutesIssued), Code(K::kConference)}};
constexpr FieldShape kPlanStarted[] = {Type(1, F::kPlanType),
                                       {2, "previous_plans", kOwnCount, F::kPlanPreviousPlans},
                                       {3, "category", kText}};
constexpr FieldShape kReviewScheduled[] = {
    {1, "of_kind", kLinkKind, {}, LinksTo(F::kReviewOf), Code(K::kPlan)},
    {2, "of", kOwnText, F::kReviewOf}};
constexpr FieldShape kReviewHeld[] = {{1, "plan", kOwnText, F::kReviewOf, 0, Code(K::kPlan)}};
constexpr FieldShape kPlanCeased[] = {{1, "reason", kText}, Type(2, F::kPlanType)};
constexpr FieldShape kCareStarted[] = {{1, "category_of_need", kText}};
constexpr FieldShape kLegalStatusChanged[] = {{1, "legal_status", kText, {}, 0, 0, true}};
constexpr FieldShape kPlacementStarted[] = {{1, "care", kOwnText, F::kPlacementCare},
                                            {2, "placement_type", kText}};
constexpr FieldShape kCareReviewHeld[] = {{1, "care", kOwnText, F::kReviewOf, 0, Code(K::kCare)}};
constexpr FieldShape kVisitMade[] = {{1, "of_kind", kLinkKind, {}, LinksTo(F::kVisitOf)},
                                     {2, "of", kOwnText, F::kVisitOf},
                                     {3, "seen_alone", kTriState}};
constexpr FieldShape kAdoptionDecided[] = {{1, "care", kOwnText, F::kAdoptionCare}};
constexpr FieldShape kAdoptionStatusChanged[] = {
    {1, "status", kEnum, {}, CodesOf(F::kAdoptionStatus), 0, true}};
/// A field that names a team.
constexpr FieldShape Team(std::uint8_t number, std::string_view name, Role role,
                          bool required = false) {
  return {number, name, role, {}, 0, 0, required, kMaxTextBytes, true};
}

constexpr FieldShape kRecordAllocated[] = {
    {1, "kind", kKind, {}, kAnyKind, 0, true}, Team(2, "team", kPart), {3, "worker", kPart}};
constexpr FieldShape kTeamChanged[] = {Team(1, "team", kSubject, true), Team(2, "parent", kText)};
constexpr FieldShape kCaseAudited[] = {{1, "grade", kText}, {2, "concerns", kCount}};
constexpr FieldShape kActionUpdated[] = {{1, "plan", kPart},
                                         {2, "lead", kPart},
                                         {3, "rag", kEnum, {}, CodesOf(F::kAction)},
                                         {4, "target_date", kPartDate},
                                         {5, "implemented", kPartFlag}};
constexpr FieldShape kMeasureReported[] = {{1, "indicator", kPart, {}, 0, 0, true},
                                           {2, "numerator", kPartInteger},
                                           {3, "denominator", kPartInteger}};
constexpr FieldShape kCommentaryWritten[] = {
    {1, "indicator", kPart, {}, 0, 0, true},
    Team(2, "team", kPart),
    {3, "text", kPart, {}, 0, 0, true, kMaxCommentaryBytes},
    {4, "author_role", kPart}};
constexpr FieldShape kChildDescribed[] = {{1, "birth_month", kOwnMonth, F::kChildBirthMonth}};
constexpr FieldShape kChildAlias[] = {{1, "same_as", kText, {}, 0, 0, true}};
constexpr FieldShape kRecordWithdrawn[] = {{1, "kind", kKind, {}, kAnyKind, 0, true}};
constexpr FieldShape kRecordMoved[] = {{1, "kind", kKind, {}, kAnyKind, 0, true},
                                       {2, "to_child", kToChild, {}, 0, 0, true}};
constexpr FieldShape kFactCleared[] = {{1, "kind", kKind, {}, kAnyKind, 0, true},
                                       {2, "fact", kClearedFact, {}, 0, 0, true},
                                       {3, "first_day", kClearedDay}};
constexpr FieldShape kBatchCompleted[] = {{1, "events", kEventCount}};

constexpr EventShape kShapes[] = {
    {16, "contact_received", K::kContact, F::kContactReceived, kContactReceived},
    {17, "referral_opened", K::kReferral, F::kReferralOpened, kReferralOpened},
    {18, "referral_decided", K::kReferral, F::kReferralDecided, kReferralDecided},
    {19, "referral_closed", K::kReferral, F::kReferralClosure, kReason, kClosed},
    {20, "referral_reopened", K::kReferral, F::kReferralReopened},
    {21, "assessment_started", K::kAssessment, F::kAssessmentStarted, kAssessmentStarted},
    {22, "assessment_work_finished", K::kAssessment, F::kAssessmentWorkFinished},
    {23, "assessment_authorised", K::kAssessment, F::kAssessmentAuthorised, kAssessmentAuthorised},
    {24, "assessment_cancelled", K::kAssessment, F::kAssessmentCancelled},
    {25, "section47_started", K::kSection47, F::kSection47Started, kSection47Started},
    {26, "section47_ended_without_conference", K::kSection47, F::kSection47EndedWithoutConference},
    {27, "conference_held", K::kConference, F::kConferenceHeld, kConferenceHeld},
    {28, "minutes_issued", K::kUnspecified, F::kMinutesIssued, kMinutesIssued},
    {29, "plan_started", K::kPlan, F::kPlanStarted, kPlanStarted},
    {30, "review_scheduled", K::kReview, F::kReviewScheduled, kReviewScheduled},
    {31, "review_held", K::kReview, F::kReviewHeld, kReviewHeld},
    {32, "plan_ceased", K::kPlan, F::kPlanCeased, kPlanCeased},
    {33, "care_started", K::kCare, F::kCareStarted, kCareStarted},
    {34, "care_ceased", K::kCare, F::kCareCeased, kReason},
    {35, "legal_status_changed", K::kCare, F::kLegalStatus, kLegalStatusChanged},
    {36, "placement_started", K::kPlacement, F::kPlacementStarted, kPlacementStarted},
    {37, "placement_ended", K::kPlacement, F::kPlacementEnded, kReason},
    {38, "care_review_held", K::kReview, F::kReviewHeld, kCareReviewHeld},
    {39, "visit_made", K::kVisit, F::kVisitMade, kVisitMade},
    {40, "health_assessed", K::kHealthAssessment, F::kHealthAssessed},
    {41, "dental_check_done", K::kDentalCheck, F::kDentalCheckDone},
    {42, "education_plan_reviewed", K::kEducationPlan, F::kEducationPlanReviewed},
    {43, "adoption_decided", K::kAdoption, F::kAdoptionDecided, kAdoptionDecided},
    {44, "placement_order_granted", K::kAdoption, F::kPlacementOrder},
    {45, "adoption_matched", K::kAdoption, F::kAdoptionMatched},
    {46, "adoption_placed", K::kAdoption, F::kAdoptionPlaced},
    {47, "adoption_application_lodged", K::kAdoption, F::kAdoptionLodged},
    {48, "adoption_order_granted", K::kAdoption, F::kAdoptionOrder},
    {49, "adoption_reversed", K::kAdoption, F::kAdoptionReversed, kReason},
    {50, "adoption_status_changed", K::kAdoption, F::kAdoptionStatus, kAdoptionStatusChanged},
    {51, "record_allocated", K::kUnspecified, F::kAllocation, kRecordAllocated},
    {52, "team_changed", K::kTeam, F::kTeamParent, kTeamChanged},
    {53, "case_audited", K::kAudit, F::kAudit, kCaseAudited},
    {54, "action_updated", K::kAction, F::kAction, kActionUpdated},
    {55, "measure_reported", K::kMeasure, F::kMeasure, kMeasureReported},
    {56, "commentary_written", K::kCommentary, F::kCommentary, kCommentaryWritten},
    {57, "child_described", K::kChild, F::kUnspecified, kChildDescribed},
    {58, "child_alias", K::kChild, F::kChildAlias, kChildAlias},
    {59, "record_withdrawn", {}, {}, kRecordWithdrawn, 0, Verb::kWithdraw},
    {60, "record_moved", {}, {}, kRecordMoved, 0, Verb::kMove},
    {61, "fact_cleared", {}, {}, kFactCleared, 0, Verb::kClear},
    {62, "batch_completed", {}, {}, kBatchCompleted, 0, Verb::kCompleteBatch},
    {63, "contact_decided", K::kContact, F::kContactDecided, kContactDecided},
};

constexpr int kFirstEvent = 16;

const EventShape& At(int number) { return *FindShape(number); }

/// Reviews of care are told from reviews of plans by what they link to.
bool IsOfCare(const Assert& assert) {
  return assert.facts.size() > 1 && assert.facts[1].value.code == Code(K::kCare);
}

const EventShape& ShapeOf(const Assert& assert) {
  if (assert.facts.empty() || assert.facts[0].fact == F::kChildBirthMonth) return At(57);
  const FactAssertion& first = assert.facts[0];
  if (first.fact == F::kReviewHeld) return At(IsOfCare(assert) ? 38 : 31);
  for (const EventShape& shape : kShapes) {
    if (shape.verb == Verb::kAssert && shape.primary == first.fact) return shape;
  }
  CASECLOCK_CHECK(false, "the first fact of an event is one that an event of the protocol dates");
}

}  // namespace

std::span<const EventShape> EventShapes() { return kShapes; }

const EventShape* FindShape(int number) {
  const int index = number - kFirstEvent;
  if (index < 0 || index >= static_cast<int>(std::size(kShapes))) return nullptr;
  return &kShapes[index];
}

const EventShape& ShapeOf(const CaseEvent& event) {
  if (const auto* assert = std::get_if<Assert>(&event.action)) return ShapeOf(*assert);
  if (std::holds_alternative<Withdraw>(event.action)) return At(59);
  if (std::holds_alternative<Move>(event.action)) return At(60);
  if (std::holds_alternative<Clear>(event.action)) return At(61);
  return At(62);
}

}  // namespace caseclock::wire
