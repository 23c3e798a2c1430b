#include "daemon/http/http_reply.h"

#include <microhttpd.h>

#include <array>
#include <string>
#include <utility>

#include "fmt/format.h"

namespace caseclock {
namespace {

void Add(MHD_Response* reply, const char* name, const std::string& value) {
  if (!value.empty()) MHD_add_response_header(reply, name, value.c_str());
}

// Nothing from elsewhere; the page's own style and script by nonce.
std::string Policy(const HttpAnswer& answer) {
  std::string inline_parts;
  if (!answer.nonce.empty()) {
    inline_parts = fmt::format("; style-src 'nonce-{0}'; script-src 'nonce-{0}'", answer.nonce);
  } else if (!answer.style_hash.empty()) {
    inline_parts = fmt::format("; style-src {}; script-src 'none'", answer.style_hash);
  }
  return fmt::format(
      "default-src 'self'; img-src data:; base-uri 'none'; form-action {}; frame-ancestors "
      "'self'{}",
      answer.has_form ? "'self'" : "'none'", inline_parts);
}

void AddHeaders(MHD_Response* reply, const HttpAnswer& answer) {
  Add(reply, "Content-Type", answer.content_type);
  Add(reply, "Content-Security-Policy", Policy(answer));
  Add(reply, "X-Content-Type-Options", "nosniff");
  Add(reply, "Referrer-Policy", "no-referrer");
  // Figures are never stored by a cache; whoever has some keeps their tag, too, and asks by it.
  Add(reply, "Cache-Control",
      answer.for_ever ? "private, max-age=31536000, immutable" : "no-store");
  if (answer.may_compress) Add(reply, "Vary", "Accept-Encoding");
  if (answer.compressed) Add(reply, "Content-Encoding", "gzip");
  Add(reply, "ETag", answer.etag);
  Add(reply, "Allow", answer.allow);
  if (answer.asks_who)
    Add(reply, "WWW-Authenticate", "Basic realm=\"Caseclock\", charset=\"UTF-8\"");
  if (answer.retry_after_seconds > 0) {
    Add(reply, "Retry-After", std::to_string(answer.retry_after_seconds));
  }
}

void Forget(void* answer) { delete static_cast<HttpAnswer*>(answer); }

}  // namespace

void ReplyRelease::operator()(MHD_Response* reply) const { MHD_destroy_response(reply); }

ReplyPointer Reply(HttpAnswer answer) {
  auto kept = std::make_unique<HttpAnswer>(std::move(answer));
  std::array<MHD_IoVec, 2> parts = {};
  unsigned count = 0;
  if (kept->shared_body && !kept->shared_body->empty()) {
    parts[count++] = {kept->shared_body->data(), kept->shared_body->size()};
  }
  if (!kept->body.empty()) parts[count++] = {kept->body.data(), kept->body.size()};
  ReplyPointer reply(MHD_create_response_from_iovec(parts.data(), count, &Forget, kept.get()));
  if (reply == nullptr) return nullptr;
  AddHeaders(reply.get(), *kept.release());
  return reply;
}

}  // namespace caseclock
