#include "daemon/page/records_page.h"

#include "daemon/exposition/health.h"
#include "daemon/page/page_address.h"
#include "daemon/page/page_frame.h"
#include "daemon/page/page_indicators.h"
#include "daemon/page/page_teams.h"
#include "daemon/page/records_words.h"
#include "daemon/report/figure_text.h"
#include "daemon/report/report_html_words.h"
#include "fmt/format.h"
#include "processors/record/authority_name.h"

namespace caseclock {
namespace {

using report_html::SafeText;

std::string Whole(const std::string& title, std::string_view authority, std::string_view team,
                  std::string_view nonce, const std::string& main) {
  std::string way_back;
  if (!authority.empty()) {
    way_back = fmt::format("<li><a href=\"{}\">{}, all teams</a></li>", BoardAddress(authority),
                           SafeText(AuthorityName(authority)));
    if (!team.empty()) {
      way_back += fmt::format("<li><a href=\"{}\">{}</a></li>", TeamAddress(authority, team),
                              report_html::TeamHtml(team));
    }
  } else {
    way_back = "<li><a href=\"./\">Board</a></li>";
  }
  const PageRequest request = {.authority = authority, .nonce = nonce};
  return PageHead(title + " — Caseclock", Health{}, request, false) +
         fmt::format(
             "<header id=\"top\">\n<div class=\"who\"><h1>{}</h1></div>\n<nav aria-label=\"Way "
             "back\"><ul>{}</ul></nav>\n</header>\n<main id=\"figures\">\n{}</main>\n</body>\n"
             "</html>\n",
             title, way_back, main);
}

std::string DateCell(const char* label, Date date) {
  return CellHtml(label, "", date == kNoDate ? NothingHtml() : ShortDateText(date));
}

// "assessment started: 1 Mar 2024"; a worker's reference is left out.
std::string FactHtml(const ExplainedFact& fact) {
  const Date day = fact.date != kNoDate ? fact.date : fact.first_day;
  std::string what = SafeText(fact.name);
  if (day != kNoDate) what += ", " + ShortDateText(day);
  const std::string text = fact.text.substr(0, fact.text.find(kWorkerSeparator));
  if (!text.empty()) what += ", " + SafeText(text);
  if (fact.code != 0) what += fmt::format(", code {}", fact.code);
  return fmt::format("<li>{}<small>event {} of {}, recorded {}</small></li>", what,
                     SafeText(fact.event_id), SafeText(fact.source),
                     InstantText(fact.recorded_at_us));
}

std::string FactsHtml(const ExplainedRecord& record) {
  if (record.facts.empty()) return "";
  std::string html =
      fmt::format("<details><summary>{} facts<span class=\"unseen\"> of {}</span></summary><ul>\n",
                  record.facts.size(), SafeText(record.record));
  for (const ExplainedFact& fact : record.facts) html += FactHtml(fact);
  return html + "</ul></details>";
}

std::string WhyHtml(const ExplainedRecord& record) {
  std::string html = "<p>" + SafeText(record.why) + "</p>";
  if (record.holidays.empty()) return html + FactsHtml(record);
  std::string skipped;
  for (const BankHoliday& day : record.holidays) {
    skipped += fmt::format("{}{} {}", skipped.empty() ? "" : ", ", SafeText(day.title),
                           ShortDateText(day.date));
  }
  return html + "<p><small>Not counted: " + skipped + "</small></p>" + FactsHtml(record);
}

void AppendRecord(const ExplainedRecord& record, std::string& html) {
  html += fmt::format(
      "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{}<small>child {}{}</small></th>",
      SafeText(record.record), SafeText(record.child),
      record.fact.empty() ? "" : ", " + SafeText(record.fact));
  html += CellHtml("Team", "text", report_html::TeamHtml(record.team));
  html += DateCell("Started", record.start) + DateCell("Due", record.due) +
          DateCell("Stopped", record.stop);
  html += CellHtml(
      "Counted", "",
      record.count ? fmt::format("{}<small>of {}</small>", *record.count, SafeText(record.limit))
                   : NothingHtml());
  html += CellHtml("Why", "text why", WhyHtml(record)) + "</tr>\n";
}

std::string RecordTable(const RecordAnswer& answer, const std::string& caption) {
  std::string html = fmt::format(
      "<table role=\"table\" class=\"records\"><caption>{}</caption>\n<thead "
      "role=\"rowgroup\"><tr role=\"row\">",
      caption);
  for (const char* head : {"Record", "Team", "Started", "Due", "Stopped", "Counted", "Why"}) {
    html += ColumnHtml(head);
  }
  html += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
  for (const ExplainedRecord& record : answer.records.records) AppendRecord(record, html);
  return html + "</tbody></table>\n";
}

// "24 in drag; 24 listed."
std::string ListedText(const RecordQuestion& question, const RecordAnswer& answer) {
  const std::size_t listed = answer.records.records.size();
  const std::string words = RecordPartText(question, answer.records.indicator.counted);
  const auto figure = RecordPartFigure(answer.records.row, question.part);
  const std::string text = fmt::format(
      "<b>{}</b> {}; {}{} listed.",
      GroupedText(figure.value_or(static_cast<std::int64_t>(answer.found))), SafeText(words),
      listed < answer.found ? "the first " : "", GroupedText(static_cast<std::int64_t>(listed)));
  return "<p class=\"listed\">" + text + "</p>\n";
}

}  // namespace

RecordsPage ShowRecords(const RecordQuestion& question,
                        const std::variant<RecordAnswer, RecordRefusal>& answer,
                        std::int64_t now_us, std::string_view nonce) {
  if (const auto* refusal = std::get_if<RecordRefusal>(&answer)) {
    return RefuseRecords(question.authority, *refusal, nonce);
  }
  const auto& found = std::get<RecordAnswer>(answer);
  const Row& row = found.records.row;
  const std::string title = SafeText(found.records.indicator.title);
  const std::string where = report_html::TeamHtml(question.team);
  std::string main = fmt::format(
      "<section aria-labelledby=\"records\">\n<h2 id=\"records\">{}</h2>\n<p>{} to {}, as of "
      "{}</p>\n{}",
      where, ShortDateText(row.current.period.first), ShortDateText(row.current.period.last),
      LongDateText(found.as_of), ListedText(question, found));
  if (found.records.records.empty()) {
    main += "<p>No record is behind this figure.</p>\n";
  } else {
    main += RecordTable(
        found, fmt::format("Records {}",
                           SafeText(RecordPartText(question, found.records.indicator.counted))));
  }
  main += fmt::format(
      "<p class=\"legend\">A snapshot of {}. Each look at records is written down: who, when, and "
      "which figure. References are those of the case system.</p>\n</section>\n",
      TimeOfDayText(now_us));
  return {200, Whole(title, question.authority, question.team, nonce, main)};
}

RecordsPage RefuseRecords(std::string_view authority, std::optional<RecordRefusal> refusal,
                          std::string_view nonce) {
  const RefusalWords words = RefusalWordsOf(refusal);
  return {words.status, Whole(words.title, authority, "", nonce,
                              fmt::format("<p>{}</p>\n<p>{}</p>\n", HtmlEscaped(words.why),
                                          HtmlEscaped(words.whom)))};
}

RecordsPage AnswerRecords(RecordDesk* desk, std::string_view query, const RecordReader& reader,
                          std::int64_t now_us, std::string_view nonce) {
  if (desk == nullptr) return RefuseRecords("", std::nullopt, nonce);
  auto question = ParseRecordQuestion(query);
  if (!question) return RefuseRecords("", RecordRefusal::kUnknown, nonce);
  question->limit = kRecordsOnPage;
  return ShowRecords(*question, desk->Records(*question, reader), now_us, nonce);
}

}  // namespace caseclock
