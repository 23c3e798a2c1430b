#include "daemon/simulation/random.h"

#include "processors/check.h"

namespace caseclock::simulation {
namespace {

/// The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input moves every bit of
/// the output.
std::uint64_t Mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15u;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

}  // namespace

int Random::Between(int first, int last) {
  CASECLOCK_CHECK(first <= last, "a draw needs a number to draw");
  return first + static_cast<int>(Below(static_cast<std::uint64_t>(last - first + 1)));
}

int Random::Pick(std::span<const Band> bands) {
  int total = 0;
  for (const Band& band : bands) total += band.weight;
  CASECLOCK_CHECK(total > 0, "a draw needs a weight");
  int left = static_cast<int>(Below(static_cast<std::uint64_t>(total)));
  for (const Band& band : bands) {
    if (left < band.weight) return Between(band.first, band.last);
    left -= band.weight;
  }
  return bands.back().last;
}

int Random::Arrivals(std::int64_t expected_millionths) {
  if (expected_millionths <= 0) return 0;
  const std::int64_t trials = 8 * (expected_millionths / 1'000'000 + 1);
  const auto per_million = static_cast<std::uint64_t>(expected_millionths / trials);
  int happened = 0;
  for (std::int64_t trial = 0; trial < trials; ++trial) happened += Below(1'000'000) < per_million;
  return happened;
}

std::uint64_t StreamSeed(std::uint64_t seed, std::string_view name, std::uint64_t index) {
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return Mix(Mix(seed ^ hash) + index);
}

}  // namespace caseclock::simulation
