/// @file
/// What a configuration says that is allowed and probably a slip.
///
/// Example: people: [{id: head, authority: E08000019, ...}] where only E08000018 is listed: "head" is told of council
/// E08000019, which is not among the authorities.
#pragma once

#include <string>
#include <vector>

#include "daemon/config/config.h"

namespace caseclock {

/// One sentence each, in the order of the file's sections.
std::vector<std::string> ConfigWarnings(const Config& config);

}  // namespace caseclock
