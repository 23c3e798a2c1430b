/// @file
/// Instants for tests of alerts, written as people say them.
///
/// Example: At("2024-03-04", 9, 10) is ten past nine in London on 4 March 2024.
#pragma once

#include <string_view>

#include "processors/alert/moment.h"
#include "tests/support/day.h"

namespace caseclock {

/// The moment at that time of a winter day; of a summer day London's clocks are taken to show UTC too, which no rule
/// can tell.
inline Moment At(std::string_view day, int hour, int minute = 0) {
  Moment moment;
  moment.day = Day(day);
  moment.minute = hour * 60 + minute;
  moment.us = (std::int64_t{moment.day.days} * 24 * 60 + moment.minute) * kMinuteUs;
  return moment;
}

}  // namespace caseclock
