#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "daemon/alerts/alert_service.h"
#include "daemon/checkpoint/directory_store.h"
#include "daemon/commands/board_texts.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/live_config.h"
#include "daemon/commands/log.h"
#include "daemon/commands/named_files.h"
#include "daemon/commands/stop_signal.h"
#include "daemon/config/config_warnings.h"
#include "daemon/exposition/version.h"
#include "daemon/http/http_server.h"
#include "daemon/intake/case_event_consumer.h"
#include "daemon/intake/dead_letters.h"
#include "daemon/intake/topic_watch.h"
#include "daemon/past/loop_past_desk.h"
#include "daemon/records/loop_record_desk.h"
#include "daemon/serve/serve_loop.h"

namespace caseclock {
namespace {

/// How long an email waits for a look at the topic before it is tried again.
constexpr std::chrono::seconds kLookPatience{2};
constexpr std::int64_t kSecond = 1'000'000;

ServeLoopOptions LoopOptions(LiveConfig& live, const KafkaOptions& kafka, LoopRequests& requests,
                             TopicGuard& guard) {
  const Config& config = live.config();
  ServeLoopOptions options;
  options.topic = kafka.topic;
  options.checkpoint_interval_us = config.checkpoint_interval_seconds * kSecond;
  options.batch_wait_us = config.batch_wait_seconds * kSecond;
  options.audit_interval_us = config.audit_interval_seconds * kSecond;
  options.guard = &guard;
  options.partitions = kafka.expected_partitions;
  options.counted_authorities = config.CountedAuthorities();
  options.definitions = config.DefinitionsFor("")->Fingerprint();
  options.standards = config.standards;
  options.reload = [&live] { return live.TakeChange(); };
  options.requests = &requests;
  return options;
}

/// Written whole or not at all: whoever waits for the file never reads half a number.
bool WritePortFile(const std::string& path, int port) {
  if (path.empty()) return true;
  const std::string partial = path + ".partial";
  std::ofstream(partial) << port << "\n";
  return std::rename(partial.c_str(), path.c_str()) == 0;
}

/// Logged, for a start that comes to nothing.
ExitCode NotStarted(const LogSink& log, const std::string& problem,
                    ExitCode code = kConfiguration) {
  log(LogLevel::kError, problem);
  return code;
}

/// Says why it stopped.
ExitCode CodeOf(const LoopEnd& end, const LogSink& log) {
  if (!end.message.empty()) log(LogLevel::kError, end.message);
  switch (end.kind) {
    case LoopEnd::Kind::kStopped:
      log(LogLevel::kInfo, WasInterrupted() ? "stopped by SIGINT" : "stopped by SIGTERM");
      return WasInterrupted() ? kInterrupted : kDone;
    case LoopEnd::Kind::kRecoveryRefused: return kRecoveryRefused;
    case LoopEnd::Kind::kFatal: return kKafkaFatal;
  }
  return kFailed;
}

/// Who tells, where that is not plain.
void SayWhoTells(const Config& config, ViewBoard& board, const LogSink& log) {
  if (config.alerts.people.empty()) return;
  if (!config.alerts.Tells()) {
    AlertsHealth health;
    health.told_elsewhere = true;
    board.PublishAlerts(std::move(health));
    log(LogLevel::kInfo, "this instance sends no alerts: alerts.tells is false");
  } else if (config.kafka.assignment == "group") {
    log(LogLevel::kInfo,
        "this instance alone sends alerts, and only for councils whose partitions it holds: "
        "where the group has other members, give it kafka.assignment: all");
  }
}

/// Nothing when nobody is to be told by this instance.
std::variant<std::unique_ptr<AlertService>, AlertStartProblem> StartAlerts(
    LiveConfig& live, const KafkaOptions& kafka, ViewBoard& board, LoopRequests& requests,
    TopicGuard& guard, const LogSink& log) {
  const Config& config = live.config();
  SayWhoTells(config, board, log);
  if (!config.alerts.Tells()) return std::unique_ptr<AlertService>();
  AlertServiceOptions options;
  options.alerts = config.alerts;
  options.definitions_of = live.Definitions();
  options.directory = config.alerts.ledger_directory.empty()
                          ? config.checkpoint_directory + "/alerts"
                          : config.alerts.ledger_directory;
  options.kafka = kafka;
  options.may_decide = [&guard] { return guard.IsSameNow(kLookPatience); };
  auto started = AlertService::Start(std::move(options), board, requests, log);
  if (auto* service = std::get_if<std::unique_ptr<AlertService>>(&started)) {
    live.OnChange(
        [alerts = service->get()](const Config& changed, const DefinitionsOf& definitions) {
          alerts->Reconfigure(changed.alerts, definitions);
        });
  }
  return started;
}

/// Without readers the router says what to configure.
std::unique_ptr<LoopRecordDesk> OpenRecords(LiveConfig& live, const ViewBoard& board,
                                            LoopRequests& requests, Router& router,
                                            const LogSink& log) {
  const HttpConfig& http = live.config().http;
  LoopRecordDeskOptions options;
  options.readers = http.record_readers;
  options.audit_directory = http.audit_directory.empty()
                                ? live.config().checkpoint_directory + "/audit"
                                : http.audit_directory;
  options.log = log;
  auto desk = std::make_unique<LoopRecordDesk>(std::move(options), board, requests);
  router.SetRecordDesk(http.record_readers.empty() ? nullptr : desk.get());
  live.OnChange([one = desk.get(), &router](const Config& changed, const DefinitionsOf&) {
    one->SetReaders(changed.http.record_readers);
    router.SetRecordDesk(changed.http.record_readers.empty() ? nullptr : one);
  });
  return desk;
}

std::unique_ptr<LoopPastDesk> OpenPast(LiveConfig& live, const ViewBoard& board,
                                       LoopRequests& requests, Router& router) {
  const auto standards = std::make_shared<Newest<Standards>>();
  standards->Put(live.config().standards);
  live.OnChange([standards](const Config& changed, const DefinitionsOf&) {
    standards->Put(changed.standards);
  });
  auto desk =
      std::make_unique<LoopPastDesk>(board, requests, [standards] { return standards->Get(); });
  router.SetPastDesk(desk.get());
  return desk;
}

/// nullptr: told already.
std::unique_ptr<WebAccess> OpenAccess(LiveConfig& live, const LogSink& log) {
  const HttpConfig& http = live.config().http;
  auto opened = WebAccess::Open(http.web, log);
  if (const auto* problem = std::get_if<std::string>(&opened)) {
    log(LogLevel::kError, *problem);
    return nullptr;
  }
  const std::string warning = OpenDoorWarning(http.host, http.web);
  if (!warning.empty()) log(LogLevel::kWarning, warning);
  auto access = std::get<std::unique_ptr<WebAccess>>(std::move(opened));
  live.OnChange([one = access.get()](const Config& changed, const DefinitionsOf&) {
    one->Replace(changed.http.web);
  });
  return access;
}

/// What the configuration names, and where links of emails lead.
HostNames NamesOf(const Config& config) {
  std::vector<std::string> names = config.http.host_names;
  names.push_back(HostOfUrl(config.alerts.link));
  return HostNames(names);
}

ExitCode Serve(const std::string& path, const Config& config, const KafkaOptions& kafka,
               const LogSink& log) {
  ViewBoard board(config.series_budget, config.total_series_budget);
  Router router(&board, BoardTexts(config.catalogue));
  router.SetCatalogue(config.catalogue, config.due_soon_working_days);
  LiveConfig live(path, config, router, log);
  LoopRequests requests;
  FileLock lock;
  if (const std::string problem = LockDirectory(config.checkpoint_directory, lock);
      !problem.empty()) {
    return NotStarted(log, problem);
  }
  const auto access = OpenAccess(live, log);
  if (access == nullptr) return kConfiguration;
  auto watch = TopicWatch::Start(kafka, log);
  if (const auto* problem = std::get_if<std::string>(&watch)) return NotStarted(log, *problem);
  TopicGuard& guard = *std::get<std::unique_ptr<TopicWatch>>(watch);
  auto alerts = StartAlerts(live, kafka, board, requests, guard, log);
  if (const auto* problem = std::get_if<AlertStartProblem>(&alerts)) {
    const bool is_recovery = problem->kind == AlertStartProblem::Kind::kRecovery;
    return NotStarted(log, problem->sentence, is_recovery ? kRecoveryRefused : kConfiguration);
  }
  if (const auto& service = std::get<std::unique_ptr<AlertService>>(alerts)) {
    router.SetDesk(service->acknowledgements());
  }
  const auto records = OpenRecords(live, board, requests, router, log);
  const auto past = OpenPast(live, board, requests, router);
  // Begun after the desk behind the links is there, and ended before it is gone.
  HttpServerOptions http;
  http.listen = fmt::format("{}:{}", config.http.host, config.http.port);
  http.host_names = NamesOf(config);
  http.access = access.get();
  auto started = HttpServer::Start(http, &router);
  if (const auto* error = std::get_if<HttpServerError>(&started)) {
    return NotStarted(log, error->message);
  }
  const auto& server = std::get<std::unique_ptr<HttpServer>>(started);

  auto letters = DeadLetters::Connect(kafka, log);
  if (const auto* problem = std::get_if<std::string>(&letters)) return NotStarted(log, *problem);
  DirectoryStore store(config.checkpoint_directory, config.checkpoint_generations);
  SystemClock clock(config.as_of);
  ServeLoop loop(LoopOptions(live, kafka, requests, guard),
                 *std::get<std::unique_ptr<DeadLetters>>(letters), store, live.Definitions(), clock,
                 board, log);
  auto source = CaseEventConsumer::Connect(kafka, loop, log);
  if (const auto* problem = std::get_if<std::string>(&source)) return NotStarted(log, *problem);
  if (!WritePortFile(config.http.port_file, server->Port())) {
    return NotStarted(log, "could not write " + config.http.port_file);
  }
  log(LogLevel::kInfo,
      fmt::format("serving {} from topic {} at {}", server->Url(), kafka.topic, kafka.bootstrap));
  const LoopEnd end =
      loop.Run(*std::get<std::unique_ptr<CaseEventConsumer>>(source), StopRequested());
  requests.Close();
  return CodeOf(end, log);
}

/// The configuration, once all that it names can be used; else every problem is in the log.
std::optional<Config> LoadForServe(const std::string& path, const LogSink& log) {
  auto read = ReadConfig(path, ConfigUse::kServe);
  std::vector<std::string> problems;
  if (const auto* found = std::get_if<std::vector<ConfigProblem>>(&read)) {
    for (const ConfigProblem& problem : *found) problems.push_back(ProblemText(problem));
  } else {
    const Config& config = std::get<Config>(read);
    for (const auto& check : {CheckKafkaOptions(KafkaOptionsOf(config)), CheckNamedFiles(config)}) {
      for (const std::string& problem : check) problems.push_back(path + ": " + problem);
    }
  }
  if (problems.empty()) return std::get<Config>(std::move(read));
  for (const std::string& problem : problems) log(LogLevel::kError, problem);
  log(LogLevel::kError, fmt::format("{} problem{} in the configuration; nothing was started",
                                    problems.size(), problems.size() == 1 ? "" : "s"));
  return std::nullopt;
}

}  // namespace

ExitCode RunServe(const ServeOptions& options) {
  const LogSink log =
      StandardErrorLog(options.log_format == "json" ? LogFormat::kJson : LogFormat::kText);
  log(LogLevel::kInfo, fmt::format("caseclock {} starts with {}", Version(), options.config));
  ExitCode code = kConfiguration;
  if (const auto config = LoadForServe(options.config, log)) {
    for (const std::string& warning : ConfigWarnings(*config)) log(LogLevel::kWarning, warning);
    if (config->only_known_authorities && config->authorities.empty()) {
      log(LogLevel::kInfo,
          "no councils are listed: every council with children's services in England is counted; "
          "list yours under authorities");
    }
    InstallStopSignal();
    InstallReloadSignal();
    code = Serve(options.config, *config, KafkaOptionsOf(*config), log);
  }
  const bool is_wanted = code == kDone || code == kInterrupted;
  log(is_wanted ? LogLevel::kInfo : LogLevel::kError,
      fmt::format("caseclock {} ended with exit code {}", Version(), static_cast<int>(code)));
  return code;
}

}  // namespace caseclock
