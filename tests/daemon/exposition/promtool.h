/// @file
/// Asks promtool, where it is installed, what it thinks of a metrics text.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "gtest/gtest.h"

namespace caseclock {

inline bool HasPromtool() { return std::system("command -v promtool >/dev/null 2>&1") == 0; }

/// What `promtool check metrics` says; "" when it has nothing to say.
inline std::string PromtoolFindings(const std::string& text) {
  const std::string file = testing::TempDir() + "/caseclock_metrics.txt";
  std::ofstream(file) << text;
  std::FILE* pipe = popen(("promtool check metrics < '" + file + "' 2>&1").c_str(), "r");
  std::string findings;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) findings += static_cast<char>(c);
  if (pclose(pipe) != 0 && findings.empty()) findings = "promtool failed and said nothing";
  std::remove(file.c_str());
  return findings;
}

}  // namespace caseclock
