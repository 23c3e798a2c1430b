#include "tests/simulation/slow_merge.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "processors/view.h"

namespace caseclock::simulation {
namespace {

/// One thing somebody said about one fact. Ordered as the merge orders: a value beats "cleared".
struct Said {
  Stamp stamp;
  bool has_value = false;
  FactValue value;
  friend auto operator<=>(const Said&, const Said&) = default;
};

/// Everything that was said about one record.
struct Story {
  std::map<FactKey, std::vector<Said>> facts;
  std::map<FactKey, std::vector<Date>> recorded_days;
  std::vector<std::pair<Stamp, std::string>> children;
  std::vector<Stamp> withdrawals;
};

/// An export that took effect: what `source` said before `extracted_at_us` about what is in scope is void.
struct Completion {
  std::string source;
  std::int64_t extracted_at_us = 0;
  std::vector<Scope> scopes;
};

void Collect(const CaseEvent& event, const Assert& action, Story& story) {
  story.children.emplace_back(event.stamp, event.child);
  for (const FactAssertion& fact : action.facts) {
    const FactKey key{fact.fact, fact.first_day};
    story.facts[key].push_back({event.stamp, true, fact.value});
    if (event.recorded_on) story.recorded_days[key].push_back(*event.recorded_on);
  }
}

Story StoryOf(const std::vector<const CaseEvent*>& events) {
  Story story;
  for (const CaseEvent* event : events) {
    if (const auto* said = std::get_if<Assert>(&event->action)) {
      Collect(*event, *said, story);
    } else if (const auto* clear = std::get_if<Clear>(&event->action)) {
      story.facts[{clear->fact, clear->first_day}].push_back({event->stamp, false, {}});
    } else if (const auto* move = std::get_if<Move>(&event->action)) {
      story.children.emplace_back(event->stamp, move->to_child);
    } else if (std::holds_alternative<Withdraw>(event->action)) {
      story.withdrawals.push_back(event->stamp);
    }
  }
  return story;
}

const Said& Winner(const std::vector<Said>& said) {
  return *std::max_element(said.begin(), said.end());
}

/// The date of the winning assertion, whether withdrawn or not; an assertion that was cleared is no
/// date.
std::optional<Date> WinningDate(const Story& story, Fact fact) {
  const auto found = story.facts.find({fact, kNoDate});
  if (found == story.facts.end()) return std::nullopt;
  const Said& winner = Winner(found->second);
  if (!winner.has_value || winner.value.date == kNoDate) return std::nullopt;
  return winner.value.date;
}

std::optional<Fact> StartOf(RecordKind kind) {
  static const std::map<RecordKind, Fact> starts = {
      {RecordKind::kContact, Fact::kContactReceived},
      {RecordKind::kReferral, Fact::kReferralOpened},
      {RecordKind::kAssessment, Fact::kAssessmentStarted},
      {RecordKind::kSection47, Fact::kSection47Started},
      {RecordKind::kConference, Fact::kConferenceHeld},
      {RecordKind::kPlan, Fact::kPlanStarted},
      {RecordKind::kReview, Fact::kReviewHeld},
      {RecordKind::kCare, Fact::kCareStarted},
      {RecordKind::kPlacement, Fact::kPlacementStarted},
      {RecordKind::kVisit, Fact::kVisitMade},
      {RecordKind::kHealthAssessment, Fact::kHealthAssessed},
      {RecordKind::kDentalCheck, Fact::kDentalCheckDone},
      {RecordKind::kEducationPlan, Fact::kEducationPlanReviewed},
      {RecordKind::kAdoption, Fact::kAdoptionDecided},
  };
  const auto found = starts.find(kind);
  if (found == starts.end()) return std::nullopt;
  return found->second;
}

/// Closed and, when the reopening was said too, the closing later than that.
bool HasClosure(const Story& story) {
  if (!WinningDate(story, Fact::kReferralClosure)) return false;
  if (!WinningDate(story, Fact::kReferralReopened)) return true;
  const auto stamp = [&story](Fact fact) { return Winner(story.facts.at({fact, kNoDate})).stamp; };
  return stamp(Fact::kReferralReopened) < stamp(Fact::kReferralClosure);
}

/// For an open scope: true when a record of this kind can end and has not.
bool IsUnended(RecordKind kind, const Story& story) {
  const auto has = [&story](Fact fact) { return WinningDate(story, fact).has_value(); };
  switch (kind) {
    case RecordKind::kReferral: return !HasClosure(story);
    case RecordKind::kAssessment:
      return !has(Fact::kAssessmentAuthorised) && !has(Fact::kAssessmentCancelled);
    case RecordKind::kPlan: return !has(Fact::kPlanCeased);
    case RecordKind::kCare: return !has(Fact::kCareCeased);
    case RecordKind::kPlacement: return !has(Fact::kPlacementEnded);
    case RecordKind::kAdoption: return !has(Fact::kAdoptionOrder);
    default: return false;
  }
}

bool InScope(const Scope& scope, RecordKind kind, const Story& story) {
  if (scope.kind != kind) return false;
  if (scope.open && IsUnended(kind, story)) return true;
  const auto start_fact = StartOf(kind);
  if (!start_fact) return false;
  const auto start = WinningDate(story, *start_fact);
  return start && scope.first <= *start && *start <= scope.last;
}

bool Exists(const Said& winner, RecordKind kind, const Story& story,
            const std::vector<Completion>& completions) {
  if (!winner.has_value) return false;
  for (const Stamp& withdrawal : story.withdrawals) {
    if (winner.stamp <= withdrawal) return false;
  }
  for (const Completion& completion : completions) {
    if (winner.stamp.source != completion.source) continue;
    if (winner.stamp.recorded_at_us >= completion.extracted_at_us) continue;
    for (const Scope& scope : completion.scopes) {
      if (InScope(scope, kind, story)) return false;
    }
  }
  return true;
}

SlowRecord Resolve(RecordKind kind, const std::string& id, const Story& story,
                   const std::vector<Completion>& completions) {
  SlowRecord record{kind, id, "", {}};
  if (!story.children.empty()) {
    record.child = std::max_element(story.children.begin(), story.children.end())->second;
  }
  for (const auto& [key, said] : story.facts) {
    const Said& winner = Winner(said);
    if (!Exists(winner, kind, story, completions)) continue;
    SlowFact& fact = record.facts[key];
    fact.value = winner.value;
    const auto days = story.recorded_days.find(key);
    if (days != story.recorded_days.end()) {
      fact.first_recorded = *std::min_element(days->second.begin(), days->second.end());
    }
  }
  return record;
}

}  // namespace

const FactValue* SlowRecord::Find(Fact fact, Date as_of) const {
  const auto found = facts.find({fact, kNoDate});
  if (found == facts.end()) return nullptr;
  const FactValue& value = found->second.value;
  return value.date == kNoDate || value.date <= as_of ? &value : nullptr;
}

std::optional<Date> SlowRecord::DateOf(Fact fact, Date as_of) const {
  const FactValue* value = Find(fact, as_of);
  if (value == nullptr || value->date == kNoDate) return std::nullopt;
  return value->date;
}

std::string SlowRecord::TeamOn(Date day) const {
  std::string team;
  for (const auto& [key, fact] : facts) {  // by first day, so that the last one that fits stays
    if (key.first != Fact::kAllocation || key.second > day) continue;
    team = fact.value.text.substr(0, fact.value.text.find(kWorkerSeparator));
  }
  return team.empty() ? kNoTeam : team;
}

std::vector<SlowRecord> SlowMerge::Records() const {
  std::vector<Completion> completions;
  std::map<std::pair<RecordKind, std::string>, std::vector<const CaseEvent*>> by_record;
  for (const CaseEvent& event : events_) {
    if (const auto* done = std::get_if<CompleteBatch>(&event.action)) {
      if (done->events == 0 || EventsOfBatch(event) < done->events) continue;
      completions.push_back({event.stamp.source, event.stamp.recorded_at_us, done->scopes});
    } else {
      by_record[{event.kind, event.record}].push_back(&event);
    }
  }
  std::vector<SlowRecord> records;
  for (const auto& [identity, events] : by_record) {
    records.push_back(Resolve(identity.first, identity.second, StoryOf(events), completions));
  }
  return records;
}

std::size_t SlowMerge::EventsOfBatch(const CaseEvent& completion) const {
  std::set<std::string> ids;
  for (const CaseEvent& event : events_) {
    if (std::holds_alternative<CompleteBatch>(event.action)) continue;
    const bool is_of_it = event.batch_id == completion.batch_id &&
                          event.stamp.source == completion.stamp.source &&
                          event.stamp.recorded_at_us == completion.stamp.recorded_at_us;
    if (is_of_it) ids.insert(event.stamp.event_id);
  }
  return ids.size();
}

std::map<std::string, std::string> SlowMerge::Children(const std::vector<SlowRecord>& records,
                                                       std::size_t most_joined) {
  std::map<std::string, std::string> name;
  std::vector<std::pair<std::string, std::string>> same;
  for (const SlowRecord& record : records) {
    name[record.child] = record.child;
    if (record.kind != RecordKind::kChild) continue;
    const auto alias = record.facts.find({Fact::kChildAlias, kNoDate});
    if (alias == record.facts.end() || alias->second.value.text.empty()) continue;
    same.emplace_back(record.id, alias->second.value.text);
    name[record.id] = record.id;
    name[alias->second.value.text] = alias->second.value.text;
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [one, other] : same) {
      const std::string smaller = std::min(name[one], name[other]);
      changed = changed || name[one] != smaller || name[other] != smaller;
      name[one] = name[other] = smaller;
    }
  }
  std::map<std::string, std::size_t> sizes;
  for (const auto& [child, smallest] : name) ++sizes[smallest];
  for (auto& [child, smallest] : name) {
    if (sizes[smallest] > most_joined) smallest = child;
  }
  return name;
}

void SlowMerge::Scatter(std::vector<SlowRecord>& records,
                        std::map<std::string, std::string>& children, std::size_t most_records) {
  std::map<std::string, std::size_t> sizes;
  for (const SlowRecord& record : records) {
    if (!record.child.empty()) ++sizes[children.at(record.child)];
  }
  for (SlowRecord& record : records) {
    if (record.child.empty() || sizes[children.at(record.child)] <= most_records) continue;
    record.child += "/" + std::to_string(static_cast<int>(record.kind)) + "/" + record.id;
    children[record.child] = record.child;
  }
}

}  // namespace caseclock::simulation
