/// @file
/// Each distinct text once, under a small number. For texts that repeat: sources, teams, reasons.
///
/// Example: pool.Intern("liquidlogic") == 0; pool.Text(0) == "liquidlogic".
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace caseclock {

/// Numbers are given in order of first use and stay; texts are never removed. Used by the loop thread only.
class StringPool {
 public:
  /// The number of `text`, new if it was not there.
  std::uint32_t Intern(std::string_view text) {
    const auto found = numbers_.find(text);
    if (found != numbers_.end()) return found->second;
    const auto number = static_cast<std::uint32_t>(texts_.size());
    texts_.push_back(stored_.emplace_back(text));
    numbers_.emplace(texts_.back(), number);
    return number;
  }

  /// Requires: a number that Intern returned. The text lives as long as the pool.
  std::string_view Text(std::uint32_t number) const { return texts_[number]; }

  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> stored_;       // stable addresses
  std::vector<std::string_view> texts_;  // by number
  absl::flat_hash_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace caseclock
