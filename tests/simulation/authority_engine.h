/// @file
/// The product's engine as the scripts see it. All that has to change when its interface does is
/// here.
///
/// Example: FirstMismatch(DailyScript(history), {}, MakeAuthorityEngine);
#pragma once

#include <memory>

#include "tests/simulation/script.h"

namespace caseclock::simulation {

/// An Authority with the built-in catalogue and the calendar of England and Wales.
std::unique_ptr<Engine> MakeAuthorityEngine(const SlowSettings& settings, Date as_of);

}  // namespace caseclock::simulation
