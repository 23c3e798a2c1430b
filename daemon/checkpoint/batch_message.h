/// @file
/// What is known of exports as a message of a checkpoint (proto/caseclock/v1/checkpoint.proto, BatchLedger).
///
/// Example:
///   v1::BatchLedger message;
///   WriteBatches(store.batches().state(), message);
///   BatchState read;
///   ReadBatches(message, read);     // read == store.batches().state()
#pragma once

#include "processors/record/batch_ledger.h"

namespace caseclock {

namespace v1 {
class BatchLedger;
}

/// Requires: an empty message. The same state gives the same message.
void WriteBatches(const BatchState& state, v1::BatchLedger& message);

/// Reads the message into an empty state. False when it has a kind of record that this version does not know.
bool ReadBatches(const v1::BatchLedger& message, BatchState& state);

}  // namespace caseclock
