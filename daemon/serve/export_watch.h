/// @file
/// What the log says of exports that do not come whole: which one, how many of how many, how many refused.
///
/// Example: the completion of "night-7" declares 200 events and 20 have come:
///   watch.Look(incomplete, now_us)
///     == {"council E08000018: Export night-7 of annex-a is incomplete: 20 of 200 events received, 180 missing. ..."}
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "processors/record/batch_ledger.h"

namespace caseclock {

/// Used by the loop thread only.
class ExportWatch {
 public:
  /// Of one export at most a line a minute, and only when it says something else; of all together this many a minute.
  static constexpr int kMostLinesAMinute = 10;

  explicit ExportWatch(std::int64_t wait_us) : wait_us_(wait_us) {}

  /// Lines for the log, on what has its completion and not all events, or has been coming in for longer than the wait.
  /// `incomplete`: by council.
  std::vector<std::string> Look(
      const std::map<std::string, std::vector<IncompleteExport>>& incomplete, std::int64_t now_us);

 private:
  struct Told {
    std::int64_t since_us = 0;  // first seen in need of being told
    std::int64_t at_us = 0;     // last line; 0: none
    std::string sentence;
  };
  using Key = std::pair<std::string, BatchKey>;

  bool MayTell(std::int64_t now_us);

  const std::int64_t wait_us_;
  std::map<Key, Told> told_;  // what is incomplete now, so never more than that
  std::int64_t minute_us_ = 0;
  int lines_ = 0;
};

}  // namespace caseclock
