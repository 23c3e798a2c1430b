#include "daemon/checkpoint/batch_message.h"

#include <utility>

#include "caseclock/v1/checkpoint.pb.h"
#include "processors/record/fact_table.h"

namespace caseclock {
namespace {

using google::protobuf::RepeatedField;

// --- Writing ------------------------------------------------------------------------------------

void WriteName(const BatchKey& key, v1::BatchName& name) {
  name.set_extracted_at_us(key.extracted_at_us);
  name.set_source(key.source);
  name.set_id(key.id);
}

void WriteHashes(const absl::btree_set<std::uint64_t>& hashes,
                 RepeatedField<std::uint64_t>& field) {
  field.Reserve(static_cast<int>(hashes.size()));
  for (const std::uint64_t hash : hashes) field.AddAlreadyReserved(hash);
}

void WriteScope(const Scope& scope, v1::ScopeState& message) {
  message.set_kind(static_cast<std::uint32_t>(scope.kind));
  if (scope.first != Date::Min()) message.set_first(scope.first.days);
  if (scope.last != Date::Max()) message.set_last(scope.last.days);
  message.set_open(scope.open);
}

void WriteUnfinished(const UnfinishedBatch& batch, v1::UnfinishedBatch& message) {
  WriteHashes(batch.accepted, *message.mutable_accepted());
  WriteHashes(batch.refused, *message.mutable_refused());
  message.set_kinds(batch.kinds);
  for (const CompleteBatch& completion : batch.completions) {
    v1::CompletionState* written = message.add_completions();
    written->set_events(completion.events);
    for (const Scope& scope : completion.scopes) WriteScope(scope, *written->add_scopes());
  }
  message.set_without_count(batch.without_count);
  message.set_lists_without_count(batch.lists_without_count);
  message.set_is_overfull(batch.is_overfull);
  message.set_began_at_us(batch.began_at_us);
  message.set_may_hold(batch.may_hold);
}

void WriteFloors(const ScopeFloors& floors, v1::FloorEntry& entry) {
  for (const auto& [day, until] : floors.steps) {
    v1::FloorStep* step = entry.add_steps();
    step->set_day(day);
    if (until != kNoFloor) step->set_until_us(until);
  }
  if (floors.open_until_us != kNoFloor) entry.set_open_until_us(floors.open_until_us);
}

// --- Reading ------------------------------------------------------------------------------------

BatchKey ReadName(const v1::BatchName& name) {
  return {name.extracted_at_us(), name.source(), name.id()};
}

void ReadHashes(const RepeatedField<std::uint64_t>& field, absl::btree_set<std::uint64_t>& hashes) {
  for (const std::uint64_t hash : field) hashes.insert(hashes.end(), hash);
}

bool ReadCompletion(const v1::CompletionState& message, CompleteBatch& completion) {
  completion.events = message.events();
  for (const v1::ScopeState& scope : message.scopes()) {
    if (!IsRecordKind(scope.kind())) return false;
    Scope& read = completion.scopes.emplace_back();
    read.kind = static_cast<RecordKind>(scope.kind());
    if (scope.has_first()) read.first = Date{scope.first()};
    if (scope.has_last()) read.last = Date{scope.last()};
    read.open = scope.open();
  }
  return true;
}

bool ReadUnfinished(const v1::UnfinishedBatch& message, UnfinishedBatch& batch) {
  ReadHashes(message.accepted(), batch.accepted);
  ReadHashes(message.refused(), batch.refused);
  batch.kinds = message.kinds();
  for (const v1::CompletionState& completion : message.completions()) {
    CompleteBatch read;
    if (!ReadCompletion(completion, read)) return false;
    batch.completions.insert(std::move(read));
  }
  batch.without_count = message.without_count();
  batch.lists_without_count = message.lists_without_count();
  batch.is_overfull = message.is_overfull();
  batch.began_at_us = message.began_at_us();
  batch.may_hold = message.may_hold();
  return batch.kinds >> kRecordKindCount == 0;
}

bool ReadFloors(const v1::FloorEntry& entry, BatchState& state) {
  if (!IsRecordKind(entry.kind())) return false;
  ScopeFloors& floors = state.floors[{entry.source(), static_cast<RecordKind>(entry.kind())}];
  for (const v1::FloorStep& step : entry.steps()) {
    floors.steps[step.day()] = step.has_until_us() ? step.until_us() : kNoFloor;
  }
  if (entry.has_open_until_us()) floors.open_until_us = entry.open_until_us();
  return true;
}

}  // namespace

void WriteBatches(const BatchState& state, v1::BatchLedger& message) {
  for (const auto& [of, floors] : state.floors) {
    v1::FloorEntry* entry = message.add_floors();
    entry->set_source(of.first);
    entry->set_kind(static_cast<std::uint32_t>(of.second));
    WriteFloors(floors, *entry);
  }
  for (const auto& [key, batch] : state.unfinished) {
    v1::UnfinishedBatch* written = message.add_unfinished();
    WriteName(key, *written->mutable_name());
    WriteUnfinished(batch, *written);
  }
  for (const auto& [key, events] : state.effective) {
    v1::EffectiveBatch* written = message.add_effective();
    WriteName(key, *written->mutable_name());
    written->set_events(events);
    const auto settled = state.settled.find(key);
    if (settled != state.settled.end()) WriteUnfinished(settled->second, *written->mutable_came());
  }
  for (const auto& [source, newest] : state.newest_effective_us) {
    v1::SourceExports* written = message.add_sources();
    written->set_source(source);
    written->set_newest_effective_us(newest);
  }
  message.set_held_from_us(state.held_from_us);
}

bool ReadBatches(const v1::BatchLedger& message, BatchState& state) {
  for (const v1::FloorEntry& entry : message.floors()) {
    if (!ReadFloors(entry, state)) return false;
  }
  for (const v1::UnfinishedBatch& entry : message.unfinished()) {
    if (!ReadUnfinished(entry, state.unfinished[ReadName(entry.name())])) return false;
  }
  for (const v1::EffectiveBatch& entry : message.effective()) {
    const BatchKey key = ReadName(entry.name());
    state.effective[key] = entry.events();
    if (entry.has_came() && !ReadUnfinished(entry.came(), state.settled[key])) return false;
  }
  for (const v1::SourceExports& entry : message.sources()) {
    state.newest_effective_us[entry.source()] = entry.newest_effective_us();
  }
  state.held_from_us = message.held_from_us();
  return true;
}

}  // namespace caseclock
