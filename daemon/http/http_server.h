/// @file
/// The HTTP server: sockets, TLS, passwords and threads around a Router.
///
/// Example:
///   auto started = HttpServer::Start({.listen = "127.0.0.1:0"}, &router);
///   if (auto* error = std::get_if<HttpServerError>(&started)) { log(error->message); exit(1); }
///   auto& server = std::get<std::unique_ptr<HttpServer>>(started);
///   server->Url()   // "http://127.0.0.1:41763", a port that was free
///
/// One thread serves all sockets and computes nothing; a few others answer; one looks at passwords. A client that
/// stalls costs a file descriptor and some memory, until its deadline. One request may have a body: the form that
/// Router::TakesForm wants, of a length that is said beforehand.
///
/// Deliberately absent: files, HTTP/2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "daemon/http/host_names.h"
#include "daemon/http/router.h"
#include "daemon/http/web_access.h"

namespace caseclock {

/// Most connections at once. Further ones wait in the kernel's queue until one ends, at the latest by its deadline.
inline constexpr unsigned kMaxConnections = 512;
/// From here on connections between two requests are closed first.
inline constexpr std::size_t kManyConnections = 400;
/// Longest request line and headers. Units: bytes.
inline constexpr std::size_t kConnectionBytes = 16 * 1024;
/// Longest form. Units: bytes.
inline constexpr std::size_t kMaxFormBytes = 8 * 1024;
/// How long a connection may wait for its next request: longer than Prometheus' usual interval. Units: milliseconds.
inline constexpr int kIdleMs = 75'000;
/// A client that takes its answer more slowly is dropped. Units: bytes a second.
inline constexpr std::size_t kSlowestReader = 256 * 1024;
/// Most bytes of answers that clients have not taken yet, or four times the newest answer where that is more; then the
/// oldest are dropped. Units: bytes.
inline constexpr std::size_t kMostBytesInFlight = 256 * 1024 * 1024;
/// Threads that answer, and most requests that wait for them; more are turned away with 503.
inline constexpr int kAnswerThreads = 4;
inline constexpr std::size_t kMaxAnswersWaiting = 128;
/// Of one client, so that the others find room; a proxy is one client.
inline constexpr std::size_t kMaxAnswersOfOneClient = 96;
/// Shorter answers are not compressed. Units: bytes.
inline constexpr std::size_t kLeastToCompress = 1024;
/// Most passwords that wait to be looked at, and of one client: all by one thread, so that guessing takes no more
/// than one core, and after each wrong one that thread rests three times as long as it took: a quarter of one.
inline constexpr std::size_t kMaxPasswordsWaiting = 32;
inline constexpr std::size_t kMaxPasswordsOfOneClient = 16;
inline constexpr int kRestAfterWrongPassword = 3;

/// How to listen.
struct HttpServerOptions {
  /// "ADDRESS:PORT", the address an IPv4 one; port 0 takes a free one.
  std::string listen = "127.0.0.1:9464";
  /// How long a client may take for its whole request, from accepting it or from its first line. Units: milliseconds.
  int request_timeout_ms = 5000;
  std::size_t most_bytes_in_flight = kMostBytesInFlight;
  /// Units: microseconds since 1970-01-01 UTC. Empty: the machine's clock.
  std::function<std::int64_t()> now_us = {};
  /// Under which names it may be asked.
  HostNames host_names = HostNames();
  /// Outlives the server. nullptr: no TLS, and nobody needs a password. Borrowed, not owned.
  WebAccess* access = nullptr;
};

/// Why the server could not start: `could not ...`, with Detail: and Hint: lines.
struct HttpServerError {
  std::string message;
};

/// Listens from Start until destroyed. Its destructor waits for the answers under way, and for no client.
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
  int Port() const;
  /// Example: "http://127.0.0.1:9464".
  std::string Url() const;

 private:
  class Engine;
  explicit HttpServer(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

}  // namespace caseclock
