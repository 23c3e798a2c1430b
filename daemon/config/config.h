/// @file
/// The configuration of the daemon: one YAML file, read strictly. ops/docs/configuration.md lists every option.
///
/// Example:
///   kafka: {bootstrap: "localhost:9092", topic: case-events, group: caseclock}
///   http: {listen: "127.0.0.1:9464"}
///   checkpoint: {directory: /var/lib/caseclock}
///   authorities:
///     - {code: E08000018, population: 64000}
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "daemon/config/alerts_config.h"
#include "daemon/config/http_config.h"
#include "daemon/config/yaml_reader.h"
#include "processors/indicator/definitions.h"
#include "processors/judgement/standards.h"

namespace caseclock {

/// What is known of one council beforehand.
struct AuthorityConfig {
  std::string code;
  std::string name;  ///< what people call it; empty: as authority_name.h knows it
  std::optional<std::int64_t> population;  ///< children aged 0 to 17
  std::vector<Date> closure_days;          ///< on which this council alone does not work
};

/// Where events come from and where unreadable ones go.
struct KafkaConfig {
  std::string bootstrap;
  std::string topic = "case-events";
  std::string dead_letter_topic;  ///< empty: topic + ".dead-letters"
  std::string group = "caseclock";
  std::string group_instance_id;     ///< static membership; empty: none
  std::string assignment = "group";  ///< or "all": this instance alone reads every partition
  std::string format = "protobuf";
  std::int64_t partitions = 0;  ///< expected number; 0: whatever the topic has
  bool verify_topic = true;
  bool allow_incomplete_history = false;
  std::vector<std::pair<std::string, std::string>>
      properties;  ///< for librdkafka, such as TLS and SASL
};

/// Everything, with defaults. Immutable once read.
struct Config {
  KafkaConfig kafka;
  HttpConfig http;
  std::string checkpoint_directory;
  int checkpoint_interval_seconds = 60;
  int checkpoint_generations = 3;
  std::optional<Date> as_of;     ///< a fixed day instead of today, for rehearsals
  int batch_wait_seconds = 900;  ///< how long an incomplete export may hold the figures
  int audit_interval_seconds = 60;
  int series_budget = 12000;
  int total_series_budget = 500000;
  /// Only councils that are listed are counted or, where none is, those with children's services in England; false:
  /// every one whose code has the form of a code.
  bool only_known_authorities = true;
  std::vector<AuthorityConfig> authorities;
  Catalogue catalogue = BuiltInCatalogue();
  std::vector<BankHoliday> bank_holidays;  ///< published list; empty: the shipped table
  int due_soon_working_days = 5;
  std::string supervised_team;  ///< of supervision reports; no option of the file
  /// By what figures are judged; never null.
  std::shared_ptr<const Standards> standards = std::make_shared<const Standards>();
  AlertsConfig alerts = DefaultAlerts(BuiltInCatalogue());

  /// The codes of the councils whose events are counted. nullopt: any.
  std::optional<std::vector<std::string>> CountedAuthorities() const;
  /// The definitions for one council; councils not listed get the common ones.
  std::shared_ptr<const Definitions> DefinitionsFor(const std::string& authority) const;
};

/// What `for_serve` needs in addition: kafka.bootstrap and checkpoint.directory.
enum class ConfigUse { kReport, kServe };

/// Reads the file, and the comparators_file beside it. All problems at once, or the configuration.
std::variant<Config, std::vector<ConfigProblem>> ReadConfig(const std::string& path, ConfigUse use);

/// The same from a text, for tests; `name` stands in for the file, whose folder need not be there.
std::variant<Config, std::vector<ConfigProblem>> ReadConfigText(const std::string& text,
                                                                const std::string& name,
                                                                ConfigUse use);

/// Reads a bank-holidays.json as GOV.UK publishes it, division england-and-wales.
/// Errors: a sentence when the file cannot be read.
std::variant<std::vector<BankHoliday>, std::string> ReadBankHolidays(const std::string& path);

}  // namespace caseclock
