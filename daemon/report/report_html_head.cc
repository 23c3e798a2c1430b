// Whose report it is, of when, how fresh its data are; and the summary in one paragraph.
#include <algorithm>
#include <array>

#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_parts.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/record/export_text.h"

namespace caseclock::report_html {
namespace {

constexpr std::size_t kMostDueSoonNamed = 3;

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
  if (!page.header.known_by) return "everything recorded so far";
  return fmt::format("what was recorded up to {}", ShortDateText(*page.header.known_by));
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
  constexpr std::array kEntries = {
      Entry{"summary", "Summary", true},         Entry{"indicators", "Indicators", true},
      Entry{"exceptions", "Exceptions", true},   Entry{"open-work", "Open work", true},
      Entry{"trends", "Trends", true},           Entry{"quality", "Data quality", false},
      Entry{"definitions", "Definitions", false}};
  std::string html = "<nav aria-label=\"Contents\"><ul>\n";
  for (const Entry& entry : kEntries) {
    if (entry.needs_indicators && page.indicators.empty()) continue;
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", entry.id, entry.text);
  }
  return html + "</ul></nav>\n";
}

std::int64_t CountOf(const ReportPage& page, Rag rag) {
  return std::ranges::count_if(page.indicators, [&](const ReportedIndicator& indicator) {
    return (indicator.judgement == nullptr ? Rag::kNone : indicator.judgement->rag) == rag;
  });
}

std::string ColoursSentence(const ReportPage& page) {
  const auto count = [&](Rag rag) {
    return "<b>" + Plural(CountOf(page, rag), "</b>is", "</b>are");
  };
  return fmt::format("Of {}, {} red, {} amber, {} green and {} not judged.",
                     Plural(std::ssize(page.indicators), "indicator", "indicators"),
                     count(Rag::kRed), count(Rag::kAmber), count(Rag::kGreen), count(Rag::kNone));
}

// The team with the most by `of`, or nullptr where no team has any.
const Row* LargestTeam(const ReportPage& page, std::string_view indicator, std::int64_t Row::*of) {
  const Row* largest = nullptr;
  for (const Row* row : TeamRows(page, indicator)) {
    if (row->*of > 0 && (largest == nullptr || row->*of > largest->*of)) largest = row;
  }
  return largest;
}

std::string WithTeam(const Row* team, std::int64_t Row::*of, std::string_view before) {
  if (team == nullptr) return "";
  return fmt::format("{}{} of them in {}", before, GroupedText(team->*of),
                     team->team == kNoTeam ? "records without a team" : TeamHtml(team->team));
}

std::string DragSentence(const ReportPage& page) {
  const auto drag = [](const ReportedIndicator& one) { return one.year->drag; };
  const auto& worst = *std::ranges::max_element(page.indicators, {}, drag);
  if (worst.year->drag == 0) return " Nothing that is open is past its limit.";
  return fmt::format(
      " The most work that is open and already past its limit (“drag”) is in “{}”: {} of {} "
      "open{}.",
      TitleHtml(worst), GroupedText(worst.year->drag), GroupedText(worst.year->open),
      WithTeam(LargestTeam(page, worst.id, &Row::drag), &Row::drag, ", "));
}

std::string DueSoonSentence(const ReportPage& page) {
  std::vector<const ReportedIndicator*> due;
  for (const ReportedIndicator& one : page.indicators) {
    if (one.year->due_soon > 0) due.push_back(&one);
  }
  const std::string within = fmt::format(
      "the next {}", Plural(page.header.due_soon_working_days, "working day", "working days"));
  if (due.empty()) return " Nothing falls due in " + within + ".";
  std::ranges::stable_sort(due, std::greater<>(),
                           [](const auto* one) { return one->year->due_soon; });
  std::string html = " In " + within + " fall due: ";
  for (std::size_t i = 0; i < std::min(due.size(), kMostDueSoonNamed); ++i) {
    html += fmt::format("{}{} of “{}”", i == 0 ? "" : "; ", GroupedText(due[i]->year->due_soon),
                        TitleHtml(*due[i]));
    html += WithTeam(LargestTeam(page, due[i]->id, &Row::due_soon), &Row::due_soon, ", ");
  }
  const auto more = std::ssize(due) - static_cast<std::ptrdiff_t>(kMostDueSoonNamed);
  if (more > 0) html += "; and items of " + Plural(more, "more indicator", "more indicators");
  return html + ".";
}

}  // namespace

namespace {

// "Rotherham" with its code in small print; "Council X99000001" where there is no name.
std::string CouncilHtml(const AuthorityView& council) {
  const std::string name = NameOf(council);
  const std::string code = SafeText(council.authority, kMaxNameCharacters);
  if (name == council.authority) return "Council " + code;
  return SafeText(name, kMaxNameCharacters) + " <small>" + code + "</small>";
}

}  // namespace

std::string HeadHtml(const ReportPage& page) {
  const Date as_of = page.council.as_of;
  std::string html = fmt::format(
      "<header>\n<p class=\"council\">{}</p>\n<h1>Performance report {}</h1>\n"
      "<p class=\"subject\">Timeliness in children’s social care, {} to {}</p>\n<dl "
      "class=\"facts\">\n",
      CouncilHtml(page.council), ReportingYearText(as_of), ShortDateText(ReportingYearStart(as_of)),
      ShortDateText(as_of));
  html += Fact("As of", LongDateText(as_of)) + Fact("Known by", KnownByText(page)) +
          Fact("Data as of", FreshnessText(page)) +
          Fact("Records", fmt::format("{} about {}", GroupedText(page.council.records),
                                      Plural(page.council.children, "child", "children")));
  html += fmt::format(
      "</dl>\n<p class=\"print\">Fingerprints: definitions {:016x}, standards {:016x}. Reports "
      "with "
      "other fingerprints were counted or judged by other rules.</p>\n",
      page.council.definitions, page.council.standards);
  return html + IncompleteExports(page) + SupervisionHtml(page) + DefinitionChanges(page) +
         "</header>\n" + Contents(page);
}

std::string SummaryHtml(const ReportPage& page) {
  return SectionBegin("summary", "Summary") + "<p class=\"lead\">" + ColoursSentence(page) +
         DragSentence(page) + DueSoonSentence(page) + "</p>\n</section>\n";
}

}  // namespace caseclock::report_html
