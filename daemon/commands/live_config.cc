#include "daemon/commands/live_config.h"

#include <fmt/format.h>

#include <tuple>
#include <utility>

#include "daemon/commands/board_texts.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/log.h"
#include "daemon/commands/stop_signal.h"

namespace caseclock {
namespace {

/// What is read at the start only.
auto StartOptions(const Config& config) {
  const KafkaConfig& kafka = config.kafka;
  return std::tie(kafka.bootstrap, kafka.topic, kafka.dead_letter_topic, kafka.group,
                  kafka.group_instance_id, kafka.assignment, kafka.format, kafka.partitions,
                  kafka.verify_topic, kafka.allow_incomplete_history, kafka.properties,
                  config.http.host, config.http.port, config.http.port_file,
                  config.http.audit_directory, config.http.host_names, config.checkpoint_directory,
                  config.checkpoint_interval_seconds, config.checkpoint_generations,
                  config.batch_wait_seconds, config.audit_interval_seconds, config.series_budget,
                  config.total_series_budget, config.as_of);
}

/// Of alerts all but people, rules and group_wait.
auto StartOptionsOf(const AlertsConfig& alerts) {
  return std::tie(alerts.mail, alerts.alertmanager, alerts.link, alerts.link_key_file,
                  alerts.link_days, alerts.ledger_directory, alerts.kafka_topic,
                  alerts.acknowledgement_topic, alerts.tells);
}

void TellProblems(const std::vector<ConfigProblem>& problems, const LogSink& log) {
  for (const ConfigProblem& problem : problems) log(LogLevel::kError, ProblemText(problem));
  log(LogLevel::kError, fmt::format("{} problem{} in the configuration; the one in force stays",
                                    problems.size(), problems.size() == 1 ? "" : "s"));
}

}  // namespace

LiveConfig::LiveConfig(std::string path, Config config, Router& router, LogSink log)
    : path_(std::move(path)),
      config_(std::make_shared<const Config>(std::move(config))),
      router_(router),
      log_(std::move(log)) {
  router_.SetDefinitionsOf(Definitions());
}

DefinitionsOf LiveConfig::Definitions() const {
  return [config = config_](const std::string& code) { return config->DefinitionsFor(code); };
}

std::optional<Reloaded> LiveConfig::TakeChange() {
  if (!TakeReloadRequest()) return std::nullopt;
  auto read = ReadConfig(path_, ConfigUse::kServe);
  if (const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read)) {
    TellProblems(*problems, log_);
    return std::nullopt;
  }
  auto config = std::make_shared<const Config>(std::get<Config>(std::move(read)));
  if (StartOptions(*config) != StartOptions(*config_)) {
    log_(LogLevel::kWarning,
         "options of kafka, http, checkpoint and timing have changed: restart to apply");
  }
  if (config->CountedAuthorities() != config_->CountedAuthorities()) {
    log_(LogLevel::kWarning,
         "other councils are named: restart to count them, from their first event");
  }
  if (StartOptionsOf(config->alerts) != StartOptionsOf(config_->alerts)) {
    log_(LogLevel::kWarning,
         "options of alerts beside people, rules and group_wait have changed: restart to apply");
  }
  config_ = std::move(config);
  router_.SetTexts(BoardTexts(config_->catalogue));
  router_.SetCatalogue(config_->catalogue, config_->due_soon_working_days);
  router_.SetDefinitionsOf(Definitions());
  for (const Listener& listener : listeners_) listener(*config_, Definitions());
  return Reloaded{Definitions(), config_->standards, config_->DefinitionsFor("")->Fingerprint()};
}

}  // namespace caseclock
