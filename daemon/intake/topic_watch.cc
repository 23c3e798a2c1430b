#include "daemon/intake/topic_watch.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "daemon/intake/fetched_messages.h"
#include "daemon/intake/fingerprint.h"
#include "daemon/intake/kafka_admin.h"
#include "daemon/intake/kafka_client.h"
#include "daemon/intake/topic_judgement.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// How long the broker may take over one question, and over the next message of a round.
constexpr milliseconds kQuestionTimeout{2000};
constexpr milliseconds kPollStep{50};
/// A look that was not answered is tried again after this.
constexpr std::chrono::seconds kLookAgain{5};

KafkaSettings WatchSettings(const KafkaOptions& options) {
  KafkaSettings settings(options);
  settings.Default("topic.metadata.refresh.interval.ms", "30000");
  settings.ApplyProperties();
  // One message of each partition is wanted, and little after it. The queue must not be full meanwhile: the library
  // then pauses for a second, for all partitions, and a broker gives a large message to the first that asks only.
  settings.Fixed("queued.min.messages", "1000000");
  settings.Fixed("queued.max.messages.kbytes", "262144");
  settings.Fixed("fetch.message.max.bytes", "65536");
  settings.Fixed("group.id", options.group + "-watch");  // needed, never joined
  settings.Fixed("enable.auto.commit", "false");
  settings.Fixed("enable.partition.eof", "true");
  settings.Fixed("auto.offset.reset", "error");
  settings.Fixed("allow.auto.create.topics", "false");
  return settings;
}

struct MessageDeleter {
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
};

using Place = std::pair<std::int32_t, std::int64_t>;

/// The places of one round: one of each partition; they are taken out of `places`.
std::map<std::int32_t, std::int64_t> TakeRound(EventPlaces& places) {
  std::map<std::int32_t, std::int64_t> round;
  EventPlaces later;
  for (const Place& place : places) {
    if (!round.insert(place).second) later.push_back(place);
  }
  places = std::move(later);
  return round;
}

}  // namespace

/// The client, the thread, and what the last look found.
class TopicWatch::Watcher {
 public:
  Watcher(const KafkaOptions& options, LogSink log)
      : options_(options), watch_(std::make_unique<KafkaWatch>(std::move(log))) {}
  ~Watcher();

  std::optional<std::string> Start();
  TopicMemory& memory() { return memory_; }
  std::uint64_t Ask();
  TopicLook Latest() const;
  TopicLook Await(std::uint64_t number, milliseconds timeout);

 private:
  void Run();
  TopicLook Look(const RememberedTopic& remembered);
  TopicLook LookOnce(const RememberedTopic& remembered);
  /// Errors: a sentence.
  std::optional<std::string> Learn(const RememberedTopic& remembered, TopicNow& now);
  void LearnContract(TopicNow& now);
  std::optional<std::string> LearnEnds(const RememberedTopic& remembered, TopicNow& now);
  std::optional<std::string> Fetch(const std::map<std::int32_t, std::int64_t>& round,
                                   TopicNow& now);
  void Note(const rd_kafka_message_t& message, std::map<std::int32_t, std::int64_t>& open,
            TopicNow& now) const;

  const KafkaOptions options_;
  std::unique_ptr<KafkaWatch> watch_;
  TopicMemory memory_;
  KafkaPtr<rd_kafka_t> client_;
  std::string why_unchecked_;  // of the look under way

  mutable std::mutex mutex_;
  std::condition_variable wanted_changed_;
  std::condition_variable done_changed_;
  std::uint64_t begun_ = 0;
  std::uint64_t wanted_ = 1;
  TopicLook latest_;
  bool ending_ = false;
  std::thread thread_;
};

std::optional<std::string> TopicWatch::Watcher::Start() {
  KafkaSettings settings = WatchSettings(options_);
  if (auto problem = ConnectClient(RD_KAFKA_CONSUMER, settings, *watch_, client_)) return problem;
  rd_kafka_poll_set_consumer(client_.get());
  thread_ = std::thread([this] { Run(); });
  return std::nullopt;
}

TopicWatch::Watcher::~Watcher() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wanted_changed_.notify_all();
  done_changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  EndConsumer(std::move(client_), nullptr, std::move(watch_));
}

std::uint64_t TopicWatch::Watcher::Ask() {
  const std::lock_guard lock(mutex_);
  wanted_ = begun_ + 1;
  wanted_changed_.notify_all();
  return wanted_;
}

TopicLook TopicWatch::Watcher::Latest() const {
  const std::lock_guard lock(mutex_);
  return latest_;
}

TopicLook TopicWatch::Watcher::Await(std::uint64_t number, milliseconds timeout) {
  std::unique_lock lock(mutex_);
  done_changed_.wait_for(lock, timeout, [&] { return ending_ || latest_.number >= number; });
  return latest_;
}

void TopicWatch::Watcher::Run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    const std::uint64_t number = ++begun_;
    lock.unlock();
    const RememberedTopic remembered = memory_.Recall();
    TopicLook look = Look(remembered);
    look.number = number;
    if (look.IsSame()) memory_.Found(remembered);
    lock.lock();
    latest_ = std::move(look);
    done_changed_.notify_all();
    const auto pause = latest_.answered ? kLookEvery : kLookAgain;
    wanted_changed_.wait_for(lock, pause, [this] { return ending_ || wanted_ > begun_; });
  }
}

/// What would end the daemon is looked at twice.
TopicLook TopicWatch::Watcher::Look(const RememberedTopic& remembered) {
  TopicLook look = LookOnce(remembered);
  return look.lost.empty() ? look : LookOnce(remembered);
}

TopicLook TopicWatch::Watcher::LookOnce(const RememberedTopic& remembered) {
  TopicNow now;
  why_unchecked_.clear();
  if (auto problem = Learn(remembered, now)) {
    TopicLook look;
    look.why_unanswered = *problem;
    return look;
  }
  TopicLook look = JudgeTopic(remembered, now, options_.expected_partitions);
  look.why_unchecked = why_unchecked_;
  return look;
}

std::optional<std::string> TopicWatch::Watcher::Learn(const RememberedTopic& remembered,
                                                      TopicNow& now) {
  now.events.name = options_.topic;
  auto count = TopicPartitions(client_.get(), options_.topic, kQuestionTimeout);
  if (auto* problem = std::get_if<std::string>(&count)) return *problem;
  now.events.partitions = std::get<int>(count);
  if (now.events.partitions == 0) return std::nullopt;
  if (options_.verify_topic) LearnContract(now);
  if (auto problem = LearnEnds(remembered, now)) return problem;
  EventPlaces places = PlacesToCompare(remembered, now.ends);
  while (!places.empty()) {
    if (auto problem = Fetch(TakeRound(places), now)) return problem;
  }
  return std::nullopt;
}

void TopicWatch::Watcher::LearnContract(TopicNow& now) {
  now.dead_letters.name = options_.DeadLetterTopic();
  for (TopicFacts* topic : {&now.events, &now.dead_letters}) {
    if (auto problem = LearnTopic(client_.get(), kQuestionTimeout, *topic)) {
      why_unchecked_ = "could not check topic \"" + topic->name + "\"\nDetail: " + *problem;
      if (topic->partitions == 0) now.dead_letters.name.clear();  // not known to be missing
      return;
    }
  }
  now.settings_known = true;
}

std::optional<std::string> TopicWatch::Watcher::LearnEnds(const RememberedTopic& remembered,
                                                          TopicNow& now) {
  std::vector<std::int32_t> partitions;
  for (const auto& [partition, one] : remembered.read) {
    if (partition < now.events.partitions) partitions.push_back(partition);
  }
  auto ends = QueryEnds(client_.get(), options_.topic, partitions, kQuestionTimeout);
  if (auto* problem = std::get_if<std::string>(&ends)) return *problem;
  for (const Ends& one : std::get<0>(ends)) {
    now.ends[one.partition] = {one.partition, one.first, one.end};
  }
  return std::nullopt;
}

std::optional<std::string> TopicWatch::Watcher::Fetch(
    const std::map<std::int32_t, std::int64_t>& round, TopicNow& now) {
  const KafkaPtr<rd_kafka_topic_partition_list_t> list(
      rd_kafka_topic_partition_list_new(static_cast<int>(round.size())));
  for (const auto& [partition, offset] : round) {
    rd_kafka_topic_partition_list_add(list.get(), options_.topic.c_str(), partition)->offset =
        offset;
  }
  rd_kafka_assign(client_.get(), list.get());
  std::map<std::int32_t, std::int64_t> open = round;
  auto deadline = Clock::now() + kQuestionTimeout;
  for (std::size_t missing = open.size(); !open.empty() && Clock::now() < deadline;) {
    const std::unique_ptr<rd_kafka_message_t, MessageDeleter> message(
        rd_kafka_consumer_poll(client_.get(), static_cast<int>(kPollStep.count())));
    if (message != nullptr) Note(*message, open, now);
    if (open.size() < missing) deadline = Clock::now() + kQuestionTimeout;
    missing = open.size();
  }
  rd_kafka_assign(client_.get(), nullptr);
  if (open.empty()) return std::nullopt;
  return "could not read topic \"" + options_.topic + "\" again: the broker does not answer";
}

void TopicWatch::Watcher::Note(const rd_kafka_message_t& message,
                               std::map<std::int32_t, std::int64_t>& open, TopicNow& now) const {
  const auto wanted = open.find(message.partition);
  if (wanted == open.end()) return;
  switch (message.err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      if (message.offset < wanted->second) return;
      if (message.offset == wanted->second) {
        const RawMessage raw = RawOf(message);
        now.found[*wanted] = Fingerprint(raw.key.value_or(std::string_view()),
                                         raw.value.value_or(std::string_view()));
      }
      open.erase(wanted);
      return;
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE:
      open.erase(wanted);  // there is no such message
      return;
    default:  // the watch has told it; when nothing else comes, the time is up
      return;
  }
}

// The public face.

std::variant<std::unique_ptr<TopicWatch>, std::string> TopicWatch::Start(
    const KafkaOptions& options, LogSink log) {
  auto watcher = std::make_unique<Watcher>(options, std::move(log));
  if (auto problem = watcher->Start()) return *problem;
  return std::unique_ptr<TopicWatch>(new TopicWatch(std::move(watcher)));
}

TopicWatch::TopicWatch(std::unique_ptr<Watcher> watcher) : watcher_(std::move(watcher)) {}

TopicWatch::~TopicWatch() = default;

TopicMemory& TopicWatch::memory() { return watcher_->memory(); }

std::uint64_t TopicWatch::Ask() { return watcher_->Ask(); }

TopicLook TopicWatch::Latest() const { return watcher_->Latest(); }

TopicLook TopicWatch::Await(std::uint64_t number, std::chrono::milliseconds timeout) {
  return watcher_->Await(number, timeout);
}

}  // namespace caseclock
