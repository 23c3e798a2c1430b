#include "processors/record/record_kind.h"

namespace caseclock {

std::string_view RecordKindName(RecordKind kind) {
  switch (kind) {
    case RecordKind::kUnspecified: return "unspecified";
    case RecordKind::kContact: return "contact";
    case RecordKind::kReferral: return "referral";
    case RecordKind::kAssessment: return "assessment";
    case RecordKind::kSection47: return "section47";
    case RecordKind::kConference: return "conference";
    case RecordKind::kPlan: return "plan";
    case RecordKind::kReview: return "review";
    case RecordKind::kCare: return "care";
    case RecordKind::kPlacement: return "placement";
    case RecordKind::kVisit: return "visit";
    case RecordKind::kHealthAssessment: return "health_assessment";
    case RecordKind::kDentalCheck: return "dental_check";
    case RecordKind::kEducationPlan: return "education_plan";
    case RecordKind::kAdoption: return "adoption";
    case RecordKind::kChild: return "child";
    case RecordKind::kAudit: return "audit";
    case RecordKind::kAction: return "action";
    case RecordKind::kMeasure: return "measure";
    case RecordKind::kCommentary: return "commentary";
    case RecordKind::kTeam: return "team";
  }
  return "";
}

std::string_view FactName(Fact fact) {
  switch (fact) {
    case Fact::kUnspecified: return "unspecified";
    case Fact::kAllocation: return "allocation";
    case Fact::kContactReceived: return "contact_received";
    case Fact::kReferralOpened: return "referral_opened";
    case Fact::kReferralDecided: return "referral_decided";
    case Fact::kReferralClosure: return "referral_closure";
    case Fact::kReferralReopened: return "referral_reopened";
    case Fact::kAssessmentType: return "assessment_type";
    case Fact::kAssessmentStarted: return "assessment_started";
    case Fact::kAssessmentWorkFinished: return "assessment_work_finished";
    case Fact::kAssessmentAuthorised: return "assessment_authorised";
    case Fact::kAssessmentCancelled: return "assessment_cancelled";
    case Fact::kAssessmentReferral: return "assessment_referral";
    case Fact::kSection47Started: return "section47_started";
    case Fact::kSection47EndedWithoutConference: return "section47_ended_without_conference";
    case Fact::kSection47Referral: return "section47_referral";
    case Fact::kConferenceHeld: return "conference_held";
    case Fact::kConferenceType: return "conference_type";
    case Fact::kConferenceSection47: return "conference_section47";
    case Fact::kConferencePlan: return "conference_plan";
    case Fact::kMinutesIssued: return "minutes_issued";
    case Fact::kPlanType: return "plan_type";
    case Fact::kPlanStarted: return "plan_started";
    case Fact::kPlanCeased: return "plan_ceased";
    case Fact::kPlanPreviousPlans: return "plan_previous_plans";
    case Fact::kReviewScheduled: return "review_scheduled";
    case Fact::kReviewHeld: return "review_held";
    case Fact::kReviewOf: return "review_of";
    case Fact::kCareStarted: return "care_started";
    case Fact::kCareCeased: return "care_ceased";
    case Fact::kLegalStatus: return "legal_status";
    case Fact::kPlacementStarted: return "placement_started";
    case Fact::kPlacementEnded: return "placement_ended";
    case Fact::kPlacementCare: return "placement_care";
    case Fact::kVisitMade: return "visit_made";
    case Fact::kVisitOf: return "visit_of";
    case Fact::kHealthAssessed: return "health_assessed";
    case Fact::kDentalCheckDone: return "dental_check_done";
    case Fact::kEducationPlanReviewed: return "education_plan_reviewed";
    case Fact::kAdoptionDecided: return "adoption_decided";
    case Fact::kPlacementOrder: return "placement_order";
    case Fact::kAdoptionMatched: return "adoption_matched";
    case Fact::kAdoptionPlaced: return "adoption_placed";
    case Fact::kAdoptionLodged: return "adoption_lodged";
    case Fact::kAdoptionOrder: return "adoption_order";
    case Fact::kAdoptionReversed: return "adoption_reversed";
    case Fact::kAdoptionStatus: return "adoption_status";
    case Fact::kAdoptionCare: return "adoption_care";
    case Fact::kChildBirthMonth: return "child_birth_month";
    case Fact::kChildAlias: return "child_alias";
    case Fact::kAudit: return "audit";
    case Fact::kAction: return "action";
    case Fact::kMeasure: return "measure";
    case Fact::kCommentary: return "commentary";
    case Fact::kTeamParent: return "team_parent";
  }
  return "";
}

bool IsOccurrence(Fact fact) {
  switch (fact) {
    case Fact::kContactReceived:
    case Fact::kReferralOpened:
    case Fact::kReferralDecided:
    case Fact::kReferralClosure:
    case Fact::kReferralReopened:
    case Fact::kAssessmentStarted:
    case Fact::kAssessmentWorkFinished:
    case Fact::kAssessmentAuthorised:
    case Fact::kAssessmentCancelled:
    case Fact::kSection47Started:
    case Fact::kSection47EndedWithoutConference:
    case Fact::kConferenceHeld:
    case Fact::kMinutesIssued:
    case Fact::kPlanStarted:
    case Fact::kPlanCeased:
    case Fact::kReviewHeld:
    case Fact::kCareStarted:
    case Fact::kCareCeased:
    case Fact::kPlacementStarted:
    case Fact::kPlacementEnded:
    case Fact::kVisitMade:
    case Fact::kHealthAssessed:
    case Fact::kDentalCheckDone:
    case Fact::kEducationPlanReviewed:
    case Fact::kAdoptionDecided:
    case Fact::kPlacementOrder:
    case Fact::kAdoptionMatched:
    case Fact::kAdoptionPlaced:
    case Fact::kAdoptionLodged:
    case Fact::kAdoptionOrder:
    case Fact::kAdoptionReversed: return true;
    default: return false;
  }
}

Family FamilyOf(RecordKind kind) {
  switch (kind) {
    case RecordKind::kReferral:
    case RecordKind::kAssessment: return Family::kFrontDoor;
    case RecordKind::kSection47:
    case RecordKind::kConference: return Family::kEnquiry;
    case RecordKind::kPlan:
    case RecordKind::kReview: return Family::kPlan;
    case RecordKind::kCare:
    case RecordKind::kPlacement:
    case RecordKind::kAdoption: return Family::kCare;
    case RecordKind::kChild: return Family::kIdentity;
    default: return Family::kAlone;
  }
}

Fact StartFact(RecordKind kind) {
  switch (kind) {
    case RecordKind::kContact: return Fact::kContactReceived;
    case RecordKind::kReferral: return Fact::kReferralOpened;
    case RecordKind::kAssessment: return Fact::kAssessmentStarted;
    case RecordKind::kSection47: return Fact::kSection47Started;
    case RecordKind::kConference: return Fact::kConferenceHeld;
    case RecordKind::kPlan: return Fact::kPlanStarted;
    case RecordKind::kReview: return Fact::kReviewHeld;
    case RecordKind::kCare: return Fact::kCareStarted;
    case RecordKind::kPlacement: return Fact::kPlacementStarted;
    case RecordKind::kVisit: return Fact::kVisitMade;
    case RecordKind::kHealthAssessment: return Fact::kHealthAssessed;
    case RecordKind::kDentalCheck: return Fact::kDentalCheckDone;
    case RecordKind::kEducationPlan: return Fact::kEducationPlanReviewed;
    case RecordKind::kAdoption: return Fact::kAdoptionDecided;
    case RecordKind::kAudit: return Fact::kAudit;
    case RecordKind::kAction: return Fact::kAction;
    case RecordKind::kMeasure: return Fact::kMeasure;
    case RecordKind::kCommentary: return Fact::kCommentary;
    default: return Fact::kUnspecified;
  }
}

Fact EndFact(RecordKind kind) {
  switch (kind) {
    case RecordKind::kReferral: return Fact::kReferralClosure;
    case RecordKind::kAssessment: return Fact::kAssessmentAuthorised;
    case RecordKind::kPlan: return Fact::kPlanCeased;
    case RecordKind::kCare: return Fact::kCareCeased;
    case RecordKind::kPlacement: return Fact::kPlacementEnded;
    case RecordKind::kAdoption: return Fact::kAdoptionOrder;
    default: return Fact::kUnspecified;
  }
}

}  // namespace caseclock
