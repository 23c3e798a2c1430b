#include "daemon/config/config.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>

namespace caseclock {
namespace {

constexpr std::int64_t kMaxSeconds = 24 * 3600;

class Reader {
 public:
  Reader(ProblemSink sink, ConfigUse use) : sink_(std::move(sink)), use_(use) {}

  Config Read(const YAML::Node& root) {
    YamlMap top(root, "", sink_);
    ReadKafka(top.Map("kafka"));
    ReadHttp(top.Map("http"));
    ReadCheckpoint(top.Map("checkpoint"));
    ReadCalendar(top.Map("calendar"));
    ReadAuthorities(top);
    ReadIndicators(top);
    config_.as_of = top.Day("as_of");
    ReadInt(top, "batch_wait_seconds", 1, kMaxSeconds, config_.batch_wait_seconds);
    ReadInt(top, "audit_interval_seconds", 1, kMaxSeconds, config_.audit_interval_seconds);
    ReadInt(top, "series_budget", 100, 1'000'000, config_.series_budget);
    ReadInt(top, "due_soon_working_days", 1, 60, config_.due_soon_working_days);
    if (auto flag = top.Flag("only_known_authorities")) config_.only_known_authorities = *flag;
    if (config_.only_known_authorities && config_.authorities.empty()) {
      top.Refuse("only_known_authorities", "it is true, but no authorities are listed.");
    }
    top.Finish();
    return std::move(config_);
  }

 private:
  static void ReadText(YamlMap& map, const char* key, std::string& into) {
    if (auto text = map.Text(key)) into = *text;
  }
  static void ReadInt(YamlMap& map, const char* key, std::int64_t min, std::int64_t max,
                      int& into) {
    if (auto value = map.Whole(key, min, max)) into = static_cast<int>(*value);
  }

  void ReadKafka(YamlMap map) {
    KafkaConfig& kafka = config_.kafka;
    ReadText(map, "bootstrap", kafka.bootstrap);
    ReadText(map, "topic", kafka.topic);
    ReadText(map, "dead_letter_topic", kafka.dead_letter_topic);
    ReadText(map, "group", kafka.group);
    ReadText(map, "group_instance_id", kafka.group_instance_id);
    ReadText(map, "assignment", kafka.assignment);
    if (kafka.assignment != "group" && kafka.assignment != "all") {
      map.Refuse("assignment", "expected group or all, found \"" + kafka.assignment + "\".");
    }
    ReadText(map, "format", kafka.format);
    if (kafka.format != "protobuf" && kafka.format != "json") {
      map.Refuse("format", "expected protobuf or json, found \"" + kafka.format + "\".");
    }
    kafka.partitions = map.Whole("partitions", 0, 10000).value_or(0);
    if (auto flag = map.Flag("verify_topic")) kafka.verify_topic = *flag;
    if (auto flag = map.Flag("allow_incomplete_history")) kafka.allow_incomplete_history = *flag;
    YamlMap properties = map.Map("properties");
    kafka.properties = properties.AllTexts();
    if (use_ == ConfigUse::kServe && kafka.bootstrap.empty()) {
      map.Require("bootstrap", "write kafka: {bootstrap: \"localhost:9092\"}");
    }
    map.Finish();
  }

  void ReadHttp(YamlMap map) {
    if (auto listen = map.Text("listen")) {
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
      } else {
        config_.http_host = listen->substr(0, colon);
        config_.http_port = port;
      }
    }
    ReadText(map, "port_file", config_.http_port_file);
    map.Finish();
  }

  void ReadCheckpoint(YamlMap map) {
    ReadText(map, "directory", config_.checkpoint_directory);
    ReadInt(map, "interval_seconds", 1, kMaxSeconds, config_.checkpoint_interval_seconds);
    ReadInt(map, "generations", 2, 100, config_.checkpoint_generations);
    if (use_ == ConfigUse::kServe && config_.checkpoint_directory.empty()) {
      map.Require("directory", "write checkpoint: {directory: /var/lib/caseclock}");
    }
    map.Finish();
  }

  void ReadCalendar(YamlMap map) {
    if (auto file = map.Text("bank_holidays_file")) {
      auto read = ReadBankHolidays(*file);
      if (auto* error = std::get_if<std::string>(&read)) {
        map.Refuse("bank_holidays_file", *error);
      } else {
        config_.bank_holidays = std::get<std::vector<BankHoliday>>(std::move(read));
      }
    }
    map.Finish();
  }

  void ReadAuthorities(YamlMap& top) {
    for (const YAML::Node& node : top.List("authorities")) {
      YamlMap map(node, "authorities", sink_);
      AuthorityConfig authority;
      ReadText(map, "code", authority.code);
      if (authority.code.empty()) map.Require("code", "write code: E08000018");
      authority.population = map.Whole("population", 1, 10'000'000);
      for (const YAML::Node& day : map.List("closure_days")) {
        const auto date = day.IsScalar() ? ParseDate(day.Scalar()) : std::nullopt;
        if (date) {
          authority.closure_days.push_back(*date);
        } else {
          sink_.Add(day.Mark(), "could not read a closure day", "expected a date such as 2024-12-24.");
        }
      }
      const auto same = [&](const AuthorityConfig& other) { return other.code == authority.code; };
      if (std::any_of(config_.authorities.begin(), config_.authorities.end(), same)) {
        map.Refuse("code", "authority \"" + authority.code + "\" is listed twice.");
      }
      map.Finish();
      config_.authorities.push_back(std::move(authority));
    }
  }

  void ReadIndicators(YamlMap& top) {
    for (const YAML::Node& node : top.List("indicators")) {
      YamlMap map(node, "indicators", sink_);
      ReadIndicator(map);
      map.Finish();
    }
    if (config_.catalogue.indicators.size() > kMaxIndicators) {
      top.Refuse("indicators", "more than " + std::to_string(kMaxIndicators) + " rows.");
    }
  }

  /// A row that is there already is changed; a new one is a copy of another.
  void ReadIndicator(YamlMap& map) {
    const auto id = map.Text("id");
    const auto copy_of = map.Text("copy_of");
    if (!id || id->empty()) return map.Require("id", "write id: assessment_40");
    auto& rows = config_.catalogue.indicators;
    const auto find = [&rows](const std::string& wanted) {
      return std::find_if(rows.begin(), rows.end(),
                          [&](const Indicator& r) { return r.id == wanted; });
    };
    auto row = find(*id);
    if (copy_of) {
      const auto original = find(*copy_of);
      if (original == rows.end()) return map.Refuse("copy_of", "no indicator \"" + *copy_of + "\".");
      if (row != rows.end()) return map.Refuse("id", "indicator \"" + *id + "\" exists already.");
      Indicator copy = *original;
      copy.id = *id;
      rows.push_back(std::move(copy));
      row = std::prev(rows.end());
    }
    if (row == rows.end()) {
      return map.Refuse("id", "no indicator \"" + *id + "\".", "add copy_of: ID to make a new one");
    }
    if (auto title = map.Text("title")) row->title = *title;
    ReadLimits(map, *row);
  }

  void ReadLimits(YamlMap& map, Indicator& row) {
    if (auto text = map.Text("limit")) {
      if (auto limit = ParseLimit(*text)) {
        row.limits = {{Date::Min(), *limit}};
      } else {
        map.Refuse("limit", "expected a number and a unit, found \"" + *text + "\".",
                   "write limit: 45 working days");
      }
    }
    std::vector<LimitFrom> limits;
    for (const YAML::Node& node : map.List("limits")) {
      YamlMap entry(node, "limits", sink_);
      const auto from = entry.Day("from");
      const auto text = entry.Text("limit");
      const auto limit = text ? ParseLimit(*text) : std::nullopt;
      if (!limit) entry.Refuse("limit", "expected a number and a unit.", "write limit: 45 working days");
      if (limit)
        limits.push_back(
            {limits.empty() && !from ? Date::Min() : from.value_or(Date::Min()), *limit});
      if (limits.size() > 1 && limits[limits.size() - 2].from >= limits.back().from) {
        entry.Refuse("from", "limits must stand in order of their dates, each with one.");
      }
      entry.Finish();
    }
    if (!limits.empty()) {
      limits.front().from = Date::Min();
      row.limits = std::move(limits);
    }
  }

  ProblemSink sink_;
  ConfigUse use_;
  Config config_;
};

}  // namespace

std::optional<Limit> ParseLimit(std::string_view text) {
  Limit limit;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit.length);
  if (error != std::errc() || limit.length < 0 || limit.length > 2000) return std::nullopt;
  std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit == " working days" || unit == " working day") {
    limit.unit = LimitUnit::kWorkingDays;
  } else if (unit == " days" || unit == " day") {
    limit.unit = LimitUnit::kDays;
  } else if (unit == " months" || unit == " month") {
    limit.unit = LimitUnit::kMonths;
  } else {
    return std::nullopt;
  }
  return limit;
}

std::shared_ptr<const Definitions> Config::DefinitionsFor(const std::string& authority) const {
  Definitions definitions;
  definitions.catalogue = catalogue;
  definitions.due_soon_working_days = due_soon_working_days;
  std::vector<Date> closures;
  for (const AuthorityConfig& known : authorities) {
    if (known.code != authority) continue;
    definitions.population = known.population;
    closures = known.closure_days;
  }
  const auto shipped = BankHolidays(kFirstHolidayYear, kLastHolidayYear);
  const auto days = bank_holidays.empty() ? shipped : ReplaceYears(shipped, bank_holidays);
  const int last_year = std::max(kLastHolidayYear, PartsOf(days.back().date).year);
  definitions.calendar = WorkingDays(days, closures, kFirstHolidayYear, last_year);
  return std::make_shared<const Definitions>(std::move(definitions));
}

std::variant<Config, std::vector<ConfigProblem>> ReadConfigText(const std::string& text,
                                                                const std::string& name,
                                                                ConfigUse use) {
  std::vector<ConfigProblem> problems;
  const ProblemSink sink{name, &problems};
  try {
    Config config = Reader(sink, use).Read(YAML::Load(text));
    if (problems.empty()) return config;
  } catch (const YAML::Exception& error) {
    sink.Add(error.mark, "this is not YAML", error.msg + ".");
  }
  return problems;
}

std::variant<Config, std::vector<ConfigProblem>> ReadConfig(const std::string& path,
                                                            ConfigUse use) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    return std::vector<ConfigProblem>{{path, 0, 0, "could not read the file", "", ""}};
  }
  return ReadConfigText(text.str(), path, use);
}

}  // namespace caseclock
