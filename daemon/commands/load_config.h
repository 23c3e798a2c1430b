/// @file
/// Reads the configuration for a command, or tells every problem.
///
/// Example: LoadConfig("", ConfigUse::kReport)->http.port == 9464; of a file with two mistakes both are told.
#pragma once

#include <optional>
#include <string>

#include "daemon/config/config.h"

namespace caseclock {

/// Defaults when `path` is empty. Errors: nullopt after printing all problems to standard error.
std::optional<Config> LoadConfig(const std::string& path, ConfigUse use);

}  // namespace caseclock
