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
  kOtherRecord,      ///< not of the row's kind or type
  kWithdrawn,        ///< nothing is said of it any more
  kNoStart,          ///< nobody has asserted when it started
  kNotBegun,         ///< initial assessment: nothing of it has happened yet
  kNoReferral,       ///< initial assessment without a referral of the same child
  kOutsideCalendar,  ///< its working days are not known
  kByConference,     ///< an enquiry: its conferences are counted in its place
  kSameDay,          ///< a conference: another record of the child says the same
  kNotDated,         ///< a fact: nobody says when it was recorded
};

/// A sentence: "Not counted: it is of another type." What it is counted by or with is not in it.
std::string_view NotCountedText(NotCounted reason);

}  // namespace caseclock
