#include <nlohmann/json.hpp>

#include "daemon/rehearsal/alert_test.h"
#include "daemon/rehearsal/backtest.h"

namespace caseclock {
namespace {

using Json = nlohmann::ordered_json;

Json CountsJson(const MailCounts& counts) {
  return {{"at_once", counts.at_once}, {"digests", counts.digests}, {"weekly", counts.weekly}};
}

Json DayJson(const std::optional<Date>& day) {
  return day ? Json(FormatDate(*day)) : Json(nullptr);
}

Json DaysJson(const std::optional<Date>& day, Date mail) {
  return day ? Json(*day - mail) : Json(nullptr);
}

Json PersonJson(const PersonMails& person, const std::vector<Date>& mondays) {
  Json json = {{"person", person.person},
               {"budget", person.budget},
               {"most_at_once_a_day", person.most_at_once},
               {"total", CountsJson(person.total)},
               {"weeks", Json::array()}};
  for (std::size_t i = 0; i < mondays.size(); ++i) {
    Json week = CountsJson(person.weeks[i]);
    week["monday"] = FormatDate(mondays[i]);
    json["weeks"].push_back(std::move(week));
  }
  return json;
}

Json LeadJson(const Lead& lead) {
  return {{"authority", lead.figure.authority},
          {"indicator", lead.figure.indicator},
          {"team", lead.figure.team},
          {"rule", lead.rule},
          {"reader", lead.reader},
          {"kind", lead.kind},
          {"first_mail", FormatDate(lead.first_mail)},
          {"month_missed", DayJson(lead.days.month_missed)},
          {"days_before_month_missed", DaysJson(lead.days.month_missed, lead.first_mail)},
          {"year_red", DayJson(lead.days.year_red)},
          {"days_before_year_red", DaysJson(lead.days.year_red, lead.first_mail)}};
}

Json PromptnessJson(const Promptness& prompt) {
  return {{"breaches", prompt.breaches},
          {"in_time", prompt.in_time},
          {"over_before", prompt.over_before},
          {"late", prompt.late},
          {"longest_working_days", prompt.longest_working_days}};
}

Json RuleJson(const RulePromptness& one) {
  Json json = PromptnessJson(one.promptness);
  json["rule"] = one.rule;
  json["severity"] = SeverityName(one.severity);
  return json;
}

Json MailJson(const RehearsedMail& mail) {
  Json json = {{"at", WhenText(mail.moment)},
               {"reader", mail.plan.reader},
               {"kind", KindText(mail.plan)},
               {"id", mail.plan.id},
               {"rolled_up", mail.plan.rolled_up},
               {"subject", mail.subject},
               {"items", Json::array()}};
  for (const PlannedItem& item : mail.plan.items) {
    json["items"].push_back({{"rule", item.key.rule},
                             {"authority", item.key.authority},
                             {"team", item.key.team},
                             {"item", ItemText(item.item)},
                             {"person", item.person}});
  }
  return json;
}

}  // namespace

std::string BacktestJson(const Backtest& backtest) {
  Json json = {{"from", FormatDate(backtest.period.first)},
               {"to", FormatDate(backtest.period.last)},
               {"events", backtest.events},
               {"total", CountsJson(backtest.total)},
               {"promptness", PromptnessJson(backtest.promptness)},
               {"notices", PromptnessJson(backtest.notices)},
               {"rules", Json::array()},
               {"red_months",
                {{"all", backtest.red_months.all},
                 {"overdue_before", backtest.red_months.overdue_before},
                 {"told_before", backtest.red_months.told_before}}},
               {"people", Json::array()},
               {"leads", Json::array()},
               {"mails", Json::array()}};
  for (const PersonMails& one : backtest.people) {
    json["people"].push_back(PersonJson(one, backtest.mondays));
  }
  for (const RulePromptness& one : backtest.rules) json["rules"].push_back(RuleJson(one));
  for (const Lead& lead : backtest.leads) json["leads"].push_back(LeadJson(lead));
  for (const RehearsedMail& mail : backtest.mails) json["mails"].push_back(MailJson(mail));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caseclock
