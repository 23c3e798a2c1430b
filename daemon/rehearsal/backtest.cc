#include "daemon/rehearsal/backtest.h"

#include <algorithm>
#include <utility>

#include "daemon/rehearsal/alert_test.h"

namespace caseclock {
namespace {

constexpr int kDaysInWeek = 7;
/// A month that ends red should have been told of so long before. Units: working days.
constexpr int kToldBefore = 5;
constexpr int kFiredBefore = kToldBefore + 1;

void Count(const PlannedMail& mail, MailCounts& counts) {
  if (mail.weekly) {
    ++counts.weekly;
  } else {
    ++(mail.kind == MailKind::kImmediate ? counts.at_once : counts.digests);
  }
}

class Adder {
 public:
  Adder(const Config& config, Period period)
      : config_(config), definitions_(config.DefinitionsFor("")) {
    backtest_.period = period;
    for (Date day = MondayOf(period.first); day <= period.last; day = day + kDaysInWeek) {
      backtest_.mondays.push_back(day);
    }
    for (const Person& person : config.alerts.people) {
      PersonMails& one = backtest_.people.emplace_back();
      one.person = person.id;
      one.budget = person.budget;
      one.weeks.resize(backtest_.mondays.size());
    }
  }

  Backtest Add(RehearsalOutcome outcome) {
    for (const RehearsedMail& mail : outcome.mails) {
      AddMail(mail);
      for (const ToldAlert& told : mail.plan.told) AddLead(mail, told, outcome.figures);
    }
    for (const RehearsedAlert& alert : outcome.alerts) AddPromptness(alert, outcome.alerts);
    for (const RedMonth& month : outcome.red_months) AddRedMonth(month, outcome.alerts);
    for (auto& [figure, lead] : leads_) backtest_.leads.push_back(std::move(lead));
    for (const auto& [rule, prompt] : promptness_) {
      backtest_.rules.push_back({rule.second, rule.first, prompt});
    }
    backtest_.mails = std::move(outcome.mails);
    backtest_.events = outcome.events;
    return std::move(backtest_);
  }

 private:
  void AddMail(const RehearsedMail& mail) {
    Count(mail.plan, backtest_.total);
    for (PersonMails& person : backtest_.people) {
      if (person.person != mail.plan.reader) continue;
      Count(mail.plan, person.total);
      const int week = (mail.moment.day - backtest_.mondays.front()) / kDaysInWeek;
      Count(mail.plan, person.weeks[static_cast<std::size_t>(week)]);
      if (mail.plan.kind != MailKind::kImmediate) continue;
      const int today = ++at_once_[{mail.plan.reader, mail.moment.day}];
      person.most_at_once = std::max(person.most_at_once, today);
    }
  }

  int WorkingDays(Date from, Date to) const {
    return definitions_->calendar.Count(from, to).value_or(to - from);
  }

  /// The whole authority's alert is told in its place.
  static bool IsToldOtherwise(const RehearsedAlert& alert, const std::vector<RehearsedAlert>& all) {
    return std::any_of(all.begin(), all.end(), [&](const RehearsedAlert& other) {
      const bool whole = other.key.rule == alert.key.rule && other.key.team == kWholeAuthority &&
                         other.key.authority == alert.key.authority;
      return whole && alert.key.team != kWholeAuthority && other.fired.us <= alert.fired.us &&
             (!other.resolved || other.resolved->us > alert.fired.us);
    });
  }

  void AddPromptness(const RehearsedAlert& alert, const std::vector<RehearsedAlert>& all) {
    const AlertRule* rule = FindRule(config_.alerts.rules, alert.key.rule);
    const Date day = alert.fired.day;
    if (rule == nullptr || IsForOperators(rule->condition)) return;
    if (day < backtest_.period.first || day >= backtest_.period.last) return;
    if (!alert.told && IsToldOtherwise(alert, all)) return;
    const bool is_notice = rule->severity == Severity::kNotice;
    const int within = is_notice ? kNoticeToldWithin : kToldWithin;
    AddBreach(alert, within, is_notice ? backtest_.notices : backtest_.promptness);
    AddBreach(alert, within, promptness_[{rule->severity, rule->id}]);
  }

  void AddBreach(const RehearsedAlert& alert, int within, Promptness& prompt) const {
    const Date day = alert.fired.day;
    ++prompt.breaches;
    if (alert.told) {
      const int waited = WorkingDays(day, alert.told->day);
      prompt.longest_working_days = std::max(prompt.longest_working_days, waited);
      ++(waited <= within ? prompt.in_time : prompt.late);
    } else if (alert.resolved && WorkingDays(day, alert.resolved->day) <= within) {
      ++prompt.over_before;
    } else if (WorkingDays(day, backtest_.period.last) >= within) {
      ++prompt.late;
    }
  }

  template <typename Figure, typename Key>
  static bool IsOf(const Figure& figure, const AlertRule& rule, const Key& key) {
    return rule.indicator == figure.indicator && key.team == figure.team &&
           key.authority == figure.authority;
  }

  /// Rules that fire on what is overdue or due, before the month's share shows it.
  static bool IsEarly(const AlertRule& rule) {
    return rule.condition == Condition::kDragShare || rule.condition == Condition::kDrag ||
           rule.condition == Condition::kDueSoon;
  }

  void AddRedMonth(const RedMonth& month, const std::vector<RehearsedAlert>& alerts) {
    ++backtest_.red_months.all;
    bool fired = false, told = false;
    for (const RehearsedAlert& alert : alerts) {
      const AlertRule* rule = FindRule(config_.alerts.rules, alert.key.rule);
      if (rule == nullptr || !IsOf(month.figure, *rule, alert.key) || !IsEarly(*rule)) continue;
      const bool over = alert.resolved && alert.resolved->day <= month.last;
      if (over || WorkingDays(alert.fired.day, month.last) < kFiredBefore) continue;
      fired = true;
      const bool otherwise = !alert.told && IsToldOtherwise(alert, alerts);
      told |= otherwise || (alert.told && WorkingDays(alert.told->day, month.last) >= kToldBefore);
    }
    if (fired) ++backtest_.red_months.overdue_before;
    if (fired && told) ++backtest_.red_months.told_before;
  }

  void AddLead(const RehearsedMail& mail, const ToldAlert& told,
               const std::map<FigureKey, FigureDays>& figures) {
    const AlertRule* rule = FindRule(config_.alerts.rules, told.key.rule);
    if (told.notification != Notification::kFiring || rule == nullptr || rule->indicator.empty())
      return;
    const FigureKey figure{told.key.authority, rule->indicator, told.key.team};
    Lead lead{figure,          rule->id, mail.plan.reader, std::string(KindText(mail.plan)),
              mail.moment.day, {}};
    if (const auto days = figures.find(figure); days != figures.end()) lead.days = days->second;
    leads_.try_emplace(figure, std::move(lead));
  }

  const Config& config_;
  std::shared_ptr<const Definitions> definitions_;
  Backtest backtest_;
  std::map<FigureKey, Lead> leads_;
  std::map<std::pair<Severity, std::string>, Promptness> promptness_;  // by rule
  std::map<std::pair<std::string, Date>, int> at_once_;
};

}  // namespace

Backtest MakeBacktest(const Config& config, Period period, RehearsalOutcome outcome) {
  return Adder(config, period).Add(std::move(outcome));
}

}  // namespace caseclock
