/// @file
/// The HTTP server: sockets and threads around a Router.
///
/// Example:
///   auto started = HttpServer::Start({.listen = "127.0.0.1:0"}, &router);
///   if (auto* error = std::get_if<HttpServerError>(&started)) { log(error->message); exit(1); }
///   auto& server = std::get<std::unique_ptr<HttpServer>>(started);
///   server->Url()   // "http://127.0.0.1:41763", a port that was free
///
/// One request may have a body: the form that Router::TakesForm wants, of a length that is said beforehand.
///
/// Deliberately absent: files, TLS, passwords, keep-alive. In front of a network put a proxy that
/// has them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "daemon/http/router.h"

struct mg_context;
struct mg_connection;

namespace caseclock {

/// How to listen.
struct HttpServerOptions {
  /// "ADDRESS:PORT", the address an IPv4 one; port 0 takes a free one.
  std::string listen = "127.0.0.1:9746";
  /// One stalled client holds one thread until the timeout; with eight, seven cost a good one
  /// nothing.
  int threads = 8;
  /// How long a client may take to send its request or to take the answer. Units: milliseconds.
  int request_timeout_ms = 2000;
  /// Units: microseconds since 1970-01-01 UTC. Empty: the machine's clock.
  std::function<std::int64_t()> now_us = {};
};

/// Why the server could not start: `could not ...`, with Detail: and Hint: lines.
struct HttpServerError {
  std::string message;
};

/// Longest form. Units: bytes.
inline constexpr std::size_t kMaxFormBytes = 8 * 1024;

/// Listens from Start until destroyed. Its destructor waits for the answers under way and for the
/// library, which looks up every two seconds.
class HttpServer {
 public:
  using Started = std::variant<std::unique_ptr<HttpServer>, HttpServerError>;

  /// Errors: an address that cannot be read or bound.
  /// Requires: `router` outlives the server. Borrowed, not owned.
  static Started Start(HttpServerOptions options, const Router* router);

  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// The port listened on, also when a free one was asked for.
  int Port() const { return port_; }
  /// Example: "http://127.0.0.1:9746".
  std::string Url() const;

 private:
  HttpServer(HttpServerOptions options, const Router* router);

  bool Listen(std::string& error);
  static int OnRequest(mg_connection* connection);

  const HttpServerOptions options_;
  const Router* const router_;
  std::string address_;
  mg_context* context_ = nullptr;
  int port_ = 0;
};

}  // namespace caseclock
