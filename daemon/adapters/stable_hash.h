/// @file
/// A hash that is the same on every machine and in every version: identities are made from it.
///
/// Example: StableHash().Add("E08000018").Add("contact").Hex(16) is the same for ever, and differs
/// from Add("E08000018contact"), because every part is hashed with its length.
///
/// Never change it: records imported yesterday would become strangers to those imported today.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace caseclock {

/// FNV-1a over length-prefixed parts, finished by a mixer. Not for secrets: whoever can guess the
/// input can check the guess. Value type.
class StableHash {
 public:
  StableHash& Add(std::string_view part);
  StableHash& Add(std::int64_t number);

  std::uint64_t Value() const;

  /// The first `digits` hexadecimal digits of the value. Requires: 1 <= digits <= 16.
  std::string Hex(int digits) const;

 private:
  void Byte(unsigned char byte);

  std::uint64_t state_ = 14695981039346656037ULL;
};

}  // namespace caseclock
