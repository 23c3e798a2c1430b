/// @file
/// Chance that is the same on every machine: std::mt19937_64 is fixed by the standard, the standard
/// library's distributions are not, so ours are written in whole numbers.
///
/// Example: Random random(StreamSeed(42, "X99000001", 7)); random.Between(1, 6) is a die;
/// random.Chance(150) is true 1.5 % of the time.
#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string_view>

namespace caseclock::simulation {

/// Whole numbers from `first` to `last`, both included and equally likely, together drawn with
/// `weight`.
struct Band {
  int first;
  int last;
  int weight;
};

/// A stream of chance. Same seed, same stream. Used by one thread.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// 0 to n - 1. Requires: n >= 1. The bias of the remainder is below 1e-12 for every n used here.
  std::uint64_t Below(std::uint64_t n) { return engine_() % n; }

  /// Requires: first <= last; both are possible.
  int Between(int first, int last);

  /// True `per_10000` times in 10,000; never for 0 or less.
  bool Chance(int per_10000) { return static_cast<int>(Below(10000)) < per_10000; }

  /// A number from one of the bands. Requires: at least one band, with a positive total weight.
  int Pick(std::span<const Band> bands);

  /// How many happen on a day on which `expected_millionths` / 1,000,000 are expected: a sum of
  /// eight trials for each expected one, so close to Poisson (variance seven eighths of it).
  /// Example: 21,500,000 gives 22, 19, 27, ...
  int Arrivals(std::int64_t expected_millionths);

 private:
  std::mt19937_64 engine_;
};

/// The seed of a stream of its own: streams of different names or indexes have nothing to do with
/// each other.
std::uint64_t StreamSeed(std::uint64_t seed, std::string_view name, std::uint64_t index);

}  // namespace caseclock::simulation
