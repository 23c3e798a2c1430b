/// @file
/// Notices when one export is completed twice, and the two say different things.
///
/// Example: the completion of "night-7" declares 60 events, and another one of the same export 100:
///   watch.Note(first) == "";
///   watch.Note(second) == "Export night-7 of annex-a was completed twice, with 60 and with 100 events. Each takes
///       effect once as many events have come. If only one was right, export again."
/// The engine lets each take effect at its own number, in any order; without this nobody would know that one is wrong.
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
