#include "daemon/intake/murmur2.h"

#include "processors/check.h"

namespace caseclock {
namespace {

constexpr std::uint32_t kSeed = 0x9747b28c;
constexpr std::uint32_t kMultiplier = 0x5bd1e995;
constexpr int kShift = 24;

std::uint32_t ByteAt(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

std::uint32_t LittleEndianAt(std::string_view bytes, std::size_t i) {
  return ByteAt(bytes, i) | ByteAt(bytes, i + 1) << 8 | ByteAt(bytes, i + 2) << 16 |
         ByteAt(bytes, i + 3) << 24;
}

}  // namespace

std::uint32_t Murmur2(std::string_view bytes) {
  std::uint32_t hash = kSeed ^ static_cast<std::uint32_t>(bytes.size());
  const std::size_t whole = bytes.size() & ~std::size_t{3};
  for (std::size_t i = 0; i < whole; i += 4) {
    std::uint32_t word = LittleEndianAt(bytes, i) * kMultiplier;
    word = (word ^ (word >> kShift)) * kMultiplier;
    hash = (hash * kMultiplier) ^ word;
  }
  const std::size_t rest = bytes.size() - whole;
  if (rest > 0) {
    for (std::size_t i = 0; i < rest; ++i) hash ^= ByteAt(bytes, whole + i) << (8 * i);
    hash *= kMultiplier;
  }
  hash = (hash ^ (hash >> 13)) * kMultiplier;
  return hash ^ (hash >> 15);
}

std::int32_t MurmurPartition(std::string_view key, std::int32_t partitions) {
  CASECLOCK_CHECK(partitions > 0, "a topic has partitions");
  constexpr std::uint32_t kPositive = 0x7fffffff;
  return static_cast<std::int32_t>(Murmur2(key) & kPositive) % partitions;
}

}  // namespace caseclock
