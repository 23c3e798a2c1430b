#include <algorithm>
#include <nlohmann/json.hpp>

#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

using Json = nlohmann::ordered_json;

Json DayOrNull(Date date) { return date == kNoDate ? Json(nullptr) : Json(FormatDate(date)); }

Json TextOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

/// Children and records are referred to; who works on them is not what a figure is about.
std::string TextWithoutWorker(const ExplainedFact& fact) {
  std::string text = fact.text;
  if (fact.name == FactName(Fact::kAllocation)) {
    text.resize(std::min(text.size(), text.find(kWorkerSeparator)));
  }
  std::replace(text.begin(), text.end(), kWorkerSeparator, '/');
  return text;
}

Json FactJson(const ExplainedFact& fact) {
  return {{"name", fact.name},
          {"date", DayOrNull(fact.date != kNoDate ? fact.date : fact.first_day)},
          {"code", fact.code},
          {"text", TextWithoutWorker(fact)},
          {"source", fact.source},
          {"event", fact.event_id},
          {"recorded_at", Rfc3339Text(fact.recorded_at_us)}};
}

Json CountedIn(const ExplainedRecord& line) {
  Json parts = Json::array();
  if (line.in_numerator) parts.push_back("numerator");
  if (line.in_denominator) parts.push_back("denominator");
  if (line.open) parts.push_back("open");
  if (line.drag) parts.push_back("drag");
  if (line.due_soon) parts.push_back("due_soon");
  return parts;
}

Json RecordJson(const ExplainedRecord& line) {
  Json holidays = Json::array(), facts = Json::array();
  for (const BankHoliday& day : line.holidays) {
    holidays.push_back({{"date", FormatDate(day.date)}, {"title", day.title}});
  }
  for (const ExplainedFact& fact : line.facts) facts.push_back(FactJson(fact));
  return {{"record", line.record},
          {"child", line.child},
          {"kind", RecordKindName(line.kind)},
          {"fact", TextOrNull(line.fact)},
          {"team", line.team},
          {"start", DayOrNull(line.start)},
          {"due", DayOrNull(line.due)},
          {"stop", DayOrNull(line.stop)},
          {"cancelled", DayOrNull(line.cancelled)},
          {"count", line.count ? Json(*line.count) : Json(nullptr)},
          {"limit", TextOrNull(line.limit)},
          {"counted_in", CountedIn(line)},
          {"why", line.why},
          {"holidays", std::move(holidays)},
          {"facts", std::move(facts)}};
}

Json FigureJson(const Row& row) {
  const auto share = row.current.Share();
  return {{"from", FormatDate(row.current.period.first)},
          {"to", FormatDate(row.current.period.last)},
          {"numerator", row.current.numerator},
          {"denominator", row.current.denominator},
          {"share", share ? Json(*share) : Json(nullptr)},
          {"open", row.open},
          {"drag", row.drag},
          {"due_soon", row.due_soon}};
}

}  // namespace

std::string ExplanationJson(const std::string& authority, Date as_of,
                            const Explanation& explanation, std::string_view part,
                            std::size_t found) {
  const Row& row = explanation.row;
  Json records = Json::array();
  for (const ExplainedRecord& line : explanation.records) records.push_back(RecordJson(line));
  const Json json = {{"as_of", FormatDate(as_of)},
                     {"authority", authority},
                     {"team", row.team},
                     {"indicator", row.indicator},
                     {"title", explanation.indicator.title},
                     {"window", WindowName(row.window)},
                     {"figure", FigureJson(row)},
                     {"part", part},
                     {"found", found},
                     {"records", std::move(records)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caseclock
