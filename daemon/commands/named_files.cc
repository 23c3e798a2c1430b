#include "daemon/commands/named_files.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "daemon/alerts/secrets.h"
#include "daemon/checkpoint/file.h"
#include "daemon/http/web_access.h"
#include "daemon/notify/acknowledge_link.h"

namespace caseclock {
namespace {

namespace fs = std::filesystem;

/// With the lines after the first set in, as problems of the file itself are.
std::string SetIn(const std::string& problem) {
  std::string text;
  for (const char c : problem) text += c == '\n' ? "\n  " : std::string(1, c);
  return text;
}

class FileChecks {
 public:
  explicit FileChecks(const Config& config) : config_(config) {}

  std::vector<std::string> Run() {
    CheckDirectory("checkpoint.directory", config_.checkpoint_directory);
    CheckHttp();
    if (!config_.alerts.people.empty()) CheckAlerts();
    for (const auto& [name, value] : config_.kafka.properties) CheckProperty(name, value);
    return std::move(problems_);
  }

 private:
  void CheckHttp() {
    const HttpConfig& http = config_.http;
    if (!http.port_file.empty()) CheckCanBeMade("http.port_file", http.port_file);
    if (!http.audit_directory.empty()) {
      CheckCanBeMade("http.audit_directory", http.audit_directory);
    }
    const auto opened = WebAccess::Open(http.web, nullptr);
    if (const auto* problem = std::get_if<std::string>(&opened)) Add(SetIn(*problem));
  }

  void CheckAlerts() {
    const AlertsConfig& alerts = config_.alerts;
    if (!alerts.mail.password_file.empty()) {
      const Secret secret = ReadSecret(alerts.mail.password_file);
      if (!secret.problem.empty()) Add(SetIn(secret.problem));
    }
    CheckCertificates("alerts.mail.ca_file", alerts.mail.ca_file);
    if (!alerts.mail.folder.empty()) CheckCanBeMade("alerts.mail.folder", alerts.mail.folder);
    if (!alerts.ledger_directory.empty()) {
      CheckCanBeMade("alerts.ledger_directory", alerts.ledger_directory);
    }
    CheckLinkKey(alerts.link_key_file);
  }

  /// A key that is not there yet is made by the daemon.
  void CheckLinkKey(const std::string& path) {
    if (path.empty()) return;
    if (!fs::exists(path)) return CheckCanBeMade("alerts.link_key_file", path);
    const Secret key = ReadSecret(path);
    if (!key.problem.empty()) return Add(SetIn(key.problem));
    if (key.value.size() >= kMinLinkKeyBytes) return;
    Problem("use", "alerts.link_key_file",
            fmt::format("the key in {} has {} characters, fewer than {}", path, key.value.size(),
                        kMinLinkKeyBytes),
            "delete the file, and the daemon makes a good one");
  }

  void CheckCertificates(const std::string& option, const std::string& path) {
    if (path.empty()) return;
    std::ostringstream text;
    if (!ReadText(option, path, text)) return;
    if (text.str().find("-----BEGIN") != std::string::npos) return;
    Problem("use", option, path + " holds no certificate in PEM form",
            "a PEM file begins with -----BEGIN CERTIFICATE-----");
  }

  /// Files that librdkafka reads: certificates, keys, keytabs.
  void CheckProperty(const std::string& name, const std::string& value) {
    const bool names_a_file = name.ends_with(".location") || name == "sasl.kerberos.keytab";
    if (!names_a_file || value.empty() || value == "probe" || fs::is_directory(value)) return;
    std::ostringstream text;
    ReadText("kafka.properties." + name, value, text);
  }

  bool ReadText(const std::string& option, const std::string& path, std::ostringstream& text) {
    std::ifstream in(path, std::ios::binary);
    const int error = in ? (fs::is_directory(path) ? EISDIR : 0) : errno;
    if (error != 0) {
      Problem("open", option, path + ": " + ErrorText(error),
              "make it readable for the user that runs caseclock, or name another file");
      return false;
    }
    text << in.rdbuf();
    return true;
  }

  void CheckDirectory(const std::string& option, const std::string& path) {
    if (path.empty()) return;
    std::error_code error;
    const bool is_directory = fs::is_directory(path, error);
    const int failed = is_directory ? (access(path.c_str(), W_OK | X_OK) == 0 ? 0 : errno)
                       : fs::exists(path, error) ? ENOTDIR
                                                 : ENOENT;
    if (failed == 0) return;
    Problem("use", option, path + ": " + ErrorText(failed),
            "create it and make it writable for the user that runs caseclock, or name another one");
  }

  /// What the daemon makes itself, in a directory that has to be there.
  void CheckCanBeMade(const std::string& option, const std::string& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return CheckDirectory(option, path);
    const std::string parent = fs::path(path).parent_path().string();
    CheckDirectory(option, parent.empty() ? "." : parent);
  }

  void Problem(const char* verb, const std::string& option, const std::string& detail,
               const std::string& hint) {
    Add(fmt::format("could not {} {}\n  Detail: {}.\n  Hint: {}.", verb, option, detail, hint));
  }
  void Add(std::string problem) { problems_.push_back(std::move(problem)); }

  const Config& config_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> CheckNamedFiles(const Config& config) { return FileChecks(config).Run(); }

}  // namespace caseclock
