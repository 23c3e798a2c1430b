#include "daemon/http/request_head.h"

#include <gnutls/gnutls.h>
#include <microhttpd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "daemon/codec/ascii.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

/// Of these there may be one.
constexpr std::array<std::string_view, 4> kOnlyOnce = {"Host", "Content-Length",
                                                       "Transfer-Encoding", "Authorization"};

bool IsTokenByte(char c) {
  return IsAsciiAlphanumeric(c) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsTextByte(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

MHD_Result Take(void* fields, MHD_ValueKind /*kind*/, const char* name, std::size_t name_size,
                const char* value, std::size_t value_size) {
  static_cast<std::vector<RequestHead::Field>*>(fields)->push_back(
      {{name, name_size},
       value == nullptr ? std::string_view() : std::string_view(value, value_size)});
  return MHD_YES;
}

/// The library has put a zero in the place of each byte of a line's end: one, or two of CR LF.
bool IsLineEnd(const char* begin, const char* end) {
  return end > begin && end - begin <= 2 && std::all_of(begin, end, [](char c) { return c == 0; });
}

/// The library has put a zero in the place of the colon.
bool IsColon(const char* begin, const char* end) {
  return end > begin && *begin == 0 &&
         std::all_of(begin + 1, end, [](char c) { return c == ' ' || c == '\t'; });
}

/// True: between the parts, which stand in the library's buffer as they came, is nothing but what parts them.
bool AreSeamless(const std::vector<RequestHead::Field>& fields, const char* from, const char* end) {
  for (const auto& [name, value] : fields) {
    const char* name_end = name.data() + name.size();
    const bool good = IsLineEnd(from, name.data()) &&
                      (value.data() == nullptr || IsColon(name_end, value.data()));
    if (!good) return false;
    from = value.data() == nullptr ? name_end : value.data() + value.size();
  }
  // The end of the last line, and the empty one.
  return end - from >= 2 && end - from <= 4 &&
         std::all_of(from, end, [](char c) { return c == 0; });
}

}  // namespace

RequestTarget ReadRequestTarget(std::string_view target) {
  RequestTarget read;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!IsSameAscii(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    read.host = target.substr(0, target.find_first_of("/?"));
    target.remove_prefix(read.host.size());
    break;
  }
  const std::size_t mark = std::min(target.find('?'), target.size());
  read.path = target.substr(0, mark);
  read.query = target.substr(std::min(mark + 1, target.size()));
  if (read.path.empty() && !read.host.empty()) read.path = "/";
  return read;
}

RequestHead RequestHead::Of(MHD_Connection* connection, const char* method, const char* version,
                            const char* path_end) {
  std::vector<Field> fields;
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, &Take, &fields);
  const auto* size = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  RequestHead head(std::move(fields));
  head.has_gaps_ =
      version != path_end + 1 || size == nullptr ||
      !AreSeamless(head.fields_, version + std::strlen(version), method + size->header_size);
  return head;
}

bool RequestHead::Has(std::string_view name) const {
  return std::ranges::any_of(fields_,
                             [&](const Field& field) { return IsSameAscii(field.name, name); });
}

std::string_view RequestHead::Value(std::string_view name) const {
  for (const Field& field : fields_) {
    if (IsSameAscii(field.name, name)) return field.value;
  }
  return "";
}

std::string RequestHead::Problem() const {
  if (has_gaps_) return "the head of the request has a zero byte or a folded line in it";
  for (const auto& [name, value] : fields_) {
    if (name.empty() || !std::ranges::all_of(name, IsTokenByte)) {
      return "the request has a header whose name cannot be read";
    }
    if (!std::ranges::all_of(value, IsTextByte)) {
      return "the request has a header with a control character in it";
    }
  }
  for (const std::string_view once : kOnlyOnce) {
    if (std::ranges::count_if(
            fields_, [&](const Field& field) { return IsSameAscii(field.name, once); }) > 1) {
      return fmt::format("the request has two {} headers", once);
    }
  }
  if (Has("Content-Length") && Has("Transfer-Encoding")) {
    return "the request has both Content-Length and Transfer-Encoding";
  }
  return "";
}

bool RequestHead::HasBody() const {
  return Has("Transfer-Encoding") || (Has("Content-Length") && Value("Content-Length") != "0");
}

bool AcceptsGzip(std::string_view accept_encoding) {
  std::optional<bool> gzip, any;
  while (!accept_encoding.empty()) {
    const std::size_t comma = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view one = accept_encoding.substr(0, comma);
    accept_encoding.remove_prefix(std::min(comma + 1, accept_encoding.size()));
    const std::size_t mark = std::min(one.find(';'), one.size());
    const std::string_view name = Trimmed(one.substr(0, mark));
    const std::string weight = AsciiLowered(Trimmed(one.substr(std::min(mark + 1, one.size()))));
    // "q=0" with any number of zeros behind the point; what cannot be read is no refusal.
    const bool refused =
        weight.starts_with("q=0") && weight.find_first_not_of(".0", 2) == std::string::npos;
    if (IsSameAscii(name, "gzip") || IsSameAscii(name, "x-gzip")) gzip = !refused;
    if (name == "*") any = !refused;
  }
  return gzip.value_or(any.value_or(false));
}

std::optional<BasicCredentials> ReadBasicCredentials(std::string_view authorization) {
  const std::size_t blank = std::min(authorization.find(' '), authorization.size());
  if (!IsSameAscii(authorization.substr(0, blank), "Basic")) return std::nullopt;
  std::string_view encoded = authorization.substr(blank);
  encoded.remove_prefix(std::min(encoded.find_first_not_of(' '), encoded.size()));
  encoded = encoded.substr(0, encoded.find_last_not_of(" \t") + 1);
  if (encoded.empty()) return std::nullopt;
  std::string copy(encoded);  // the library wants bytes that it may change, and does not
  const gnutls_datum_t text = {reinterpret_cast<unsigned char*>(copy.data()),
                               static_cast<unsigned>(copy.size())};
  gnutls_datum_t bytes = {};
  if (gnutls_base64_decode2(&text, &bytes) != 0) return std::nullopt;
  const std::string pair(reinterpret_cast<const char*>(bytes.data), bytes.size);
  gnutls_free(bytes.data);
  const std::size_t colon = pair.find(':');
  if (colon == std::string::npos || pair.find('\0') != std::string::npos) return std::nullopt;
  return BasicCredentials{pair.substr(0, colon), pair.substr(colon + 1)};
}

}  // namespace caseclock
