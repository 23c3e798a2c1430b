/// @file
/// Compares a text with a stored one. UPDATE_GOLDEN=1 in the environment writes it anew instead.
///
/// Example: ExpectGolden(MetricsDocument(), "ops/docs/metrics.md");
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "tests/support/source_dir.h"

namespace caseclock {

/// `path` is relative to the repository.
inline void ExpectGolden(const std::string& text, const std::string& path) {
  const std::string file = std::string(CASECLOCK_SOURCE_DIR) + "/" + path;
  if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && *update == '1') {
    std::ofstream(file) << text;
    return;
  }
  std::ostringstream stored;
  stored << std::ifstream(file).rdbuf();
  EXPECT_EQ(text, stored.str()) << "UPDATE_GOLDEN=1 writes " << path << " anew.";
}

}  // namespace caseclock
