/// @file
/// What is known and true of one child on a day: its records, without dead, cleared and future facts.
///
/// Everything that is counted is a function of a History, so the figures depend on merged facts alone.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "processors/record/batch_ledger.h"
#include "processors/record/fact_table.h"
#include "processors/record/record.h"

namespace caseclock {

/// The records of one child, aliases included. Borrowed texts, like Record; reused from call to call.
struct History {
  std::vector<Record> records;        ///< only facts that exist on the as-of date; in no order
  std::vector<bool> has_future_date;  ///< beside records: a fact dated after as-of was left out
  std::vector<std::uint32_t>
      numbers;  ///< beside records: their numbers in the store they were read from
  Date next_change = Date::Max();     ///< the first day after as-of on which a fact begins to exist
  bool of_too_many_records = false;   ///< the child has so many that each is read alone
  bool of_too_many_children = false;  ///< so many are said to be one child that none is joined

  /// Of a long history, so that who looks for one record does not look at all. Made when first asked for.
  struct Index {
    absl::flat_hash_map<std::pair<RecordKind, std::string_view>, std::size_t> by_id;
    absl::flat_hash_map<std::pair<Fact, std::string_view>, std::vector<std::size_t>> by_link;
    bool is_made = false;
    void Clear();
  };
  mutable Index index;
};

/// Answers, for one record, whether a fact lies below the floor of a completed batch of its source. Made before any of
/// its facts are taken away; outlives neither the record nor the batches.
class FloorCheck {
 public:
  FloorCheck(const Record& record, const BatchLedger& batches);
  bool IsBelow(const StampRef& stamp);
  /// What the floors of the record depend on: its start by its winning facts, and whether it has ended.
  Date start() const { return start_; }
  bool has_ended() const { return has_ended_; }

 private:
  const BatchLedger& batches_;
  RecordKind kind_;
  bool active_ = false;
  bool known_ = false;
  Date start_ = kNoDate;
  bool has_ended_ = false;
  std::string_view source_;
  std::int64_t floor_ = kNoFloor;
};

/// Leaves in `record` the facts that exist on `as_of` and returns the first later day on which another one will.
/// Dead: withdrawn, cleared, or below the floor of a completed batch. Future: dated after `as_of`. Of dated facts that
/// say the same one after the other the first is left.
Date KeepExisting(Record& record, const BatchLedger& batches, Date as_of, bool& has_future_date);

/// The date of an existing fact, or kNoDate. Requires: a record after KeepExisting.
Date DateOf(const Record& record, Fact fact);
/// Its code, or 0.
std::int32_t CodeOf(const Record& record, Fact fact);
/// Its text, or "".
std::string_view TextOf(const Record& record, Fact fact);

/// The team that holds the record on the day; "" when none does. Example: "Assessment North".
std::string_view TeamOn(const Record& record, Date day);
/// The allocation of the day as asserted: team and worker; "" when there is none.
std::string_view AllocationOn(const Record& record, Date day);
/// The team part of an allocation's text.
std::string_view TeamOf(std::string_view allocation);
/// Its worker part, "" when none is named.
std::string_view WorkerOf(std::string_view allocation);

/// The record of the kind with the id, or nullptr. Links are resolved with it: only within the same child.
const Record* FindRecord(const History& history, RecordKind kind, std::string_view id);

/// True when the referral's closing was recorded, and no reopening at the same time or since. Of a record as merged or
/// after KeepExisting.
bool IsClosed(const Record& referral);

/// From so many records on a history is indexed.
inline constexpr std::size_t kIndexedFrom = 32;

/// The kind of record that has the link. Requires: a link of one kind that is followed back.
constexpr RecordKind HolderOf(Fact link) {
  return static_cast<RecordKind>(std::countr_zero(RowOf(link).of.bits));
}

/// The places of the records whose fact `link` names `id`. Requires: history.records.size() >= kIndexedFrom; a link
/// that is followed back.
const std::vector<std::size_t>& PlacesOfLinked(const History& history, Fact link,
                                               std::string_view id);

/// Calls `each` with the records whose fact `link` names `id`, in any order. Example: the reviews of a plan.
/// Requires: a link that is followed back.
template <typename Each>
void ForEachLinked(const History& history, Fact link, std::string_view id, Each each) {
  if (history.records.size() < kIndexedFrom) {
    const RecordKind kind = HolderOf(link);
    for (const Record& record : history.records) {
      if (record.kind == kind && TextOf(record, link) == id) each(record);
    }
    return;
  }
  for (const std::size_t place : PlacesOfLinked(history, link, id)) each(history.records[place]);
}

/// True when the winning facts of the record say that it has ended: the bound of open scopes.
bool HasEnded(const Record& record);

}  // namespace caseclock
