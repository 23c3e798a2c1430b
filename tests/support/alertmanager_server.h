/// @file
/// A real Alertmanager on a free port, with its data in a directory of its own.
///
/// Example:
///   AlertmanagerServer server(CASECLOCK_SOURCE_DIR "/ops/alertmanager/alertmanager.yml");
///   Alertmanager alertmanager(server.url());
///   server.Get("/api/v2/alerts")     // JSON
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/daemon/checkpoint/temporary_directory.h"
#include "tests/support/source_dir.h"

namespace caseclock {

/// Runs until destroyed. Not copyable.
class AlertmanagerServer {
 public:
  /// True when Debian's package prometheus-alertmanager is here.
  static bool IsInstalled();

  /// Returns once it listens; else url() is "" and a failure has been added.
  explicit AlertmanagerServer(const std::string& config);
  ~AlertmanagerServer();
  AlertmanagerServer(const AlertmanagerServer&) = delete;
  AlertmanagerServer& operator=(const AlertmanagerServer&) = delete;

  /// "http://127.0.0.1:41234"
  const std::string& url() const { return url_; }
  /// What it answers to GET; "" and a failure when it does not.
  std::string Get(const std::string& path) const;

 private:
  TemporaryDirectory directory_;
  pid_t process_ = -1;
  int log_ = -1;
  std::string url_;
};

/// Runs amtool; its output, and whether it was content.
struct AmtoolResult {
  bool ok = false;
  std::string output;
};
AmtoolResult Amtool(const std::vector<std::string>& arguments);

}  // namespace caseclock
