/// @file
/// The product's engine as the scripts see it. All that has to change when its interface does is
/// here.
///
/// Example: FirstMismatch(DailyScript(history), {}, MakeAuthorityEngine);
#pragma once

#include <memory>
#include <string_view>

#include "processors/authority.h"
#include "tests/simulation/script.h"

namespace caseclock::simulation {

/// An Authority with the built-in catalogue and the calendar of England and Wales.
std::unique_ptr<Engine> MakeAuthorityEngine(const SlowSettings& settings, Date as_of);

/// The same settings as the product knows them.
std::shared_ptr<const Definitions> DefinitionsOf(const SlowSettings& settings);

/// The bounds of the settings; dated facts lie outside the compact form from the third on, and half of all engines take
/// most children for large ones.
RecordBounds BoundsOf(const SlowSettings& settings);

/// What a new process makes of a checkpoint's content; still catching up.
std::unique_ptr<Authority> RestoredFrom(std::string_view chunk,
                                        std::shared_ptr<const Definitions> definitions, Date as_of,
                                        RecordBounds bounds = {});

}  // namespace caseclock::simulation
