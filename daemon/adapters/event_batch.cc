#include "daemon/adapters/event_batch.h"

#include <utility>

#include "daemon/adapters/stable_hash.h"
#include "processors/check.h"

namespace caseclock {
namespace {

constexpr int kIdDigits = 16;

void AddFact(const FactAssertion& fact, StableHash& hash) {
  hash.Add(static_cast<std::int64_t>(fact.fact)).Add(fact.first_day.days).Add(fact.value.date.days);
  hash.Add(fact.value.code).Add(fact.value.text);
}

void AddAction(const Action& action, StableHash& hash) {
  hash.Add(static_cast<std::int64_t>(action.index()));
  if (const auto* asserted = std::get_if<Assert>(&action)) {
    for (const FactAssertion& fact : asserted->facts) AddFact(fact, hash);
  }
  if (const auto* cleared = std::get_if<Clear>(&action)) {
    hash.Add(static_cast<std::int64_t>(cleared->fact)).Add(cleared->first_day.days);
  }
}

/// What tells the events of one record apart: the first fact.
void AddName(const Action& action, StableHash& hash) {
  hash.Add(static_cast<std::int64_t>(action.index()));
  if (const auto* asserted = std::get_if<Assert>(&action)) {
    hash.Add(static_cast<std::int64_t>(asserted->facts[0].fact));
    hash.Add(asserted->facts[0].first_day.days);
  }
  if (const auto* cleared = std::get_if<Clear>(&action)) {
    hash.Add(static_cast<std::int64_t>(cleared->fact));
  }
}

}  // namespace

EventBatch::EventBatch(std::string authority, std::string source)
    : authority_(std::move(authority)), source_(std::move(source)) {}

bool EventBatch::IsNew(RecordKind kind, std::string_view record, Fact fact, Date first_day) {
  return seen_.emplace(kind, std::string(record), fact, first_day).second;
}

void EventBatch::Add(RecordKind kind, std::string_view record, std::string_view child,
                     Action action) {
  CaseEvent event;
  event.authority = authority_;
  event.child = child;
  event.kind = kind;
  event.record = record;
  event.stamp.source = source_;
  event.action = std::move(action);
  events_.push_back(std::move(event));
}

void EventBatch::Assert(RecordKind kind, std::string_view record, std::string_view child,
                        std::vector<FactAssertion> facts) {
  CASECLOCK_CHECK(!facts.empty(), "an event asserts something");
  if (!IsNew(kind, record, facts[0].fact, facts[0].first_day)) return;
  Add(kind, record, child, caseclock::Assert{std::move(facts)});
}

void EventBatch::Clear(RecordKind kind, std::string_view record, std::string_view child,
                       Fact fact) {
  if (!IsNew(kind, record, fact, kNoDate)) return;
  Add(kind, record, child, caseclock::Clear{.fact = fact});
}

std::string EventBatch::BatchId(std::int64_t extracted_at_us,
                                const std::vector<Scope>& scopes) const {
  StableHash hash;
  hash.Add(authority_).Add(source_).Add(extracted_at_us);
  for (const CaseEvent& event : events_) {
    hash.Add(event.child).Add(static_cast<std::int64_t>(event.kind)).Add(event.record);
    AddAction(event.action, hash);
  }
  for (const Scope& scope : scopes) {
    hash.Add(static_cast<std::int64_t>(scope.kind)).Add(scope.first.days).Add(scope.last.days);
    hash.Add(scope.open ? 1 : 0);
  }
  return source_ + "-" + hash.Hex(kIdDigits);
}

void EventBatch::Complete(std::int64_t extracted_at_us, std::vector<Scope> scopes) {
  batch_id_ = BatchId(extracted_at_us, scopes);
  Add(RecordKind::kUnspecified, "", "", CompleteBatch{std::move(scopes), 0});
  std::set<std::string_view> ids;  // a reader counts different ones
  for (CaseEvent& event : events_) {
    event.batch_id = batch_id_;
    event.stamp.recorded_at_us = extracted_at_us;
    StableHash hash;
    hash.Add(batch_id_).Add(static_cast<std::int64_t>(event.kind)).Add(event.record);
    AddName(event.action, hash);
    // The batch stands first: of two exports of one moment all facts are those of the same one.
    event.stamp.event_id = batch_id_ + "-" + hash.Hex(kIdDigits);
    if (&event != &events_.back()) ids.insert(event.stamp.event_id);
  }
  std::get<CompleteBatch>(events_.back().action).events = ids.size();
}

FactAssertion On(Fact fact, Date date, std::string text, std::int32_t code) {
  return {.fact = fact, .value = {.date = date, .code = code, .text = std::move(text)}};
}

FactAssertion Is(Fact fact, std::int32_t code, std::string text) {
  return {.fact = fact, .value = {.code = code, .text = std::move(text)}};
}

}  // namespace caseclock
