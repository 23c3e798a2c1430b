#include "daemon/intake/fingerprint.h"

#include <bit>
#include <cstring>

namespace caseclock {
namespace {

// MurmurHash64A. It reads words in the machine's order, and checkpoints may move between machines.
static_assert(std::endian::native == std::endian::little);
constexpr std::uint64_t kMultiplier = 0xc6a4a7935bd1e995;
constexpr int kShift = 47;
constexpr std::uint64_t kSeed = 0x63617365636c6f63;

std::uint64_t Word(std::string_view bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data(), bytes.size());
  return word;
}

std::uint64_t Hash(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t hash = seed ^ (bytes.size() * kMultiplier);
  while (bytes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t word = Word(bytes.substr(0, sizeof(std::uint64_t))) * kMultiplier;
    word = (word ^ (word >> kShift)) * kMultiplier;
    hash = (hash ^ word) * kMultiplier;
    bytes.remove_prefix(sizeof(std::uint64_t));
  }
  if (!bytes.empty()) hash = (hash ^ Word(bytes)) * kMultiplier;
  hash = (hash ^ (hash >> kShift)) * kMultiplier;
  return hash ^ (hash >> kShift);
}

}  // namespace

std::uint64_t Fingerprint(std::string_view key, std::string_view value) {
  const std::uint64_t hash = Hash(value, Hash(key, kSeed));
  return hash == kNoFingerprint ? 1 : hash;
}

}  // namespace caseclock
