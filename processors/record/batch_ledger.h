/// @file
/// The exports (batches) of one authority: how many events of each have come, which took effect, and what those no
/// longer list.
///
/// An export takes effect once as many different events of it have been accepted as its completion declares. Until
/// then it withdraws nothing, whatever its completion claims to list. What took effect is a floor in time
/// (scope_floors.h). Two completions of one export that contradict each other each take effect at their own number,
/// whichever comes first: what has come of an export is kept after it took effect, within a bound.
///
/// Merging is commutative and idempotent: events are counted as a set, floors only rise, and "as many as declared" is
/// "at least as many", because with "exactly" the place of a surplus event would decide.
///
/// Example: an export of two events, read at t2:
///   ledger.Count({"annex-a", "b2", t2}, "e1", kReferral, now);
///   ledger.Complete({"annex-a", "b2", t2}, {{{kReferral, 2023-10-01, 2024-03-31, false}}, 2}, now);   // 1 of 2
///   ledger.Count({"annex-a", "b2", t2}, "e2", kReferral, now);     // 2 of 2
///   ledger.HasDue() == true;  ledger.RaiseDue();
///   ledger.FloorOf("annex-a", kReferral, 2023-12-24, false) == t2
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "processors/record/case_event.h"
#include "processors/record/scope_floors.h"

namespace caseclock {

/// What one authority keeps of exports. Beyond a bound nothing is guessed: see the members.
struct BatchLimits {
  /// Exports that have begun and not taken effect. Beyond: those that need not be waited for are forgotten, the oldest
  /// first; then the oldest of the source that has begun most, for one of a source that has begun fewer. Of that source
  /// itself a further one is not kept, cannot take effect, and IsFull() says so.
  std::size_t unfinished = 64;
  /// Of these, those that need not be waited for: overtaken by a newer export, or ended without a count. Beyond: the
  /// oldest is forgotten; should all of it come after all, it withdraws nothing.
  std::size_t over = 16;
  /// Events counted of all unfinished exports together, accepted and refused ones; 8 bytes each. Beyond: as above.
  std::size_t counted = std::size_t{4} << 20;
  /// Completions that wait for events of one export: those that declare the fewest events stay.
  std::size_t completions = 8;
  /// Exports remembered to have taken effect; the oldest are forgotten, and their floors kept. A replay of what was
  /// forgotten changes no floor. Three years of nightly exports.
  std::size_t effective = 1000;
  /// Events kept of exports that took effect, for completions that contradict the first; 8 bytes each. Beyond: those of
  /// the oldest export are forgotten, of a source's newest last, and of the newest of all never. A contradicting
  /// completion of such an export takes effect when it declares no more events than had come by then.
  std::size_t settled = std::size_t{1} << 16;
};

/// Names an export. One read at another moment is another export, also under the same id: its events must not fill the
/// count of a run that broke off.
struct BatchRef {
  std::string_view source;
  std::string_view id;
  std::int64_t extracted_at_us = 0;
};

/// The same, owned. Ordered by extraction first.
struct BatchKey {
  std::int64_t extracted_at_us = 0;
  std::string source;
  std::string id;
  friend auto operator<=>(const BatchKey&, const BatchKey&) = default;
};

/// Looks keys up by BatchRef.
struct BatchKeyLess {
  using is_transparent = void;
  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    if (a.extracted_at_us != b.extracted_at_us) return a.extracted_at_us < b.extracted_at_us;
    const int source = std::string_view(a.source).compare(std::string_view(b.source));
    return source != 0 ? source < 0 : std::string_view(a.id) < std::string_view(b.id);
  }
};

/// Orders completions by how many events they declare.
struct ByDeclared {
  bool operator()(const CompleteBatch& a, const CompleteBatch& b) const {
    return std::tie(a.events, a.scopes) < std::tie(b.events, b.scopes);
  }
};

/// An export that has not taken effect.
struct UnfinishedBatch {
  absl::btree_set<std::uint64_t> accepted;  ///< EventHash of each accepted event
  absl::btree_set<std::uint64_t>
      refused;              ///< of each refused one; what is in both was sent again, mended
  std::uint32_t kinds = 0;  ///< bit n: it has sent records of kind n
  std::set<CompleteBatch, ByDeclared> completions;  ///< that wait for events
  bool without_count = false;        ///< a completion without a count has come: its end
  bool lists_without_count = false;  ///< that completion has scopes, of which nothing is withdrawn
  bool is_overfull = false;          ///< BatchLimits::counted: not all of its events are counted
  std::int64_t began_at_us = 0;  ///< when its first event was sent. Units: microseconds since 1970
  /// No export of its source that is as new had taken effect before it came. Depends on the order of arrival; no
  /// figure depends on it.
  bool may_hold = true;
  friend bool operator==(const UnfinishedBatch&, const UnfinishedBatch&) = default;
};

/// The ledger as a value, for checkpoints.
struct BatchState {
  std::map<BatchKey, UnfinishedBatch, BatchKeyLess> unfinished;
  std::map<BatchKey, std::uint64_t, BatchKeyLess>
      effective;  ///< and how many events had come by then, or since where that is kept
  /// What has come of the newest of these; no completion waits in it.
  std::map<BatchKey, UnfinishedBatch, BatchKeyLess> settled;
  std::map<std::pair<std::string, RecordKind>, ScopeFloors> floors;
  std::map<std::string, std::int64_t, std::less<>> newest_effective_us;  ///< by source
  /// Since when exports have held the council's figures, without a break or without any taking effect. 0: none has.
  std::int64_t held_from_us = 0;
  friend bool operator==(const BatchState&, const BatchState&) = default;
};

/// An export of which not everything has come, as people are told of it.
struct IncompleteExport {
  BatchKey key;
  std::uint64_t accepted = 0;
  std::optional<std::uint64_t> declared;  ///< nullopt: its completion has not come, or has no count
  std::uint64_t refused = 0;  ///< known to have been refused; others that are missing have not come
  bool ended_without_count = false;  ///< its completion has scopes and no count
  std::int64_t began_at_us = 0;
  friend bool operator==(const IncompleteExport&, const IncompleteExport&) = default;
};

/// Most exports told of one council; the newest.
inline constexpr std::size_t kMaxToldExports = 5;

/// Stands for an event in the count of its export; the same on every machine and in every version, for it is stored.
/// Two of a million events share one with a chance of 1 to 37 million; the export is then one short, and withdraws
/// nothing.
std::uint64_t EventHash(std::string_view source, std::string_view event_id);

/// The exports of one authority. Used by the loop thread only.
class BatchLedger {
 public:
  BatchLedger() : BatchLedger(BatchLimits()) {}
  explicit BatchLedger(BatchLimits limits);
  BatchLedger(const BatchLedger&) = delete;
  BatchLedger& operator=(const BatchLedger&) = delete;

  /// How long an export may hold figures back; see Holds. Units: microseconds.
  void set_wait(std::int64_t wait_us) { wait_us_ = wait_us; }

  /// An event of the export was accepted. `sent_at_us`: when it was sent. Returns whether the state changed.
  /// Cost: about 0.2 microseconds, whatever the number of exports.
  bool Count(const BatchRef& batch, std::string_view event_id, RecordKind kind,
             std::int64_t sent_at_us);
  /// An event of the export was refused. It never fills the count.
  bool Refuse(const BatchRef& batch, std::uint64_t event_hash, std::int64_t sent_at_us);
  /// The source says that it has sent all of the export. Returns whether the state changed.
  bool Complete(const BatchRef& batch, const CompleteBatch& completion, std::int64_t sent_at_us);

  /// True when exports take effect as soon as RaiseDue is called, which is the next thing to do.
  bool HasDue() const { return !due_.empty(); }
  /// What they list.
  std::vector<Scope> DueScopes() const;
  /// They take effect. Returns whether any floor rose.
  bool RaiseDue();

  /// What an export that took effect does to floors.
  bool Raise(std::string_view source, std::int64_t extracted_at_us,
             const std::vector<Scope>& scopes);

  /// The floor for facts of `source` on a record: those recorded before it do not exist. `start` kNoDate: none.
  std::int64_t FloorOf(std::string_view source, RecordKind kind, Date start, bool has_ended) const;

  /// True when no export with a scope took effect: nothing can be below a floor.
  bool has_no_floors() const { return state_.floors.empty(); }

  /// True while an export that is coming in holds the figures back: at most the wait from its first event, and at most
  /// one wait in all until an export has taken effect and no other held.
  bool Holds(std::int64_t now_us) const;
  /// True when an export has begun and neither taken effect nor been overtaken, however long ago.
  bool HasOpenBatch() const { return !holding_.empty(); }
  /// True when an export is known that has not taken effect: otherwise it holds nothing, nothing is incomplete, and it
  /// is not full.
  bool HasUnfinished() const { return !state_.unfinished.empty(); }
  std::int64_t held_from_us() const { return state_.held_from_us; }

  /// What has not come whole and has not been overtaken by a newer export that lists the same; the newest first, at
  /// most `most`.
  std::vector<IncompleteExport> Incomplete(std::size_t most = kMaxToldExports) const;
  /// True when a further export of the source that has begun most could not be counted: a limit is reached.
  bool IsFull() const;

  const BatchState& state() const { return state_; }
  /// Joins what another ledger knew, for instance before a restart. RaiseDue may be due.
  void Restore(BatchState state);

 private:
  using Entry = std::map<BatchKey, UnfinishedBatch, BatchKeyLess>::value_type;
  struct ByKey {
    bool operator()(const Entry* a, const Entry* b) const { return a->first < b->first; }
  };
  using Entries = std::set<Entry*, ByKey>;
  using SourceAndKind = std::pair<std::string, std::uint32_t>;
  struct Due {
    BatchKey key;
    std::vector<Scope> scopes;
    bool is_new = true;  // false: another completion of an export that has taken effect
  };

  // Exports come and go.
  Entry* Open(const BatchRef& batch, std::int64_t sent_at_us);
  Entry* Create(const BatchRef& batch, std::int64_t sent_at_us);
  bool MakeRoom(const Entry* but);
  template <typename RoomOf>
  bool MakeRoomFor(std::string_view source, RoomOf room_of);
  void Forget(Entry& entry);
  bool Insert(Entry& entry, absl::btree_set<std::uint64_t>& set, std::uint64_t hash);
  void EndWithoutCount(Entry& entry, const CompleteBatch& completion);
  bool Judge(Entry& entry);

  // Exports that took effect.
  void Settle(Entry& entry);
  bool CountSettled(const BatchRef& batch, std::string_view event_id, RecordKind kind);
  bool CompleteAgain(const BatchRef& batch, const CompleteBatch& completion);
  bool Reopen(const BatchKey& key, const CompleteBatch& completion);
  void ForgetOldestSettled();
  void EraseSettled(std::map<BatchKey, UnfinishedBatch, BatchKeyLess>::iterator at);
  void Remember(BatchKey key, std::uint64_t events);

  // Who need not be waited for.
  void Sends(Entry& entry, std::uint32_t kind);
  void WaitFor(Entry& entry, std::uint32_t kind);
  void Classify(Entry& entry);
  void NoteEffect(const Due& due);
  void Overtake(const std::string& source, std::uint32_t kind, std::int64_t extracted_at_us);
  void StopHolding(Entry& entry);
  void ReleaseHold();
  bool WouldRaise(const BatchKey& key, const std::vector<Scope>& scopes) const;
  std::int64_t NewestEffective(std::string_view source) const;

  void Join(BatchState other);
  void JoinSettled();
  void IndexAnew();

  const BatchLimits limits_;
  std::int64_t wait_us_ = 0;
  BatchState state_;
  std::vector<Due> due_;
  std::int64_t now_us_ = 0;  // when the latest event was sent
  // What follows is made from the state, so that no export is ever searched for.
  Entry* latest_ = nullptr;         // of the latest event: the next is usually of it, too
  std::size_t counted_ = 0;         // events of unfinished exports
  std::size_t settled_events_ = 0;  // events of exports that took effect
  std::map<const Entry*, std::uint32_t>
      unlisted_;  // bit n: no newer export lists kind n; bit 0: it has sent none
  std::map<SourceAndKind, Entries>
      waiting_;  // who waits for a newer listing of the kind; 0: of any
  std::map<SourceAndKind, std::int64_t> listed_us_;  // the newest listing of each kind; 0: of any
  Entries over_;                                     // overtaken, or ended without a count
  std::multiset<std::int64_t> holding_;              // began_at_us of those that may hold
};

}  // namespace caseclock
