#include "processors/alert/default_rules.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "processors/indicator/traits.h"

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

/// Where a day's delay may leave a child unsafe: enquiries and their conferences, visits to children on protection
/// plans, children who were missing. Everything else can wait for the morning.
bool IsUrgentWork(const Indicator& indicator) {
  const std::string_view id = indicator.id;
  return KindOf(indicator) == RecordKind::kSection47 ||
         KindOf(indicator) == RecordKind::kConference || id.starts_with("visit_cp") ||
         id.starts_with("return_interview") || id.starts_with("missing");
}

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

int WorkingDaysOf(const Limit& limit) {
  switch (limit.unit) {
    case LimitUnit::kWorkingDays: return limit.length;
    case LimitUnit::kMonths: return limit.length * kWorkingDaysInMonth;
    case LimitUnit::kDays: return limit.length * kWorkingDaysInWeek / kDaysInWeek;
  }
  return limit.length;
}

/// How much of what is open is late before it is more than usual. What is forgotten stays open, so the shorter the
/// limit the larger the share in a team that does well: with limits of 10, 15, 35 and 45 working days about 48, 20, 15
/// and 10 % in invented councils. Each level lies where such a team comes about once a year.
struct LateLevels {
  int limit;  ///< for limits up to so many working days
  Level fire;
  Level clear;
  std::int64_t minimum;
};
constexpr std::array kLateLevels = {
    LateLevels{10, {90'000}, {65'000}, 8}, LateLevels{20, {40'000}, {25'000}, 5},
    LateLevels{40, {25'000}, {15'000}, 5}, LateLevels{100, {20'000}, {12'000}, 5},
    LateLevels{std::numeric_limits<int>::max(), {10'000}, {5'000}, 5}};

/// Work is late now, and grows later every day.
AlertRule Drag(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "drag", Condition::kDragShare);
  const int limit = WorkingDaysOf(indicator.limits.back().limit);
  const auto levels = std::find_if(kLateLevels.begin(), kLateLevels.end(),
                                   [limit](const LateLevels& row) { return limit <= row.limit; });
  rule.teams = true;
  rule.severity = IsUrgentWork(indicator) ? Severity::kUrgent : Severity::kAttention;
  rule.fire = levels->fire;
  rule.clear = levels->clear;
  rule.minimum = levels->minimum;
  rule.for_minutes = 1 * kHour;
  rule.keep_firing_minutes = 3 * kDay;
  rule.escalate_after_days = 5;
  return rule;
}

/// Twice the limit: forgotten, rather than late. A list to clear up, which is the same tomorrow.
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
  rule.keep_firing_minutes = 3 * kDay;
  return rule;
}

/// Low enough that an ordinary month does not come there, and of so few that it is seen before the month is judged.
AlertRule Month(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "month", Condition::kShare);
  rule.authority = false;
  rule.teams = true;
  rule.above = false;
  rule.fire = {60'000};
  rule.clear = {70'000};
  rule.minimum = 5;
  rule.for_minutes = 1 * kHour;
  rule.keep_firing_minutes = 7 * kDay;
  return rule;
}

AlertRule NewestWeek(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "signal", Condition::kSignal);
  rule.keep_firing_minutes = 3 * kDay;
  return rule;
}

AlertRule OldestBand(const Indicator& indicator) {
  AlertRule rule = Rule(indicator, "oldest_band", Condition::kBand);
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

/// True when another row counts the same work by a longer limit, as ni59 does beside ni59_7.
bool IsStricterReading(const Indicator& indicator, const Catalogue& catalogue) {
  const auto is_laxer = [&](const Indicator& other) {
    Indicator same = other;
    same.id = indicator.id;
    same.title = indicator.title;
    same.short_title = indicator.short_title;
    same.source = indicator.source;
    same.limits = indicator.limits;
    return same == indicator &&
           WorkingDaysOf(other.limits.back().limit) > WorkingDaysOf(indicator.limits.back().limit);
  };
  return !indicator.limits.empty() &&
         std::any_of(catalogue.indicators.begin(), catalogue.indicators.end(), is_laxer);
}

void AddRulesOf(const Indicator& indicator, std::vector<AlertRule>& rules) {
  if (indicator.polarity != Polarity::kNone) rules.push_back(Red(indicator));
  const Traits& traits = TraitsOf(indicator);
  if (traits.has_clock) {
    if (!traits.counts_late) rules.push_back(Month(indicator));
    rules.push_back(OutOfReach(indicator));
    rules.push_back(Drag(indicator));
    rules.push_back(Oldest(indicator));
    rules.push_back(DueSoon(indicator));
  }
  if (traits.is_flow) rules.push_back(NewestWeek(indicator));
  if (traits.read == Read::kOnLastDay) {
    if (!indicator.bands.empty()) rules.push_back(OldestBand(indicator));
    if (indicator.polarity == Polarity::kLow) rules.push_back(Any(indicator));
  }
}

}  // namespace

std::vector<AlertRule> DefaultRules(const Catalogue& catalogue) {
  std::vector<AlertRule> rules;
  for (const Indicator& indicator : catalogue.indicators) {
    const std::size_t before = rules.size();
    AddRulesOf(indicator, rules);
    // The same late work is told of by one row; the other has its place in the summary of the week.
    if (!IsStricterReading(indicator, catalogue)) continue;
    for (std::size_t i = before; i < rules.size(); ++i) rules[i].severity = Severity::kNotice;
  }
  rules.push_back(DataLate());
  rules.push_back(MailRefused());
  return rules;
}

}  // namespace caseclock
