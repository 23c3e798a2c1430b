#include <fmt/format.h>

#include <algorithm>

#include "daemon/rehearsal/alert_test.h"
#include "daemon/rehearsal/backtest.h"

namespace caseclock {
namespace {

std::string Counted(std::int64_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// Text columns, left; the first row is the head.
std::string Table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) line += fmt::format(" {:<{}} ", row[i], widths[i]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

/// "Of 4 breaches 2 were told within 1 working day of the waiting time, 1 had ended by then, 1 was told later or not at
/// all."; "" of none.
std::string PromptnessSentence(const Promptness& prompt, const char* one, const char* many,
                               const std::string& within) {
  if (prompt.breaches == 0) return "";
  return fmt::format(
      "Of {} {} told {} of the waiting time, {} had ended by then, {} told later or not at all.\n",
      Counted(prompt.breaches, one, many), Counted(prompt.in_time, "was", "were"), within,
      prompt.over_before, Counted(prompt.late, "was", "were"));
}

/// How soon breaches were told, and whether months that ended red had been told of before.
std::string PromptnessText(const Backtest& backtest) {
  const RedMonths& months = backtest.red_months;
  std::string text =
      PromptnessSentence(backtest.promptness, "breach", "breaches", "within 1 working day") +
      PromptnessSentence(
          backtest.notices, "notice", "notices",
          fmt::format("in a weekly summary, within {} working days", kNoticeToldWithin));
  if (months.all == 0) return text;
  return text +
         fmt::format(
             "{} of clocks ended worse than their target; of {} the overdue or due work was over "
             "its level 6 working days before, and {} of these had been told at least 5 working "
             "days before.\n",
             Counted(months.all, "month", "months"), months.overdue_before, months.told_before);
}

std::string RulesTable(const Backtest& backtest) {
  std::vector<std::vector<std::string>> rows = {
      {"rule", "told as", "breaches", "in time", "ended by then", "later", "longest wait"}};
  for (const RulePromptness& one : backtest.rules) {
    const Promptness& prompt = one.promptness;
    const bool is_told = prompt.in_time + prompt.late > 0;
    rows.push_back(
        {one.rule, std::string(SeverityName(one.severity)), std::to_string(prompt.breaches),
         std::to_string(prompt.in_time), std::to_string(prompt.over_before),
         std::to_string(prompt.late),
         is_told ? Counted(prompt.longest_working_days, "working day", "working days") : "."});
  }
  return Table(rows);
}

std::string Summary(const Backtest& backtest) {
  const int days = DaysIn(backtest.period);
  const auto people =
      std::count_if(backtest.people.begin(), backtest.people.end(),
                    [](const PersonMails& person) { return person.total.all() > 0; });
  std::string text = fmt::format(
      "In {} {} would have received {}: {} urgent, {} and {}.", Counted(days, "day", "days"),
      Counted(people, "person", "people"), Counted(backtest.total.all(), "email", "emails"),
      backtest.total.at_once, Counted(backtest.total.digests, "digest", "digests"),
      Counted(backtest.total.weekly, "weekly summary", "weekly summaries"));
  int most = 0;
  for (const PersonMails& person : backtest.people) most = std::max(most, person.most_at_once);
  if (most > 0) text += fmt::format(" No one would have received more than {} urgent a day.", most);
  return text + "\n" + PromptnessText(backtest);
}

std::string Cell(const MailCounts& counts) {
  if (counts.all() == 0) return ".";
  return fmt::format("{}/{}/{}", counts.at_once, counts.digests, counts.weekly);
}

std::string WeeksTable(const Backtest& backtest) {
  std::vector<std::vector<std::string>> rows(1, {"week from"});
  for (const PersonMails& person : backtest.people) rows[0].push_back(person.person);
  for (std::size_t week = 0; week < backtest.mondays.size(); ++week) {
    auto& row = rows.emplace_back(1, FormatDate(backtest.mondays[week]));
    for (const PersonMails& person : backtest.people) row.push_back(Cell(person.weeks[week]));
  }
  auto& total = rows.emplace_back(1, "all");
  for (const PersonMails& person : backtest.people) total.push_back(Cell(person.total));
  auto& most = rows.emplace_back(1, "most urgent a day");
  for (const PersonMails& person : backtest.people) {
    most.push_back(fmt::format("{} of {}", person.most_at_once, person.budget));
  }
  return Table(rows);
}

std::string AfterText(const std::optional<Date>& day, Date mail) {
  if (!day) return "never";
  const int days = *day - mail;
  if (days == 0) return FormatDate(*day) + " (same day)";
  return fmt::format("{} ({} {})", FormatDate(*day), Counted(std::abs(days), "day", "days"),
                     days > 0 ? "after" : "before");
}

std::string LeadsTable(const Backtest& backtest) {
  std::vector<std::vector<std::string>> rows = {
      {"figure", "team", "first email", "by", "month missed its target", "year to date red"}};
  for (const Lead& lead : backtest.leads) {
    rows.push_back(
        {lead.figure.indicator, lead.figure.team.empty() ? "(all)" : lead.figure.team,
         fmt::format("{} to {}, {}", FormatDate(lead.first_mail), lead.reader, lead.kind),
         lead.rule, AfterText(lead.days.month_missed, lead.first_mail),
         AfterText(lead.days.year_red, lead.first_mail)});
  }
  return Table(rows);
}

std::string MailsTable(const Backtest& backtest) {
  std::vector<std::vector<std::string>> rows = {{"when", "to", "kind", "subject"}};
  for (const RehearsedMail& mail : backtest.mails) {
    rows.push_back(
        {WhenText(mail.moment), mail.plan.reader, std::string(KindText(mail.plan)), mail.subject});
  }
  return Table(rows);
}

}  // namespace

std::string BacktestText(const Backtest& backtest) {
  std::string text = Summary(backtest);
  if (backtest.mails.empty()) return text;
  text += "\nEmails a week (urgent/digests/weekly summaries)\n" + WeeksTable(backtest);
  if (!backtest.leads.empty()) {
    text += "\nHow early (the days of the figures, against that of the first email)\n" +
            LeadsTable(backtest);
  }
  if (!backtest.rules.empty()) {
    text +=
        "\nHow soon (from the end of a rule's waiting time to the email)\n" + RulesTable(backtest);
  }
  return text + "\nEmails\n" + MailsTable(backtest);
}

}  // namespace caseclock
