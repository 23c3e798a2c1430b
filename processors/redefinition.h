/// @file
/// What another calendar or another limit does to clocks that are running: told when definitions are reloaded.
///
/// Example: 8 May becomes a bank holiday while 40 assessments are open: summed over their children
/// CountMovedDueDates(...) is 40.
#pragma once

#include <cstdint>

#include "processors/indicator/definitions.h"
#include "processors/record/history.h"

namespace caseclock {

/// How many open clocks of one child have another due date under `after` than under `before`, or one under only one of
/// them. A clock that two indicators watch counts once for each.
std::int64_t CountMovedDueDates(const History& history, const Definitions& before,
                                const Definitions& after, Date as_of);

}  // namespace caseclock
