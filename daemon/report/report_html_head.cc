// The cover: whose report it is, of when, how fresh its data are, and what is in it.
#include <algorithm>
#include <array>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/record/export_text.h"

namespace caseclock::report_html {
namespace {

std::string Fact(const char* name, const std::string& html) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, html);
}

// The age is told in days: the report itself has no time of day.
std::string FreshnessText(const ReportPage& page) {
  if (page.council.data_as_of_us == 0) return "nothing has been recorded yet";
  const int age = page.council.as_of - LondonDay(page.council.data_as_of_us);
  const std::string instant = InstantText(page.council.data_as_of_us);
  if (age == 0) return instant + " (the day of this report)";
  if (age < 0) {
    return fmt::format(
        "{} ({} after the day of this report: what was recorded or corrected since is included)",
        instant, Plural(-age, "day", "days"));
  }
  return fmt::format("{} ({} before the day of this report)", instant, Plural(age, "day", "days"));
}

std::string KnownByText(const ReportPage& page) {
  if (!page.header.known_by) return "everything recorded to date";
  return fmt::format("what was recorded by {}", ShortDateText(*page.header.known_by));
}

// Workers stand where teams stand elsewhere: nobody may take the page for one that is fit for a committee.
std::string SupervisionHtml(const ReportPage& page) {
  if (page.header.supervised_team.empty()) return "";
  return "<p><strong>Supervision report of the team " +
         SafeText(page.header.supervised_team, kMaxNameCharacters) +
         ":</strong> where a table says team, it names the workers of this team. Figures of the "
         "whole council are those of all teams.</p>\n";
}

/// Before everything else: figures that are part of an export are not the council's.
std::string IncompleteExports(const ReportPage& page) {
  const auto exports = page.header.incomplete.find(page.council.authority);
  if (exports == page.header.incomplete.end()) return "";
  std::string html;
  for (const IncompleteExport& one : exports->second) {
    html += "<p><strong>" + SafeText(ExportSentence(one)) + "</strong></p>\n";
  }
  return html;
}

std::string DefinitionChanges(const ReportPage& page) {
  std::string html;
  for (const std::string& sentence : page.header.definition_changes) {
    html += "<li>" + SafeText(sentence) + "</li>";
  }
  return html.empty() ? ""
                      : "<p><strong>Definitions changed since the last report:</strong></p><ul>" +
                            html + "</ul>\n";
}

std::string Contents(const ReportPage& page) {
  struct Entry {
    const char* id;
    const char* text;
    bool needs_indicators;
  };
  constexpr std::array kEntries = {Entry{"summary", "Summary and recommendations", true},
                                   Entry{"indicators", "All indicators", true},
                                   Entry{"exceptions", "Exceptions", true},
                                   Entry{"open-work", "Annex A: open work", true},
                                   Entry{"trends", "Annex B: trends", true},
                                   Entry{"quality", "Annex C: data quality", false},
                                   Entry{"definitions", "Annex D: definitions", false}};
  std::string html = "<nav aria-label=\"Contents\"><ol>\n";
  for (const Entry& entry : kEntries) {
    if (entry.needs_indicators && page.indicators.empty()) continue;
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", entry.id, entry.text);
  }
  return html + "</ol></nav>\n";
}

}  // namespace

std::string HeadHtml(const ReportPage& page) {
  const Date as_of = page.council.as_of;
  const std::string name = SafeText(NameOf(page.council), kMaxNameCharacters);
  const std::string code = SafeText(page.council.authority, kMaxNameCharacters);
  std::string html = fmt::format(
      "<header class=\"cover\">\n<p class=\"council\">{}{}</p>\n<h1>Children’s social care: is the "
      "work in time?</h1>\n<p class=\"subject\">Performance report {}, {} to {}</p>\n<dl "
      "class=\"facts\">\n",
      name, name == code ? "" : " <small>" + code + "</small>", ReportingYearText(as_of),
      ShortDateText(ReportingYearStart(as_of)), ShortDateText(as_of));
  html += Fact("Figures as of", LongDateText(as_of)) + Fact("Includes", KnownByText(page)) +
          Fact("Latest entry", FreshnessText(page)) +
          Fact("Made from",
               fmt::format("{} about {}", Plural(page.council.records, "record", "records"),
                           Plural(page.council.children, "child", "children")));
  html += fmt::format(
      "</dl>\n<p class=\"print\">This report contains no child's name, date of birth or address. "
      "Fingerprints: definitions {:016x}, standards {:016x}. Reports with other fingerprints were "
      "counted or judged by other rules.</p>\n",
      page.council.definitions, page.council.standards);
  return html + IncompleteExports(page) + SupervisionHtml(page) + DefinitionChanges(page) +
         Contents(page) + "</header>\n";
}

}  // namespace caseclock::report_html
