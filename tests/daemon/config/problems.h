/// @file
/// Configuration texts as tests write them, and their problems as one line each.
///
/// Example: ProblemsOf("http: {port: 1}") == {"test.yaml:1:8: there is no option \"port\""}.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "daemon/config/config.h"

namespace caseclock {

/// The primary lines of all problems, in the order in which they are told.
inline std::vector<std::string> ProblemsOf(const std::string& text,
                                           ConfigUse use = ConfigUse::kReport) {
  std::vector<std::string> lines;
  const auto read = ReadConfigText(text, "test.yaml", use);
  if (const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read)) {
    for (const ConfigProblem& problem : *problems) {
      const std::string whole = ProblemText(problem);
      lines.push_back(whole.substr(0, whole.find('\n')));
    }
  }
  return lines;
}

/// Detail and Hint of the only problem.
inline std::pair<std::string, std::string> DetailAndHint(const std::string& text) {
  const auto read = ReadConfigText(text, "test.yaml", ConfigUse::kReport);
  const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read);
  if (problems == nullptr || problems->size() != 1) return {"not one problem", ""};
  return {problems->front().detail, problems->front().hint};
}

/// The configuration; a text with problems fails the test.
inline Config Good(const std::string& text, ConfigUse use = ConfigUse::kReport) {
  auto read = ReadConfigText(text, "test.yaml", use);
  if (auto* config = std::get_if<Config>(&read)) return std::move(*config);
  for (const std::string& line : ProblemsOf(text, use)) ADD_FAILURE() << line;
  return {};
}

}  // namespace caseclock
