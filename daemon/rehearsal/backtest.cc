#include "daemon/rehearsal/backtest.h"

#include <algorithm>
#include <utility>

#include "daemon/rehearsal/alert_test.h"

namespace caseclock {
namespace {

constexpr int kDaysInWeek = 7;

void Count(const PlannedMail& mail, MailCounts& counts) {
  if (mail.weekly) {
    ++counts.weekly;
  } else {
    ++(mail.kind == MailKind::kImmediate ? counts.at_once : counts.digests);
  }
}

class Adder {
 public:
  Adder(const Config& config, Period period) : config_(config) {
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
    for (auto& [figure, lead] : leads_) backtest_.leads.push_back(std::move(lead));
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

  void AddLead(const RehearsedMail& mail, const ToldAlert& told,
               const std::map<FigureKey, FigureDays>& figures) {
    const AlertRule* rule = FindRule(config_.alerts.rules, told.key.rule);
    if (told.told != Told::kFiring || rule == nullptr || rule->indicator.empty()) return;
    const FigureKey figure{told.key.authority, rule->indicator, told.key.team};
    Lead lead{figure,          rule->id, mail.plan.reader, std::string(KindText(mail.plan)),
              mail.moment.day, {}};
    if (const auto days = figures.find(figure); days != figures.end()) lead.days = days->second;
    leads_.try_emplace(figure, std::move(lead));
  }

  const Config& config_;
  Backtest backtest_;
  std::map<FigureKey, Lead> leads_;
  std::map<std::pair<std::string, Date>, int> at_once_;
};

}  // namespace

Backtest MakeBacktest(const Config& config, Period period, RehearsalOutcome outcome) {
  return Adder(config, period).Add(std::move(outcome));
}

}  // namespace caseclock
