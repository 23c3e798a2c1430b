#include "processors/indicator/catalogue/rows.h"

namespace caseclock {
namespace {

std::vector<Selection> Assessments(AssessmentType type) {
  return {{RecordKind::kAssessment, {{Fact::kAssessmentType, {static_cast<std::int32_t>(type)}}}}};
}

/// From a day on which it began until a manager has authorised it.
ClockShape UntilAuthorised(FactDate from) {
  return {.from = std::move(from),
          .to = {{Fact::kAssessmentAuthorised}},
          .cancelled_by = {{Fact::kAssessmentCancelled}}};
}

const FactDate kReferred{Fact::kReferralOpened, Fact::kAssessmentReferral};

}  // namespace

std::vector<Indicator> FrontDoorRows() {
  return {
      {.id = "assessment_45",
       .title = "Child and family assessments authorised within 45 working days",
       .short_title = "Assessments",
       .of = Assessments(AssessmentType::kChildAndFamily),
       .shape = UntilAuthorised({Fact::kAssessmentStarted}),
       .limits = {{Date::Min(), {45, LimitUnit::kWorkingDays}}},
       .source = "LAIT Continue_Assess_Comp"},
      {.id = "ni59",
       .title = "Initial assessments completed within 10 working days of referral",
       .short_title = "Initial (10 days)",
       .of = Assessments(AssessmentType::kInitial),
       .shape = UntilAuthorised(kReferred),
       .limits = {{Date::Min(), {10, LimitUnit::kWorkingDays}}},
       .source = "NI 59"},
      {.id = "ni59_7",
       .title = "Initial assessments completed within 7 working days of referral",
       .short_title = "Initial (7 days)",
       .of = Assessments(AssessmentType::kInitial),
       .shape = UntilAuthorised(kReferred),
       .limits = {{Date::Min(), {7, LimitUnit::kWorkingDays}}},
       .source = "NI 59"},
      {.id = "ni60",
       .title = "Core assessments completed within 35 working days",
       .short_title = "Core assessments",
       .of = Assessments(AssessmentType::kCore),
       .shape = UntilAuthorised({Fact::kAssessmentStarted}),
       .limits = {{Date::Min(), {35, LimitUnit::kWorkingDays}}},
       .source = "NI 60"},
      {.id = "rereferral",
       .title = "Referrals within 12 months of the child's previous referral",
       .short_title = "Re-referrals",
       .of = {{RecordKind::kReferral}},
       .shape = ShareShape{.on = {Fact::kReferralOpened}, .property = Repeats{}},
       .limits = {{Date::Min(), {12, LimitUnit::kMonths}}},
       .polarity = Polarity::kLow,
       .counted = "within 12 months of another",
       .source = "LAIT ReReferral"},
      {.id = "referral_rate",
       .title = "Referrals",
       .short_title = "Referrals",
       .of = {{RecordKind::kReferral}},
       .shape = FlowShape{.on = {Fact::kReferralOpened}},
       .polarity = Polarity::kNone,
       .counted = "referrals",
       .per_10000 = true,
       .source = "LAIT"},
  };
}

}  // namespace caseclock
