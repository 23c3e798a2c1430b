#include "processors/indicator/catalogue.h"

#include "processors/indicator/field_hash.h"
#include "processors/indicator/traits.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

/// Raised whenever the same rows are counted otherwise (see [MEASURE] in CHANGELOG.md), so that outputs differ in
/// their hash.
constexpr std::int64_t kCountingRules = 2;

constexpr std::int32_t Code(AssessmentType type) { return static_cast<std::int32_t>(type); }

Indicator Assessment(std::string id, std::string short_title, std::string title,
                     AssessmentType type, int limit, std::string source) {
  Indicator row;
  row.id = std::move(id);
  row.title = std::move(title);
  row.short_title = std::move(short_title);
  row.record = RecordKind::kAssessment;
  row.subtype_fact = Fact::kAssessmentType;
  row.subtype = Code(type);
  row.start = Fact::kAssessmentStarted;
  row.stop = Fact::kAssessmentAuthorised;
  row.cancel = Fact::kAssessmentCancelled;
  row.limits = {{Date::Min(), {limit, LimitUnit::kWorkingDays}}};
  row.source = std::move(source);
  return row;
}

Indicator InitialAssessment(std::string id, int limit) {
  const std::string days = std::to_string(limit);
  Indicator row =
      Assessment(std::move(id), "Initial (" + days + " days)",
                 "Initial assessments completed within " + days + " working days of referral",
                 AssessmentType::kInitial, limit, "NI 59");
  row.clock_start = ClockStart::kReferral;
  return row;
}

Indicator ReReferral() {
  Indicator row;
  row.id = "rereferral";
  row.title = "Referrals within 12 months of the child's previous referral";
  row.short_title = "Re-referrals";
  row.kind = IndicatorKind::kRepeatShare;
  row.record = RecordKind::kReferral;
  row.start = Fact::kReferralOpened;
  row.limits = {{Date::Min(), {12, LimitUnit::kMonths}}};
  row.polarity = Polarity::kLow;
  row.counted = "within 12 months of another";
  row.source = "LAIT ReReferral";
  return row;
}

Indicator LongPlans() {
  Indicator row;
  row.id = "ni64";
  row.title = "Child protection plans that ended after 2 years or more";
  row.short_title = "Long plans";
  row.kind = IndicatorKind::kOverLimit;
  row.record = RecordKind::kPlan;
  row.subtype_fact = Fact::kPlanType;
  row.subtype = static_cast<std::int32_t>(PlanType::kChildProtection);
  row.start = Fact::kPlanStarted;
  row.stop = Fact::kPlanCeased;
  row.limits = {{Date::Min(), {729, LimitUnit::kDays}}};
  row.polarity = Polarity::kLow;
  row.counted = "after 2 years or more";
  row.source = "NI 64";
  return row;
}

Indicator Conferences() {
  Indicator row;
  row.id = "icpc_15";
  row.title =
      "Initial child protection conferences within 15 working days of the strategy discussion";
  row.short_title = "Conferences";
  row.record = RecordKind::kSection47;
  row.clock_stop = ClockStop::kConference;
  row.start = Fact::kSection47Started;
  row.cancel = Fact::kSection47EndedWithoutConference;
  row.limits = {{Date::Min(), {15, LimitUnit::kWorkingDays}}};
  row.source = "LAIT CP_conf_15days";
  return row;
}

Indicator ReferralRate() {
  Indicator row;
  row.id = "referral_rate";
  row.title = "Referrals";
  row.short_title = "Referrals";
  row.kind = IndicatorKind::kFlow;
  row.record = RecordKind::kReferral;
  row.start = Fact::kReferralOpened;
  row.polarity = Polarity::kNone;
  row.counted = "referrals";
  row.per_10000 = true;
  row.source = "LAIT";
  return row;
}

Indicator EntryDelay() {
  Indicator row;
  row.id = "entry_delay";
  row.title = "Events recorded within 2 working days";
  row.short_title = "Recording";
  row.kind = IndicatorKind::kEntryDelay;
  row.limits = {{Date::Min(), {2, LimitUnit::kWorkingDays}}};
  row.counted = "recorded in time";
  row.source = "local";
  return row;
}

Indicator OnPlans() {
  Indicator row;
  row.id = "cpp";
  row.title = "Children on child protection plans";
  row.short_title = "On plans";
  row.kind = IndicatorKind::kStock;
  row.record = RecordKind::kPlan;
  row.subtype_fact = Fact::kPlanType;
  row.subtype = static_cast<std::int32_t>(PlanType::kChildProtection);
  row.start = Fact::kPlanStarted;
  row.stop = Fact::kPlanCeased;
  row.polarity = Polarity::kNone;
  row.counted = "children on plans";
  // Two years are 730 days, as for ni64; eighteen months three quarters of that, rounded up.
  row.bands = {{"under 18 months", 0}, {"18 to 23 months", 548}, {"24 months and over", 730}};
  row.per_10000 = true;
  row.source = "children in need census";
  return row;
}

/// Which of ni64's plans can still be spared it: the same 730 days, from the second of cpp's bands on.
Indicator LateConferences() {
  Indicator row = OnPlans();
  row.id = "cpp_late_conference";
  row.title = "Plans that will pass 24 months before their next conference";
  row.short_title = "Late conferences";
  row.kind = IndicatorKind::kLateReview;
  row.polarity = Polarity::kLow;
  row.counted = "plans that will pass 24 months before the next conference";
  row.near_line_from_days = row.bands[1].from_days;
  row.line_days = row.bands[2].from_days;
  row.bands.clear();
  row.per_10000 = false;
  row.source = "NI 64, local";
  return row;
}

}  // namespace

const std::string& ShortTitleOf(const Indicator& indicator) {
  return indicator.short_title.empty() ? indicator.id : indicator.short_title;
}

std::string_view AboutOf(const Indicator& indicator) {
  if (TraitsOf(indicator).of_recording) return "recording";
  const KindRow& row = RowOf(indicator.record);
  return row.label.empty() ? row.name : row.label;
}

std::string_view ProjectionNoteOf(const Indicator& indicator) {
  if (indicator.clock_stop != ClockStop::kConference) return "";
  return "Most enquiries never need a conference: those that are open count in the forecast only "
         "once a "
         "conference is booked or decided.";
}

const Limit& LimitOn(const Indicator& indicator, Date day) {
  const LimitFrom* found = &indicator.limits.front();
  for (const LimitFrom& entry : indicator.limits) {
    if (entry.from <= day) found = &entry;
  }
  return found->limit;
}

bool LimitBeginsWithin(const Catalogue& catalogue, Date first, Date last) {
  for (const Indicator& row : catalogue.indicators) {
    for (const LimitFrom& entry : row.limits) {
      if (first <= entry.from && entry.from <= last) return true;
    }
  }
  return false;
}

std::string LimitText(const Limit& limit) {
  const char* unit = limit.unit == LimitUnit::kWorkingDays ? "working day"
                     : limit.unit == LimitUnit::kDays      ? "day"
                                                           : "month";
  return std::to_string(limit.length) + " " + unit + (limit.length == 1 ? "" : "s");
}

const Indicator* Catalogue::Find(std::string_view id) const {
  for (const Indicator& row : indicators) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

std::uint64_t Catalogue::Fingerprint() const {
  FieldHash hash;
  hash.Add(kCountingRules);
  for (const Indicator& row : indicators) {
    hash.Add(row.id);
    for (const std::int64_t part :
         {static_cast<std::int64_t>(row.kind), static_cast<std::int64_t>(row.record),
          static_cast<std::int64_t>(row.subtype_fact), static_cast<std::int64_t>(row.subtype),
          static_cast<std::int64_t>(row.clock_start), static_cast<std::int64_t>(row.clock_stop),
          static_cast<std::int64_t>(row.start), static_cast<std::int64_t>(row.stop),
          static_cast<std::int64_t>(row.cancel), static_cast<std::int64_t>(row.polarity),
          static_cast<std::int64_t>(row.near_line_from_days),
          static_cast<std::int64_t>(row.line_days), static_cast<std::int64_t>(row.per_10000)}) {
      hash.Add(part);
    }
    for (const LimitFrom& entry : row.limits) {
      hash.Add(entry.from.days);
      hash.Add(entry.limit.length);
      hash.Add(static_cast<std::int64_t>(entry.limit.unit));
    }
    for (const AgeBand& band : row.bands) {
      hash.Add(band.name);
      hash.Add(band.from_days);
    }
  }
  return hash.value();
}

Catalogue BuiltInCatalogue() {
  return {{
      Assessment("assessment_45", "Assessments",
                 "Child and family assessments authorised within 45 working days",
                 AssessmentType::kChildAndFamily, 45, "LAIT Continue_Assess_Comp"),
      InitialAssessment("ni59", 10),
      InitialAssessment("ni59_7", 7),
      Assessment("ni60", "Core assessments", "Core assessments completed within 35 working days",
                 AssessmentType::kCore, 35, "NI 60"),
      Conferences(),
      LongPlans(),
      ReReferral(),
      ReferralRate(),
      OnPlans(),
      LateConferences(),
      EntryDelay(),
  }};
}

}  // namespace caseclock
