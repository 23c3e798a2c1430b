#include <fmt/format.h>

#include <chrono>

#include "daemon/alerts/mail_route.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/load_config.h"
#include "daemon/commands/named_files.h"
#include "daemon/config/config_warnings.h"
#include "daemon/intake/topic_contract.h"
#include "daemon/notify/alertmanager.h"

namespace caseclock {
namespace {

constexpr std::chrono::seconds kConnectPatience{10};

std::string Counted(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// Tells what was tried, and counts what failed.
class Trial {
 public:
  void Try(const std::string& what, const std::string& problem) {
    fmt::print(problem.empty() ? stdout : stderr, "{}: {}\n", what,
               problem.empty() ? "answers" : problem);
    if (!problem.empty()) ++failed_;
  }
  int failed() const { return failed_; }

 private:
  int failed_ = 0;
};

void TryKafka(const KafkaOptions& kafka, Trial& trial) {
  const TopicContract contract = CheckTopicContract(kafka, kConnectPatience);
  if (!contract.checked) {
    return trial.Try("kafka " + kafka.bootstrap,
                     "could not ask for the topics: " + contract.why_unchecked);
  }
  for (const std::string& breach : contract.breaches) trial.Try("kafka", breach);
  if (contract.breaches.empty()) trial.Try("kafka " + kafka.bootstrap, "");
}

void TryAlerts(const AlertsConfig& alerts, Trial& trial) {
  if (!alerts.mail.host.empty()) {
    const std::string server = fmt::format("{}:{}", alerts.mail.host, alerts.mail.port);
    trial.Try("mail server " + server, TryMailServer(alerts.mail));
  }
  if (alerts.alertmanager.url.empty()) return;
  Alertmanager alertmanager(alerts.alertmanager.url);
  trial.Try("Alertmanager " + alerts.alertmanager.url, alertmanager.TryConnection().reason);
}

/// Everything outside that the daemon would use. Sends no email and no alert.
int CountFailedConnections(const Config& config, const KafkaOptions& kafka) {
  Trial trial;
  TryKafka(kafka, trial);
  if (!config.alerts.people.empty()) TryAlerts(config.alerts, trial);
  return trial.failed();
}

}  // namespace

ExitCode RunCheckConfig(const CheckConfigOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kServe);
  if (!config) return kConfiguration;
  const KafkaOptions kafka = KafkaOptionsOf(*config);
  auto problems = CheckKafkaOptions(kafka);
  for (std::string& problem : CheckNamedFiles(*config)) problems.push_back(std::move(problem));
  for (const std::string& problem : problems) {
    fmt::print(stderr, "{}: {}\n", options.config, problem);
  }
  for (const std::string& warning : ConfigWarnings(*config)) {
    fmt::print(stderr, "{}: warning: {}\n", options.config, warning);
  }
  if (!problems.empty()) return kConfiguration;
  if (options.connect && CountFailedConnections(*config, kafka) > 0) return kConfiguration;
  const auto definitions = config->DefinitionsFor("");
  fmt::print("{}: no problems; {}, {} known, working days from {} to {}\n", options.config,
             Counted(config->catalogue.indicators.size(), "indicator", "indicators"),
             Counted(config->authorities.size(), "council", "councils"),
             FormatDate(definitions->calendar.first()), FormatDate(definitions->calendar.last()));
  return kDone;
}

}  // namespace caseclock
