#include "processors/alert/default_rules.h"

#include <string>

namespace caseclock {
namespace {

constexpr std::int64_t kHour = 60;
constexpr std::int64_t kDay = 24 * kHour;
/// Working days in a calendar month and in a week of calendar days, for limits that are not counted in them.
constexpr int kWorkingDaysInMonth = 21;
constexpr int kWorkingDaysInWeek = 5;
constexpr int kDaysInWeek = 7;

AlertRule Rule(const Indicator& indicator, std::string_view name, Condition condition) {
  AlertRule rule;
  rule.id = indicator.id + "." + std::string(name);
  rule.indicator = indicator.id;
  rule.condition = condition;
  return rule;
}

/// The judgement of the year: slow, so that a day's delay costs nothing and saves a mail.
AlertRule Red(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "red", Condition::kRag);
  rule.teams = true;
  rule.for_minutes = kDay;
  rule.keep_firing_minutes = 3 * kDay;
  return rule;
}

AlertRule OutOfReach(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "out_of_reach", Condition::kOutOfReach);
  rule.for_minutes = kDay;
  rule.keep_firing_minutes = 7 * kDay;
  return rule;
}

/// What cannot wait: work is late now, and grows later every day.
AlertRule Drag(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "drag", Condition::kDragShare);
  rule.teams = true;
  rule.severity = Severity::kUrgent;
  rule.fire = {10'000};
  rule.clear = {5'000};
  rule.minimum = 5;
  rule.for_minutes = 1 * kHour;
  rule.keep_firing_minutes = 1 * kDay;
  rule.escalate_after_days = 3;
  return rule;
}

int WorkingDaysOf(const Limit& limit) {
  switch (limit.unit) {
    case LimitUnit::kWorkingDays: return limit.length;
    case LimitUnit::kMonths: return limit.length * kWorkingDaysInMonth;
    case LimitUnit::kDays: return limit.length * kWorkingDaysInWeek / kDaysInWeek;
  }
  return limit.length;
}

/// Twice the limit: forgotten, rather than late.
AlertRule Oldest(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "oldest", Condition::kOldest);
  rule.authority = false;
  rule.teams = true;
  const std::int64_t limit = WorkingDaysOf(indicator.limits.back().limit);
  rule.fire = {2 * limit * 1000};
  rule.clear = rule.fire;
  rule.keep_firing_minutes = 1 * kDay;
  return rule;
}

AlertRule DueSoon(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "due_soon", Condition::kDueSoon);
  rule.authority = false;
  rule.teams = true;
  rule.fire = {20'000};
  rule.clear = {15'000};
  rule.keep_firing_minutes = 1 * kDay;
  return rule;
}

AlertRule Month(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "month", Condition::kShare);
  rule.authority = false;
  rule.teams = true;
  rule.above = false;
  rule.fire = {75'000};
  rule.clear = {80'000};
  rule.minimum = 10;
  rule.for_minutes = 1 * kHour;
  rule.keep_firing_minutes = 1 * kDay;
  return rule;
}

AlertRule NewestWeek(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "signal", Condition::kSignal);
  rule.keep_firing_minutes = 3 * kDay;
  return rule;
}

AlertRule OldestBand(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "oldest_band", Condition::kBand);
  rule.severity = Severity::kNotice;
  rule.band = indicator.bands.back().name;
  rule.keep_firing_minutes = 1 * kDay;
  return rule;
}

/// Of a stock that should be empty: one is one too many.
AlertRule Any(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "any", Condition::kCount);
  rule.authority = false;
  rule.teams = true;
  rule.keep_firing_minutes = 1 * kDay;
  return rule;
}

AlertRule DataLate() {
  AlertRule rule;
  rule.id = "data.late";
  rule.condition = Condition::kDataLate;
  rule.severity = Severity::kUrgent;
  rule.fire = {2'000};
  rule.clear = {1'000};
  return rule;
}

AlertRule MailRefused() {
  AlertRule rule;
  rule.id = "mail.refused";
  rule.condition = Condition::kMailRefused;
  rule.severity = Severity::kUrgent;
  return rule;
}

void AddRulesOf(const Indicator& indicator, std::vector<AlertRule>& rules) {
  if (indicator.polarity != Polarity::kNone) rules.push_back(Red(indicator));
  switch (indicator.kind) {
    case IndicatorKind::kTimeliness: rules.push_back(Month(indicator)); [[fallthrough]];
    case IndicatorKind::kOverLimit:
      rules.push_back(OutOfReach(indicator));
      rules.push_back(Drag(indicator));
      rules.push_back(Oldest(indicator));
      rules.push_back(DueSoon(indicator));
      break;
    case IndicatorKind::kFlow: rules.push_back(NewestWeek(indicator)); break;
    case IndicatorKind::kStock:
    case IndicatorKind::kLateReview:
      if (!indicator.bands.empty()) rules.push_back(OldestBand(indicator));
      if (indicator.polarity == Polarity::kLow) rules.push_back(Any(indicator));
      break;
    case IndicatorKind::kRepeatShare:
    case IndicatorKind::kEntryDelay: break;
  }
}

}  // namespace

std::vector<AlertRule> DefaultRules(const Catalogue& catalogue) {
  std::vector<AlertRule> rules;
  for (const Indicator& indicator : catalogue.indicators) AddRulesOf(indicator, rules);
  rules.push_back(DataLate());
  rules.push_back(MailRefused());
  return rules;
}

}  // namespace caseclock
