#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "daemon/broker/embedded_broker.h"
#include "daemon/checkpoint/directory_store.h"
#include "daemon/codec/codec.h"
#include "daemon/commands/board_texts.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/demo_alerts.h"
#include "daemon/commands/event_log.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/log.h"
#include "daemon/commands/stop_signal.h"
#include "daemon/http/http_server.h"
#include "daemon/intake/case_event_consumer.h"
#include "daemon/intake/case_event_producer.h"
#include "daemon/intake/dead_letters.h"
#include "daemon/report/figure_text.h"
#include "daemon/report/report.h"
#include "daemon/serve/serve_loop.h"
#include "daemon/simulation/council_simulation.h"
#include "daemon/simulation/invented_standards.h"

namespace caseclock {
namespace {

constexpr char kCouncilName[] = "Inventshire";
constexpr char kTopic[] = "case-events";
/// The embedded broker keeps 5 MiB of a partition: the producer never runs further ahead than this.
constexpr std::int64_t kMaxAhead = 5000;
/// How far back the passing days begin, so that no event is recorded after its message.
constexpr int kDaysBeforeToday = 365;
constexpr std::int64_t kSecond = 1'000'000;

/// The day of the invented council; the machine's time for everything else.
class DemoClock : public SystemClock {
 public:
  explicit DemoClock(Date day) : day_(day) {}
  Date Today() override { return day_; }
  void Set(Date day) { day_ = day; }

 private:
  Date day_;
};

/// The embedded broker lacks what a real one has, and its clients say so at length; only errors matter here.
LogSink ErrorsOnly() {
  return [log = StandardErrorLog()](LogLevel level, std::string_view line) {
    if (level == LogLevel::kError) log(level, line);
  };
}

/// A directory that goes with the demo.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "caseclock-demo-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// Everything the demo is made of, in the order in which it is taken down again.
class Demo {
 public:
  explicit Demo(const DemoOptions& options)
      : options_(options),
        today_(caseclock::Today()),
        live_from_(today_ - std::max(kDaysBeforeToday, options.days.value_or(0))),
        history_from_(AddMonths(live_from_, -12 * options.history_years)),
        council_(StandardCouncil(1)),
        simulation_(council_, options.seed, history_from_),
        clock_(history_from_),
        router_(&board_, BoardTexts(BuiltInCatalogue())),
        store_(directory_.path()) {}

  ExitCode Run() {
    if (!Start()) return kFailed;
    fmt::print("Caseclock demo: an invented council, {}, of {} children; nothing here is real.\n",
               kCouncilName, GroupedText(council_.children));
    fmt::print("  live page  {}/\n  metrics    {}/metrics\n\n", server_->Url(), server_->Url());
    if (!PlayHistory() || !PlayDays()) return StopRequested() ? Interrupted() : kFailed;
    PrintReport();
    return kDone;
  }

 private:
  bool Tell(const std::string& problem) {
    fmt::print(stderr, "{}\n", problem);
    return false;
  }

  bool Start() {
    std::string problem;
    broker_ = EmbeddedBroker::Start(&problem);
    if (broker_ == nullptr) return Tell(problem);
    broker_->CreateTopic(kTopic, 1);
    KafkaOptions kafka;
    kafka.bootstrap = broker_->bootstrap();
    kafka.topic = kTopic;
    kafka.assignment = Assignment::kAll;
    kafka.properties = EmbeddedBroker::ClientProperties();
    kafka.verify_topic = false;
    broker_->CreateTopic(kafka.DeadLetterTopic(), 1);
    return StartServer() && StartLoop(kafka);
  }

  bool StartServer() {
    HttpServerOptions http;
    http.listen = fmt::format("127.0.0.1:{}", options_.port);
    auto started = HttpServer::Start(http, &router_);
    if (const auto* error = std::get_if<HttpServerError>(&started)) return Tell(error->message);
    server_ = std::get<std::unique_ptr<HttpServer>>(std::move(started));
    return true;
  }

  bool StartLoop(const KafkaOptions& kafka) {
    auto letters = DeadLetters::Connect(kafka, ErrorsOnly());
    if (const auto* error = std::get_if<std::string>(&letters)) return Tell(*error);
    letters_ = std::get<std::unique_ptr<DeadLetters>>(std::move(letters));

    Definitions definitions;
    definitions.population = council_.children;
    definitions.authority_name = kCouncilName;
    const auto shared = std::make_shared<const Definitions>(std::move(definitions));
    alerts_ = std::make_unique<DemoAlerts>(
        council_, shared, options_.mails.empty() ? directory_.path() + "/mails" : options_.mails);
    ServeLoopOptions loop;
    loop.topic = kTopic;
    loop.audit_interval_us = 10 * kSecond;
    loop.definitions = shared->Fingerprint();
    loop.standards = std::make_shared<const Standards>(
        InventedStandards(council_.authority, history_from_, std::max(today_, live_from_)));
    loop_ = std::make_unique<ServeLoop>(
        loop, *letters_, store_, [shared](const std::string&) { return shared; }, clock_, board_,
        [](LogLevel, std::string_view) {});

    auto source = CaseEventConsumer::Connect(kafka, *loop_, ErrorsOnly());
    if (const auto* error = std::get_if<std::string>(&source)) return Tell(*error);
    source_ = std::get<std::unique_ptr<CaseEventConsumer>>(std::move(source));
    auto producer = CaseEventProducer::Connect(kafka, ErrorsOnly());
    if (const auto* error = std::get_if<std::string>(&producer)) return Tell(*error);
    producer_ = std::get<std::unique_ptr<CaseEventProducer>>(std::move(producer));
    return true;
  }

  bool Turn() {
    LoopEnd end;
    if (!loop_->Turn(*source_, end)) return Tell(end.message);
    return !StopRequested();
  }

  /// The events of the council's next day, through the broker into the engine.
  bool PlayDay() {
    const Date day = simulation_.today();
    std::vector<CaseEvent> events = simulation_.NextDay();
    for (CaseEvent& event : InventedComments(council_.authority, day)) {
      events.push_back(std::move(event));
    }
    for (const CaseEvent& event : events) {
      const auto problem =
          producer_->Send(event.authority, codec_.EncodeBinary(event), PayloadFormat::kProtobuf);
      if (problem) return Tell(*problem);
      ++sent_;
      while (sent_ - loop_->events_accepted() > kMaxAhead) {
        if (!Turn()) return false;
      }
    }
    clock_.Set(day);
    return true;
  }

  bool WaitUntilTaken() {
    if (auto problem = producer_->Flush(std::chrono::seconds(30))) return Tell(*problem);
    while (loop_->events_accepted() < sent_) {
      if (!Turn()) return false;
    }
    return Turn();
  }

  bool PlayHistory() {
    const auto begun = std::chrono::steady_clock::now();
    while (simulation_.today() < live_from_) {
      if (PartsOf(simulation_.today()).day == 1) ShowLoading();
      if (!PlayDay()) return false;
    }
    if (!WaitUntilTaken()) return false;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    fmt::print("{}history from {}: {} events in {:.1f} s\n\n", is_terminal_ ? "\r\033[K" : "",
               FormatDate(history_from_), GroupedText(sent_), took.count());
    std::fflush(stdout);
    return true;
  }

  void ShowLoading() const {
    if (!is_terminal_) return;
    fmt::print("\r\033[Kloading its history: {}", FormatDate(simulation_.today()));
    std::fflush(stdout);
  }

  /// Days pass at the speed asked for, up to the last one asked for, or today.
  bool PlayDays() {
    fmt::print("{:<12} {:>7} {:>9} {:>7} {:>9} {:>7}\n", "day", "events", "open", "drag",
               "due soon", "mails");
    auto next = std::chrono::steady_clock::now();
    const std::chrono::duration<double> pause(1.0 / options_.days_per_second);
    for (int day = 0; !options_.days || day < *options_.days; ++day) {
      if (simulation_.today() > today_) return StayOnToday();
      const std::int64_t before = sent_;
      if (!PlayDay() || !WaitUntilTaken()) return false;
      if (!PlayAlerts()) return false;
      ShowDay(sent_ - before);
      next += std::chrono::duration_cast<std::chrono::steady_clock::duration>(pause);
      while (std::chrono::steady_clock::now() < next) {
        if (!Turn()) return false;
      }
    }
    return WaitForView();
  }

  /// The mails of the day, once its figures are up.
  bool PlayAlerts() {
    while (loop_->councils().IsDirty() || board_.CurrentView() == nullptr) {
      if (!Turn()) return false;
    }
    alerts_->PlayDay(board_.CurrentView(), loop_->councils(), clock_.Today());
    board_.PublishAlerts(alerts_->Health());
    return true;
  }

  bool StayOnToday() {
    fmt::print(
        "\nThe invented council has reached today. The page stays up; Ctrl-C ends the demo.\n");
    std::fflush(stdout);
    while (Turn()) {
    }
    return false;
  }

  /// Until the view of the last day is up, and the daemon has said how many events it took.
  bool WaitForView() {
    while (true) {
      const auto view = board_.CurrentView();
      const bool is_up = view != nullptr && view->as_of == clock_.Today();
      if (is_up && board_.CurrentHealth()->events_accepted == sent_) return true;
      if (!Turn()) return false;
    }
  }

  void ShowDay(std::int64_t events) {
    std::int64_t open = 0, drag = 0, due_soon = 0;
    const auto view = board_.CurrentView();
    if (view != nullptr && !view->authorities.empty()) {
      for (const Row& row : view->authorities.front()->rows) {
        // Each clock once: ni59 and ni59_7 are two limits on the same ones, ni64 and the stocks count the same plans.
        const bool counted = row.indicator != "ni59_7" && !row.indicator.starts_with("cpp");
        if (row.window != Window::kYear || row.team != kWholeAuthority || !counted) continue;
        open += row.open;
        drag += row.drag;
        due_soon += row.due_soon;
      }
    }
    const std::int64_t mails = alerts_->Health().mails_claimed;
    fmt::print("{:<12} {:>7} {:>9} {:>7} {:>9} {:>7}\n", FormatDate(clock_.Today()),
               GroupedText(events), GroupedText(open), GroupedText(drag), GroupedText(due_soon),
               GroupedText(mails - shown_mails_));
    shown_mails_ = mails;
    std::fflush(stdout);
  }

  void PrintReport() const {
    const auto view = board_.CurrentView();
    fmt::print("\n{}", ReportText(*view, BuiltInCatalogue(), {view->as_of, std::nullopt}, {}));
    const auto health = board_.CurrentHealth();
    fmt::print("{} events taken, {} refused; self-audit: {} runs, {} differences\n",
               GroupedText(health->events_accepted), GroupedText(Refused(*health)),
               health->audit.runs, health->audit.differences);
    const AlertsHealth alerts = alerts_->Health();
    if (alerts.latest_mails.empty()) return;
    const ShownMail& newest = alerts.latest_mails.front();
    fmt::print("{} emails to managers{}; the latest, {}, to {}:\n  {}\n",
               GroupedText(alerts.mails_claimed),
               options_.mails.empty() ? " (--mails DIR keeps them)" : ", in " + options_.mails,
               newest.when, newest.to, newest.subject);
  }

  static std::int64_t Refused(const Health& health) {
    std::int64_t refused = 0;
    for (const auto& [reason, count] : health.events_rejected) refused += count;
    return refused;
  }

  ExitCode Interrupted() const {
    fmt::print("\nThe demo has ended; nothing of it is left.\n");
    return WasInterrupted() ? kInterrupted : kDone;
  }

  DemoOptions options_;
  Date today_;
  Date live_from_;
  Date history_from_;
  CouncilProfile council_;
  CouncilSimulation simulation_;
  DemoClock clock_;
  TemporaryDirectory directory_;
  ViewBoard board_;
  Router router_;
  DirectoryStore store_;
  EventCodec codec_;
  bool is_terminal_ = isatty(STDOUT_FILENO) != 0;
  std::int64_t sent_ = 0;
  std::int64_t shown_mails_ = 0;
  std::unique_ptr<EmbeddedBroker> broker_;
  std::unique_ptr<HttpServer> server_;
  std::unique_ptr<DeadLetters> letters_;
  std::unique_ptr<ServeLoop> loop_;
  std::unique_ptr<CaseEventConsumer> source_;
  std::unique_ptr<CaseEventProducer> producer_;
  std::unique_ptr<DemoAlerts> alerts_;
};

}  // namespace

ExitCode RunDemo(const DemoOptions& options) {
  InstallStopSignal();
  return Demo(options).Run();
}

}  // namespace caseclock
