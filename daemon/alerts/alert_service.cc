#include "daemon/alerts/alert_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "daemon/alerts/alertmanager_poster.h"
#include "daemon/alerts/audit_trail.h"
#include "daemon/alerts/desk_config.h"
#include "daemon/alerts/link_desk.h"
#include "daemon/alerts/mail_route.h"
#include "daemon/alerts/rate_limited_log.h"
#include "daemon/alerts/secrets.h"
#include "daemon/alerts/sent_log.h"
#include "daemon/alerts/topic_acknowledgements.h"
#include "daemon/checkpoint/directory_ledger.h"
#include "daemon/codec/codec.h"
#include "daemon/intake/acknowledgement_topic.h"
#include "daemon/intake/alerts_topic.h"
#include "daemon/notify/alert_desk.h"
#include "daemon/notify/courier.h"
#include "daemon/notify/courier_thread.h"
#include "processors/oldest_open.h"

namespace caseclock {
namespace {

constexpr std::chrono::milliseconds kStepEvery{500};
constexpr std::chrono::milliseconds kLoopPatience{2000};

std::string DirectoryProblem(const std::string& path, int error) {
  return fmt::format(
      "could not make the directory {}\nDetail: {}.\nHint: create it for the user that runs "
      "caseclock, or name another one as alerts.ledger_directory.",
      path, ErrorText(error));
}

std::int64_t NowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

class Service final : public AlertService {
 public:
  Service(AlertServiceOptions options, ViewBoard& board, LoopRequests& requests, LogSink log)
      : options_(std::move(options)),
        board_(board),
        requests_(requests),
        log_(std::move(log)),
        store_(options_.directory),
        inbox_(options_.directory + "/acknowledgements") {}

  ~Service() override {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    woken_.notify_all();
    stepped_.notify_all();
    if (thread_.joinable()) thread_.join();
    if (courier_thread_ == nullptr) return;
    courier_thread_.reset();
    // What was delivered since the last step is in nobody's ledger yet: the next start would send it again.
    const std::string problem = desk_->Step({nullptr, false, LondonMoment(NowUs())});
    if (!problem.empty()) log_(problem, NowUs(), LogLevel::kError);
    SaySent();
  }

  /// "" or what of the configuration cannot be used.
  std::string Prepare(const LogSink& kafka_log) {
    if (const int error = MakePrivateDirectory(options_.directory)) {
      return DirectoryProblem(options_.directory, error);
    }
    if (auto problem = store_.Lock(); !problem.empty()) return problem;
    MailRoute route = MakeMailRoute(options_.alerts.mail);
    if (!route.problem.empty()) return route.problem;
    transport_ = std::move(route.transport);
    if (auto problem = StartLinks(); !problem.empty()) return problem;
    courier_ = std::make_unique<Courier>(transport_.get());
    desk_ = std::make_unique<AlertDesk>(
        MakeDeskConfig(), store_, *courier_, &inbox_,
        [this](const std::string& authority, const std::vector<OpenQuestion>& questions) {
          return FindOldestOf(authority, questions);
        });
    desk_->MayDecideWhen(options_.may_decide);
    desk_->OnEntry([this](std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before) {
      sent_.Note(entry, before);
      if (trail_ != nullptr) trail_->Note(sequence, entry, before);
    });
    if (auto problem = StartTrail(kafka_log); !problem.empty()) return problem;
    if (auto problem = StartAcknowledgements(kafka_log); !problem.empty()) return problem;
    if (!options_.alerts.alertmanager.url.empty()) {
      alertmanager_ =
          std::make_unique<AlertmanagerPoster>(options_.alerts.alertmanager, options_.alerts.link);
    }
    return "";
  }

  /// "" or why the ledger cannot be read. Requires: Prepare.
  std::string Run() {
    if (auto problem = desk_->Open(); !problem.empty()) return problem;
    if (!store_.notice().empty()) log_(store_.notice(), NowUs());
    sent_.TakeLine();  // what was sent before this start has been told by the run that sent it
    courier_thread_ = std::make_unique<CourierThread>(courier_.get(), [this] { AwaitAStep(); });
    thread_ = std::thread([this] { StepUntilEnding(); });
    return "";
  }

  AcknowledgementDesk* acknowledgements() override { return link_desk_.get(); }

  void Reconfigure(const AlertsConfig& alerts, DefinitionsOf definitions_of) override {
    const std::lock_guard lock(mutex_);
    options_.alerts.rules = alerts.rules;
    options_.alerts.people = alerts.people;
    options_.alerts.group_wait_minutes = alerts.group_wait_minutes;
    options_.definitions_of = std::move(definitions_of);
    reconfigured_ = true;
  }

 private:
  std::string StartLinks() {
    const AlertsConfig& alerts = options_.alerts;
    if (alerts.link.empty()) return "";
    const std::string path =
        alerts.link_key_file.empty() ? options_.directory + "/link.key" : alerts.link_key_file;
    Secret key = ReadOrMakeKey(path);
    if (!key.problem.empty()) return key.problem;
    if (key.value.size() < kMinLinkKeyBytes) {
      return fmt::format(
          "could not use the key in {}\nDetail: it has {} characters; {} are the fewest.\nHint: "
          "delete the file, and a good one is made.",
          path, key.value.size(), kMinLinkKeyBytes);
    }
    links_ = std::make_shared<const AcknowledgeLinks>(alerts.link, key.value);
    link_desk_ = std::make_unique<LinkDesk>(
        *links_, inbox_, [this](const std::string& authority) { return CalendarOf(authority); });
    return "";
  }

  std::string StartTrail(LogSink kafka_log) {
    if (options_.alerts.kafka_topic.empty()) return "";
    auto connected =
        AlertsTopic::Connect(options_.kafka, options_.alerts.kafka_topic, std::move(kafka_log));
    if (const auto* problem = std::get_if<std::string>(&connected)) return *problem;
    trail_ = std::make_unique<AuditTrail>(
        std::get<std::unique_ptr<AlertsTopic>>(std::move(connected)), options_.directory);
    trail_->Follow(*desk_, [this]() -> const std::vector<AlertRule>& { return rules_; });
    return "";
  }

  std::string StartAcknowledgements(LogSink kafka_log) {
    if (options_.alerts.acknowledgement_topic.empty()) return "";
    auto connected = AcknowledgementTopic::Connect(
        options_.kafka, options_.alerts.acknowledgement_topic, std::move(kafka_log));
    if (const auto* problem = std::get_if<std::string>(&connected)) return *problem;
    acknowledgements_ = std::make_unique<TopicAcknowledgements>(
        std::get<std::unique_ptr<AcknowledgementTopic>>(std::move(connected)), inbox_,
        [this](const std::string& authority) { return CalendarOf(authority); });
    return "";
  }

  std::shared_ptr<const WorkingDays> CalendarOf(const std::string& authority) {
    const std::lock_guard lock(mutex_);
    const auto definitions = options_.definitions_of(authority);
    return {definitions, &definitions->calendar};
  }

  /// Requires: mutex_ is held, or no thread runs yet.
  std::shared_ptr<const DeskConfig> MakeDeskConfig() {
    auto config =
        std::make_shared<DeskConfig>(DeskConfigOf(options_.alerts, options_.definitions_of));
    config->links = links_;
    rules_ = config->rules;
    people_ = config->people;
    looked_for_unseen_ = false;
    catalogue_ = options_.definitions_of("")->catalogue;
    return config;
  }

  std::optional<std::vector<std::vector<OpenItem>>> FindOldestOf(
      const std::string& authority, const std::vector<OpenQuestion>& questions) {
    std::vector<std::vector<OpenItem>> found;
    const bool answered = requests_.Ask(
        [&](const Councils& councils) {
          const Authority* council = councils.Find(authority);
          if (council != nullptr) found = OldestOpen(*council, questions, kOldestInMail);
        },
        kLoopPatience);
    if (!answered) return std::nullopt;
    return found;
  }

  bool IsCaughtUp() const {
    const auto health = board_.CurrentHealth();
    return !health->partitions.empty() &&
           std::all_of(health->partitions.begin(), health->partitions.end(),
                       [](const PartitionHealth& one) { return one.caught_up; });
  }

  void StepUntilEnding() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
      if (std::exchange(reconfigured_, false)) desk_->Configure(MakeDeskConfig());
      const std::uint64_t wanted = std::exchange(wanted_, 0);
      lock.unlock();
      Step();
      lock.lock();
      if (wanted != 0) done_ = wanted;
      stepped_.notify_all();
      woken_.wait_for(lock, kStepEvery, [this] { return ending_ || wanted_ != 0; });
    }
    stepped_.notify_all();
  }

  /// In the courier's thread, after an attempt: the next one begins when the outcome of this is in the ledger, so that
  /// a kill leaves one mail in doubt and not all of the last half second.
  void AwaitAStep() {
    std::unique_lock lock(mutex_);
    const std::uint64_t mine = wanted_ = ++asked_;
    woken_.notify_all();
    stepped_.wait(lock, [&] { return ending_ || done_ >= mine; });
  }

  void Step() {
    const std::int64_t now_us = NowUs();
    if (acknowledgements_ != nullptr) {
      acknowledgements_->Serve(desk_->ledger(), people_, now_us, log_);
    }
    const auto view = board_.CurrentView();
    const std::string problem = desk_->Step({view, IsCaughtUp(), LondonMoment(now_us)});
    if (!problem.empty()) log_(problem, now_us, LogLevel::kError);
    SayWhoIsUnseen(view.get(), now_us);
    const std::pair shown{desk_->changes(), now_us / kMinuteUs};
    if (link_desk_ != nullptr && std::exchange(shown_at_, shown) != shown) {
      link_desk_->Show(ShownAlertsOf(desk_->ledger(), rules_, people_, catalogue_, now_us));
    }
    if (trail_ != nullptr) trail_->Serve(*desk_, now_us, log_);
    if (alertmanager_ != nullptr) {
      alertmanager_->Serve(desk_->ledger(), rules_, now_us, log_);
    }
    Publish(now_us);
  }

  /// Once the topic has been read and counted, and after each reload.
  void SayWhoIsUnseen(const View* view, std::int64_t now_us) {
    if (view == nullptr || !IsCaughtUp() || looked_for_unseen_) return;
    if (caught_up_us_ == 0) caught_up_us_ = now_us;
    if (now_us - caught_up_us_ < kMinuteUs) return;
    looked_for_unseen_ = true;
    for (const std::string& sentence : UnseenSubjects(people_, *view)) {
      log_(sentence, now_us);
    }
  }

  void SaySent() {
    if (const std::string line = sent_.TakeLine(); !line.empty()) {
      log_.Always(line, LogLevel::kInfo);
    }
  }

  void Publish(std::int64_t now_us) {
    const CourierHealth courier = courier_->Health();
    AlertsHealth health = AlertsHealthOf(desk_->health(), courier);
    health.page_link = options_.alerts.link;
    if (alertmanager_ != nullptr) health.alertmanager_failures = alertmanager_->failures();
    if (acknowledgements_ != nullptr) {
      health.acknowledgements_refused = acknowledgements_->refused();
    }
    if (courier.last_problem_us > told_problem_us_) {
      told_problem_us_ = courier.last_problem_us;
      log_("email: " + courier.last_problem, now_us);
    }
    SaySent();
    board_.PublishAlerts(std::move(health));
  }

  AlertServiceOptions options_;  // alerts and definitions_of guarded by mutex_
  ViewBoard& board_;
  LoopRequests& requests_;
  RateLimitedLog log_;
  SentLog sent_;
  DirectoryLedger store_;
  AcknowledgementInbox inbox_;
  std::shared_ptr<const AcknowledgeLinks> links_;
  std::unique_ptr<LinkDesk> link_desk_;
  std::unique_ptr<MailTransport> transport_;
  std::unique_ptr<Courier> courier_;
  std::unique_ptr<TopicAcknowledgements> acknowledgements_;
  std::unique_ptr<AlertmanagerPoster> alertmanager_;
  std::unique_ptr<AuditTrail> trail_;
  std::unique_ptr<AlertDesk> desk_;
  // As the desk has them; used by its thread.
  std::vector<AlertRule> rules_;
  std::vector<Person> people_;
  Catalogue catalogue_;
  bool looked_for_unseen_ = false;
  std::int64_t caught_up_us_ = 0;
  std::pair<std::int64_t, std::int64_t> shown_at_ = {-1, -1};  // changes of the ledger, and minute
  std::int64_t told_problem_us_ = 0;

  std::mutex mutex_;
  std::condition_variable woken_;
  std::condition_variable stepped_;
  bool ending_ = false;
  bool reconfigured_ = false;
  // Steps that the courier asks for: the last asked for, the one still to be begun (0: none), the last done.
  std::uint64_t asked_ = 0;
  std::uint64_t wanted_ = 0;
  std::uint64_t done_ = 0;
  std::unique_ptr<CourierThread> courier_thread_;
  std::thread thread_;
};

}  // namespace

std::variant<std::unique_ptr<AlertService>, AlertStartProblem> AlertService::Start(
    AlertServiceOptions options, ViewBoard& board, LoopRequests& requests, LogSink log) {
  using Kind = AlertStartProblem::Kind;
  auto service = std::make_unique<Service>(std::move(options), board, requests, log);
  if (auto problem = service->Prepare(log); !problem.empty()) {
    return AlertStartProblem{Kind::kConfiguration, std::move(problem)};
  }
  if (auto problem = service->Run(); !problem.empty()) {
    return AlertStartProblem{Kind::kRecovery, std::move(problem)};
  }
  return std::unique_ptr<AlertService>(std::move(service));
}

}  // namespace caseclock
