#include "daemon/mail/mail_parts.h"

#include <algorithm>

#include "daemon/mail/mail_words.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

std::string CleanOne(std::string_view text, std::size_t max_characters) {
  std::string clean = report_html::CleanText(text, max_characters);
  for (std::size_t at = clean.find(" %"); at != std::string::npos; at = clean.find(" %", at))
    clean.erase(at, 1);
  return clean;
}

template <typename... Texts>
void Clean(std::size_t max_characters, Texts&... texts) {
  ((texts = CleanOne(texts, max_characters)), ...);
}

template <typename T>
void Bound(std::vector<T>& list, std::size_t max) {
  if (list.size() > max) list.resize(max);
}

void DropUnlessLink(std::string& link) {
  if (!IsWebLink(link)) link.clear();
}

void MakeReadable(MailAlert& alert) {
  Clean(kMaxMailName, alert.where, alert.since, alert.rule, alert.owner, alert.ref);
  Clean(kMaxMailSentence, alert.headline, alert.about, alert.why, alert.reached_you, alert.advice,
        alert.acknowledged);
  DropUnlessLink(alert.acknowledge_url);
  DropUnlessLink(alert.board_url);
  Bound(alert.also, kMaxAlso);
  for (std::string& sentence : alert.also) Clean(kMaxMailSentence, sentence);
  Bound(alert.oldest, kMaxOldItems);
  for (OldItem& item : alert.oldest)
    Clean(kMaxMailName, item.started, item.due, item.late_by, item.reference);
  const std::size_t told = alert.also_told.size();
  Bound(alert.also_told, kMaxAlsoTold);
  for (std::string& title : alert.also_told) Clean(kMaxMailName, title);
  if (told > kMaxAlsoTold) alert.also_told.push_back(fmt::format("{} more", told - kMaxAlsoTold));
}

void MakeReadable(MailSection& section) {
  Clean(kMaxMailName, section.title);
  Clean(kMaxMailSentence, section.more);
  for (MailAlert& alert : section.alerts) MakeReadable(alert);
  Bound(section.lines, kMaxMailLines);
  for (MailLine& line : section.lines) {
    Clean(kMaxMailSentence, line.text, line.note);
    DropUnlessLink(line.acknowledge_url);
  }
}

void MakeReadable(WeeklyTable& table) {
  Clean(kMaxMailName, table.title);
  Clean(kMaxMailSentence, table.more);
  Bound(table.lines, kMaxWeeklyLines);
  for (WeeklyLine& line : table.lines)
    Clean(kMaxMailName, line.indicator, line.value, line.target, line.rag, line.last_year,
          line.direction, line.drag);
}

/// How many alerts were left out.
std::size_t BoundAlerts(std::vector<MailSection>& sections) {
  std::size_t left_out = 0;
  std::size_t room = kMaxParagraphs;
  for (MailSection& section : sections) {
    const std::size_t shown = std::min(room, section.alerts.size());
    left_out += section.alerts.size() - shown;
    room -= shown;
    section.alerts.resize(shown);
  }
  std::erase_if(sections, [](const MailSection& section) {
    return section.alerts.empty() && section.lines.empty() && section.more.empty();
  });
  return left_out;
}

void Add(std::vector<MailFact>& facts, std::string label, const std::string& text) {
  if (!text.empty()) facts.push_back({std::move(label), text});
}

}  // namespace

bool IsWebLink(std::string_view link) {
  const bool web = link.starts_with("https://") || link.starts_with("http://");
  return web && link.size() <= kMaxMailLink && link.find("://") + 3 < link.size() &&
         std::all_of(link.begin(), link.end(), [](char c) {
           return c > 0x20 && c < 0x7F &&
                  std::string_view("\"'<>\\^`{|}").find(c) == std::string_view::npos;
         });
}

MailContent Readable(MailContent content) {
  Clean(kMaxMailName, content.subject, content.acknowledge_command);
  Clean(kMaxMailSentence, content.heading, content.preview, content.summary, content.on_behalf_of,
        content.stale, content.rolled_up, content.data_as_of, content.footer);
  DropUnlessLink(content.board_url);
  Bound(content.weekly_tables, kMaxWeeklyTables);
  for (WeeklyTable& table : content.weekly_tables) MakeReadable(table);
  if (const std::size_t left_out = BoundAlerts(content.sections); left_out > 0) {
    content.footer = fmt::format(
        "{} not shown here; the board has all. {}",
        Counted(static_cast<std::int64_t>(left_out), "more alert is", "more alerts are"),
        content.footer);
  }
  for (MailSection& section : content.sections) MakeReadable(section);
  return content;
}

std::vector<MailFact> FactsBefore(const MailAlert& alert) {
  std::vector<MailFact> facts;
  Add(facts, "Why you", alert.reached_you);
  Add(facts, "Why", alert.why);
  for (const std::string& sentence : alert.also) Add(facts, "Also", sentence);
  Add(facts, "What to do", alert.advice);
  if (alert.stale) Add(facts, "No data at present", "this is the last known figure.");
  return facts;
}

std::vector<MailFact> FactsAfter(const MailAlert& alert) {
  std::vector<MailFact> facts;
  Add(facts, "Since", alert.since);
  Add(facts, "Owner", alert.owner);
  Add(facts, "Also told", alert.also_told.empty() ? "No one else" : ListText(alert.also_told));
  Add(facts, "Acknowledged", alert.acknowledged);
  Add(facts, "Rule", alert.rule);
  return facts;
}

std::string StateText(const MailAlert& alert) {
  std::string text(WordsOf(alert.item).word);
  const bool pressing = alert.severity == Severity::kUrgent && alert.item != Item::kResolved;
  return pressing ? text + ", urgent" : text;
}

std::string CommandText(const MailContent& content, const MailAlert& alert) {
  if (content.acknowledge_command.empty() || alert.ref.empty()) return "";
  return content.acknowledge_command + " " + alert.ref;
}

}  // namespace caseclock
