#include "tests/support/told.h"

#include <sstream>
#include <utility>

#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

constexpr std::int64_t kDayUs = 86'400'000'000;

std::string StampText(const StampRef& stamp) {
  std::ostringstream out;
  out << stamp.recorded_at_us << "/" << stamp.source << "/" << stamp.sequence << "/"
      << stamp.event_id;
  return out.str();
}

}  // namespace

FactAssertion On(Fact fact, std::string_view day, std::int32_t code, std::string text) {
  return {fact, kNoDate, {Day(day), code, std::move(text)}};
}

FactAssertion Typed(Fact fact, std::int32_t code) { return {fact, kNoDate, {kNoDate, code, ""}}; }

FactAssertion Named(Fact fact, std::string id) {
  return {fact, kNoDate, {kNoDate, 0, std::move(id)}};
}

FactAssertion Allocated(std::string_view first_day, std::string team, std::string worker) {
  if (!worker.empty()) team += kWorkerSeparator + worker;
  return {Fact::kAllocation, Day(first_day), {kNoDate, 0, std::move(team)}};
}

std::int64_t NoonUs(Date day) { return day.days * kDayUs + kDayUs / 2; }

CaseEvent Doing(Action action, std::string child, RecordKind kind, std::string record,
                std::string_view recorded) {
  CaseEvent event;
  event.authority = kInventedCouncil;
  event.child = std::move(child);
  event.kind = kind;
  event.record = std::move(record);
  event.recorded_on = Day(recorded);
  event.stamp = {NoonUs(*event.recorded_on), kInventedSource, 0,
                 event.record + "@" + std::string(recorded)};
  event.action = std::move(action);
  return event;
}

CaseEvent Told(std::string child, RecordKind kind, std::string record,
               std::vector<FactAssertion> facts, std::string_view recorded) {
  return Doing(Assert{std::move(facts)}, std::move(child), kind, std::move(record), recorded);
}

Record MergedFrom(const std::vector<CaseEvent>& events) {
  Record record;
  record.kind = events.front().kind;
  record.id = events.front().record;
  for (const CaseEvent& event : events) Merge(event, record);
  return record;
}

std::string RecordText(const Record& record) {
  std::ostringstream out;
  out << RecordKindName(record.kind) << " " << record.id << " child " << record.has_child << " "
      << record.child << " " << StampText(record.child_stamp) << " floor " << record.has_floor
      << " " << StampText(record.floor) << "\n";
  for (const Register& reg : record.registers) {
    out << "  " << static_cast<int>(reg.fact) << " " << reg.first_day.days << " " << reg.asserted
        << " " << reg.value.date.days << "|" << reg.value.code << "|" << reg.value.text << " @ "
        << StampText(reg.stamp) << " first " << reg.first_recorded_on.days << "\n";
  }
  return out.str();
}

}  // namespace caseclock
