#include <algorithm>

#include <fmt/format.h>

#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"

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
  out += "   ";
  AddField(line.fact.empty() ? "start" : "happened", line.start, out);
  AddField("due", line.due, out);
  AddField(line.fact.empty() ? "stop" : "recorded", line.stop, out);
  AddField("cancelled", line.cancelled, out);
  if (line.count) out += fmt::format("  count {} of {}", *line.count, line.limit);
  out += "\n    counted in: " + CountedText(line) + "\n    " + line.why + "\n";
  if (!line.holidays.empty()) out += "    skipped: " + HolidaysText(line.holidays) + "\n";
  if (!line.fact.empty()) return;
  for (const ExplainedFact& fact : line.facts) AddFact(fact, out);
}

}  // namespace

std::string ExplanationText(const std::string& authority, const Explanation& explanation,
                            std::size_t max_records) {
  const Row& row = explanation.row;
  std::string out = fmt::format(
      "{}  {}: {}\n{}  {} {} to {}\n", authority, row.indicator, explanation.indicator.title,
      row.team.empty() ? "whole authority" : "team " + row.team, WindowName(row.window),
      FormatDate(row.current.period.first), FormatDate(row.current.period.last));
  out += fmt::format("{} of {}, {}; open {}, drag {}, due soon {}\n", row.current.numerator,
                     row.current.denominator,
                     SharePercentText(row.current.numerator, row.current.denominator), row.open,
                     row.drag, row.due_soon);
  out += fmt::format(
      "metric: caseclock_indicator_numerator{{authority=\"{}\",team=\"{}\",indicator=\"{}\","
      "window=\"{}\"}}\n\n",
      authority, row.team, row.indicator, WindowName(row.window));
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
