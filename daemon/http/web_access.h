/// @file
/// Who may come in, and behind which certificate: what http.web_config_file says, read again while the daemon runs.
///
/// Example:
///   auto opened = WebAccess::Open(config.web, log);
///   auto& access = std::get<std::unique_ptr<WebAccess>>(opened);
///   access->Replace(changed.web);     // SIGHUP
///   access->LookAtFiles();            // now and then: a renewed certificate comes into force by itself
///
/// New passwords and certificates serve from the next connection on. Whether there is TLS at all is settled at the
/// start, and that nobody is asked any more, too.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <variant>

#include "daemon/config/web_config_file.h"
#include "daemon/exposition/newest.h"
#include "daemon/http/password_check.h"
#include "daemon/http/tls_credentials.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

/// Thread safety: Safe from any thread.
class WebAccess {
 public:
  /// An empty WebConfig: everybody may come in, without TLS. Errors: a sentence.
  static std::variant<std::unique_ptr<WebAccess>, std::string> Open(const WebConfig& config,
                                                                    LogSink log);

  /// In force from now on. A certificate that cannot be used leaves the one before, and a line in the log; so does a
  /// configuration that would let everybody in where the one before asked for passwords or certificates.
  void Replace(const WebConfig& config);
  /// Reads the file and what it names again when one of them has changed since.
  void LookAtFiles();

  PasswordCheck& passwords() { return passwords_; }
  /// nullptr: no TLS.
  std::shared_ptr<const TlsCredentials> tls() const { return tls_.Get(); }

 private:
  WebAccess(const WebConfig& config, LogSink log);
  bool WouldOpen(const WebConfig& config) const;
  void ReplaceLocked(const WebConfig& config);

  const LogSink log_;
  PasswordCheck passwords_;
  Newest<TlsCredentials> tls_;
  std::mutex mutex_;
  WebConfig config_;    // guarded by mutex_
  std::string stamps_;  // of the files as they were read; guarded by mutex_
};

/// What to say loudly when HTTP listens where others can reach it without what protects it; "": nothing.
/// Example: ("0.0.0.0", no users) warns; ("127.0.0.1", no users) does not.
std::string OpenDoorWarning(const std::string& host, const WebConfig& config);

}  // namespace caseclock
