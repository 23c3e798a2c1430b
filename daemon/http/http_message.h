/// @file
/// A request and its answer as far as they matter here, without sockets.
///
/// Example: {.method = "GET", .path = "/", .query = "authority=E08000018"} asks for the page of one council.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace caseclock {

/// A request as far as it matters.
struct HttpRequest {
  std::string method = {};  ///< "GET"
  std::string path = {};    ///< "/metrics", exactly as sent, without the query
  std::string query = {};   ///< "authority=E08000018", without "?"
  std::string body = {};    ///< of a form: "t=...&days=5"; nothing else has one
  std::string user = {};    ///< whose password was right; "": nobody has said who asks
  std::string client = {};  ///< address of the client: "10.1.2.3"
  bool takes_gzip = false;  ///< it says that it can read gzip
};

/// An answer. The body is `shared_body`, where there is one, followed by `body`.
struct HttpAnswer {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::shared_ptr<const std::string> shared_body = {};
  std::string body = {};
  std::string nonce = {};       ///< of the inline style and script; "" where the answer has none
  std::string style_hash = {};  ///< of the one inline style of a page without nonce: "'sha256-...'"
  std::string allow = {};       ///< of 405: what may be done instead
  std::string etag = {};        ///< "\"7f3a\"": whoever has this already is answered 304; "": never
  bool has_form = false;        ///< its forms may be sent, to this server only
  bool asks_who = false;        ///< of 401: asks for name and password
  bool for_ever = false;        ///< may be kept for a year: its name changes with it
  int retry_after_seconds = 0;  ///< of 429 and 503: when to try again; 0: not said
  /// May be sent compressed. Never what mixes secrets with texts of the request: its length would tell (BREACH).
  bool may_compress = false;
  bool compressed = false;  ///< is sent compressed, with gzip

  std::size_t BodyBytes() const { return (shared_body ? shared_body->size() : 0) + body.size(); }
};

}  // namespace caseclock
