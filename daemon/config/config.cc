#include "daemon/config/config.h"

#include <algorithm>
#include <filesystem>

#include "daemon/config/council_code.h"
#include "daemon/config/indicators_config.h"
#include "daemon/config/judgement_config.h"
#include "daemon/config/yaml_file.h"
#include "processors/record/authority_code.h"

namespace caseclock {
namespace {

constexpr std::int64_t kMaxSeconds = 24 * 3600;
constexpr std::size_t kMaxNameBytes = 60;

class Reader {
 public:
  Reader(ProblemSink sink, ConfigUse use) : sink_(std::move(sink)), use_(use) {}

  Config Read(const YAML::Node& root) {
    YamlMap top(root, "", sink_);
    ReadKafka(top.Map("kafka"));
    const auto folder = std::filesystem::path(sink_.file).parent_path().string();
    config_.http = ReadHttp(top.Map("http"), folder, use_ == ConfigUse::kServe);
    ReadCheckpoint(top.Map("checkpoint"));
    ReadCalendar(top.Map("calendar"));
    ReadAuthorities(top);
    ReadIndicators(top, config_.catalogue);
    ReadDay(top);
    ReadInt(top, "batch_wait_seconds", 1, kMaxSeconds, config_.batch_wait_seconds);
    ReadInt(top, "audit_interval_seconds", 1, kMaxSeconds, config_.audit_interval_seconds);
    ReadInt(top, "series_budget", 100, 1'000'000, config_.series_budget);
    ReadInt(top, "total_series_budget", 1000, 100'000'000, config_.total_series_budget);
    ReadInt(top, "due_soon_working_days", 1, 60, config_.due_soon_working_days);
    if (auto flag = top.Flag("only_known_authorities")) config_.only_known_authorities = *flag;
    config_.standards = ReadJudgement(top.Map("judgement"), config_, folder);
    config_.alerts = ReadAlerts(top.Map("alerts"), config_.catalogue, folder);
    if (use_ == ConfigUse::kServe && HasNoWayOut(config_.alerts)) {
      top.Refuse("alerts", "people are named, but there is no way to tell them.",
                 "write mail: {server: \"smtp.council.example:587\", from: "
                 "caseclock@council.example}, or alertmanager: {url: \"http://127.0.0.1:9093\", "
                 "managers: true}");
    }
    if (use_ == ConfigUse::kServe) CheckWhoTells(top.Map("alerts"));
    const bool is_listed = config_.only_known_authorities && !config_.authorities.empty();
    if (is_listed && sink_.problems->empty()) {
      CheckPeople(top);
      CheckRecordReaders(top);
    }
    top.Finish();
    return std::move(config_);
  }

 private:
  static bool HasNoWayOut(const AlertsConfig& alerts) {
    return !alerts.people.empty() && alerts.mail.host.empty() && alerts.mail.folder.empty() &&
           (alerts.alertmanager.url.empty() || !alerts.alertmanager.managers);
  }

  /// Members of a group that each keep a ledger of their own would each tell everybody.
  void CheckWhoTells(YamlMap alerts) {
    const bool is_member = config_.kafka.assignment == "group";
    if (!is_member || config_.alerts.people.empty() || config_.alerts.tells) return;
    alerts.Require("tells",
                   "write tells: true, and tells: false in every other instance of the group; or "
                   "kafka: {assignment: all} where there is no other");
  }

  /// Somebody of a council that is never counted would wait for mails in vain.
  void CheckPeople(YamlMap& top) {
    for (const YAML::Node& node : top.Map("alerts").List("people")) {
      YamlMap row(node, "alerts.people", sink_);
      const std::string code = row.Text("authority").value_or("");
      if (!code.empty()) CheckIsKnown(row, "authority", code);
    }
  }

  /// Nor are there records of it to be seen.
  void CheckRecordReaders(YamlMap& top) {
    for (const YAML::Node& node : top.Map("http").List("record_readers")) {
      YamlMap row(node, "http.record_readers", sink_);
      for (const YAML::Node& code : row.List("authorities")) {
        CheckIsKnown(row, "authorities", code.Scalar());
      }
    }
  }

  void CheckIsKnown(YamlMap& row, const char* key, const std::string& code) {
    const auto is_it = [&](const AuthorityConfig& one) { return one.code == code; };
    if (std::ranges::any_of(config_.authorities, is_it)) return;
    row.Refuse(key, "events of \"" + code + "\" are not counted: it is not among the authorities.",
               "add it to authorities");
  }

  static void ReadText(YamlMap& map, const char* key, std::string& into) {
    if (auto text = map.Text(key)) into = *text;
  }
  static void ReadInt(YamlMap& map, const char* key, std::int64_t min, std::int64_t max,
                      int& into) {
    if (auto value = map.Whole(key, min, max)) into = static_cast<int>(*value);
  }

  void ReadDay(YamlMap& top) {
    config_.as_of = top.Day("as_of");
    if (!config_.as_of) return;
    const auto definitions = config_.DefinitionsFor("");
    const WorkingDays& calendar = definitions->calendar;
    if (calendar.first() <= *config_.as_of && *config_.as_of <= calendar.last()) return;
    top.Refuse("as_of", "working days are known from " + FormatDate(calendar.first()) + " to " +
                            FormatDate(calendar.last()) + ".");
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

  static void ReadName(YamlMap& map, AuthorityConfig& authority) {
    const auto name = map.Text("name");
    if (!name) return;
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; };
    const bool is_blank = name->find_first_not_of(' ') == std::string::npos;
    if (is_blank || name->size() > kMaxNameBytes || std::ranges::any_of(*name, is_control)) {
      return map.Refuse("name",
                        "expected the name of the council, on one line and not longer than " +
                            std::to_string(kMaxNameBytes) + " letters.",
                        "write name: Rotherham");
    }
    authority.name = *name;
  }

  void ReadAuthorities(YamlMap& top) {
    for (const YAML::Node& node : top.List("authorities")) {
      YamlMap map(node, "authorities", sink_);
      AuthorityConfig authority;
      ReadText(map, "code", authority.code);
      if (authority.code.empty()) {
        map.Require("code", "write code: E08000018");
      } else {
        CheckCouncilCode(map, "code", authority.code);
      }
      ReadName(map, authority);
      authority.population = map.Whole("population", 1, 10'000'000);
      for (const YAML::Node& day : map.List("closure_days")) {
        const auto date = day.IsScalar() ? ParseDate(day.Scalar()) : std::nullopt;
        if (date) {
          authority.closure_days.push_back(*date);
        } else {
          sink_.Add(day.Mark(), "could not read a closure day",
                    "expected a date such as 2024-12-24" +
                        (day.IsScalar() ? ", found \"" + day.Scalar() + "\"." : "."),
                    "write closure_days: [2024-12-24]");
        }
      }
      const auto same = [&](const AuthorityConfig& other) { return other.code == authority.code; };
      if (!authority.code.empty() &&
          std::any_of(config_.authorities.begin(), config_.authorities.end(), same)) {
        map.Refuse("code", "authority \"" + authority.code + "\" is listed twice.");
      }
      map.Finish();
      config_.authorities.push_back(std::move(authority));
    }
  }

  ProblemSink sink_;
  ConfigUse use_;
  Config config_;
};

}  // namespace

std::optional<std::vector<std::string>> Config::CountedAuthorities() const {
  if (!only_known_authorities) return std::nullopt;
  if (authorities.empty()) return EnglishChildrensServices();
  std::vector<std::string> codes;
  for (const AuthorityConfig& one : authorities) codes.push_back(one.code);
  return codes;
}

std::shared_ptr<const Definitions> Config::DefinitionsFor(const std::string& authority) const {
  Definitions definitions;
  definitions.catalogue = catalogue;
  definitions.due_soon_working_days = due_soon_working_days;
  definitions.supervised_team = supervised_team;
  std::vector<Date> closures;
  for (const AuthorityConfig& known : authorities) {
    if (known.code != authority) continue;
    definitions.population = known.population;
    definitions.authority_name = known.name;
    closures = known.closure_days;
  }
  const auto shipped = BankHolidays(kFirstHolidayYear, kLastHolidayYear);
  const auto days = bank_holidays.empty() ? shipped : ReplaceYears(shipped, bank_holidays);
  const int last_year = std::max(kLastHolidayYear, PartsOf(days.back().date).year);
  definitions.calendar = WorkingDays(days, closures, kFirstHolidayYear, last_year);
  return std::make_shared<const Definitions>(std::move(definitions));
}

namespace {

auto ReadBy(ConfigUse use) {
  return [use](const YAML::Node& root, const ProblemSink& sink) {
    return Reader(sink, use).Read(root);
  };
}

}  // namespace

std::variant<Config, std::vector<ConfigProblem>> ReadConfigText(const std::string& text,
                                                                const std::string& name,
                                                                ConfigUse use) {
  return ReadYamlText<Config>(text, name, ReadBy(use));
}

std::variant<Config, std::vector<ConfigProblem>> ReadConfig(const std::string& path,
                                                            ConfigUse use) {
  return ReadYamlFile<Config>(path, ReadBy(use));
}

}  // namespace caseclock
