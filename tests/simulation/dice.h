/// @file
/// Random numbers that are the same on every machine: a standard generator, but no standard
/// distribution, whose results differ between libraries.
///
/// Example: Dice dice(7); dice.Between(1, 6); dice.Chance(30);
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace caseclock::simulation {

/// A source of random decisions. Not thread-safe.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : generator_(seed * 0x9E3779B97F4A7C15u + 1) {}

  /// Any number.
  std::uint64_t Next() { return generator_(); }

  /// From `first` to `last`, both included. Requires: first <= last.
  int Between(int first, int last) {
    const auto span = static_cast<std::uint64_t>(last - first) + 1;
    return first + static_cast<int>(Next() % span);
  }

  /// True `percent` times in a hundred.
  bool Chance(int percent) { return Between(1, 100) <= percent; }

  /// One of the elements. Requires: not empty.
  template <typename Container>
  auto OneOf(const Container& container) {
    return *(container.begin() + Between(0, static_cast<int>(container.size()) - 1));
  }

  /// Puts the items into any order.
  template <typename T>
  void Shuffle(std::vector<T>& items) {
    for (int i = static_cast<int>(items.size()) - 1; i > 0; --i) {
      std::swap(items[static_cast<std::size_t>(i)], items[static_cast<std::size_t>(Between(0, i))]);
    }
  }

 private:
  std::mt19937_64 generator_;
};

}  // namespace caseclock::simulation
