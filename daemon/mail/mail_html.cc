#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <string>
#include <string_view>

#include "daemon/mail/mail_content.h"
#include "daemon/mail/mail_parts.h"
#include "daemon/mail/mail_template.h"
#include "daemon/mail/mail_words.h"
#include "processors/check.h"

namespace caseclock {
namespace {

using ctemplate::TemplateDictionary;

constexpr char kMail[] = "mail";
constexpr char kAlert[] = "alert";
// Lines that hold nothing but a marker leave no line behind.
constexpr auto kStrip = ctemplate::STRIP_BLANK_LINES;

ctemplate::TemplateString Given(std::string_view text) { return {text.data(), text.size()}; }

/// A style in the dark scheme, and its colours in the light one.
struct Look {
  std::string_view style;
  std::string_view ground;
  std::string_view ink;
};

constexpr Look kSerious = {"serious", "#fdeeef", "#9b1020"};
constexpr Look kOpen = {"open", "#fff4dd", "#5c3a00"};
constexpr Look kHeld = {"held", "#e9ecee", "#333b42"};
constexpr Look kGood = {"good", "#e9f6ed", "#14602f"};

Look LookOf(Item item) {
  switch (item) {
    case Item::kNew:
    case Item::kEscalated: return kSerious;
    case Item::kStillFiring: return kOpen;
    case Item::kAcknowledged: return kHeld;
    case Item::kResolved: return kGood;
  }
  return kHeld;
}

Look LookOf(std::string_view rag) {
  if (rag == "RED") return kSerious;
  if (rag == "AMBER") return kOpen;
  return rag == "GREEN" ? kGood : kHeld;
}

/// Sets a value; where it is not "", shows the section around it.
void SetShown(TemplateDictionary& to, const std::string& name, std::string_view text) {
  if (!text.empty()) to.SetValueAndShowSection(name, Given(text), name + "_SHOWN");
}

void SetLook(TemplateDictionary& to, const Look& look) {
  to.SetValue("STYLE", Given(look.style));
  to.SetValue("GROUND", Given(look.ground));
  to.SetValue("INK", Given(look.ink));
}

void AddFacts(TemplateDictionary& to, const char* section, const std::vector<MailFact>& facts) {
  for (const MailFact& fact : facts) {
    TemplateDictionary& line = *to.AddSectionDictionary(section);
    line.SetValue("LABEL", Given(fact.label));
    line.SetValue("TEXT", Given(fact.text));
  }
}

void AddOldest(TemplateDictionary& to, const std::vector<OldItem>& oldest) {
  if (oldest.empty()) return;
  TemplateDictionary& table = *to.AddSectionDictionary("OLDEST");
  for (const OldItem& item : oldest) {
    TemplateDictionary& row = *table.AddSectionDictionary("OLD_ITEM");
    row.SetValue("STARTED", Given(item.started));
    SetShown(row, "DUE", item.due);
    row.SetValue("LATE_BY", Given(item.late_by));
    SetShown(row, "REFERENCE", item.reference);
  }
}

/// The reference and its command stand by the button; without one, below the facts.
void SetReference(TemplateDictionary& to, const MailContent& content, const MailAlert& alert) {
  to.SetValue("REF", Given(alert.ref));
  SetShown(to, "COMMAND", CommandText(content, alert));
  if (alert.ref.empty()) return;
  to.ShowSection(alert.acknowledge_url.empty() ? "REF_SHOWN" : "BUTTON_REF");
}

void AddAlert(TemplateDictionary& section, const MailContent& content, const MailAlert& alert,
              bool titled) {
  TemplateDictionary& to = *section.AddIncludeDictionary("ALERT");
  to.SetFilename(kAlert);
  SetLook(to, LookOf(alert.item));
  to.SetValue("SYMBOL", Given(WordsOf(alert.item).symbol));
  to.SetValue("STATE", Given(StateText(alert)));
  to.SetValue("HEADLINE", Given(alert.headline));
  to.ShowSection(titled ? "THIRD_LEVEL" : "SECOND_LEVEL");
  SetShown(to, "WHERE", alert.where == content.heading ? "" : alert.where);
  SetShown(to, "ABOUT", alert.about);
  AddFacts(to, "FACT_BEFORE", FactsBefore(alert));
  AddOldest(to, alert.oldest);
  AddFacts(to, "FACT_AFTER", FactsAfter(alert));
  SetReference(to, content, alert);
  to.SetValue("HINT", Given(kAcknowledgeHint));
  if (!alert.acknowledge_url.empty())
    to.SetValueAndShowSection("ACKNOWLEDGE_URL", Given(alert.acknowledge_url), "BUTTON");
  if (!alert.board_url.empty())
    to.SetValueAndShowSection("BOARD_URL", Given(alert.board_url), "BOARD");
}

void AddLines(TemplateDictionary& part, const MailSection& section) {
  for (const MailLine& line : section.lines) {
    TemplateDictionary& to = *part.AddSectionDictionary("LINE");
    to.SetValue("LINE_TEXT", Given(line.text));
    SetShown(to, "NOTE", line.note);
    if (!line.acknowledge_url.empty())
      to.SetValueAndShowSection("LINE_URL", Given(line.acknowledge_url), "LINE_LINK");
  }
  SetShown(part, "MORE", section.more);
}

void AddTable(TemplateDictionary& to, const WeeklyTable& week) {
  TemplateDictionary& table = *to.AddSectionDictionary("WEEK");
  table.SetValue("WEEK_TITLE", Given(week.title));
  SetShown(table, "WEEK_MORE", week.more);
  if (week.lines.empty()) return;
  TemplateDictionary& rows = *table.AddSectionDictionary("WEEK_ROWS");
  for (const WeeklyLine& line : week.lines) {
    TemplateDictionary& row = *rows.AddSectionDictionary("WEEK_LINE");
    row.SetValue("INDICATOR", Given(line.indicator));
    row.SetValue("VALUE", Given(line.value));
    SetShown(row, "TARGET", line.target);
    SetShown(row, "DRAG", line.drag);
    SetShown(row, "LAST_YEAR", line.last_year);
    SetShown(row, "SYMBOL", RagSymbol(line.rag));
    row.SetValue("RAG", Given(line.rag));
    SetShown(row, "DIRECTION", line.direction);
    SetLook(row, LookOf(line.rag));
  }
}

/// Shows `section` with its text, unless that is "".
void AddNote(TemplateDictionary& to, const std::string& section, std::string_view text) {
  if (!text.empty()) to.SetValueAndShowSection(section + "_TEXT", Given(text), section);
}

void Fill(TemplateDictionary& to, const MailContent& content) {
  to.SetValue("SUBJECT", Given(content.subject));
  to.SetValue("PREVIEW", Given(content.preview.empty() ? content.summary : content.preview));
  to.SetValue("HEADING", Given(content.heading));
  SetShown(to, "SUMMARY", content.summary);
  AddNote(to, "ON_BEHALF", content.on_behalf_of);
  AddNote(to, "STALE", content.stale);
  AddNote(to, "ROLLED_UP", content.rolled_up);
  for (const MailSection& section : content.sections) {
    TemplateDictionary& part = *to.AddSectionDictionary("SECTION");
    if (!section.title.empty())
      part.SetValueAndShowSection("TITLE", Given(section.title), "SECTION_TITLE");
    for (const MailAlert& alert : section.alerts)
      AddAlert(part, content, alert, !section.title.empty());
    AddLines(part, section);
  }
  for (const WeeklyTable& table : content.weekly_tables) AddTable(to, table);
  if (!content.board_url.empty())
    to.SetValueAndShowSection("WHOLE_BOARD_URL", Given(content.board_url), "WHOLE_BOARD");
  to.SetValue("DATA_AS_OF", Given(content.data_as_of));
  SetShown(to, "FOOTER", content.footer);
}

/// The parsed templates. A cache of our own: names in ctemplate's are those of the whole program.
const ctemplate::TemplateCache& Templates() {
  static ctemplate::TemplateCache cache;
  static const bool kParsed = [] {
    const bool both = cache.StringToTemplateCache(kMail, Given(kMailTemplate), kStrip) &&
                      cache.StringToTemplateCache(kAlert, Given(kAlertTemplate), kStrip);
    cache.Freeze();
    return both;
  }();
  CASECLOCK_CHECK(kParsed, "the templates of mails can be parsed");
  return cache;
}

}  // namespace

std::string MailHtml(const MailContent& given) {
  const MailContent content = Readable(given);
  TemplateDictionary values(kMail);
  Fill(values, content);
  std::string html;
  const bool whole = Templates().ExpandNoLoad(kMail, kStrip, &values, nullptr, &html);
  CASECLOCK_CHECK(whole, "the templates of mails name each other rightly");
  return html;
}

}  // namespace caseclock
