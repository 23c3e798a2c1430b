/// @file
/// The options under `http`: where to listen, behind which certificate and passwords, and who may see records.
///
/// Example:
///   http:
///     listen: "0.0.0.0:9464"
///     host_names: [caseclock.council.example]
///     web_config_file: web.yml
///     record_readers:
///       - {user: anna}
///       - {user: ben, authorities: [E08000018]}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/config/web_config_file.h"
#include "daemon/config/yaml_reader.h"

namespace caseclock {

/// Most names of the daemon.
inline constexpr std::size_t kMaxHostNames = 100;
/// Most readers of records.
inline constexpr std::size_t kMaxRecordReaders = 1'000;

/// Somebody who may see the records behind figures.
struct RecordReaderConfig {
  std::string user;                                     ///< one of basic_auth_users
  std::optional<std::vector<std::string>> authorities;  ///< nullopt: of every council
  friend bool operator==(const RecordReaderConfig&, const RecordReaderConfig&) = default;
};

/// With defaults.
struct HttpConfig {
  std::string host = "127.0.0.1";
  int port = 9464;
  std::string port_file;  ///< the port in use is written here; for port 0
  WebConfig web;          ///< empty: no TLS, and nobody needs a password
  std::vector<RecordReaderConfig> record_readers;
  std::vector<std::string> host_names;  ///< in small letters; beside localhost and any IP address
  std::string audit_directory;          ///< empty: audit in checkpoint.directory
};

/// Reads the mapping `http`; with `reads_web` the web_config_file too, which is relative to `folder`. Problems of that
/// file go with the others.
HttpConfig ReadHttp(YamlMap map, const std::string& folder, bool reads_web);

}  // namespace caseclock
