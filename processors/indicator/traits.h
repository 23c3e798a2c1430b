/// @file
/// What the house asks of a row of the catalogue. Nobody outside this room asks how the row counts.
///
/// Example: assessment_45 is a share read over a window, of clocks, its numerator what was in time; cpp is a number of
/// children read on a day, who are open and have ages.
#pragma once

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
  bool is_flow = false;    ///< how many a week is of interest, and is compared by working day
  bool has_clock = false;  ///< what is open runs towards a limit: due, overdue, projected
  bool projects_booked =
      false;                 ///< of what is open only what is booked or decided is expected to end
  bool counts_late = false;  ///< the numerator is what was over the limit, not what was in time
  bool can_be_open = false;  ///< there are open records to list
  bool has_ages = false;     ///< and it is known how long they have been: bands, the oldest
  bool distinct_children = false;  ///< a child counts once for each team, whatever it has open
  bool of_recording = false;       ///< about entering facts, of whatever record
  std::optional<LimitUnit> limit_unit = std::nullopt;  ///< the only one that its limit may have
};

/// Cost: one look at its shape.
const Traits& TraitsOf(const Indicator& row);

/// The kinds of record that the row reads, those that it is about among them.
/// Example: ni59 reads assessments and referrals.
RecordKinds KindsRead(const Indicator& row);

/// True when what a record adds to the row depends on no other record, so that a change of one leaves the others alone.
/// Example: assessment_45 and entry_delay; not ni59, which reads referrals, nor cpp, which counts children.
bool LooksAtOneRecord(const Indicator& row);

}  // namespace caseclock
