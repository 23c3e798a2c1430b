#include <cstddef>
#include <string>
#include <string_view>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_parts.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr std::size_t kWidth = 78;  // characters

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::size_t Characters(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += ContinuesCharacter(byte) ? 0U : 1U;
  return count;
}

/// The bytes of the first `count` characters.
std::size_t BytesOf(std::string_view text, std::size_t count) {
  std::size_t bytes = 0;
  while (bytes < text.size() && (count > 0 || ContinuesCharacter(text[bytes]))) {
    if (!ContinuesCharacter(text[bytes])) --count;
    ++bytes;
  }
  while (bytes < text.size() && ContinuesCharacter(text[bytes])) ++bytes;
  return bytes;
}

/// Fills lines with words; a word longer than a line is broken.
class Lines {
 public:
  /// `first` begins the first line, `next` those after it.
  void Add(std::string_view first, std::string_view next, std::string_view text) {
    std::string line(first);
    bool empty = true;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      std::string_view word = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (word.empty()) continue;
      if (!empty && Characters(line) + 1 + Characters(word) > kWidth) {
        Put(line);
        line = next;
        empty = true;
      }
      while (Characters(line) + Characters(word) > kWidth) {
        const std::size_t bytes = BytesOf(word, kWidth - Characters(line));
        Put(line + std::string(word.substr(0, bytes)));
        word.remove_prefix(bytes);
        line = next;
      }
      line += (empty ? "" : " ") + std::string(word);
      empty = false;
    }
    Put(line);
  }

  /// "" is left out.
  void Paragraph(std::string_view text) {
    if (text.empty()) return;
    Add("", "", text);
    Put("");
  }

  void Heading(std::string_view text, char underline) {
    if (text.empty()) return;
    Add("", "", text);
    Put(std::string(std::min(Characters(text), kWidth), underline));
    Put("");
  }

  /// A label and its text under an alert; "" is left out.
  void Labelled(std::string_view label, std::string_view text) {
    if (!text.empty()) Add(fmt::format("  {}: ", label), "    ", text);
  }

  /// A link stays whole, however long.
  void Link(std::string_view label, std::string_view link) {
    if (!link.empty()) Put(fmt::format("  {}: {}", label, link));
  }

  void Put(std::string_view line) { text_ += std::string(line) + "\n"; }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

void AddOldest(Lines& lines, const MailAlert& alert) {
  if (alert.oldest.empty()) return;
  lines.Put("  Oldest items:");
  int number = 0;
  for (const OldItem& item : alert.oldest) {
    std::string text = "started " + item.started;
    if (!item.due.empty()) text += ", due " + item.due;
    if (!item.late_by.empty()) text += ", " + item.late_by;
    if (!item.reference.empty()) text += ", reference " + item.reference;
    lines.Add(fmt::format("  {:>3}. ", ++number), "       ", text);
  }
}

/// The link to acknowledge, if there is one, and the reference with its command.
void AddReference(Lines& lines, const MailContent& content, const MailAlert& alert) {
  lines.Link("Acknowledge", alert.acknowledge_url);
  if (!alert.acknowledge_url.empty()) lines.Add("    ", "    ", kAcknowledgeHint);
  lines.Labelled("Reference", alert.ref);
  lines.Labelled("Or type", CommandText(content, alert));
}

void AddAlert(Lines& lines, const MailContent& content, const MailAlert& alert) {
  lines.Add("* ", "  ", StateText(alert) + ": " + alert.headline);
  lines.Labelled("Where", alert.where);
  lines.Labelled("About", alert.about);
  for (const MailFact& fact : FactsBefore(alert)) lines.Labelled(fact.label, fact.text);
  const bool linked = !alert.acknowledge_url.empty();
  if (linked) AddReference(lines, content, alert);
  AddOldest(lines, alert);
  for (const MailFact& fact : FactsAfter(alert)) lines.Labelled(fact.label, fact.text);
  if (!linked) AddReference(lines, content, alert);
  lines.Link("Board", alert.board_url);
  lines.Put("");
}

void AddLine(Lines& lines, const MailLine& line) {
  lines.Add("- ", "  ", line.text);
  if (!line.note.empty()) lines.Add("  ", "  ", line.note);
  lines.Link("Acknowledge", line.acknowledge_url);
}

void AddSection(Lines& lines, const MailContent& content, const MailSection& section) {
  lines.Heading(section.title, '-');
  for (const MailAlert& alert : section.alerts) AddAlert(lines, content, alert);
  for (const MailLine& line : section.lines) AddLine(lines, line);
  if (!section.lines.empty()) lines.Put("");
  lines.Paragraph(section.more);
}

void AddTable(Lines& lines, const WeeklyTable& table) {
  lines.Heading(table.title, '-');
  for (const WeeklyLine& line : table.lines) {
    lines.Add("* ", "  ", line.indicator);
    lines.Labelled("Now", line.value);
    lines.Labelled("Target", line.target);
    lines.Labelled("Rating", line.direction.empty() ? line.rag : line.rag + ", " + line.direction);
    lines.Labelled("Last year", line.last_year);
    if (!line.drag.empty()) lines.Add("  ", "    ", line.drag);
  }
  if (!table.lines.empty()) lines.Put("");
  lines.Paragraph(table.more);
}

}  // namespace

std::string MailText(const MailContent& given) {
  const MailContent content = Readable(given);
  Lines lines;
  lines.Heading(content.heading, '=');
  lines.Paragraph(content.summary);
  lines.Paragraph(content.on_behalf_of);
  lines.Paragraph(content.stale);
  lines.Paragraph(content.rolled_up);
  for (const MailSection& section : content.sections) AddSection(lines, content, section);
  for (const WeeklyTable& table : content.weekly_tables) AddTable(lines, table);
  if (!content.board_url.empty()) {
    lines.Put("See everything on the board: " + content.board_url);
    lines.Put("");
  }
  lines.Paragraph(content.data_as_of);
  lines.Paragraph(content.footer);
  return lines.Take();
}

}  // namespace caseclock
