#include "daemon/rehearsal/alert_test.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace caseclock {
namespace {

constexpr std::array kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr int kMinutesOfHour = 60;

bool IsMeantItem(const MailPattern& pattern, const PlannedItem& item) {
  return (pattern.alert.empty() || pattern.alert == item.key.rule) &&
         (!pattern.team || *pattern.team == item.key.team) &&
         (pattern.item.empty() || pattern.item == ItemText(item.item));
}

bool IsKind(const std::string& kind, const PlannedMail& mail) {
  if (kind == kKindImmediate) return mail.kind == MailKind::kImmediate;
  if (kind == kKindDigest) return mail.kind == MailKind::kDigest;
  return kind != kKindWeekly || mail.weekly;
}

std::string TeamText(const std::string& team) {
  return team == kWholeAuthority ? "(whole authority)" : team;
}

}  // namespace

std::string_view KindText(const PlannedMail& mail) {
  return mail.weekly ? kKindWeekly : MailKindName(mail.kind);
}

std::string WhenText(const Moment& moment) {
  const auto weekday = static_cast<std::size_t>(PartsOf(moment.day).weekday - 1);
  return fmt::format("{} {} {:02}:{:02}", kWeekdays[weekday], FormatDate(moment.day),
                     moment.minute / kMinutesOfHour, moment.minute % kMinutesOfHour);
}

bool IsMeant(const MailPattern& pattern, const RehearsedMail& mail) {
  if (pattern.on && *pattern.on != mail.moment.day) return false;
  if (!pattern.to.empty() && pattern.to != mail.plan.reader) return false;
  if (!IsKind(pattern.kind, mail.plan)) return false;
  if (pattern.alert.empty() && !pattern.team && pattern.item.empty()) return true;
  return std::any_of(mail.plan.items.begin(), mail.plan.items.end(),
                     [&](const PlannedItem& item) { return IsMeantItem(pattern, item); });
}

std::string PatternText(const MailPattern& pattern) {
  std::string text = "mail";
  if (pattern.on) text += " on " + FormatDate(*pattern.on);
  if (!pattern.to.empty()) text += " to " + pattern.to;
  for (const std::string& word : {pattern.kind, pattern.alert}) {
    if (!word.empty()) text += ", " + word;
  }
  if (pattern.team) text += ", " + TeamText(*pattern.team);
  if (!pattern.item.empty()) text += ", " + pattern.item;
  return text;
}

std::vector<std::string> CheckMails(const AlertTest& test, std::span<const RehearsedMail> mails) {
  const auto count = [&](const MailPattern& pattern) {
    return std::count_if(mails.begin(), mails.end(),
                         [&](const RehearsedMail& mail) { return IsMeant(pattern, mail); });
  };
  std::vector<std::string> problems;
  for (const MailPattern& pattern : test.expect) {
    const auto found = count(pattern);
    if (pattern.times ? found == *pattern.times : found > 0) continue;
    const std::string wanted = pattern.times ? fmt::format(", {} times", *pattern.times) : "";
    problems.push_back(fmt::format("line {}: expected a {}{}, found {}", pattern.line,
                                   PatternText(pattern), wanted,
                                   found == 0 ? "none" : fmt::to_string(found)));
  }
  for (const MailPattern& pattern : test.expect_none) {
    const auto found = count(pattern);
    if (found == 0) continue;
    problems.push_back(fmt::format("line {}: expected no {}, found {}", pattern.line,
                                   PatternText(pattern), found));
  }
  return problems;
}

std::string MailTable(std::span<const RehearsedMail> mails) {
  if (mails.empty()) return "  there were no emails\n";
  std::size_t reader = 0, rule = 0, team = 0;
  for (const RehearsedMail& mail : mails) {
    reader = std::max(reader, mail.plan.reader.size());
    for (const PlannedItem& item : mail.plan.items) {
      rule = std::max(rule, item.key.rule.size());
      team = std::max(team, TeamText(item.key.team).size());
    }
  }
  std::string text;
  for (const RehearsedMail& mail : mails) {
    std::string head = fmt::format("  {}  {:<{}}  {:<9}", WhenText(mail.moment), mail.plan.reader,
                                   reader, KindText(mail.plan));
    if (mail.plan.items.empty()) text += head + "  (nothing to tell)\n";
    for (const PlannedItem& item : mail.plan.items) {
      text += fmt::format("{}  {:<{}}  {:<{}}  {}\n", head, item.key.rule, rule,
                          TeamText(item.key.team), team, ItemText(item.item));
      head.assign(head.size(), ' ');
    }
  }
  return text;
}

}  // namespace caseclock
