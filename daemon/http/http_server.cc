#include "daemon/http/http_server.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "civetweb.h"
#include "fmt/format.h"

namespace caseclock {
namespace {

// Written in pieces, so that the timeout is one of a stalled client and not of a long answer.
// Units: bytes.
constexpr std::size_t kPieceBytes = 64 * 1024;

std::int64_t MachineNowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::string_view StatusText(int status) {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 503: return "Service Unavailable";
    default: return "Error";
  }
}

// Nothing from elsewhere; the page's own style and script by nonce; figures are never stored by a
// cache.
std::string Head(const HttpAnswer& answer) {
  const std::string inline_parts =
      answer.nonce.empty()
          ? ""
          : fmt::format("; style-src 'nonce-{0}'; script-src 'nonce-{0}'", answer.nonce);
  return fmt::format(
      "HTTP/1.1 {} {}\r\n"
      "Content-Type: {}\r\n"
      "Content-Length: {}\r\n"
      "Content-Security-Policy: default-src 'self'; img-src data:; base-uri 'none'; form-action "
      "{}; "
      "frame-ancestors 'self'{}\r\n"
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Cache-Control: no-store\r\n"
      "{}"
      "Connection: close\r\n\r\n",
      answer.status, StatusText(answer.status), answer.content_type, answer.BodyBytes(),
      answer.has_form ? "'self'" : "'none'", inline_parts,
      answer.allow.empty() ? "" : fmt::format("Allow: {}\r\n", answer.allow));
}

// False when the client has gone or stalled.
bool Write(mg_connection* connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, kPieceBytes);
    if (mg_write(connection, piece.data(), piece.size()) <= 0) return false;
    bytes.remove_prefix(piece.size());
  }
  return true;
}

void Send(mg_connection* connection, const HttpAnswer& answer, bool with_body) {
  if (!Write(connection, Head(answer)) || !with_body) return;
  if (answer.shared_body && !Write(connection, *answer.shared_body)) return;
  Write(connection, answer.body);
}

HttpAnswer Refusal(int status, std::string text) {
  return {.status = status, .body = std::move(text)};
}

std::string_view HeaderOf(const mg_connection* connection, const char* name) {
  const char* value = mg_get_header(connection, name);
  return value == nullptr ? "" : value;
}

// Nothing: the client has gone, or takes longer than its timeout for the whole of it. Byte by byte, mostly from the
// library's buffer, because for many at once the library would wait anew after each.
std::optional<std::string> ReadBody(mg_connection* connection, std::size_t size, int timeout_ms) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  std::string body;
  for (char c = 0; body.size() < size; body += c) {
    if (std::chrono::steady_clock::now() > deadline || mg_read(connection, &c, 1) != 1) {
      return std::nullopt;
    }
  }
  return body;
}

// The form, or why there is none.
std::variant<std::string, HttpAnswer> ReadForm(mg_connection* connection, int timeout_ms) {
  if (!HeaderOf(connection, "Transfer-Encoding").empty()) {
    return Refusal(411, "a form must come in one piece, with its Content-Length\n");
  }
  const std::string_view length = HeaderOf(connection, "Content-Length");
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
  if (error == std::errc::result_out_of_range) return Refusal(413, "the form is too long\n");
  if (error != std::errc() || end != length.data() + length.size()) {
    return Refusal(411, "a form must say its Content-Length\n");
  }
  if (size > kMaxFormBytes) return Refusal(413, "the form is too long\n");
  std::string type(HeaderOf(connection, "Content-Type"));
  type.resize(std::min(type.size(), type.find(';')));
  std::ranges::transform(type, type.begin(), [](unsigned char c) { return std::tolower(c); });
  if (type != "application/x-www-form-urlencoded") {
    return Refusal(415, "only application/x-www-form-urlencoded\n");
  }
  std::optional<std::string> body = ReadBody(connection, size, timeout_ms);
  if (!body) return Refusal(400, "the form did not arrive whole\n");
  return *std::move(body);
}

std::string TextOrEmpty(const char* text) { return text == nullptr ? "" : text; }

// What the server library cannot parse at all never reaches the router.
int OnLibraryError(mg_connection* connection, int status, const char* /*message*/) {
  HttpAnswer answer;
  answer.status = status;
  answer.body = "the request could not be read\n";
  Send(connection, answer, true);
  return 0;
}

// The library would write to standard error; requests are no business of a log.
int OnLibraryMessage(const mg_connection* /*connection*/, const char* /*message*/) { return 1; }

// "127.0.0.1:9746" -> "127.0.0.1", empty when it is not ADDRESS:PORT.
std::string AddressOf(std::string_view listen) {
  const std::size_t colon = listen.rfind(':');
  if (colon == std::string_view::npos) return "";
  std::string address(listen.substr(0, colon));
  const std::string_view port = listen.substr(colon + 1);
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  const bool is_port = error == std::errc() && end == port.data() + port.size() && number <= 65535;
  in_addr parsed = {};
  return is_port && inet_pton(AF_INET, address.c_str(), &parsed) == 1 ? address : "";
}

}  // namespace

HttpServer::HttpServer(HttpServerOptions options, const Router* router)
    : options_([&options] {
        if (!options.now_us) options.now_us = MachineNowUs;
        return std::move(options);
      }()),
      router_(router),
      address_(AddressOf(options_.listen)) {}

int HttpServer::OnRequest(mg_connection* connection) {
  const mg_request_info* info = mg_get_request_info(connection);
  const auto* server = static_cast<const HttpServer*>(info->user_data);
  HttpRequest request = {.method = TextOrEmpty(info->request_method),
                         .path = TextOrEmpty(info->local_uri_raw),
                         .query = TextOrEmpty(info->query_string)};
  if (server->router_->TakesForm(request)) {
    auto form = ReadForm(connection, server->options_.request_timeout_ms);
    if (const auto* refusal = std::get_if<HttpAnswer>(&form)) {
      Send(connection, *refusal, true);
      return refusal->status;
    }
    request.body = std::get<std::string>(std::move(form));
  }
  const HttpAnswer answer = server->router_->Answer(request, server->options_.now_us());
  Send(connection, answer, request.method != "HEAD");
  return answer.status;
}

bool HttpServer::Listen(std::string& error) {
  mg_callbacks callbacks = {};
  callbacks.begin_request = OnRequest;
  callbacks.http_error = OnLibraryError;
  callbacks.log_message = OnLibraryMessage;
  const std::string threads = std::to_string(options_.threads);
  const std::string timeout = std::to_string(options_.request_timeout_ms);
  // Never a document_root: the library's directory redirection overflows a buffer, and there are no
  // files to serve.
  std::array<const char*, 11> settings = {"listening_ports",
                                          options_.listen.c_str(),
                                          "num_threads",
                                          threads.c_str(),
                                          "request_timeout_ms",
                                          timeout.c_str(),
                                          "enable_keep_alive",
                                          "no",
                                          "enable_directory_listing",
                                          "no",
                                          nullptr};
  std::array<char, 256> text = {};
  unsigned code = 0;
  mg_error_data failure = {&code, text.data(), text.size()};
  mg_init_data init = {&callbacks, this, settings.data()};
  context_ = mg_start2(&init, &failure);
  error = text.data();
  if (context_ == nullptr) return false;
  mg_server_port port = {};
  if (mg_get_server_ports(context_, 1, &port) == 1) port_ = port.port;
  return true;
}

HttpServer::Started HttpServer::Start(HttpServerOptions options, const Router* router) {
  std::unique_ptr<HttpServer> server(new HttpServer(std::move(options), router));
  const std::string& listen = server->options_.listen;
  if (server->address_.empty()) {
    return HttpServerError{fmt::format(
        "could not read the address to listen on\nDetail: expected an IPv4 address and a port, "
        "found \"{}\".\nHint: write 127.0.0.1:9746.",
        listen)};
  }
  std::string error;
  if (!server->Listen(error)) {
    return HttpServerError{fmt::format(
        "could not listen on {}\nDetail: {}.\nHint: is another program using the port? Port 0 "
        "takes a free one.",
        listen, error.empty() ? "the port could not be bound" : error)};
  }
  return server;
}

HttpServer::~HttpServer() {
  if (context_ != nullptr) mg_stop(context_);
}

std::string HttpServer::Url() const { return fmt::format("http://{}:{}", address_, port_); }

}  // namespace caseclock
