#include "processors/record/batch_ledger.h"

#include <algorithm>

#include "processors/check.h"
#include "processors/record/batch_sets.h"

namespace caseclock {
namespace {

bool IsNamed(const BatchKey& key, const BatchRef& batch) {
  return key.extracted_at_us == batch.extracted_at_us && key.id == batch.id &&
         key.source == batch.source;
}

BatchKey Owned(const BatchRef& batch) {
  return {batch.extracted_at_us, std::string(batch.source), std::string(batch.id)};
}

}  // namespace

std::uint64_t EventHash(std::string_view source, std::string_view event_id) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    hash = (hash ^ 0x100) * 0x100000001b3;  // no byte: "ab", "c" is another event than "a", "bc"
  };
  add(source);
  add(event_id);
  // Its low bits are poor; mixed as MurmurHash3 does.
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

BatchLedger::BatchLedger(BatchLimits limits) : limits_(limits) {}

// Exports come and go.

bool BatchLedger::Count(const BatchRef& batch, std::string_view event_id, RecordKind kind,
                        std::int64_t sent_at_us) {
  const std::size_t known = state_.unfinished.size();
  Entry* entry = Open(batch, sent_at_us);
  if (entry == nullptr) return CountSettled(batch, event_id, kind);
  const std::uint64_t hash = EventHash(batch.source, event_id);
  Sends(*entry, static_cast<std::uint32_t>(kind));
  counted_ -= entry->second.refused.erase(hash);
  const bool is_new = Insert(*entry, entry->second.accepted, hash);
  return (is_new && (Judge(*entry), true)) || state_.unfinished.size() != known;
}

bool BatchLedger::Refuse(const BatchRef& batch, std::uint64_t event_hash, std::int64_t sent_at_us) {
  Entry* entry = Open(batch, sent_at_us);
  if (entry == nullptr || entry->second.accepted.contains(event_hash)) return false;
  return Insert(*entry, entry->second.refused, event_hash);
}

bool BatchLedger::Complete(const BatchRef& batch, const CompleteBatch& completion,
                           std::int64_t sent_at_us) {
  Entry* entry = Open(batch, sent_at_us);
  if (entry == nullptr) return CompleteAgain(batch, completion);
  if (completion.events == 0) {
    const bool was_over = entry->second.without_count;
    EndWithoutCount(*entry, completion);
    return !was_over;
  }
  auto& waiting = entry->second.completions;
  const bool is_new = waiting.insert(completion).second;
  if (waiting.size() > limits_.completions) waiting.erase(std::prev(waiting.end()));
  Judge(*entry);
  return is_new;
}

bool BatchLedger::WouldRaise(const BatchKey& key, const std::vector<Scope>& scopes) const {
  return std::any_of(scopes.begin(), scopes.end(), [&](const Scope& scope) {
    const auto floors = state_.floors.find({key.source, scope.kind});
    return floors == state_.floors.end() || IsBelow(floors->second, scope, key.extracted_at_us);
  });
}

/// Nothing can be known of whether all has come: it is not waited for.
void BatchLedger::EndWithoutCount(Entry& entry, const CompleteBatch& completion) {
  entry.second.without_count = true;
  entry.second.lists_without_count |= !completion.scopes.empty();
  Classify(entry);
  if (completion.scopes.empty()) ReleaseHold();  // it claims nothing that could be missing
}

BatchLedger::Entry* BatchLedger::Open(const BatchRef& batch, std::int64_t sent_at_us) {
  now_us_ = sent_at_us;
  if (latest_ == nullptr || !IsNamed(latest_->first, batch)) {
    const auto known = state_.unfinished.find(batch);
    if (known != state_.unfinished.end()) {
      latest_ = &*known;
    } else {
      latest_ = state_.effective.contains(batch) ? nullptr : Create(batch, sent_at_us);
    }
  }
  if (latest_ == nullptr) return nullptr;
  UnfinishedBatch& open = latest_->second;
  if (sent_at_us < open.began_at_us) {
    if (open.may_hold) {
      holding_.erase(holding_.find(open.began_at_us));
      holding_.insert(sent_at_us);
    }
    open.began_at_us = sent_at_us;
  }
  return latest_;
}

BatchLedger::Entry* BatchLedger::Create(const BatchRef& batch, std::int64_t sent_at_us) {
  const auto one = [](const UnfinishedBatch&) { return std::size_t{1}; };
  if (state_.unfinished.size() >= limits_.unfinished && !MakeRoom(nullptr) &&
      !MakeRoomFor(batch.source, one)) {
    return nullptr;
  }
  Entry& entry = *state_.unfinished.emplace(Owned(batch), UnfinishedBatch()).first;
  entry.second.began_at_us = sent_at_us;
  entry.second.may_hold = batch.extracted_at_us > NewestEffective(batch.source);
  if (entry.second.may_hold) {
    holding_.insert(sent_at_us);
    if (state_.held_from_us == 0) state_.held_from_us = sent_at_us;
  }
  WaitFor(entry, kNoKind);
  Classify(entry);
  return &entry;
}

/// Forgets the oldest export that need not be waited for. False when there is none.
bool BatchLedger::MakeRoom(const Entry* but) {
  for (Entry* entry : over_) {
    if (entry == but) continue;
    Forget(*entry);
    return true;
  }
  return false;
}

/// Forgets the oldest export of the source that takes most room, when that is another one and takes more than `source`
/// would: no source can keep others from taking effect. `room_of`: what an export takes.
template <typename RoomOf>
bool BatchLedger::MakeRoomFor(std::string_view source, RoomOf room_of) {
  std::map<std::string_view, std::size_t> rooms;
  for (const Entry& entry : state_.unfinished) {
    rooms[entry.first.source] += room_of(entry.second);
  }
  const auto most = std::ranges::max_element(rooms, {}, [](const auto& one) { return one.second; });
  if (most == rooms.end() || most->second <= rooms[source] + 1) return false;
  for (Entry& entry : state_.unfinished) {
    if (entry.first.source != most->first) continue;
    Forget(entry);
    return true;
  }
  return false;
}

void BatchLedger::Forget(Entry& entry) {
  const auto unlisted = unlisted_.find(&entry);
  if (unlisted != unlisted_.end()) {
    for (std::uint32_t kind = 0; kind < kRecordKindCount; ++kind) {
      if ((unlisted->second & BitOf(kind)) != 0) waiting_[{entry.first.source, kind}].erase(&entry);
    }
    unlisted_.erase(unlisted);
  }
  over_.erase(&entry);
  StopHolding(entry);
  counted_ -= EventsOf(entry.second);
  if (latest_ == &entry) latest_ = nullptr;
  state_.unfinished.erase(state_.unfinished.find(entry.first));
}

bool BatchLedger::Insert(Entry& entry, absl::btree_set<std::uint64_t>& set, std::uint64_t hash) {
  if (set.contains(hash)) return false;
  while (counted_ >= limits_.counted) {
    if (MakeRoom(&entry) || MakeRoomFor(entry.first.source, EventsOf)) continue;
    entry.second.is_overfull = true;
    return false;
  }
  set.insert(hash);
  ++counted_;
  return true;
}

/// What has waited for no more events than have come is due. Returns whether the export is closed.
bool BatchLedger::Judge(Entry& entry) {
  auto& waiting = entry.second.completions;
  const std::uint64_t came = entry.second.accepted.size();
  if (waiting.empty() || waiting.begin()->events > came) return false;
  while (!waiting.empty() && waiting.begin()->events <= came) {
    due_.push_back({entry.first, waiting.begin()->scopes});
    waiting.erase(waiting.begin());
  }
  if (!waiting.empty()) return false;
  Settle(entry);
  return true;
}

std::vector<Scope> BatchLedger::DueScopes() const {
  std::vector<Scope> scopes;
  for (const Due& due : due_) scopes.insert(scopes.end(), due.scopes.begin(), due.scopes.end());
  return scopes;
}

bool BatchLedger::RaiseDue() {
  bool rose = false;
  bool is_new = false;
  for (const Due& due : due_) {
    rose |= Raise(due.key.source, due.key.extracted_at_us, due.scopes);
    NoteEffect(due);
    is_new |= due.is_new;
  }
  due_.clear();
  if (is_new) ReleaseHold();
  return rose;
}

bool BatchLedger::Raise(std::string_view source, std::int64_t extracted_at_us,
                        const std::vector<Scope>& scopes) {
  bool rose = false;
  for (const Scope& scope : scopes) {
    rose |= RaiseFloors(state_.floors[{std::string(source), scope.kind}], scope, extracted_at_us);
  }
  return rose;
}

std::int64_t BatchLedger::FloorOf(std::string_view source, RecordKind kind, Date start,
                                  bool has_ended) const {
  const auto floors = state_.floors.find({std::string(source), kind});
  return floors == state_.floors.end() ? kNoFloor : FloorAt(floors->second, start, has_ended);
}

// Who need not be waited for.

void BatchLedger::Sends(Entry& entry, std::uint32_t kind) {
  std::uint32_t& kinds = entry.second.kinds;
  if ((kinds & BitOf(kind)) != 0) return;
  if (kinds == 0) {
    unlisted_[&entry] &= ~BitOf(kNoKind);
    waiting_[{entry.first.source, kNoKind}].erase(&entry);
  }
  kinds |= BitOf(kind);
  WaitFor(entry, kind);
  Classify(entry);
}

void BatchLedger::WaitFor(Entry& entry, std::uint32_t kind) {
  const SourceAndKind of{entry.first.source, kind};
  const auto listed = listed_us_.find(of);
  if (listed != listed_us_.end() && listed->second > entry.first.extracted_at_us) return;
  unlisted_[&entry] |= BitOf(kind);
  waiting_[of].insert(&entry);
}

void BatchLedger::Classify(Entry& entry) {
  if (entry.second.without_count || unlisted_[&entry] == 0) {
    over_.insert(&entry);
    StopHolding(entry);
    if (over_.size() > limits_.over) MakeRoom(&entry);
  } else {
    over_.erase(&entry);
  }
}

void BatchLedger::StopHolding(Entry& entry) {
  if (!entry.second.may_hold) return;
  entry.second.may_hold = false;
  holding_.erase(holding_.find(entry.second.began_at_us));
}

void BatchLedger::NoteEffect(const Due& due) {
  const auto& [extracted_at_us, source, id] = due.key;
  std::int64_t& newest =
      state_.newest_effective_us.try_emplace(source, extracted_at_us).first->second;
  newest = std::max(newest, extracted_at_us);
  std::set<std::uint32_t> kinds;
  for (const Scope& scope : due.scopes) kinds.insert(static_cast<std::uint32_t>(scope.kind));
  if (!kinds.empty()) kinds.insert(kNoKind);
  for (const std::uint32_t kind : kinds) Overtake(source, kind, extracted_at_us);
}

/// Whoever waited for a listing of the kind newer than itself need no longer do so.
void BatchLedger::Overtake(const std::string& source, std::uint32_t kind,
                           std::int64_t extracted_at_us) {
  std::int64_t& listed = listed_us_.try_emplace({source, kind}, extracted_at_us).first->second;
  listed = std::max(listed, extracted_at_us);
  const auto waiting = waiting_.find({source, kind});
  if (waiting == waiting_.end()) return;
  Entries& entries = waiting->second;
  while (!entries.empty() && (*entries.begin())->first.extracted_at_us < extracted_at_us) {
    Entry& overtaken = **entries.begin();
    entries.erase(entries.begin());
    unlisted_[&overtaken] &= ~BitOf(kind);
    Classify(overtaken);
  }
}

std::int64_t BatchLedger::NewestEffective(std::string_view source) const {
  const auto newest = state_.newest_effective_us.find(source);
  return newest == state_.newest_effective_us.end() ? kNoFloor : newest->second;
}

/// An export has taken effect: others may hold again. Who holds now does not begin anew: the figures have not been seen
/// since, and a source whose exports overlap without end would hide them without end.
void BatchLedger::ReleaseHold() {
  const bool goes_on = !holding_.empty() && *holding_.rbegin() + wait_us_ > now_us_;
  if (!goes_on) state_.held_from_us = 0;
}

bool BatchLedger::Holds(std::int64_t now_us) const {
  if (holding_.empty()) return false;
  return now_us < *holding_.rbegin() + wait_us_ && now_us < state_.held_from_us + wait_us_;
}

std::vector<IncompleteExport> BatchLedger::Incomplete(std::size_t most) const {
  std::vector<IncompleteExport> told;
  for (auto at = state_.unfinished.rbegin(); at != state_.unfinished.rend() && told.size() < most;
       ++at) {
    const UnfinishedBatch& batch = at->second;
    const auto unlisted = unlisted_.find(&*at);
    if (unlisted == unlisted_.end() || unlisted->second == 0) continue;
    const bool is_delta = batch.without_count && !batch.lists_without_count;
    if (is_delta && batch.completions.empty()) continue;
    IncompleteExport& one = told.emplace_back();
    one.key = at->first;
    one.accepted = batch.accepted.size();
    if (!batch.completions.empty()) one.declared = batch.completions.begin()->events;
    one.refused = batch.refused.size();
    one.ended_without_count = batch.lists_without_count;
    one.began_at_us = batch.began_at_us;
  }
  return told;
}

bool BatchLedger::IsFull() const {
  const bool at_limit =
      state_.unfinished.size() >= limits_.unfinished || counted_ >= limits_.counted;
  return at_limit && over_.empty();
}

// Putting back.

void BatchLedger::Restore(BatchState state) {
  if (state_ == BatchState()) {
    state_ = std::move(state);
  } else {
    Join(std::move(state));
  }
  IndexAnew();
  ForgetOldestSettled();
  std::vector<Entry*> all;
  for (Entry& entry : state_.unfinished) all.push_back(&entry);
  for (Entry* entry : all) Judge(*entry);
}

void BatchLedger::Join(BatchState other) {
  for (auto& [key, events] : other.effective) Remember(key, events);
  for (auto& [key, batch] : other.unfinished) {
    const auto [known, is_new] = state_.unfinished.try_emplace(key, batch);
    if (!is_new) JoinBatch(known->second, std::move(batch));
  }
  for (auto& [key, batch] : other.settled) {
    if (!state_.effective.contains(key)) continue;
    const auto [known, is_new] = state_.settled.try_emplace(key, batch);
    if (!is_new) JoinBatch(known->second, std::move(batch));
  }
  JoinSettled();
  for (const auto& [of, floors] : other.floors) JoinFloors(state_.floors[of], floors);
  for (const auto& [source, newest] : other.newest_effective_us) {
    std::int64_t& known = state_.newest_effective_us.try_emplace(source, newest).first->second;
    known = std::max(known, newest);
  }
  const std::int64_t from = other.held_from_us;
  if (from != 0 && (state_.held_from_us == 0 || from < state_.held_from_us))
    state_.held_from_us = from;
}

void BatchLedger::IndexAnew() {
  latest_ = nullptr;
  counted_ = 0;
  settled_events_ = 0;
  for (const auto& [key, batch] : state_.settled) settled_events_ += batch.accepted.size();
  unlisted_.clear();
  waiting_.clear();
  listed_us_.clear();
  over_.clear();
  holding_.clear();
  for (const auto& [of, floors] : state_.floors) {
    const std::int64_t newest = NewestListing(floors);
    for (const std::uint32_t kind : {static_cast<std::uint32_t>(of.second), kNoKind}) {
      std::int64_t& listed = listed_us_.try_emplace({of.first, kind}, newest).first->second;
      listed = std::max(listed, newest);
    }
  }
  for (Entry& entry : state_.unfinished) {
    counted_ += EventsOf(entry.second);
    if (entry.second.may_hold) holding_.insert(entry.second.began_at_us);
    ForEachKind(entry.second.kinds, [&](std::uint32_t kind) { WaitFor(entry, kind); });
    Classify(entry);
  }
}

}  // namespace caseclock
