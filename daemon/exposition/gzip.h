/// @file
/// Texts in gzip form (RFC 1952), in pieces: a long one is compressed once and shared, a short one follows it.
///
/// Example:
///   const GzipPiece figures = CompressPiece(long_text);             // once
///   GzipBegin() + figures.bytes + GzipEnd(figures, "short text")    // for each answer: one gzip text of both
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace caseclock {

/// A compressed text that others may follow.
struct GzipPiece {
  std::string bytes;
  std::uint32_t checksum = 0;  ///< CRC-32 of the text
  std::size_t length = 0;      ///< of the text. Units: bytes.
};

/// The ten bytes that begin each gzip text.
std::string GzipBegin();
/// Cost: at the lowest level, about 10 ms for 2 MB.
GzipPiece CompressPiece(std::string_view text);
/// The last piece, and the end of the whole.
std::string GzipEnd(const GzipPiece& before, std::string_view text);
/// A whole text. Example: its first two bytes are 0x1f and 0x8b.
std::string Gzipped(std::string_view text);

}  // namespace caseclock
