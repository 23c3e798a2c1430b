/// @file
/// Notices when one export is completed twice, and the two say different things.
///
/// Example: the completion of "night-7" declares 60 events, and another one of the same export 100:
///   watch.Note(first) == "";
///   watch.Note(second) == "Export night-7 of annex-a was completed twice, with 60 and with 100 events. It takes effect
///       with 60; if 100 was right, export again."
/// The engine holds what it was told first to be fulfilled, whatever comes later; without this nobody would know.
#pragma once

#include <map>
#include <string>

#include "processors/record/batch_ledger.h"

namespace caseclock {

/// Used by one thread. Not part of the state: after a restart it begins anew.
class CompletionWatch {
 public:
  /// Exports whose completion is remembered; the oldest are forgotten.
  static constexpr std::size_t kMostExports = 10'000;

  /// "", or the sentence when `event` completes an export otherwise than before. Each difference is told once.
  std::string Note(const CaseEvent& event);

 private:
  using Key = std::pair<std::string, BatchKey>;  // by council
  std::map<Key, CompleteBatch> completions_;
};

}  // namespace caseclock
