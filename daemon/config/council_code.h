/// @file
/// Codes of councils in a configuration.
///
/// Example: CheckCouncilCode(row, "authority", "e08000018") tells that it has not the form of a code, and offers
/// E08000018.
#pragma once

#include <string>

#include "daemon/config/yaml_reader.h"

namespace caseclock {

/// True when the text has the form of a code; otherwise it is a problem of that option.
bool CheckCouncilCode(YamlMap& row, const std::string& key, const std::string& code);

/// What to write instead of a text that is no code: the code it holds, or one for example.
std::string CouncilCodeMeant(const std::string& text);

}  // namespace caseclock
