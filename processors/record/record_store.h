/// @file
/// All records of one authority, found by identity and by child, in compact form.
///
/// Memory: 25 bytes a record and 20 a child, beside the compact forms and about 8 bytes each in an index.
///
/// Example:
///   const RecordNumber record = store.Find(event.kind, event.record);
///   store.Merge(record, event);                                   // true when something changed
///   store.ReadHistory(store.ChildOf(record), as_of, history);     // what is counted
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "processors/record/alias_groups.h"
#include "processors/record/batch_ledger.h"
#include "processors/record/dated_facts.h"
#include "processors/record/history.h"
#include "processors/record/record_codec.h"
#include "processors/record/string_pool.h"

namespace caseclock {

/// Numbers within one store, given in order of first sight.
using RecordNumber = std::uint32_t;

/// How much one child may be before it is no longer taken for one.
struct RecordBounds {
  /// More children than this that aliases join are not joined. The most that a real child had under several numbers is
  /// a handful; a placeholder like "UNKNOWN" has hundreds.
  std::size_t joined_children = 32;
  /// Of more records than this each counts alone. Ten times eighteen years in care: 160 visits, 36 reviews, 36
  /// education plans, 40 health and dental checks, 30 placements and what the front door adds come to about 400.
  std::int64_t records_of_child = 4000;
  // No figure depends on these.
  /// More dated facts of a record than this lie outside its compact form.
  std::size_t dated_inside = 16;
  /// The records that are read for an event, or a child, of more than this is counted once for all events of a turn.
  /// Few real ones have so many; below it counting at each event is quicker than counting the whole child twice.
  std::size_t most_read = 100;
  std::int64_t large_child = 1000;
};

/// Not copyable. Used by the loop thread only.
class RecordStore {
 public:
  explicit RecordStore(RecordBounds bounds = {});
  ~RecordStore();
  RecordStore(const RecordStore&) = delete;
  RecordStore& operator=(const RecordStore&) = delete;

  /// The record of the event, made empty if it is new.
  RecordNumber Find(RecordKind kind, std::string_view id);

  /// The child to whom the record belongs now, or kNoChild.
  ChildNumber ChildOf(RecordNumber record) const { return records_[record].child; }
  /// The child's number, new if it is new. Requires: id not empty.
  ChildNumber FindChild(std::string_view id);
  std::string_view ChildId(ChildNumber child) const;

  /// Merges the event into its record and keeps links to children and aliases in step. True when anything changed.
  bool Merge(RecordNumber number, const CaseEvent& event);

  /// The children counted as one with `child`, itself among them, by id. One element unless there are aliases.
  void GroupOf(ChildNumber child, std::vector<ChildNumber>& group) const;

  /// The child that stands for its group: the first by id.
  ChildNumber Representative(ChildNumber child) const { return aliases_.Representative(child); }

  /// What aliases say of children.
  const AliasGroups& aliases() const { return aliases_; }
  /// Whom the child of this record of kind kChild is said to be the same as once the event is merged; or kNoChild.
  ChildNumber AliasAfter(RecordNumber record, const CaseEvent& event);
  /// Joins or parts children before the event is merged that says so. Requires: AliasAfter of it.
  void SayAlias(ChildNumber child, ChildNumber target) { aliases_.Say(child, target); }

  /// How many records the child's group has, dead ones among them.
  std::int64_t RecordsOfGroup(ChildNumber child) const {
    return aliases_.RecordsOfGroup(child, children_[child].records);
  }
  /// True when each record of the child's group is read alone, because they are so many.
  bool HasTooManyRecords(ChildNumber child) const {
    return RecordsOfGroup(child) > bounds_.records_of_child;
  }
  const RecordBounds& bounds() const { return bounds_; }

  /// Reads what the child's group contributes from into `history` and calls `each`: once with all of its records, or
  /// for each record when they are too many.
  template <typename Each>
  void ForEachHistory(ChildNumber child, Date as_of, History& history, Each each) const {
    if (!HasTooManyRecords(child)) {
      ReadHistory(child, as_of, history);
      return each();
    }
    aliases_.ForEachOfGroup(
        child, [&](ChildNumber member) { ForEachAlone(member, as_of, history, each); });
  }
  /// The same of one child that has just been joined with others and before was not, because it was one of too many.
  template <typename Each>
  void ForEachHistoryOfParted(ChildNumber child, Date as_of, History& history, Each each) const {
    if (children_[child].records > bounds_.records_of_child) {
      return ForEachAlone(child, as_of, history, [&] {
        history.of_too_many_records = history.of_too_many_children = true;
        each();
      });
    }
    ReadOwn(child, as_of, history);
    history.of_too_many_children = true;
    each();
  }

  /// What exists on `as_of` of all records of the child's group. Reuses the memory of `history`.
  void ReadHistory(ChildNumber child, Date as_of, History& history) const;
  /// The same of the records of some kinds alone.
  void ReadKinds(ChildNumber child, RecordKinds kinds, Date as_of, History& history) const;
  /// The same of a single record.
  void ReadAlone(RecordNumber record, Date as_of, History& history) const;
  /// Reads one record of `history` again after it was merged, or adds it if it is new there; the others stand.
  /// `next_change` may stay too early, never too late.
  /// Requires: `history` as read before the merge, and the record of one of its children.
  void ReadAgain(RecordNumber record, Date as_of, History& history) const;

  /// Floors of batches have been raised: what is remembered of dated facts is read anew.
  void NoteCompletion() { ++completions_; }

  /// The record as merged, dead facts included, for explanations and checkpoints. Borrows from the store.
  void Read(RecordNumber number, Record& record) const;

  /// Puts back a record as Read gave it. Requires: not there yet; `record.child` set where has_child.
  void Restore(const Record& record);

  std::size_t record_count() const { return records_.size(); }
  /// Child numbers in use: 0 to child_count() - 1.
  std::size_t child_count() const { return children_.size(); }
  /// Children to whom at least one record belongs.
  std::size_t children_with_records() const { return children_with_records_; }
  BatchLedger& batches() { return batches_; }
  const BatchLedger& batches() const { return batches_; }

 private:
  struct StoredRecord {
    char* bytes;  // compact form, owned
    ChildNumber child;
    RecordNumber next_of_child;
  };
  struct StoredChild {
    char* id;  // length in two bytes, then the id; owned
    RecordNumber first_record;
    std::uint32_t records;
  };
  static constexpr RecordNumber kNoRecord = 0xffffffff;
  struct WantedRecord;
  struct WantedChild;
  struct KeyHash;
  struct KeyEqual;
  struct ChildHash;
  struct ChildEqual;

  template <typename Each>
  void ForEachAlone(ChildNumber child, Date as_of, History& history, Each each) const {
    for (RecordNumber n = children_[child].first_record; n != kNoRecord;
         n = records_[n].next_of_child) {
      ReadAlone(n, as_of, history);
      each();
    }
  }
  void ReadOwn(ChildNumber child, Date as_of, History& history) const;
  void ReadPacked(RecordNumber number, Record& record) const;
  DatedFacts* OutsideOf(RecordNumber number) const;
  void MoveOut(RecordNumber number, Record& record);
  Date ReadDated(DatedFacts& outside, FloorCheck& floors, Date as_of, Record& record) const;
  ChildNumber TargetOf(const Record& record);
  void Store(RecordNumber number, const Record& record);
  template <typename Wanted>
  void ReadGroup(ChildNumber child, Date as_of, Wanted wanted, History& history) const;
  static void Forget(History& history);
  void AddTo(History& history, std::size_t place, RecordNumber number, Date as_of) const;
  ChildNumber NumberOfChild(RecordNumber number);
  void Link(RecordNumber number, ChildNumber child);
  void Unlink(RecordNumber number);
  void UpdateAlias(RecordNumber number);

  RecordBounds bounds_;
  std::vector<StoredRecord> records_;
  std::vector<RecordNumber> previous_of_child_;  // beside records_
  std::vector<RecordKind>
      kinds_;  // beside records_: some kinds are read without touching other records
  std::vector<StoredChild> children_;
  // The hashes of the keys: an index grows without touching what it points to, and compares them first.
  std::vector<std::uint32_t> record_hashes_;
  std::vector<std::uint32_t> child_hashes_;
  std::unique_ptr<absl::flat_hash_set<RecordNumber, KeyHash, KeyEqual>> by_key_;
  std::unique_ptr<absl::flat_hash_set<ChildNumber, ChildHash, ChildEqual>> by_child_id_;
  AliasGroups aliases_;
  std::vector<bool> has_outside_;  // beside records_
  absl::flat_hash_map<RecordNumber, std::unique_ptr<DatedFacts>> outside_;
  std::uint64_t completions_ = 0;
  StringPool pool_;
  BatchLedger batches_;
  std::size_t children_with_records_ = 0;
  Record scratch_;
  std::string encoded_;
};

}  // namespace caseclock
