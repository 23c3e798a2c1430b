#include "tests/daemon/simulation/history.h"

namespace caseclock {

Date ToldRecord::On(Fact fact) const {
  const auto at = facts.find(fact);
  return at == facts.end() ? kNoDate : at->second.date;
}

int ToldRecord::Code(Fact fact) const {
  const auto at = facts.find(fact);
  return at == facts.end() ? 0 : at->second.code;
}

std::string ToldRecord::Text(Fact fact) const {
  const auto at = facts.find(fact);
  return at == facts.end() ? "" : at->second.text;
}

History::History(CouncilSimulation simulation, Date last) {
  while (simulation.today() <= last) {
    for (CaseEvent& event : simulation.NextDay()) {
      Merge(event);
      events_.push_back(std::move(event));
    }
  }
}

void History::Merge(const CaseEvent& event) {
  const auto key = std::pair(event.kind, event.record);
  if (std::holds_alternative<Withdraw>(event.action)) {
    records_.erase(key);
    return;
  }
  ToldRecord& record = records_[key];
  record.kind = event.kind;
  record.id = event.record;
  if (const auto* move = std::get_if<Move>(&event.action)) {
    record.child = move->to_child;
  } else if (const auto* clear = std::get_if<Clear>(&event.action)) {
    record.facts.erase(clear->fact);
  } else if (const auto* assert = std::get_if<Assert>(&event.action)) {
    record.child = event.child;
    for (const FactAssertion& said : assert->facts) record.facts[said.fact] = said.value;
  }
}

std::vector<const ToldRecord*> History::Records(RecordKind kind) const {
  std::vector<const ToldRecord*> found;
  for (const auto& [key, record] : records_) {
    if (key.first == kind) found.push_back(&record);
  }
  return found;
}

std::vector<const ToldRecord*> History::Dated(RecordKind kind, Fact fact, Date first,
                                              Date last) const {
  std::vector<const ToldRecord*> found;
  for (const ToldRecord* record : Records(kind)) {
    if (first <= record->On(fact) && record->On(fact) <= last) found.push_back(record);
  }
  return found;
}

const ToldRecord* History::Find(RecordKind kind, const std::string& id) const {
  const auto at = records_.find({kind, id});
  return at == records_.end() ? nullptr : &at->second;
}

const History& FiveYears() {
  static const History history(CouncilSimulation(StandardCouncil(1), 1, kHistoryStart),
                               kHistoryEnd);
  return history;
}

int CountDays(Date start, Date stop) {
  static const WorkingDays calendar = WorkingDays::EnglandAndWales();
  return calendar.Count(start, stop).value();
}

double Percent(const std::vector<const ToldRecord*>& records,
               const std::function<bool(const ToldRecord&)>& holds) {
  int held = 0;
  for (const ToldRecord* record : records) held += holds(*record);
  return 100.0 * held / static_cast<double>(records.size());
}

}  // namespace caseclock
