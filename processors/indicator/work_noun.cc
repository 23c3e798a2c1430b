#include "processors/indicator/work_noun.h"

#include "processors/indicator/clock.h"

namespace caseclock {
namespace {

WorkNoun AssessmentNoun(const Indicator& indicator) {
  if (indicator.subtype_fact != Fact::kAssessmentType) return {"assessment", "assessments"};
  switch (static_cast<AssessmentType>(indicator.subtype)) {
    case AssessmentType::kInitial: return {"initial assessment", "initial assessments"};
    case AssessmentType::kCore: return {"core assessment", "core assessments"};
    case AssessmentType::kChildAndFamily: break;
  }
  return {"assessment", "assessments"};
}

WorkNoun PlanNoun(const Indicator& indicator) {
  if (indicator.subtype_fact != Fact::kPlanType) return {"plan", "plans"};
  switch (static_cast<PlanType>(indicator.subtype)) {
    case PlanType::kChildProtection: return {"child protection plan", "child protection plans"};
    case PlanType::kChildInNeed: return {"child in need plan", "child in need plans"};
    case PlanType::kPathway: return {"pathway plan", "pathway plans"};
  }
  return {"plan", "plans"};
}

}  // namespace

WorkNoun NounOf(const Indicator& indicator) {
  if (indicator.kind == IndicatorKind::kEntryDelay) return {"event", "events"};
  switch (indicator.record) {
    case RecordKind::kContact: return {"contact", "contacts"};
    case RecordKind::kReferral: return {"referral", "referrals"};
    case RecordKind::kAssessment: return AssessmentNoun(indicator);
    case RecordKind::kSection47: return {"section 47 enquiry", "section 47 enquiries"};
    case RecordKind::kConference: return {"conference", "conferences"};
    case RecordKind::kPlan: return PlanNoun(indicator);
    case RecordKind::kReview: return {"review", "reviews"};
    case RecordKind::kCare: return {"child looked after", "children looked after"};
    case RecordKind::kPlacement: return {"placement", "placements"};
    case RecordKind::kVisit: return {"visit", "visits"};
    case RecordKind::kHealthAssessment: return {"health assessment", "health assessments"};
    case RecordKind::kDentalCheck: return {"dental check", "dental checks"};
    case RecordKind::kEducationPlan: return {"education plan", "education plans"};
    case RecordKind::kAdoption: return {"adoption", "adoptions"};
    case RecordKind::kAction: return {"action", "actions"};
    case RecordKind::kAudit: return {"audit", "audits"};
    default: return {"item", "items"};
  }
}

std::string WorkOf(const Indicator& indicator) {
  if (!HasClocks(indicator) && !IsStock(indicator.kind)) return indicator.id;
  return std::string(RecordKindName(indicator.record)) + "/" +
         std::to_string(static_cast<int>(indicator.subtype_fact)) + "/" +
         std::to_string(indicator.subtype);
}

}  // namespace caseclock
