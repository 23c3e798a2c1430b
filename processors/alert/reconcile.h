/// @file
/// From what is seen to what alerts do: an alert fires after it has held for long enough, and is resolved after it has
/// been clear for long enough. What is missing changes nothing. What is not rated yet neither fires nor clears, and
/// waiting begins anew.
///
/// Example, for 60 minutes, keep firing 120: fires at 09:00, pending; still at 10:00, firing; clear at 11:00; fires
/// again at 12:00, still the same episode; clear from 13:00 on, resolved at 15:00.
#pragma once

#include <optional>
#include <vector>

#include "processors/alert/condition.h"

namespace caseclock {

/// The state after `seen`, or nullopt when nothing of it changes. `before`: nullptr when nothing is known of it.
/// Requires: `rule` is that of the key.
std::optional<AlertState> NextState(const AlertRule& rule, const AlertState* before,
                                    const Observation& seen, const Moment& moment);

/// The state of an alert whose rule is no longer there: resolved at once. nullopt when it does not fire.
std::optional<AlertState> Retired(const AlertState& before, const Moment& moment);

}  // namespace caseclock
