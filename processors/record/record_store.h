/// @file
/// All records of one authority, found by identity and by child, in compact form.
///
/// Memory: 20 bytes a record and 20 a child, beside the compact forms and about 8 bytes each in an index.
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
#include "processors/record/batch_ledger.h"
#include "processors/record/history.h"
#include "processors/record/record_codec.h"
#include "processors/record/string_pool.h"

namespace caseclock {

/// Numbers within one store, given in order of first sight.
using RecordNumber = std::uint32_t;
using ChildNumber = std::uint32_t;
inline constexpr ChildNumber kNoChild = 0xffffffff;

/// Not copyable. Used by the loop thread only.
class RecordStore {
 public:
  RecordStore();
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
  ChildNumber Representative(ChildNumber child) const;

  /// What exists on `as_of` of all records of the child's group. Reuses the memory of `history`.
  void ReadHistory(ChildNumber child, Date as_of, History& history) const;
  /// The same of the records of one family alone. Requires: not kAlone.
  void ReadFamily(ChildNumber child, Family family, Date as_of, History& history) const;
  /// The same of a single record.
  void ReadAlone(RecordNumber record, Date as_of, History& history) const;
  /// Reads one record of `history` again after it was merged, or adds it if it is new there; the others stand.
  /// `next_change` may stay too early, never too late.
  /// Requires: `history` as read before the merge, and the record of one of its children.
  void ReadAgain(RecordNumber record, Date as_of, History& history) const;

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
  };
  struct WantedRecord;
  struct WantedChild;
  struct KeyHash;
  struct KeyEqual;
  struct ChildHash;
  struct ChildEqual;

  void Store(RecordNumber number, const Record& record);
  template <typename Wanted>
  void ReadGroup(ChildNumber child, Date as_of, Wanted wanted, History& history) const;
  static void Forget(History& history);
  void AddTo(History& history, std::size_t place, RecordNumber number, Date as_of) const;
  ChildNumber NumberOfChild(RecordNumber number);
  void Link(RecordNumber number, ChildNumber child);
  void Unlink(RecordNumber number);
  void UpdateAlias(RecordNumber number);
  void SetAlias(ChildNumber child, ChildNumber target);

  std::vector<StoredRecord> records_;
  std::vector<RecordKind>
      kinds_;  // beside records_: families are read without touching other records
  std::vector<StoredChild> children_;
  // The hashes of the keys: an index grows without touching what it points to, and compares them first.
  std::vector<std::uint32_t> record_hashes_;
  std::vector<std::uint32_t> child_hashes_;
  std::unique_ptr<absl::flat_hash_set<RecordNumber, KeyHash, KeyEqual>> by_key_;
  std::unique_ptr<absl::flat_hash_set<ChildNumber, ChildHash, ChildEqual>> by_child_id_;
  absl::flat_hash_map<ChildNumber, ChildNumber> alias_of_;                // what aliases say
  absl::flat_hash_map<ChildNumber, std::vector<ChildNumber>> joined_to_;  // in both directions
  StringPool pool_;
  BatchLedger batches_;
  std::size_t children_with_records_ = 0;
  Record scratch_;
  std::string encoded_;
};

}  // namespace caseclock
