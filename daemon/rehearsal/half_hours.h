/// @file
/// When a rehearsal looks: every half hour of the day in which a desk does anything that people see.
///
/// Example: HalfHours(Date::FromYmd(2024, 3, 31)) are 29 moments, the first 06:00 in London, which is 05:00 UTC on that
/// day and was 06:00 UTC on the day before.
#pragma once

#include <vector>

#include "processors/alert/moment.h"

namespace caseclock {

/// Units: minutes of the day in London.
inline constexpr int kFirstLook = 6 * 60;
inline constexpr int kLastLook = 20 * 60;
inline constexpr int kBetweenLooks = 30;

/// The half hours of the day from kFirstLook to kLastLook in London, both included, in order.
std::vector<Moment> HalfHours(Date day);

}  // namespace caseclock
