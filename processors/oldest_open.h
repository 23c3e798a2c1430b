/// @file
/// The oldest open items of several indicators and teams, found in one pass: for mails and lists.
///
/// Example: OldestOpen(authority, {{"assessment_45", "North"}}, 3) gives the three open assessments of North that began
/// first: {"A7", 2023-12-04, due 2024-02-09, late}.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "processors/authority.h"

namespace caseclock {

/// Most items that are asked for.
inline constexpr std::size_t kMaxOldestOpen = 20;

/// Which items.
struct OpenQuestion {
  std::string indicator;
  std::string team;  ///< kWholeAuthority: of every team
  friend bool operator==(const OpenQuestion&, const OpenQuestion&) = default;
};

/// One open record. `record` identifies it: for readers who may see it, never for a log or a label.
struct OpenItem {
  std::string record;
  Date start;
  Date due =
      kNoDate;  ///< of late reviews the day before the line; kNoDate: without a limit, or outside the calendar
  int days = 0;  ///< late: working days since the due date; else until it. Units: working days
  bool late = false;
  friend bool operator==(const OpenItem&, const OpenItem&) = default;
};

/// For each question its oldest open items, by (start, record), at most `limit`. Empty for indicators of which nothing
/// is open at any time (flows, repeats, delays).
/// Cost: reads every record of the council once, about a microsecond each.
std::vector<std::vector<OpenItem>> OldestOpen(const Authority& authority,
                                              std::span<const OpenQuestion> questions,
                                              std::size_t limit);

}  // namespace caseclock
