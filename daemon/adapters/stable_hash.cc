#include "daemon/adapters/stable_hash.h"

#include "processors/check.h"

namespace caseclock {

void StableHash::Byte(unsigned char byte) {
  state_ ^= byte;
  state_ *= 1099511628211ULL;
}

StableHash& StableHash::Add(std::string_view part) {
  Add(static_cast<std::int64_t>(part.size()));
  for (const char c : part) Byte(static_cast<unsigned char>(c));
  return *this;
}

StableHash& StableHash::Add(std::int64_t number) {
  auto bits = static_cast<std::uint64_t>(number);
  for (int i = 0; i < 8; ++i, bits >>= 8) Byte(static_cast<unsigned char>(bits & 0xff));
  return *this;
}

std::uint64_t StableHash::Value() const {
  // The mixer of MurmurHash3: FNV-1a alone leaves its high bits poor on short input.
  std::uint64_t h = state_;
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}

std::string StableHash::Hex(int digits) const {
  CASECLOCK_CHECK(1 <= digits && digits <= 16, "a 64 bit hash has 16 hexadecimal digits");
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  std::uint64_t bits = Value();
  for (int i = 0; i < digits; ++i, bits <<= 4) text += kDigits[bits >> 60];
  return text;
}

}  // namespace caseclock
