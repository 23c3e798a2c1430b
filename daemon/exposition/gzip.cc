#include "daemon/exposition/gzip.h"

#include <zlib.h>

#include "processors/check.h"

namespace caseclock {
namespace {

/// No header and no trailer of zlib's own: those of gzip stand around all pieces.
constexpr int kRawDeflate = -MAX_WBITS;
constexpr int kMemoryLevel = 8;

std::string Deflated(std::string_view text, int flush) {
  z_stream stream = {};
  CASECLOCK_CHECK(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kRawDeflate, kMemoryLevel,
                               Z_DEFAULT_STRATEGY) == Z_OK,
                  "a text can be compressed");
  // Beyond the library's bound: the empty block that ends a piece at a whole byte.
  constexpr std::size_t kEndOfAPiece = 16;
  std::string bytes(deflateBound(&stream, text.size()) + kEndOfAPiece, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // only read
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  const int result = deflate(&stream, flush);
  CASECLOCK_CHECK(result == (flush == Z_FINISH ? Z_STREAM_END : Z_OK) && stream.avail_in == 0,
                  "the room for a compressed text suffices");
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

std::uint32_t Checksum(std::string_view text) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size()));
}

/// Least byte first.
std::string FourBytes(std::uint64_t value) {
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
  return bytes;
}

}  // namespace

std::string GzipBegin() { return std::string("\x1f\x8b\x08\0\0\0\0\0\x04\xff", 10); }

GzipPiece CompressPiece(std::string_view text) {
  return {Deflated(text, Z_SYNC_FLUSH), Checksum(text), text.size()};
}

std::string GzipEnd(const GzipPiece& before, std::string_view text) {
  const auto checksum =
      crc32_combine(before.checksum, Checksum(text), static_cast<z_off_t>(text.size()));
  return Deflated(text, Z_FINISH) + FourBytes(checksum) + FourBytes(before.length + text.size());
}

std::string Gzipped(std::string_view text) { return GzipBegin() + GzipEnd({}, text); }

}  // namespace caseclock
