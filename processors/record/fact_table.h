/// @file
/// What there is to say of each kind of record and of each fact: one row. All that speaks of kinds and facts reads it:
/// merge, histories, counting, protocol, import, explanations, documents.
///
/// A new fact is a number in record_kind.h, as the protocol has it, and a row here; a test finds the one without the
/// other. Nothing of it is written down a second time: another list of facts is a fault, and a test looks for it.
///
/// Example: RowOf(Fact::kReferralClosure).name is "referral_closure", StartFact(RecordKind::kPlan) Fact::kPlanStarted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "processors/record/fact_row.h"

namespace caseclock {

/// The rows. Read them by the functions below, or all of them.
namespace fact_table {

using F = Fact;
using K = RecordKind;
using enum FactRole;
/// The row of one code, of an enumeration or a number.
template <typename Type>
constexpr CodeRow Code(Type code, std::string_view word, WorkNoun noun = {},
                       bool is_usual = false) {
  return {static_cast<std::int32_t>(code), word, noun, is_usual};
}

inline constexpr CodeRow kContactOutcomes[] = {Code(1, "no_further_action"),
                                               Code(2, "information_and_advice"),
                                               Code(3, "early_help"), Code(4, "referral")};
inline constexpr CodeRow kReferralOutcomes[] = {
    Code(ReferralOutcome::kNoFurtherAction, "no_further_action"), Code(2, "assessment"),
    Code(3, "other_service"), Code(4, "strategy_discussion")};
inline constexpr CodeRow kClosures[] = {Code(kClosed, "closed")};
inline constexpr CodeRow kAssessmentTypes[] = {
    Code(AssessmentType::kInitial, "initial", {"initial assessment", "initial assessments"}),
    Code(AssessmentType::kCore, "core", {"core assessment", "core assessments"}),
    Code(AssessmentType::kChildAndFamily, "child_and_family",
         {"child and family assessment", "child and family assessments"}, true)};
inline constexpr CodeRow kConferenceTypes[] = {
    Code(ConferenceType::kInitial, "initial", {"initial conference", "initial conferences"}),
    Code(ConferenceType::kReview, "review", {"review conference", "review conferences"}),
    Code(ConferenceType::kPreBirth, "pre_birth", {"pre-birth conference", "pre-birth conferences"}),
    Code(ConferenceType::kTransferIn, "transfer_in",
         {"transfer-in conference", "transfer-in conferences"})};
inline constexpr CodeRow kPlanTypes[] = {
    Code(PlanType::kChildProtection, "child_protection",
         {"child protection plan", "child protection plans"}),
    Code(PlanType::kChildInNeed, "child_in_need", {"child in need plan", "child in need plans"}),
    Code(PlanType::kPathway, "pathway", {"pathway plan", "pathway plans"})};
inline constexpr CodeRow kSeenAlone[] = {Code(SeenAlone::kNo, "no"), Code(SeenAlone::kYes, "yes")};
inline constexpr CodeRow kAdoptionStatuses[] = {Code(1, "family_finding"),
                                                Code(2, "placement_identified"), Code(3, "placed"),
                                                Code(4, "change_of_plan_likely")};
inline constexpr CodeRow kActionRags[] = {Code(1, "red"), Code(2, "amber"), Code(3, "green")};

/// Every kind.
inline constexpr RecordKinds kAnyKind = [] {
  RecordKinds any;
  any.bits = (1u << kRecordKindCount) - 2;
  return any;
}();

// clang-format off
/// In order of number, each at its own.
inline constexpr KindRow kKinds[] = {
    {K::kUnspecified, "unspecified", {"item", "items"}, false},
    {K::kContact, "contact", {"contact", "contacts"}, true, F::kContactReceived},
    {K::kReferral, "referral", {"referral", "referrals"}, true,
     F::kReferralOpened, F::kReferralClosure, F::kUnspecified, F::kReferralReopened},
    {K::kAssessment, "assessment", {"assessment", "assessments"}, true,
     F::kAssessmentStarted, F::kAssessmentAuthorised, F::kAssessmentCancelled},
    {K::kSection47, "section47", {"section 47 enquiry", "section 47 enquiries"}, true,
     F::kSection47Started, {}, {}, {}, "section_47"},
    {K::kConference, "conference", {"conference", "conferences"}, true,
     F::kConferenceHeld},
    {K::kPlan, "plan", {"plan", "plans"}, true, F::kPlanStarted, F::kPlanCeased},
    {K::kReview, "review", {"review", "reviews"}, true, F::kReviewHeld},
    {K::kCare, "care", {"child looked after", "children looked after"}, true,
     F::kCareStarted, F::kCareCeased},
    {K::kPlacement, "placement", {"placement", "placements"}, true,
     F::kPlacementStarted, F::kPlacementEnded},
    {K::kVisit, "visit", {"visit", "visits"}, true, F::kVisitMade},
    {K::kHealthAssessment, "health_assessment", {"health assessment", "health assessments"}, true, F::kHealthAssessed},
    {K::kDentalCheck, "dental_check", {"dental check", "dental checks"}, true,
     F::kDentalCheckDone},
    {K::kEducationPlan, "education_plan", {"education plan", "education plans"}, true, F::kEducationPlanReviewed},
    {K::kAdoption, "adoption", {"adoption", "adoptions"}, true,
     F::kAdoptionDecided, F::kAdoptionOrder},
    {K::kChild, "child", {"child", "children"}, true},
    {K::kAudit, "audit", {"audit", "audits"}, false, F::kAudit},
    {K::kAction, "action", {"action", "actions"}, false, F::kAction},
    {K::kMeasure, "measure", {"measure", "measures"}, false, F::kMeasure},
    {K::kCommentary, "commentary", {"comment", "comments"}, false, F::kCommentary},
    {K::kTeam, "team", {"team", "teams"}, false},
};

/// In order of number.
inline constexpr FactRow kFacts[] = {
    {F::kUnspecified, "unspecified", {}, kNone},
    {F::kAllocation, "allocation", kAnyKind, kHolds},  // text "team\x1fworker"
    {F::kContactReceived, "contact_received", K::kContact, kHappened},
    {F::kContactDecided, "contact_decided", K::kContact, kHappened, kContactOutcomes},
    {F::kReferralOpened, "referral_opened", K::kReferral, kHappened},
    {F::kReferralDecided, "referral_decided", K::kReferral, kHappened, kReferralOutcomes},
    {F::kReferralClosure, "referral_closure", K::kReferral, kHappened, kClosures},
    {F::kReferralReopened, "referral_reopened", K::kReferral, kHappened},
    {F::kAssessmentType, "assessment_type", K::kAssessment, kType, kAssessmentTypes},
    {F::kAssessmentStarted, "assessment_started", K::kAssessment, kHappened},
    {F::kAssessmentWorkFinished, "assessment_work_finished", K::kAssessment, kHappened},
    {F::kAssessmentAuthorised, "assessment_authorised", K::kAssessment, kHappened},
    {F::kAssessmentCancelled, "assessment_cancelled", K::kAssessment, kHappened},
    {F::kAssessmentReferral, "assessment_referral", K::kAssessment, kLink, {}, K::kReferral, true},
    {F::kSection47Started, "section47_started", K::kSection47, kHappened},
    {F::kSection47EndedWithoutConference, "section47_ended_without_conference", K::kSection47,
     kHappened},
    {F::kSection47Referral, "section47_referral", K::kSection47, kLink, {}, K::kReferral, true},
    {F::kConferenceHeld, "conference_held", K::kConference, kHappened},
    {F::kConferenceType, "conference_type", K::kConference, kType, kConferenceTypes},
    {F::kConferenceSection47, "conference_section47", K::kConference, kLink, {}, K::kSection47,
     true},
    {F::kConferencePlan, "conference_plan", K::kConference, kLink, {}, K::kPlan, true},
    {F::kMinutesIssued, "minutes_issued", K::kConference | K::kReview, kHappened},
    {F::kPlanType, "plan_type", K::kPlan, kType, kPlanTypes},
    {F::kPlanStarted, "plan_started", K::kPlan, kHappened},
    {F::kPlanCeased, "plan_ceased", K::kPlan, kHappened},
    {F::kPlanPreviousPlans, "plan_previous_plans", K::kPlan, kNumber},
    {F::kReviewScheduled, "review_scheduled", K::kReview, kBooked},
    {F::kReviewHeld, "review_held", K::kReview, kHappened},
    {F::kReviewOf, "review_of", K::kReview, kLink, {}, K::kPlan | K::kCare, true},
    {F::kCareStarted, "care_started", K::kCare, kHappened},
    {F::kCareCeased, "care_ceased", K::kCare, kHappened},
    {F::kLegalStatus, "legal_status", K::kCare, kHolds},
    {F::kPlacementStarted, "placement_started", K::kPlacement, kHappened},
    {F::kPlacementEnded, "placement_ended", K::kPlacement, kHappened},
    {F::kPlacementCare, "placement_care", K::kPlacement, kLink, {}, K::kCare, true},
    {F::kVisitMade, "visit_made", K::kVisit, kHappened, kSeenAlone},
    {F::kVisitOf, "visit_of", K::kVisit, kLink, {}, K::kPlan | K::kCare, true},
    {F::kHealthAssessed, "health_assessed", K::kHealthAssessment, kHappened},
    {F::kDentalCheckDone, "dental_check_done", K::kDentalCheck, kHappened},
    {F::kEducationPlanReviewed, "education_plan_reviewed", K::kEducationPlan, kHappened},
    {F::kAdoptionDecided, "adoption_decided", K::kAdoption, kHappened},
    {F::kPlacementOrder, "placement_order", K::kAdoption, kHappened},
    {F::kAdoptionMatched, "adoption_matched", K::kAdoption, kHappened},
    {F::kAdoptionPlaced, "adoption_placed", K::kAdoption, kHappened},
    {F::kAdoptionLodged, "adoption_lodged", K::kAdoption, kHappened},
    {F::kAdoptionOrder, "adoption_order", K::kAdoption, kHappened},
    {F::kAdoptionReversed, "adoption_reversed", K::kAdoption, kHappened},
    {F::kAdoptionStatus, "adoption_status", K::kAdoption, kReported, kAdoptionStatuses},
    {F::kAdoptionCare, "adoption_care", K::kAdoption, kLink, {}, K::kCare, true},
    {F::kChildBirthMonth, "child_birth_month", K::kChild, kDetail},
    {F::kChildAlias, "child_alias", K::kChild, kLink, {}, K::kChild},
    {F::kAudit, "audit", K::kAudit, kReported},
    {F::kAction, "action", K::kAction, kReported, kActionRags},
    {F::kMeasure, "measure", K::kMeasure, kReported},
    {F::kCommentary, "commentary", K::kCommentary, kSentence},
    {F::kTeamParent, "team_parent", K::kTeam, kHolds},
};
// clang-format on

inline constexpr std::size_t kNumbers = 256;  // a fact is one byte

/// By number: where the row stands; 0 for numbers that are no fact.
inline constexpr auto kPlaces = [] {
  std::array<std::uint8_t, kNumbers> places{};
  for (std::size_t i = 0; i < std::size(kFacts); ++i) {
    places[static_cast<std::size_t>(kFacts[i].fact)] = static_cast<std::uint8_t>(i);
  }
  return places;
}();

/// By number, so that what is asked at each fact of each event is one byte away.
inline constexpr auto kRoles = [] {
  std::array<FactRole, kNumbers> roles{};
  for (const FactRow& row : kFacts) roles[static_cast<std::size_t>(row.fact)] = row.role;
  return roles;
}();

}  // namespace fact_table

/// The row of a fact. Of a number that is none, that of kUnspecified.
constexpr const FactRow& RowOf(Fact fact) {
  return fact_table::kFacts[fact_table::kPlaces[static_cast<std::size_t>(fact)]];
}
/// The row of a kind. Requires: a number below kRecordKindCount.
constexpr const KindRow& RowOf(RecordKind kind) {
  return fact_table::kKinds[static_cast<std::size_t>(kind)];
}
/// What the fact is to its record.
constexpr FactRole RoleOf(Fact fact) { return fact_table::kRoles[static_cast<std::size_t>(fact)]; }

/// True for the numbers of facts and of kinds; what is stored or sent may be of a later version.
constexpr bool IsFact(std::uint64_t number) {
  return number < fact_table::kNumbers && RoleOf(static_cast<Fact>(number)) != FactRole::kNone;
}
constexpr bool IsRecordKind(std::uint64_t number) {
  return number > 0 && number < static_cast<std::uint64_t>(kRecordKindCount);
}

/// "referral_opened". "" for a number that is no fact.
constexpr std::string_view FactName(Fact fact) {
  return RowOf(fact).fact == fact ? RowOf(fact).name : std::string_view();
}
/// "referral", "section47". Requires: a number below kRecordKindCount.
constexpr std::string_view RecordKindName(RecordKind kind) { return RowOf(kind).name; }

/// As people say it: "section 47 started".
std::string FactText(Fact fact);

/// True when one record may hold the fact several times, once for each first day.
constexpr bool IsDated(Fact fact) { return RoleOf(fact) == FactRole::kHolds; }
/// True when the fact is a thing that happened to a child on its date, so that entry_delay measures it. False for
/// types and links, for what is booked ahead, and for facts of no child.
constexpr bool IsOccurrence(Fact fact) { return RoleOf(fact) == FactRole::kHappened; }

/// The fact whose date starts a record of this kind. Example: kReferralOpened.
constexpr Fact StartFact(RecordKind kind) { return RowOf(kind).start; }
/// The fact whose date ends a record of this kind, or kUnspecified for those without an end (visits, contacts).
constexpr Fact EndFact(RecordKind kind) { return RowOf(kind).end; }
/// True for the kinds whose records are some child's.
constexpr bool BelongsToChild(RecordKind kind) { return RowOf(kind).of_child; }

/// What records are called whose fact `type` has the code; of the kind, where the code has no name of its own.
/// Example: (kPlan, Fact::kPlanType, 1) is "child protection plan"; (kAssessment, Fact::kAssessmentType, 3) is
/// "assessment", for it is the usual one, and in full "child and family assessment".
WorkNoun NounOf(RecordKind kind, Fact type, std::int32_t code);
WorkNoun FullNounOf(RecordKind kind, Fact type, std::int32_t code);

}  // namespace caseclock
