#include "processors/indicator/catalogue/rows.h"

namespace caseclock {
namespace {

std::vector<Selection> Plans(PlanType type) {
  return {{RecordKind::kPlan, {{Fact::kPlanType, {static_cast<std::int32_t>(type)}}}}};
}

/// The earliest initial or pre-birth conference that answers the enquiry.
FactDate InitialConference() {
  return {Fact::kConferenceHeld,
          Fact::kConferenceSection47,
          {{Fact::kConferenceType,
            {static_cast<std::int32_t>(ConferenceType::kInitial),
             static_cast<std::int32_t>(ConferenceType::kPreBirth)}}}};
}

// Two years are 730 days; eighteen months three quarters of that, rounded up.
constexpr int kEighteenMonths = 548;
constexpr int kTwoYears = 730;

}  // namespace

std::vector<Indicator> ProtectionRows() {
  return {
      {.id = "icpc_15",
       .title =
           "Initial child protection conferences within 15 working days of the strategy discussion",
       .short_title = "Conferences",
       .of = {{RecordKind::kSection47}},
       .shape = ClockShape{.from = {Fact::kSection47Started},
                           .to = {InitialConference()},
                           .cancelled_by = {{Fact::kSection47EndedWithoutConference}},
                           .counts_each = true},
       .limits = {{Date::Min(), {15, LimitUnit::kWorkingDays}}},
       .source = "LAIT CP_conf_15days"},
      {.id = "ni64",
       .title = "Child protection plans that ended after 2 years or more",
       .short_title = "Long plans",
       .of = Plans(PlanType::kChildProtection),
       .shape =
           ClockShape{
               .from = {Fact::kPlanStarted}, .to = {{Fact::kPlanCeased}}, .counts_late = true},
       .limits = {{Date::Min(), {kTwoYears - 1, LimitUnit::kDays}}},
       .polarity = Polarity::kLow,
       .counted = "after 2 years or more",
       .source = "NI 64"},
      {.id = "cpp",
       .title = "Children on child protection plans",
       .short_title = "On plans",
       .of = Plans(PlanType::kChildProtection),
       .shape = StockShape{.from = {Fact::kPlanStarted}, .to = {{Fact::kPlanCeased}}},
       .polarity = Polarity::kNone,
       .counted = "children on plans",
       .bands = {{"under 18 months", 0},
                 {"18 to 23 months", kEighteenMonths},
                 {"24 months and over", kTwoYears}},
       .per_10000 = true,
       .source = "children in need census"},
      // Which of ni64's plans can still be spared it.
      {.id = "cpp_late_conference",
       .title = "Plans that will pass 24 months before their next conference",
       .short_title = "Late conferences",
       .of = Plans(PlanType::kChildProtection),
       .shape = LateReviewShape{.from = {Fact::kPlanStarted},
                                .to = {{Fact::kPlanCeased}},
                                .next = {Fact::kReviewScheduled, Fact::kReviewOf},
                                .near_line_from_days = kEighteenMonths,
                                .line_days = kTwoYears},
       .polarity = Polarity::kLow,
       .counted = "plans that will pass 24 months before the next conference",
       .source = "NI 64, local"},
  };
}

}  // namespace caseclock
