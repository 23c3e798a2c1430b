/// @file
/// Certificate, key and rules of TLS, ready for use by connections.
///
/// Example:
///   auto loaded = TlsCredentials::Load({.cert_file = "server.crt", .key_file = "server.key"});
///   std::get<std::shared_ptr<const TlsCredentials>>(loaded)->UseIn(session);
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "daemon/config/web_config_file.h"

struct gnutls_session_int;
struct gnutls_certificate_credentials_st;
struct gnutls_priority_st;

namespace caseclock {

/// Immutable. Safe from any thread.
class TlsCredentials {
 public:
  /// Errors: a sentence, when a file cannot be read, or key and certificate do not belong together.
  static std::variant<std::shared_ptr<const TlsCredentials>, std::string> Load(
      const WebTlsConfig& config);
  ~TlsCredentials();
  TlsCredentials(const TlsCredentials&) = delete;
  TlsCredentials& operator=(const TlsCredentials&) = delete;

  /// Makes a new session one of ours. Requires: this outlives the session.
  void UseIn(gnutls_session_int* session) const;

  const std::string& certificate() const { return certificate_; }
  const std::string& key() const { return key_; }

 private:
  TlsCredentials() = default;
  std::string Read(const WebTlsConfig& config);

  std::string certificate_;  // PEM
  std::string key_;          // PEM
  bool asks_clients_ = false;
  gnutls_certificate_credentials_st* credentials_ = nullptr;
  gnutls_priority_st* priorities_ = nullptr;
};

}  // namespace caseclock
