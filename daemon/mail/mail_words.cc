#include "daemon/mail/mail_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/indicator/team_names.h"
#include "processors/judgement/sentence.h"
#include "processors/record/authority_name.h"

namespace caseclock {
namespace {

using report_html::CleanText;

// Subjects are read on a phone: each part is short enough that the others stay in sight.
constexpr std::size_t kMaxPart = 60;

// In this order they are read.
constexpr std::array kByImportance = {Item::kEscalated, Item::kNew, Item::kStillFiring,
                                      Item::kAcknowledged, Item::kResolved};

std::size_t RankOf(const SubjectAlert& alert) {
  const auto* found = std::find(kByImportance.begin(), kByImportance.end(), alert.item);
  const auto rank = static_cast<std::size_t>(found - kByImportance.begin());
  return rank * 3 + static_cast<std::size_t>(alert.severity);
}

/// The one that is read first. Requires: not empty.
const SubjectAlert& First(const std::vector<SubjectAlert>& alerts) {
  return *std::min_element(
      alerts.begin(), alerts.end(),
      [](const SubjectAlert& a, const SubjectAlert& b) { return RankOf(a) < RankOf(b); });
}

/// "12 assessments overdue, Assessment North, and 2 more".
std::string LeadText(const SubjectAlert& first, std::size_t others) {
  std::string text = Capital(CleanText(first.what, kMaxPart));
  if (!first.key.authority.empty()) text += ", " + CleanText(PlaceText(first.key), kMaxPart);
  return others == 0 ? text : text + fmt::format(", and {} more", others);
}

std::string SubjectAtOnce(const std::vector<SubjectAlert>& alerts) {
  if (alerts.empty()) return "Caseclock";
  const SubjectAlert& first = First(alerts);
  const bool over = first.item == Item::kResolved;
  const bool urgent = first.severity == Severity::kUrgent;
  return (over ? "Resolved: " : urgent ? "Urgent: " : "") + LeadText(first, alerts.size() - 1);
}

bool IsNews(const SubjectAlert& alert) {
  return alert.item == Item::kNew || alert.item == Item::kEscalated;
}

std::string DayAndMonth(Date day) {
  const std::string text = FullDayText(day);
  return text.substr(0, text.rfind(' '));
}

std::string SubjectOfDigest(const SubjectWords& words) {
  const auto news = std::count_if(words.alerts.begin(), words.alerts.end(), IsNews);
  if (!words.weekly && news > 0) {
    const SubjectAlert& first = First(words.alerts);
    const std::string passed_on = first.item == Item::kEscalated ? "Escalated to you: " : "";
    return passed_on + LeadText(first, static_cast<std::size_t>(news - 1));
  }
  std::vector<Item> items;
  for (const SubjectAlert& alert : words.alerts) items.push_back(alert.item);
  const std::string counts =
      items.empty() && !words.nothing.empty() ? words.nothing : CountsText(items);
  return fmt::format("{}, {}: {}", words.weekly ? "Weekly summary" : "Caseclock",
                     DayAndMonth(words.day), counts);
}

std::string CountedState(std::int64_t count, Item item) {
  switch (item) {
    case Item::kEscalated: return fmt::format("{} escalated to you", count);
    case Item::kNew: return Counted(count, "new alert", "new alerts");
    case Item::kStillFiring: return fmt::format("{} still open", count);
    case Item::kAcknowledged: return fmt::format("{} acknowledged", count);
    case Item::kResolved: return fmt::format("{} resolved", count);
  }
  return "";
}

constexpr std::array kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                  "Friday", "Saturday", "Sunday"};

}  // namespace

ItemWords WordsOf(Item item) {
  switch (item) {
    case Item::kNew: return {"✱", "NEW"};
    case Item::kStillFiring: return {"◐", "STILL OPEN"};
    case Item::kAcknowledged: return {"◌", "ACKNOWLEDGED"};
    case Item::kEscalated: return {"◆", "ESCALATED"};
    case Item::kResolved: return {"✓", "RESOLVED"};
  }
  return {"", ""};
}

std::string_view RagSymbol(std::string_view rag) {
  if (rag == "RED") return "■";
  if (rag == "AMBER") return "▲";
  if (rag == "GREEN") return "●";
  return "";
}

std::string MailDayText(Date day) {
  const auto weekday = static_cast<std::size_t>(PartsOf(day).weekday - 1);
  return std::string(kWeekdays.at(weekday)) + " " + FullDayText(day);
}

std::string MomentText(const Moment& moment) {
  return fmt::format("{}, {:02}:{:02}", MailDayText(moment.day), moment.minute / 60,
                     moment.minute % 60);
}

std::string UntilText(const Moment& moment) {
  return moment.minute == 0 ? "the end of " + MailDayText(moment.day - 1) : MomentText(moment);
}

std::string Counted(std::int64_t count, std::string_view one, std::string_view many) {
  return report_html::Plural(count, one, many);
}

std::string ListText(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

std::string RoleText(std::string_view title) {
  std::string text(title);
  const auto is_upper = [&](std::size_t at) {
    return at < text.size() && text[at] >= 'A' && text[at] <= 'Z';
  };
  if (is_upper(0) && !is_upper(1)) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string Capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string LateText(int days) {
  if (days == 0) return "due today";
  const std::string size = Counted(days < 0 ? -days : days, "working day", "working days");
  return days > 0 ? size + " overdue" : "due in " + size;
}

std::string CouncilText(std::string_view authority) { return AuthorityName(authority); }

std::string PlaceText(const AlertKey& key) {
  if (key.authority.empty()) return "Caseclock itself";
  if (key.team == kWholeAuthority) return "Whole council";
  return key.team == kNoTeam ? "No team recorded" : key.team;
}

std::string WhereText(const AlertKey& key) {
  return key.authority.empty() ? PlaceText(key)
                               : PlaceText(key) + ", " + CouncilText(key.authority);
}

std::string SubjectOf(const SubjectWords& words) {
  if (words.kind == MailKind::kTest) return "Caseclock test email, " + FullDayText(words.day);
  if (words.kind == MailKind::kImmediate) return SubjectAtOnce(words.alerts);
  return SubjectOfDigest(words);
}

std::string CountsText(const std::vector<Item>& items) {
  std::string text;
  for (const Item item : kByImportance) {
    const auto count = std::count(items.begin(), items.end(), item);
    if (count > 0) text += (text.empty() ? "" : ", ") + CountedState(count, item);
  }
  return text.empty() ? "no alerts" : text;
}

std::string OnBehalfText(std::string_view title, Date last_day_away) {
  return fmt::format("You are receiving this for {}, who is away until {}.", RoleText(title),
                     MailDayText(last_day_away));
}

std::string RolledUpText(int count, int budget) {
  if (count == 0) return "";
  const std::string waited =
      Counted(count, "urgent alert waited", "urgent alerts waited") + " for this digest: ";
  if (budget == 0) return waited + "you have chosen no urgent emails.";
  return waited + Counted(budget, "urgent email had", "urgent emails had") +
         " already been sent that day.";
}

std::string DataAsOfText(const Moment& recorded, Date figures) {
  return fmt::format("Data as of {}; figures for {}.", MomentText(recorded), MailDayText(figures));
}

std::string StaleText(const Moment& last) {
  return fmt::format("No data since {}. These are the last known figures.", MomentText(last));
}

std::string AcknowledgedText(std::string_view title, const Moment& at, const Moment& until,
                             std::string_view comment) {
  const std::string who =
      fmt::format("by {} on {}, until {}", RoleText(title), MomentText(at), UntilText(until));
  return comment.empty() ? who : fmt::format("{}: “{}”", who, comment);
}

}  // namespace caseclock
