#include "daemon/mail/mail_words.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/indicator/team_names.h"

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

std::string Opening(const SubjectAlert& first) {
  if (first.item == Item::kResolved) return "Resolved: ";
  if (first.item == Item::kEscalated) return "[escalated] ";
  return first.severity == Severity::kUrgent ? "[urgent] " : "";
}

std::string SubjectAtOnce(const std::vector<SubjectAlert>& alerts) {
  if (alerts.empty()) return "Caseclock";
  const SubjectAlert& first = *std::min_element(
      alerts.begin(), alerts.end(),
      [](const SubjectAlert& a, const SubjectAlert& b) { return RankOf(a) < RankOf(b); });
  std::string subject = Opening(first) + CleanText(PlaceText(first.key), kMaxPart) + ": " +
                        CleanText(first.what, kMaxPart);
  if (alerts.size() > 1) subject += fmt::format(" and {} more", alerts.size() - 1);
  if (!first.key.authority.empty()) subject += ", " + CleanText(first.key.authority, kMaxPart);
  return subject;
}

std::string CountedState(std::int64_t count, Item item) {
  switch (item) {
    case Item::kEscalated: return fmt::format("{} escalated", count);
    case Item::kNew: return fmt::format("{} new", count);
    case Item::kStillFiring: return fmt::format("{} still open", count);
    case Item::kAcknowledged: return fmt::format("{} acknowledged", count);
    case Item::kResolved: return fmt::format("{} resolved", count);
  }
  return "";
}

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

std::string MailDayText(Date day) { return LongDateText(day); }

std::string MomentText(const Moment& moment) {
  return fmt::format("{}, {:02}:{:02}", MailDayText(moment.day), moment.minute / 60,
                     moment.minute % 60);
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

std::string LateText(int days) {
  if (days == 0) return "due today";
  const std::string size = Counted(days < 0 ? -days : days, "working day", "working days");
  return days > 0 ? size + " late" : "due in " + size;
}

std::string PlaceText(const AlertKey& key) {
  if (key.authority.empty()) return "Caseclock itself";
  if (key.team == kWholeAuthority) return "whole council";
  return key.team == kNoTeam ? "no team recorded" : key.team;
}

std::string WhereText(const AlertKey& key) {
  return key.authority.empty() ? PlaceText(key) : PlaceText(key) + ", " + key.authority;
}

std::string SubjectOf(const SubjectWords& words) {
  if (words.kind == MailKind::kTest) return "Caseclock test mail, " + MailDayText(words.day);
  if (words.kind == MailKind::kImmediate) return SubjectAtOnce(words.alerts);
  std::vector<Item> items;
  for (const SubjectAlert& alert : words.alerts) items.push_back(alert.item);
  return fmt::format("Caseclock {}, {}: {}", words.weekly ? "weekly summary" : "digest",
                     MailDayText(words.day), CountsText(items));
}

std::string CountsText(const std::vector<Item>& items) {
  std::string text;
  for (const Item item : kByImportance) {
    const auto count = std::count(items.begin(), items.end(), item);
    if (count > 0) text += (text.empty() ? "" : ", ") + CountedState(count, item);
  }
  return text.empty() ? "nothing open" : text;
}

std::string OnBehalfText(std::string_view title, Date last_day_away) {
  return fmt::format("You get this for {}, who is away until {}.", title,
                     MailDayText(last_day_away));
}

std::string RolledUpText(int count, int budget) {
  if (count == 0) return "";
  if (budget == 0) {
    return fmt::format("{} for this digest: no mail at once is wanted.",
                       Counted(count, "urgent alert waited", "urgent alerts waited"));
  }
  return fmt::format("{} for this digest: {} already gone out that day.",
                     Counted(count, "urgent alert waited", "urgent alerts waited"),
                     Counted(budget, "mail at once had", "mails at once had"));
}

std::string DataAsOfText(const Moment& recorded, Date figures) {
  return fmt::format("Data as of {}; figures for {}.", MomentText(recorded), MailDayText(figures));
}

std::string StaleText(const Moment& last) {
  return fmt::format("No data since {}. What follows is the last known state.", MomentText(last));
}

std::string AcknowledgedText(std::string_view title, const Moment& at, const Moment& until,
                             std::string_view comment) {
  const std::string who =
      fmt::format("by {} on {}, until {}", title, MomentText(at), MomentText(until));
  return comment.empty() ? who : fmt::format("{}: “{}”", who, comment);
}

}  // namespace caseclock
