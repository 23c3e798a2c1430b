/// @file
/// What another calendar or another limit does to clocks that are running: told when definitions are reloaded.
///
/// Example: 8 May becomes a bank holiday while 40 assessments are open: CountMovedDueDates(...) == 40.
#pragma once

#include <cstdint>

#include "processors/authority.h"

namespace caseclock {

/// How many open clocks of the authority have another due date under `after` than under `before`, or one under only
/// one of them. A clock that two indicators watch counts once for each. Cost: reads every record.
std::int64_t CountMovedDueDates(const Authority& authority, const Definitions& before,
                                const Definitions& after);

}  // namespace caseclock
