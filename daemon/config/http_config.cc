#include "daemon/config/http_config.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace caseclock {
namespace {

void ReadListen(YamlMap& map, HttpConfig& config) {
  const auto listen = map.Text("listen");
  if (!listen) return;
  const std::size_t colon = listen->rfind(':');
  int port = -1;
  if (colon != std::string::npos) {
    const char* end = listen->data() + listen->size();
    const auto parsed = std::from_chars(listen->data() + colon + 1, end, port);
    if (parsed.ec != std::errc() || parsed.ptr != end) port = -1;
  }
  if (port < 0 || port > 65535) {
    map.Refuse("listen", "expected HOST:PORT, found \"" + *listen + "\".",
               "write listen: \"127.0.0.1:9464\"");
    return;
  }
  config.host = listen->substr(0, colon);
  config.port = port;
}

void ReadWeb(YamlMap& map, const std::string& folder, WebConfig& web) {
  const auto file = map.Text("web_config_file");
  if (!file) return;
  auto read = ReadWebConfig((std::filesystem::path(folder) / *file).string());
  if (auto* config = std::get_if<WebConfig>(&read)) {
    web = std::move(*config);
    return;
  }
  auto& problems = *map.sink().problems;
  for (auto& problem : std::get<std::vector<ConfigProblem>>(read)) problems.push_back(problem);
}

RecordReaderConfig ReadReader(YamlMap& map) {
  RecordReaderConfig reader;
  reader.user = map.Text("user").value_or("");
  if (reader.user.empty()) map.Require("user", "write user: NAME, one of basic_auth_users");
  if (map.Has("authorities")) {
    reader.authorities.emplace();
    for (const YAML::Node& code : map.List("authorities")) {
      if (code.IsScalar()) reader.authorities->push_back(code.Scalar());
    }
    if (reader.authorities->empty()) {
      map.Refuse("authorities", "expected codes of councils.", "leave it out for all councils");
    }
  }
  map.Finish();
  return reader;
}

void ReadReaders(YamlMap& map, bool knows_users, HttpConfig& config) {
  for (const YAML::Node& node : map.List("record_readers")) {
    YamlMap row(node, "http.record_readers", map.sink());
    RecordReaderConfig reader = ReadReader(row);
    const auto same = [&](const RecordReaderConfig& one) { return one.user == reader.user; };
    if (std::ranges::any_of(config.record_readers, same)) {
      row.Refuse("user", "\"" + reader.user + "\" is listed twice.");
    } else if (knows_users && !reader.user.empty() && !config.web.users.contains(reader.user)) {
      row.Refuse("user", "\"" + reader.user + "\" has no password: nobody could be that reader.",
                 "add it to basic_auth_users of http.web_config_file");
    }
    config.record_readers.push_back(std::move(reader));
  }
  if (config.record_readers.size() > kMaxRecordReaders) {
    map.Refuse("record_readers", "more than 1,000 readers.");
  }
}

}  // namespace

HttpConfig ReadHttp(YamlMap map, const std::string& folder, bool reads_web) {
  HttpConfig config;
  ReadListen(map, config);
  config.port_file = map.Text("port_file").value_or("");
  config.audit_directory = map.Text("audit_directory").value_or("");
  const std::size_t problems = map.sink().problems->size();
  if (reads_web) {
    ReadWeb(map, folder, config.web);
  } else {
    map.Text("web_config_file");
  }
  // Of a file with mistakes nobody knows who would have been in it.
  const bool knows_users = reads_web && map.sink().problems->size() == problems;
  ReadReaders(map, knows_users, config);
  map.Finish();
  return config;
}

}  // namespace caseclock
