/// @file
/// Which records follow another of the same child within a limit: re-referrals.
///
/// Example: referrals of one child on 2023-03-01, 2024-03-01 and 2025-03-02: the second repeats (same date a year
/// before), the third does not.
#pragma once

#include <vector>

#include "processors/indicator/clock.h"

namespace caseclock {

/// One record with the one before it. Borrows from the history.
struct Repeat {
  const Record* record = nullptr;
  Date start = kNoDate;
  Date previous_start = kNoDate;  ///< kNoDate: the child's first
  bool is_repeat = false;  ///< the previous one started on or after the same date, the limit before
};

/// The records that the indicator counts, in order of (start, id), appended to `out`.
/// Requires: kind kRepeatShare with a limit in months.
void ReadRepeats(const Indicator& indicator, const History& history, const WorkingDays& calendar,
                 std::vector<Repeat>& out);

}  // namespace caseclock
