#include "daemon/http/web_access.h"

#include <sys/stat.h>

#include <utility>

#include "fmt/format.h"

namespace caseclock {
namespace {

/// Differs when a file of the configuration has been changed or put in the place of another.
std::string StampsOf(const WebConfig& config) {
  std::string stamps;
  for (const std::string& path :
       {config.file, config.tls.cert_file, config.tls.key_file, config.tls.client_ca_file}) {
    struct stat found = {};
    if (path.empty() || stat(path.c_str(), &found) != 0) continue;
    stamps += fmt::format("{} {} {} {}.{} ", path, found.st_ino, found.st_size,
                          found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
  }
  return stamps;
}

/// Neither for a password nor for a certificate.
bool AsksNobody(const WebConfig& config) {
  return config.users.empty() && config.tls.client_ca_file.empty();
}

}  // namespace

WebAccess::WebAccess(const WebConfig& config, LogSink log)
    : log_(std::move(log)), passwords_(config.users), config_(config), stamps_(StampsOf(config)) {}

std::variant<std::unique_ptr<WebAccess>, std::string> WebAccess::Open(const WebConfig& config,
                                                                      LogSink log) {
  std::unique_ptr<WebAccess> access(new WebAccess(config, std::move(log)));
  if (!config.HasTls()) return access;
  auto loaded = TlsCredentials::Load(config.tls);
  if (auto* problem = std::get_if<std::string>(&loaded)) return std::move(*problem);
  access->tls_.Put(std::get<std::shared_ptr<const TlsCredentials>>(std::move(loaded)));
  return access;
}

bool WebAccess::WouldOpen(const WebConfig& config) const {
  return AsksNobody(config) && !AsksNobody(config_);
}

void WebAccess::Replace(const WebConfig& config) {
  const std::lock_guard lock(mutex_);
  ReplaceLocked(config);
}

void WebAccess::ReplaceLocked(const WebConfig& config) {
  // A file that is being written, or for which the disk had no room, has nobody in it, too.
  if (WouldOpen(config)) {
    log_(
        LogLevel::kWarning,
        "HTTP would ask nobody for a password any more: that begins at a restart only; what was in "
        "force stays");
    return;
  }
  // stamps_ stays: what has changed since the files were read is found at the next look.
  passwords_.SetUsers(config.users);
  if (config.HasTls() != (tls_.Get() != nullptr)) {
    log_(LogLevel::kWarning,
         "TLS of HTTP begins or ends at a restart only; passwords are in force now");
  } else if (config.HasTls()) {
    auto loaded = TlsCredentials::Load(config.tls);
    if (const auto* problem = std::get_if<std::string>(&loaded)) {
      log_(LogLevel::kError, *problem + "; the certificate in force stays");
    } else {
      tls_.Put(std::get<std::shared_ptr<const TlsCredentials>>(std::move(loaded)));
    }
  }
  config_ = config;
}

void WebAccess::LookAtFiles() {
  const std::lock_guard lock(mutex_);
  if (config_.file.empty()) return;
  const std::string stamps = StampsOf(config_);
  if (stamps == stamps_) return;
  stamps_ = stamps;  // a mistake is told once, not at every look
  auto read = ReadWebConfig(config_.file);
  if (const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read)) {
    for (const ConfigProblem& problem : *problems) log_(LogLevel::kError, ProblemText(problem));
    log_(LogLevel::kError, "passwords and certificate in force stay");
    return;
  }
  const WebConfig& config = std::get<WebConfig>(read);
  if (!WouldOpen(config)) log_(LogLevel::kInfo, "passwords and certificate of HTTP read again");
  ReplaceLocked(config);
}

std::string OpenDoorWarning(const std::string& host, const WebConfig& config) {
  if (host.starts_with("127.")) return "";
  if (AsksNobody(config)) {
    return fmt::format(
        "HTTP listens on {} and asks nobody for a password: whoever reaches it reads all "
        "figures."
        " Hint: http.web_config_file, or a proxy before it.",
        host);
  }
  if (config.HasTls()) return "";
  return fmt::format(
      "HTTP listens on {} without TLS: passwords and figures pass in the clear."
      " Hint: tls_server_config in http.web_config_file, or a proxy before it.",
      host);
}

}  // namespace caseclock
