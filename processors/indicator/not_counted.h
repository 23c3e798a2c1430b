/// @file
/// Why a record that a row looks at is not counted by it.
///
/// Example: a child and family assessment without a start: kNoStart, "no start is recorded".
#pragma once

#include <cstdint>
#include <string_view>

namespace caseclock {

/// Why it is not.
enum class NotCounted : std::uint8_t {
  kWithdrawn,        ///< nothing is said of it any more
  kNoStart,          ///< nobody has asserted when it started
  kNotBegun,         ///< its start is another record's: nothing of it has happened yet
  kNotLinked,        ///< its start is another record's: of the same child there is none
  kOutsideCalendar,  ///< its working days are not known
  kByAnother,        ///< an enquiry: its conferences are counted in its place
  kSameDay,          ///< a conference: another record of the child says the same
  kNotDated,         ///< a fact: nobody says when it was recorded
};

/// A sentence: "Not counted: no start is recorded." What it is counted by or with is not in it.
std::string_view NotCountedText(NotCounted reason);

}  // namespace caseclock
