#include "daemon/exposition/gzip.h"

#include <zlib.h>

#include <string>

#include "gtest/gtest.h"

namespace caseclock {
namespace {

/// Of one gzip text with nothing after it; "?": it is none.
std::string Unpacked(const std::string& bytes, std::size_t most) {
  std::string text(most, '\0');
  z_stream stream = {};
  inflateInit2(&stream, MAX_WBITS + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int result = inflate(&stream, Z_FINISH);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return result == Z_STREAM_END && stream.avail_in == 0 ? text : "?";
}

TEST(GzipTest, PiecesAreOneText) {
  const std::string figures(2'000'000, 'f');
  const GzipPiece piece = CompressPiece(figures);
  for (const std::string& rest : {std::string(), std::string("x"), std::string(70'000, 'r')}) {
    const std::string bytes = GzipBegin() + piece.bytes + GzipEnd(piece, rest);
    EXPECT_TRUE(Unpacked(bytes, 3'000'000) == figures + rest) << rest.size();
    EXPECT_LT(bytes.size(), 20'000u);
  }
}

TEST(GzipTest, TextsOfEveryKindComeBack) {
  std::string mixed;
  for (unsigned i = 0, state = 1; i < 100'000; ++i, state = state * 1664525 + 1013904223) {
    mixed += static_cast<char>(state >> 24);
  }
  for (const std::string& text : {std::string(), std::string("a"), mixed}) {
    EXPECT_TRUE(Unpacked(Gzipped(text), 200'000) == text) << text.size();
  }
}

}  // namespace
}  // namespace caseclock
