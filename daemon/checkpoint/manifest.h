/// @file
/// The manifest of a generation as a value and as bytes; see proto/caseclock/v1/checkpoint.proto.
///
/// Bytes: the eight characters "caseclk1", the Fingerprint of what follows as eight bytes, lowest
/// first, then the message Manifest.
///
/// Example: Manifest{position, {"E08000099"}, {{0, 1234, 0x1f...}}}: one chunk of 1,234 bytes of
/// that authority.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/checkpoint/checkpoint_store.h"

namespace caseclock {

/// One chunk in the order in which they lie.
struct ManifestChunk {
  std::uint32_t authority = 0;  ///< index into Manifest::authorities
  std::uint64_t size = 0;       ///< Units: bytes
  std::uint64_t checksum = 0;   ///< Fingerprint of the bytes
  friend bool operator==(const ManifestChunk&, const ManifestChunk&) = default;
};

/// What a generation consists of. Value type.
struct Manifest {
  CheckpointPosition position;
  std::vector<std::string> authorities;
  std::vector<ManifestChunk> chunks;
  friend bool operator==(const Manifest&, const Manifest&) = default;

  /// Notes the chunk that comes next.
  void Add(std::string_view authority, std::string_view chunk);
  /// The sum of the sizes.
  std::uint64_t TotalBytes() const;
};

/// The bytes that ParseManifest reads.
std::string SerializeManifest(const Manifest& manifest);

/// Reads a manifest back. Returns "" or, in a sentence, why it cannot be used.
std::string ParseManifest(std::string_view bytes, Manifest& manifest);

}  // namespace caseclock
