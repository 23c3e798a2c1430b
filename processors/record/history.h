/// @file
/// What is known and true of one child on a day: its records, without dead, cleared and future facts.
///
/// Everything that is counted is a function of a History, so the figures depend on merged facts alone.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "processors/record/batch_ledger.h"
#include "processors/record/record.h"

namespace caseclock {

/// The records of one child, aliases included. Borrowed texts, like Record; reused from call to call.
struct History {
  std::vector<Record> records;        ///< only facts that exist on the as-of date; in no order
  std::vector<bool> has_future_date;  ///< beside records: a fact dated after as-of was left out
  std::vector<std::uint32_t>
      numbers;  ///< beside records: their numbers in the store they were read from
  Date next_change = Date::Max();  ///< the first day after as-of on which a fact begins to exist
};

/// Leaves in `record` the facts that exist on `as_of` and returns the first later day on which another one will.
/// Dead: withdrawn, cleared, or below the floor of a completed batch. Future: dated after `as_of`.
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

/// True when the winning facts of the record say that it has ended: the bound of open scopes.
bool HasEnded(const Record& record);

}  // namespace caseclock
