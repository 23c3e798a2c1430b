/// @file
/// What the house asks of a row of the catalogue. Nobody outside this room asks how the row counts.
///
/// Example: assessment_45 is a share read over a window, of clocks, its numerator what was in time; cpp is a number of
/// children read on a day, who are open and have ages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "processors/indicator/catalogue.h"

namespace caseclock {

/// Where the figure of a window is read.
enum class Read : std::uint8_t {
  kOverWindow,  ///< what happened from its first to its last day
  kOnLastDay,   ///< what there is on its last day
};

/// Plain answers about a row. Value type.
struct Traits {
  bool is_share = false;  ///< a part of a whole; otherwise how many, with or without a rate
  Read read = Read::kOverWindow;
  bool is_flow = false;      ///< how many a week is of interest, and is compared by working day
  bool has_clock = false;    ///< what is open runs towards a limit: due, overdue, projected
  bool counts_late = false;  ///< the numerator is what was over the limit, not what was in time
  bool can_be_open = false;  ///< there are open records to list
  bool has_ages = false;     ///< and it is known how long they have been: bands, the oldest
  bool distinct_children = false;  ///< a child counts once for each team, whatever it has open
  bool of_recording = false;       ///< about entering facts, of whatever record
  std::optional<LimitUnit> limit_unit = std::nullopt;  ///< the only one that its limit may have
};

namespace traits {

/// By kind, in its order.
inline constexpr std::array kByKind = {
    // kTimeliness
    Traits{.is_share = true, .has_clock = true, .can_be_open = true, .has_ages = true},
    // kOverLimit
    Traits{.is_share = true,
           .has_clock = true,
           .counts_late = true,
           .can_be_open = true,
           .has_ages = true},
    // kRepeatShare
    Traits{.is_share = true, .limit_unit = LimitUnit::kMonths},
    // kFlow
    Traits{.is_flow = true},
    // kStock
    Traits{
        .read = Read::kOnLastDay, .can_be_open = true, .has_ages = true, .distinct_children = true},
    // kEntryDelay
    Traits{.is_share = true, .of_recording = true, .limit_unit = LimitUnit::kWorkingDays},
    // kLateReview
    Traits{.read = Read::kOnLastDay, .can_be_open = true, .distinct_children = true},
};

}  // namespace traits

/// Cost: one look into a table.
inline const Traits& TraitsOf(const Indicator& row) {
  return traits::kByKind[static_cast<std::size_t>(row.kind)];
}

}  // namespace caseclock
