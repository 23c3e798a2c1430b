#include "daemon/config/web_config_file.h"

#include <algorithm>
#include <filesystem>

#include "daemon/config/yaml_file.h"

namespace caseclock {
namespace {

constexpr char kHashHint[] = "make one with htpasswd -nBC 10 NAME";
constexpr char kBcryptAlphabet[] =
    "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
// "$2y$10$", a salt of 22 characters, a hash of 31.
constexpr std::size_t kCostBytes = 7, kHashBytes = 60;

/// nullopt: no bcrypt hash.
std::optional<int> CostOf(std::string_view hash) {
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  const bool has_form = hash.size() == kHashBytes && hash.starts_with("$2") &&
                        std::string_view("aby").find(hash[2]) != std::string_view::npos &&
                        hash[3] == '$' && is_digit(hash[4]) && is_digit(hash[5]) && hash[6] == '$';
  if (!has_form) return std::nullopt;
  if (hash.find_first_not_of(kBcryptAlphabet, kCostBytes) != std::string_view::npos) {
    return std::nullopt;
  }
  return (hash[4] - '0') * 10 + (hash[5] - '0');
}

class WebConfigReader {
 public:
  WebConfigReader(ProblemSink sink, std::string folder)
      : sink_(std::move(sink)), folder_(std::move(folder)) {}

  WebConfig Read(const YAML::Node& root) {
    YamlMap top(root, "", sink_);
    YamlMap tls = top.Map("tls_server_config");
    if (tls.is_present()) ReadTls(tls);
    RefuseIfThere(top, "rate_limit", "put a proxy before Caseclock that limits rates");
    ReadHttp(top.Map("http_server_config"));
    ReadUsers(top.Map("basic_auth_users"));
    top.Finish();
    return std::move(config_);
  }

 private:
  static void RefuseIfThere(YamlMap& map, const char* key, std::string hint) {
    if (map.Has(key)) map.Refuse(key, "Caseclock does not support it.", std::move(hint));
  }

  std::string Path(YamlMap& map, const char* key) {
    const std::string text = map.Text(key).value_or("");
    return text.empty() ? "" : (std::filesystem::path(folder_) / text).string();
  }

  void ReadTls(YamlMap& map) {
    WebTlsConfig& tls = config_.tls;
    tls.cert_file = Path(map, "cert_file");
    tls.key_file = Path(map, "key_file");
    tls.client_ca_file = Path(map, "client_ca_file");
    RefuseIfThere(map, "cert", "write cert_file");
    RefuseIfThere(map, "key", "write key_file");
    RefuseIfThere(map, "client_ca", "write client_ca_file");
    if (tls.cert_file.empty()) map.Require("cert_file", "write cert_file: server.crt");
    if (tls.key_file.empty()) map.Require("key_file", "write key_file: server.key");
    ReadClients(map);
    ReadVersions(map);
    for (const char* key : {"client_allowed_sans", "cipher_suites", "curve_preferences"}) {
      RefuseIfThere(map, key, "leave it out");
    }
    RefuseIfThere(map, "prefer_server_cipher_suites", "leave it out");
    map.Finish();
  }

  void ReadClients(YamlMap& map) {
    const std::string type = map.Text("client_auth_type").value_or("NoClientCert");
    const bool asks = type == "RequireAndVerifyClientCert";
    if (!asks && type != "NoClientCert") {
      map.Refuse("client_auth_type",
                 "expected NoClientCert or RequireAndVerifyClientCert, found \"" + type + "\".",
                 "other values are insecure, and Caseclock does not support them");
    } else if (asks && config_.tls.client_ca_file.empty()) {
      map.Require("client_ca_file", "client_auth_type asks for certificates by it");
    } else if (!asks && !config_.tls.client_ca_file.empty()) {
      map.Refuse("client_ca_file", "nobody is asked for a certificate.",
                 "write client_auth_type: RequireAndVerifyClientCert");
    }
  }

  void ReadVersions(YamlMap& map) {
    if (const auto version = map.Text("min_version")) config_.tls.min_version = *version;
    if (config_.tls.min_version != "TLS12" && config_.tls.min_version != "TLS13") {
      map.Refuse("min_version",
                 "expected TLS12 or TLS13, found \"" + config_.tls.min_version + "\".");
    }
    if (map.Text("max_version").value_or("TLS13") != "TLS13") {
      map.Refuse("max_version", "expected TLS13.", "leave it out");
    }
  }

  void ReadHttp(YamlMap map) {
    if (map.Flag("http2").value_or(false)) {
      map.Refuse("http2", "Caseclock does not support it.", "write http2: false");
    }
    RefuseIfThere(map, "headers", "its headers are fixed, and stricter than these");
    map.Finish();
  }

  void ReadUsers(YamlMap map) {
    for (const auto& [user, hash] : map.AllTexts()) {
      const bool is_name =
          !user.empty() && user.size() <= 128 && std::ranges::none_of(user, [](unsigned char c) {
            return c < 0x20 || c == 0x7f || c == ':';
          });
      const auto cost = CostOf(hash);
      if (!is_name) {
        map.Refuse(user, "a user's name has 1 to 128 characters, and no colon.");
      } else if (!cost) {
        // What stands there may be a password: it is not repeated.
        map.Refuse(user, "expected a bcrypt hash ($2a$, $2b$ or $2y$).", kHashHint);
      } else if (*cost < 4 || *cost > kMaxPasswordCost) {
        map.Refuse(user, "bcrypt's cost must be 4 to 16, found " + std::to_string(*cost) + ".",
                   kHashHint);
      }
      config_.users[user] = hash;
    }
    if (config_.users.size() > kMaxWebUsers) {
      sink_.Add(map.Mark(), "more than 1,000 users", "",
                "put a proxy before Caseclock that knows them");
    }
    map.Finish();
  }

  ProblemSink sink_;
  std::string folder_;
  WebConfig config_;
};

}  // namespace

std::variant<WebConfig, std::vector<ConfigProblem>> ReadWebConfig(const std::string& path) {
  return ReadYamlFile<WebConfig>(path, [](const YAML::Node& root, const ProblemSink& sink) {
    const auto folder = std::filesystem::path(sink.file).parent_path().string();
    WebConfig config = WebConfigReader(sink, folder).Read(root);
    config.file = sink.file;
    return config;
  });
}

}  // namespace caseclock
