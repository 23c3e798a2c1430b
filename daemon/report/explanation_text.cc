#include <fmt/format.h>

#include <algorithm>

#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"
#include "processors/indicator/traits.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

std::string CountedText(const ExplainedRecord& line) {
  std::vector<std::string> parts;
  if (line.in_numerator) parts.push_back("numerator");
  if (line.in_denominator) parts.push_back("denominator");
  if (line.open) parts.push_back("open");
  if (line.drag) parts.push_back("drag");
  if (line.due_soon) parts.push_back("due soon");
  return parts.empty() ? "nowhere" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string HolidaysText(const std::vector<BankHoliday>& holidays) {
  std::string text;
  for (const BankHoliday& day : holidays) {
    text += (text.empty() ? "" : ", ") + day.title + " " + FormatDate(day.date);
  }
  return text;
}

void AddField(std::string_view name, Date date, std::string& out) {
  if (date != kNoDate) out += fmt::format("  {} {}", name, FormatDate(date));
}

void AddFact(const ExplainedFact& fact, std::string& out) {
  out += fmt::format("      {:<34}", fact.name);
  const Date day = fact.date != kNoDate ? fact.date : fact.first_day;
  out += day != kNoDate ? " " + FormatDate(day) : std::string(11, ' ');
  std::string text = fact.text;
  std::replace(text.begin(), text.end(), kWorkerSeparator, '/');
  if (!text.empty()) out += " " + text;
  if (fact.code != 0) out += fmt::format(" ({})", fact.code);
  out += fmt::format("   event {} of {}, {}\n", fact.event_id, fact.source,
                     Rfc3339Text(fact.recorded_at_us));
}

void AddRecord(const ExplainedRecord& line, std::string& out) {
  out += fmt::format("  {} {} of child {}{}   team {}\n", RecordKindName(line.kind), line.record,
                     line.child, line.fact.empty() ? "" : ", " + line.fact, line.team);
  std::string days;
  AddField(line.fact.empty() ? "start" : "happened", line.start, days);
  AddField("due", line.due, days);
  AddField(line.fact.empty() ? "stop" : "recorded", line.stop, days);
  AddField("cancelled", line.cancelled, days);
  if (line.count) days += fmt::format("  count {} of {}", *line.count, line.limit);
  if (!days.empty()) out += "  " + days + "\n";
  out += "    counted in: " + CountedText(line) + "\n    " + line.why + "\n";
  if (!line.holidays.empty()) out += "    skipped: " + HolidaysText(line.holidays) + "\n";
  if (!line.fact.empty()) return;
  for (const ExplainedFact& fact : line.facts) AddFact(fact, out);
}

/// "354 of 600, 59.0%"; of flows and stocks the count alone, for their denominator is the population, if any.
std::string FiguresText(const Explanation& explanation) {
  const PeriodFigures& now = explanation.row.current;
  if (!TraitsOf(explanation.indicator).is_share) return GroupedText(now.numerator);
  return fmt::format("{} of {}, {}", GroupedText(now.numerator), GroupedText(now.denominator),
                     SharePercentText(now.numerator, now.denominator));
}

/// As a label's value is written in a query.
std::string LabelText(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace

std::string ExplanationText(const std::string& authority, const Explanation& explanation,
                            std::size_t max_records) {
  const Row& row = explanation.row;
  std::string out = fmt::format(
      "{}  {}: {}\n{}  {} {} to {}\n", authority, row.indicator, explanation.indicator.title,
      row.team.empty() ? "whole authority" : "team " + row.team, WindowName(row.window),
      FormatDate(row.current.period.first), FormatDate(row.current.period.last));
  out += fmt::format("{}; open {}, drag {}, due soon {}\n", FiguresText(explanation),
                     GroupedText(row.open), GroupedText(row.drag), GroupedText(row.due_soon));
  out += fmt::format(
      "metric: caseclock_indicator_numerator{{authority=\"{}\",team=\"{}\",indicator=\"{}\","
      "window=\"{}\"}}\n\n",
      authority, LabelText(row.team), row.indicator, WindowName(row.window));
  std::size_t shown = 0;
  for (const ExplainedRecord& line : explanation.records) {
    if (++shown > max_records) break;
    AddRecord(line, out);
  }
  if (explanation.records.size() > max_records) {
    out += fmt::format("  ... and {} more records (--limit shows more)\n",
                       explanation.records.size() - max_records);
  }
  if (explanation.records.empty()) out += "  No record of this kind is known.\n";
  return out;
}

}  // namespace caseclock
