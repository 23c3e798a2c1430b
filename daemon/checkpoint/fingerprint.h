/// @file
/// A short number that stands for some bytes: the last event before a checkpoint, the content of a
/// chunk.
///
/// Example: Fingerprint("") == 0xcbf29ce484222325, Fingerprint("a") == 0xaf63dc4c8601ec8c.
#pragma once

#include <cstdint>
#include <string_view>

namespace caseclock {

inline constexpr std::uint64_t kFingerprintOfNothing = 0xcbf29ce484222325;

/// FNV-1a of 64 bits; the same on every machine and in every version, for it is stored. Each byte
/// is taken in by an invertible step, so that bytes of equal length that differ in one place never
/// have the same fingerprint. Not meant to withstand somebody who looks for bytes with a given
/// fingerprint. `so_far` continues: Fingerprint("b", Fingerprint("a")) == Fingerprint("ab").
/// Source: Fowler, Noll, Vo; draft-eastlake-fnv.
/// Cost: about a nanosecond a byte.
constexpr std::uint64_t Fingerprint(std::string_view bytes,
                                    std::uint64_t so_far = kFingerprintOfNothing) {
  for (const char byte : bytes) {
    so_far = (so_far ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  return so_far;
}

}  // namespace caseclock
