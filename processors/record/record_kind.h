/// @file
/// The kinds of record and the facts each is made of.
///
/// Numbers are those of proto/caseclock/v1/case_event.proto (RecordKind, Fact) and are stored in checkpoints:
/// never renumber. A test compares the two lists.
#pragma once

#include <cstdint>
#include <string_view>

namespace caseclock {

/// What a record is. Its identity is (authority, kind, record id).
enum class RecordKind : std::uint8_t {
  kUnspecified = 0,
  kContact = 1,
  kReferral = 2,
  kAssessment = 3,
  kSection47 = 4,
  kConference = 5,
  kPlan = 6,
  kReview = 7,
  kCare = 8,
  kPlacement = 9,
  kVisit = 10,
  kHealthAssessment = 11,
  kDentalCheck = 12,
  kEducationPlan = 13,
  kAdoption = 14,
  kChild = 15,
  kAudit = 16,
  kAction = 17,
  kMeasure = 18,
  kCommentary = 19,
  kTeam = 20,
};
inline constexpr int kRecordKindCount = 21;

/// One fact of a record: what one register of the merge holds. Fields that only make sense together (a decision's
/// date and outcome) are one fact.
enum class Fact : std::uint8_t {
  kUnspecified = 0,
  kAllocation = 1,  // dated: one for each first day; text "team\x1fworker"
  kContactReceived = 10,
  kReferralOpened = 20,
  kReferralDecided = 21,   // code: ReferralOutcome
  kReferralClosure = 22,   // code: kClosed
  kReferralReopened = 23,  // a closing undone, a happening of its own
  kAssessmentType = 30,    // code: AssessmentType
  kAssessmentStarted = 31,
  kAssessmentWorkFinished = 32,
  kAssessmentAuthorised = 33,
  kAssessmentCancelled = 34,
  kAssessmentReferral = 35,  // text: record id
  kSection47Started = 40,
  kSection47EndedWithoutConference = 41,
  kSection47Referral = 42,
  kConferenceHeld = 50,
  kConferenceType = 51,  // code: ConferenceType
  kConferenceSection47 = 52,
  kConferencePlan = 53,
  kMinutesIssued = 54,
  kPlanType = 60,  // code: PlanType
  kPlanStarted = 61,
  kPlanCeased = 62,
  kPlanPreviousPlans = 63,  // code: how many
  kReviewScheduled = 70,
  kReviewHeld = 71,
  kReviewOf = 72,
  kCareStarted = 80,
  kCareCeased = 81,
  kLegalStatus = 82,  // dated
  kPlacementStarted = 90,
  kPlacementEnded = 91,
  kPlacementCare = 92,
  kVisitMade = 100,
  kVisitOf = 101,
  kHealthAssessed = 102,
  kDentalCheckDone = 103,
  kEducationPlanReviewed = 104,
  kAdoptionDecided = 110,
  kPlacementOrder = 111,
  kAdoptionMatched = 112,
  kAdoptionPlaced = 113,
  kAdoptionLodged = 114,
  kAdoptionOrder = 115,
  kAdoptionReversed = 116,
  kAdoptionStatus = 117,
  kAdoptionCare = 118,
  kChildBirthMonth = 130,
  kChildAlias = 131,
  kAudit = 140,
  kAction = 141,
  kMeasure = 142,
  kCommentary = 143,
  kTeamParent = 144,  // dated
};

/// The code of Fact::kReferralClosure.
inline constexpr std::int32_t kClosed = 1;

/// Codes of the type facts, as in the protocol.
enum class AssessmentType : std::int32_t { kInitial = 1, kCore = 2, kChildAndFamily = 3 };
enum class ConferenceType : std::int32_t {
  kInitial = 1,
  kReview = 2,
  kPreBirth = 3,
  kTransferIn = 4
};
enum class PlanType : std::int32_t { kChildProtection = 1, kChildInNeed = 2, kPathway = 3 };
enum class ReferralOutcome : std::int32_t { kNoFurtherAction = 1 };

/// "referral", "section47": for explanations and messages.
std::string_view RecordKindName(RecordKind kind);

/// "referral_opened": the protocol's name without FACT_, in lower case. "" for an unknown number.
std::string_view FactName(Fact fact);

/// True when one record may hold the fact several times, once for each first day.
constexpr bool IsDated(Fact fact) {
  return fact == Fact::kAllocation || fact == Fact::kLegalStatus || fact == Fact::kTeamParent;
}

/// True when the fact is a thing that happened to a child on its date, so that entry_delay measures it. False for
/// types and links, for what is booked ahead, and for facts of no child.
bool IsOccurrence(Fact fact);

/// Kinds whose records are counted by looking at each other: an assessment at its referral, an enquiry at its
/// conference. What a child contributes is the sum over its families, so that a change in one leaves the others alone.
enum class Family : std::uint8_t { kAlone, kFrontDoor, kEnquiry, kPlan, kCare, kIdentity };

/// kAlone: no other record is looked at, nor other records of the same kind.
/// Example: referrals and assessments are kFrontDoor, visits kAlone.
Family FamilyOf(RecordKind kind);

/// The fact whose date starts a record of this kind; bounds the scopes of exports. Example: kReferralOpened.
Fact StartFact(RecordKind kind);

/// The fact whose date ends a record of this kind, or kUnspecified for those without an end (visits, contacts).
Fact EndFact(RecordKind kind);

}  // namespace caseclock
