#include "daemon/http/style_hash.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <array>

namespace caseclock {

std::string StyleHash(std::string_view html) {
  constexpr std::string_view kBegin = "<style>", kEnd = "</style>";
  const std::size_t begin = html.find(kBegin);
  const std::size_t end = html.find(kEnd, begin == std::string_view::npos ? 0 : begin);
  if (begin == std::string_view::npos || end == std::string_view::npos) return "";
  const std::string_view style = html.substr(begin + kBegin.size(), end - begin - kBegin.size());
  std::array<unsigned char, 32> hash = {};
  gnutls_hash_fast(GNUTLS_DIG_SHA256, style.data(), style.size(), hash.data());
  const gnutls_datum_t bytes = {hash.data(), static_cast<unsigned>(hash.size())};
  gnutls_datum_t encoded = {};
  if (gnutls_base64_encode2(&bytes, &encoded) != 0) return "";
  const std::string text(reinterpret_cast<const char*>(encoded.data), encoded.size);
  gnutls_free(encoded.data);
  return "'sha256-" + text + "'";
}

}  // namespace caseclock
