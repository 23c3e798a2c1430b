/// @file
/// What is said where there are no alerts. "No alerts" is good news, and is said only when figures exist, are fresh,
/// and no rule is still within its waiting time; else it is said what is not known.
///
/// Example: a council of which nothing was ever received: {"no data", "No data: nothing has been received for
/// Rotherham."}
#pragma once

#include <string>

#include "daemon/mail/mail_maker.h"

namespace caseclock {

/// Figures are fresh for so long after anything was recorded. Units: working days.
inline constexpr int kFreshWorkingDays = 2;

/// For a subject, and as a sentence.
struct CalmWords {
  std::string brief;     ///< "no alerts"
  std::string sentence;  ///< "No alerts."
};

/// The feed of the council is known to be late: its rule fires.
bool IsFeedLate(const MakerInput& input, std::string_view authority);

/// Requires: nothing fires that concerns the reader. `councils`: theirs, as codes.
CalmWords CalmWordsFor(const MakerInput& input, const Person& reader,
                       const std::vector<std::string>& councils);

}  // namespace caseclock
