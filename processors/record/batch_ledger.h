/// @file
/// Which exports have been seen and completed, and what a completed export no longer lists.
///
/// A completed batch is a floor in time for the facts of its source on every record in its scopes: what that source
/// asserted earlier and did not repeat does not exist any more. Floors are kept as the highest extraction time for
/// each start date, so that neither the order nor the number of completions matters.
///
/// Example: Complete("b2", "annex-a", t2, {{kReferral, 2023-10-01, 2024-03-31, false}}) makes
/// FloorOf("annex-a", kReferral, 2023-12-24, false) == t2: a referral of that day last asserted at t1 < t2 is gone.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "processors/record/case_event.h"

namespace caseclock {

/// Most batches remembered for an authority; the oldest by extraction are forgotten. Three years of nightly exports.
inline constexpr std::size_t kMaxBatches = 1000;

/// No floor. Units: microseconds since 1970.
inline constexpr std::int64_t kNoFloor = std::numeric_limits<std::int64_t>::min();

/// What is known of one batch.
struct BatchStatus {
  std::int64_t extracted_at_us = 0;
  bool seen = false;       ///< an event of it has been seen
  bool completed = false;  ///< its completion has been seen
  friend bool operator==(const BatchStatus&, const BatchStatus&) = default;
};

/// The floors of one source and kind. `steps` maps a start date to the floor from that date to the next step.
struct ScopeFloors {
  std::map<std::int32_t, std::int64_t> steps;  ///< by days since 1970; canonical: neighbours differ
  std::int64_t open_until_us = kNoFloor;       ///< for records that have not ended
  friend bool operator==(const ScopeFloors&, const ScopeFloors&) = default;
};

/// The ledger as a value, for checkpoints.
struct BatchState {
  std::map<std::string, BatchStatus> batches;
  std::map<std::pair<std::string, RecordKind>, ScopeFloors> floors;
  friend bool operator==(const BatchState&, const BatchState&) = default;
};

/// The batches of one authority. Merging is commutative and idempotent. Used by the loop thread only.
class BatchLedger {
 public:
  /// An event of the batch has arrived. Returns whether the batch was unknown.
  bool See(const std::string& batch_id, std::int64_t extracted_at_us);

  /// The batch is complete. Returns whether any floor rose.
  bool Complete(const std::string& batch_id, std::string_view source, std::int64_t extracted_at_us,
                const std::vector<Scope>& scopes);

  /// The floor for facts of `source` on a record: those recorded before it do not exist. `start` kNoDate: none.
  std::int64_t FloorOf(std::string_view source, RecordKind kind, Date start, bool has_ended) const;

  /// True when no completion has declared a scope: nothing can be below a floor.
  bool has_no_floors() const { return state_.floors.empty(); }

  /// Batches that have begun and not been completed. Example: an import that is still being sent.
  std::vector<std::string> OpenBatches() const;
  bool HasOpenBatch() const { return open_batches_ > 0; }

  const BatchState& state() const { return state_; }
  void Restore(BatchState state);

 private:
  BatchStatus& Status(const std::string& batch_id, std::int64_t extracted_at_us);
  void CountOpen();

  BatchState state_;
  std::size_t open_batches_ = 0;
};

}  // namespace caseclock
