/// @file
/// Figures beside the rows as counts by name: what engine and slow model must agree on to the last key.
///
/// Example: CountsByName(view.due) has {"ni59 team North due 2024-03-25", 2} and {"ni59 team * due 2024-03-26", 0}.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "processors/view.h"

namespace caseclock::simulation {

/// Counts by what they count. A count that is not shown is not there, which is not the same as 0.
using NamedCounts = std::map<std::string, std::int64_t>;

/// Due days by name. Example: "ni59 team North due 2024-03-25"; of the whole authority "team *".
NamedCounts CountsByName(const std::vector<DueDay>& due);
/// Ages of drag by name. Example: "ni59 team North drag up to 1 week".
NamedCounts CountsByName(const std::vector<DragAge>& ages);
/// Bands by name, those with any and those of the whole authority. Example: "cpp team North band under 18 months
/// before".
NamedCounts CountsByName(const std::vector<BandCount>& bands);
/// Weeks by name. Example: "ni59 week 2024-03-18 finished late".
NamedCounts CountsByName(const std::vector<ClockWeek>& weeks);

/// One line for each name with another count, or that only one of them has. Example: "ni59 team * due 2024-03-25:
/// engine 2, model none".
std::vector<std::string> Differences(const NamedCounts& engine, const NamedCounts& model);

}  // namespace caseclock::simulation
