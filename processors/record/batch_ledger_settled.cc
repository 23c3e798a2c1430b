// What the ledger keeps of exports that took effect.
#include <algorithm>
#include <utility>

#include "processors/record/batch_ledger.h"
#include "processors/record/batch_sets.h"

namespace caseclock {

/// All of its completions are fulfilled. What has come is kept, for one that contradicts them.
void BatchLedger::Settle(Entry& entry) {
  StopHolding(entry);
  counted_ -= EventsOf(entry.second);
  const BatchKey key = entry.first;
  UnfinishedBatch nothing;
  nothing.may_hold = false;
  UnfinishedBatch settled = std::exchange(entry.second, std::move(nothing));
  Forget(entry);
  settled.refused.clear();
  const std::uint64_t came = settled.accepted.size();
  settled_events_ += came;
  state_.settled.insert_or_assign(key, std::move(settled));
  Remember(key, came);
  ForgetOldestSettled();
}

/// A surplus event: it may yet fill a completion that comes later.
bool BatchLedger::CountSettled(const BatchRef& batch, std::string_view event_id, RecordKind kind) {
  const auto known = state_.settled.find(batch);
  if (known == state_.settled.end()) return false;
  UnfinishedBatch& settled = known->second;
  if (settled.accepted.size() >= limits_.counted) return false;
  if (!settled.accepted.insert(EventHash(batch.source, event_id)).second) return false;
  settled.kinds |= BitOf(static_cast<std::uint32_t>(kind));
  ++settled_events_;
  Remember(known->first, settled.accepted.size());
  ForgetOldestSettled();
  return true;
}

/// The export has taken effect, or there was no room for it.
bool BatchLedger::CompleteAgain(const BatchRef& batch, const CompleteBatch& completion) {
  const auto known = state_.effective.find(batch);
  if (known == state_.effective.end()) return false;
  const auto settled = state_.settled.find(batch);
  if (completion.events == 0) {
    if (settled == state_.settled.end()) return false;
    const bool was_over = std::exchange(settled->second.without_count, true);
    settled->second.lists_without_count |= !completion.scopes.empty();
    return !was_over;
  }
  if (completion.events > known->second) {
    return settled != state_.settled.end() && Reopen(BatchKey(known->first), completion);
  }
  if (!WouldRaise(known->first, completion.scopes)) return false;
  due_.push_back({known->first, completion.scopes, false});
  return true;
}

/// It waits for the events that a contradicting completion declares, as if that had come first; it holds nothing.
bool BatchLedger::Reopen(const BatchKey& key, const CompleteBatch& completion) {
  Entry* entry = Create({key.source, key.id, key.extracted_at_us}, now_us_);
  if (entry == nullptr) return false;
  StopHolding(*entry);
  const auto settled = state_.settled.find(key);
  const std::uint32_t kinds = settled->second.kinds;
  UnfinishedBatch& open = entry->second;
  open.accepted.swap(settled->second.accepted);
  open.began_at_us = settled->second.began_at_us;
  open.without_count = settled->second.without_count;
  open.lists_without_count = settled->second.lists_without_count;
  open.is_overfull = settled->second.is_overfull;
  open.completions.insert(completion);
  counted_ += open.accepted.size();
  settled_events_ -= open.accepted.size();
  state_.settled.erase(settled);
  state_.effective.erase(key);
  latest_ = entry;
  ForEachKind(kinds, [&](std::uint32_t kind) {
    if (kind != kNoKind) Sends(*entry, kind);
  });
  return true;
}

/// Makes room for what came last; a source's newest export goes last, and the newest of all never.
void BatchLedger::ForgetOldestSettled() {
  while (settled_events_ > limits_.settled && state_.settled.size() > 1) {
    std::map<std::string_view, std::int64_t> newest;
    for (const auto& [key, batch] : state_.settled) newest[key.source] = key.extracted_at_us;
    auto oldest = std::ranges::find_if(state_.settled, [&](const auto& one) {
      return one.first.extracted_at_us < newest[one.first.source];
    });
    EraseSettled(oldest == state_.settled.end() ? state_.settled.begin() : oldest);
  }
}

void BatchLedger::EraseSettled(std::map<BatchKey, UnfinishedBatch, BatchKeyLess>::iterator at) {
  settled_events_ -= at->second.accepted.size();
  state_.settled.erase(at);
}

void BatchLedger::Remember(BatchKey key, std::uint64_t events) {
  std::uint64_t& most = state_.effective[std::move(key)];
  most = std::max(most, events);
  while (state_.effective.size() > limits_.effective) {
    const auto settled = state_.settled.find(state_.effective.begin()->first);
    if (settled != state_.settled.end()) EraseSettled(settled);
    state_.effective.erase(state_.effective.begin());
  }
}

/// An export that one ledger knows as unfinished and the other as having taken effect waits on when a completion waits
/// for it; Judge settles what has come.
void BatchLedger::JoinSettled() {
  for (auto at = state_.effective.begin(); at != state_.effective.end();) {
    const auto open = state_.unfinished.find(at->first);
    const auto settled = state_.settled.find(at->first);
    const bool both = open != state_.unfinished.end() && settled != state_.settled.end();
    if (both && !open->second.completions.empty()) {
      JoinBatch(open->second, std::move(settled->second));
      state_.settled.erase(settled);
      at = state_.effective.erase(at);
      continue;
    }
    if (both) JoinBatch(settled->second, std::move(open->second));
    if (settled != state_.settled.end()) {
      settled->second.refused.clear();
      at->second = std::max<std::uint64_t>(at->second, settled->second.accepted.size());
    }
    if (open != state_.unfinished.end()) state_.unfinished.erase(open);
    ++at;
  }
}

}  // namespace caseclock
