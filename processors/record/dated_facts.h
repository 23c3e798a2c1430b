/// @file
/// The dated facts of one record that has many: a nightly export says every day who holds a plan, and each day is a
/// fact. Ordered by first day, outside the record's compact form, so that one more costs a logarithm.
///
/// Example: "Assessment North" from each of 730 days: 730 facts are kept, because each may be cleared or lose its
/// source alone; one of them, the first, is read, because nothing changes on the others.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "processors/record/record.h"
#include "processors/record/string_pool.h"

namespace caseclock {

/// What decides whether the facts of a record are dead, beside the facts themselves. While it is the same, what is
/// alive is remembered.
struct FloorState {
  std::uint64_t completions = 0;  ///< changes with the floors of completed batches
  bool has_floor = false;
  Stamp floor;  ///< of withdrawal
  Date start = kNoDate;
  bool has_ended = false;
  friend bool operator==(const FloorState&, const FloorState&) = default;
};

/// Not copyable. Used by the loop thread only.
class DatedFacts : public DatedSink {
 public:
  /// The pool outlives the facts.
  explicit DatedFacts(StringPool& pool) : pool_(pool) {}

  /// As caseclock::Merge does with a register.
  bool Merge(const Register& said, std::optional<Date> recorded_on) override;
  /// A register as it stands, in place of what is there.
  void Put(const Register& reg);

  /// Appends all of them to `out`, by fact and first day; the texts borrow from here.
  void Append(absl::InlinedVector<Register, 8>& out) const;

  /// Appends those that are alive, have begun by `as_of` and say something else than the one before. Returns the first
  /// day after `as_of` on which there is another, or Date::Max().
  /// Cost: the number of changes, and a logarithm for each fact merged since; all of them when `state` is another.
  Date AppendExisting(const FloorState& state, const std::function<bool(const Register&)>& is_alive,
                      Date as_of, absl::InlinedVector<Register, 8>& out);

  std::size_t size() const { return facts_.size(); }

 private:
  using Key = std::pair<Fact, Date>;
  struct Kept {
    std::int64_t recorded_at_us = 0;
    std::uint64_t sequence = 0;
    std::string event_id;
    std::uint32_t source = 0;  // in the pool
    std::uint32_t text = 0;    // in the pool
    Date date = kNoDate;
    std::int32_t code = 0;
    Date first_recorded_on = kNoDate;
    bool asserted = false;
  };

  Register Read(const Key& key, const Kept& kept) const;
  Kept Pack(const Register& reg);
  bool SaysTheSame(const Key& a, const Key& b) const;
  void NoteChange(const Key& key);
  void Update(const Key& key, bool is_alive);
  void UpdateChange(absl::btree_set<Key>::const_iterator at);

  StringPool& pool_;
  absl::btree_map<Key, Kept> facts_;
  // What is alive under state_, but for what has changed since; of that, what says something new.
  std::optional<FloorState> state_;
  std::vector<Key> merged_since_;
  absl::btree_set<Key> alive_;
  absl::btree_set<Key> changes_;
};

}  // namespace caseclock
