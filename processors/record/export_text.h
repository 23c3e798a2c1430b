/// @file
/// What people read of an export of which not everything has come.
///
/// Example: 20 of 200 events were accepted and 3 refused:
///   ExportSentence(export)
///     == "Export night-7 of annex-a is incomplete: 20 of 200 events received, 3 refused, 177 missing. Nothing is
///         withdrawn until all have come."
/// The id of an export is the sender's name for it, never a child's.
#pragma once

#include <string>

#include "processors/record/batch_ledger.h"

namespace caseclock {

/// "20 of 200 events received, 3 refused, 177 missing"; "20 events received" while nobody has said how many there are.
std::string ExportCounts(const IncompleteExport& one);

/// Which export, how many of how many, how many refused, and what follows.
std::string ExportSentence(const IncompleteExport& one);

}  // namespace caseclock
