/// @file
/// A short name for a message's content, kept in the checkpoint: by it a restart knows that the
/// topic still holds the events it was built from.
///
/// Example: the checkpoint says next offset 1,200 and the fingerprint of message 1,199; when
/// message 1,199 of the topic has another one, the topic is not the one the checkpoint was made
/// from.
#pragma once

#include <cstdint>
#include <string_view>

namespace caseclock {

/// Stands for "no message seen"; no message has it.
inline constexpr std::uint64_t kNoFingerprint = 0;

/// Of key and value together. Never kNoFingerprint. Stored: the function never changes.
/// Cost: about 20 ns for 200 bytes.
std::uint64_t Fingerprint(std::string_view key, std::string_view value);

}  // namespace caseclock
