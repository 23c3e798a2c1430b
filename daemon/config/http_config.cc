#include "daemon/config/http_config.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "daemon/config/council_code.h"
#include "processors/record/authority_code.h"

namespace caseclock {
namespace {

/// Longest name of a machine in the domain name system. Units: bytes.
constexpr std::size_t kMaxHostNameBytes = 253;

class HttpReader {
 public:
  HttpReader(std::string folder, bool reads_web)
      : folder_(std::move(folder)), reads_web_(reads_web) {}

  HttpConfig ReadHttp(YamlMap map) {
    ReadListen(map);
    config_.port_file = map.Text("port_file").value_or("");
    ReadHostNames(map);
    config_.audit_directory = map.Text("audit_directory").value_or("");
    // Of a file with mistakes nobody knows who would have been in it.
    const bool knows_users = ReadWeb(map) && reads_web_;
    ReadReaders(map, knows_users);
    map.Finish();
    return std::move(config_);
  }

 private:
  static bool IsAddress(const std::string& host) {
    in_addr parsed = {};
    return inet_pton(AF_INET, host.c_str(), &parsed) == 1;
  }

  /// What the server takes: a name may have several addresses, and nobody would know which it listens on.
  void ReadListen(YamlMap& map) {
    const auto listen = map.Text("listen");
    if (!listen) return;
    const std::size_t colon = listen->rfind(':');
    int port = -1;
    if (colon != std::string::npos && IsAddress(listen->substr(0, colon))) {
      const char* end = listen->data() + listen->size();
      const auto parsed = std::from_chars(listen->data() + colon + 1, end, port);
      if (parsed.ec != std::errc() || parsed.ptr != end) port = -1;
    }
    if (port < 0 || port > 65535) {
      map.Refuse("listen", "expected an IPv4 address and a port, found \"" + *listen + "\".",
                 "write listen: \"127.0.0.1:9464\"");
      return;
    }
    config_.host = listen->substr(0, colon);
    config_.port = port;
  }

  /// As in the address of a browser, without "https://" and port.
  static bool IsHostName(std::string_view name) {
    const auto is_part_of_one = [](char c) {
      return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    return !name.empty() && name.size() <= kMaxHostNameBytes && name.front() != '.' &&
           name.back() != '.' && name.find("..") == std::string_view::npos &&
           std::ranges::all_of(name, is_part_of_one);
  }

  void ReadHostNames(YamlMap& map) {
    for (const YAML::Node& node : map.List("host_names")) {
      const std::string found = node.IsScalar() ? node.Scalar() : "";
      std::string name = found;
      std::ranges::transform(name, name.begin(),
                             [](char c) { return 'A' <= c && c <= 'Z' ? char(c + 32) : c; });
      if (!IsHostName(name)) {
        map.Refuse("host_names", "expected the name of a machine, found \"" + found + "\".",
                   "write host_names: [caseclock.council.example], without https:// and port");
      } else if (std::ranges::find(config_.host_names, name) != config_.host_names.end()) {
        map.Refuse("host_names", "\"" + found + "\" is listed twice.");
      }
      config_.host_names.push_back(std::move(name));
    }
    if (config_.host_names.size() > kMaxHostNames) {
      map.Refuse("host_names", "more than 100 names.");
    }
  }

  /// False: the file has mistakes, which are told.
  bool ReadWeb(YamlMap& map) {
    const auto file = map.Text("web_config_file");
    if (!file || !reads_web_) return true;
    auto read = ReadWebConfig((std::filesystem::path(folder_) / *file).string());
    if (auto* config = std::get_if<WebConfig>(&read)) {
      config_.web = std::move(*config);
      return true;
    }
    auto& problems = *map.sink().problems;
    for (auto& problem : std::get<std::vector<ConfigProblem>>(read)) problems.push_back(problem);
    return false;
  }

  RecordReaderConfig ReadReader(YamlMap& map) {
    RecordReaderConfig reader;
    reader.user = map.Text("user").value_or("");
    if (reader.user.empty())
      map.Require("user", "write user: NAME, as in basic_auth_users of http.web_config_file");
    if (map.Has("authorities")) {
      reader.authorities.emplace();
      for (const YAML::Node& code : map.List("authorities")) {
        reader.authorities->push_back(code.IsScalar() ? code.Scalar() : "");
      }
      const auto& codes = *reader.authorities;
      if (codes.empty() || std::ranges::find(codes, "") != codes.end()) {
        map.Refuse("authorities", "expected codes of councils.", "leave it out for all councils");
      } else {
        CheckCodes(map, codes);
      }
    }
    map.Finish();
    return reader;
  }

  /// The first that is none.
  static void CheckCodes(YamlMap& map, const std::vector<std::string>& codes) {
    const auto wrong = std::ranges::find_if_not(codes, IsAuthorityCode);
    if (wrong == codes.end()) return;
    map.Refuse(
        "authorities",
        "expected codes of councils, a capital letter and eight digits, found \"" + *wrong + "\".",
        "write authorities: [" + CouncilCodeMeant(*wrong) + "]");
  }

  void ReadReaders(YamlMap& map, bool knows_users) {
    for (const YAML::Node& node : map.List("record_readers")) {
      YamlMap row(node, "http.record_readers", map.sink());
      RecordReaderConfig reader = ReadReader(row);
      const auto same = [&](const RecordReaderConfig& one) { return one.user == reader.user; };
      if (std::ranges::any_of(config_.record_readers, same)) {
        row.Refuse("user", "\"" + reader.user + "\" is listed twice.");
      } else if (knows_users && !reader.user.empty() && !config_.web.users.contains(reader.user)) {
        row.Refuse("user", "\"" + reader.user + "\" has no password: nobody could be that reader.",
                   "add it to basic_auth_users of http.web_config_file");
      }
      config_.record_readers.push_back(std::move(reader));
    }
    if (config_.record_readers.size() > kMaxRecordReaders) {
      map.Refuse("record_readers", "more than 1,000 readers.");
    }
  }

  std::string folder_;
  bool reads_web_;
  HttpConfig config_;
};

}  // namespace

HttpConfig ReadHttp(YamlMap map, const std::string& folder, bool reads_web) {
  return HttpReader(folder, reads_web).ReadHttp(std::move(map));
}

}  // namespace caseclock
