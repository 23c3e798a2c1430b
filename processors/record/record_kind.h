/// @file
/// The number of each kind of record and each fact, and its name in the program. Everything else about it stands in
/// fact_table.h.
///
/// Numbers are those of proto/caseclock/v1/case_event.proto (RecordKind, Fact) and are stored in checkpoints:
/// never renumber. A test compares them.
///
/// Example: Fact::kReferralOpened is 20, as FACT_REFERRAL_OPENED is.
#pragma once

#include <cstdint>

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

/// Some kinds of record. Example: (RecordKind::kPlan | RecordKind::kCare).Has(RecordKind::kPlan).
struct RecordKinds {
  std::uint32_t bits = 0;  ///< bit n: the kind of number n

  constexpr RecordKinds() = default;
  constexpr RecordKinds(RecordKind kind) : bits(1u << static_cast<unsigned>(kind)) {}
  constexpr bool Has(RecordKind kind) const {
    return ((bits >> static_cast<unsigned>(kind)) & 1u) != 0;
  }
  constexpr bool is_empty() const { return bits == 0; }
  friend constexpr bool operator==(RecordKinds, RecordKinds) = default;
};
constexpr RecordKinds operator|(RecordKinds a, RecordKinds b) {
  a.bits |= b.bits;
  return a;
}
constexpr RecordKinds operator|(RecordKind a, RecordKind b) {
  return RecordKinds(a) | RecordKinds(b);
}

/// One fact of a record: what one register of the merge holds. Fields that only make sense together (a decision's
/// date and outcome) are one fact. What each of them is: fact_table.h.
enum class Fact : std::uint8_t {
  kUnspecified = 0,
  kAllocation = 1,
  kContactReceived = 10,
  kContactDecided = 11,
  kReferralOpened = 20,
  kReferralDecided = 21,
  kReferralClosure = 22,
  kReferralReopened = 23,
  kAssessmentType = 30,
  kAssessmentStarted = 31,
  kAssessmentWorkFinished = 32,
  kAssessmentAuthorised = 33,
  kAssessmentCancelled = 34,
  kAssessmentReferral = 35,
  kSection47Started = 40,
  kSection47EndedWithoutConference = 41,
  kSection47Referral = 42,
  kConferenceHeld = 50,
  kConferenceType = 51,
  kConferenceSection47 = 52,
  kConferencePlan = 53,
  kMinutesIssued = 54,
  kPlanType = 60,
  kPlanStarted = 61,
  kPlanCeased = 62,
  kPlanPreviousPlans = 63,
  kReviewScheduled = 70,
  kReviewHeld = 71,
  kReviewOf = 72,
  kCareStarted = 80,
  kCareCeased = 81,
  kLegalStatus = 82,
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
  kTeamParent = 144,
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
/// The code of Fact::kVisitMade; 0: not known.
enum class SeenAlone : std::int32_t { kNo = 1, kYes = 2 };

}  // namespace caseclock
