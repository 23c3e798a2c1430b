/// @file
/// The fingerprint of definitions and standards, fed field by field: FNV-1a.
///
/// Example: FieldHash hash; hash.Add("ni60"); hash.Add(35); hash.value() differs from that of "ni6", then 035.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace caseclock {

/// A separator keeps ("ab", "c") apart from ("a", "bc"). Not for secrets: it is no cryptographic hash.
class FieldHash {
 public:
  void Add(std::string_view text) {
    for (const char c : text) Byte(static_cast<std::uint8_t>(c));
    Byte(0xff);
  }
  void Add(std::int64_t value) { Add(std::to_string(value)); }
  std::uint64_t value() const { return hash_; }

 private:
  void Byte(std::uint8_t byte) { hash_ = (hash_ ^ byte) * 1099511628211ULL; }
  std::uint64_t hash_ = 14695981039346656037ULL;
};

}  // namespace caseclock
