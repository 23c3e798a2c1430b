/// @file
/// The file of http.web_config_file: TLS and passwords, by the conventions of Prometheus' exporters.
/// Source: github.com/prometheus/exporter-toolkit, docs/web-configuration.md.
///
/// Example:
///   tls_server_config: {cert_file: server.crt, key_file: server.key}
///   basic_auth_users:
///     prometheus: $2y$10$...
///
/// What the conventions have and Caseclock has not is a mistake that says so.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "daemon/config/yaml_reader.h"

namespace caseclock {

/// Hashes dearer than this would keep a reader waiting for seconds. Units: bcrypt's cost, a power of two.
inline constexpr int kMaxPasswordCost = 16;
inline constexpr std::size_t kMaxWebUsers = 1'000;

/// tls_server_config. Paths are absolute or relative to the working directory, as read.
struct WebTlsConfig {
  std::string cert_file = {};  ///< empty: no TLS
  std::string key_file = {};
  std::string client_ca_file = {};    ///< empty: clients need no certificate
  std::string min_version = "TLS12";  ///< or "TLS13"
  friend bool operator==(const WebTlsConfig&, const WebTlsConfig&) = default;
};

/// The whole file.
struct WebConfig {
  std::string file;  ///< empty: there is none
  WebTlsConfig tls;
  std::map<std::string, std::string>
      users;  ///< bcrypt hashes by name; none: nobody needs a password
  bool HasTls() const { return !tls.cert_file.empty(); }
  friend bool operator==(const WebConfig&, const WebConfig&) = default;
};

/// Reads the file; paths in it are relative to its folder. All problems at once, or the configuration.
std::variant<WebConfig, std::vector<ConfigProblem>> ReadWebConfig(const std::string& path);

}  // namespace caseclock
