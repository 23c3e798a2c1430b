#include "daemon/intake/acknowledgement_topic.h"

#include <future>
#include <map>
#include <optional>
#include <utility>

#include "daemon/intake/kafka_client.h"
#include "daemon/intake/message_check.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kQuestionTimeout{1000};  // four questions
constexpr std::chrono::seconds kAskAgain{5};

/// Where to begin, by partition; or why that could not be learnt.
using Begin = std::variant<std::map<std::int32_t, std::int64_t>, std::string>;

struct MessageDeleter {
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
};

/// Instances keep their places apart: each reads everything.
std::string GroupOf(const KafkaOptions& options) {
  std::string group = options.group + "-acknowledgements";
  if (!options.group_instance_id.empty()) group += "-" + options.group_instance_id;
  return group;
}

using ListPtr = KafkaPtr<rd_kafka_topic_partition_list_t>;

ListPtr ListOf(const std::string& topic, const std::map<std::int32_t, std::int64_t>& offsets) {
  ListPtr list(rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size())));
  for (const auto& [partition, offset] : offsets) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
  }
  return list;
}

/// Asks the broker, within four times kQuestionTimeout.
Begin FindBegin(rd_kafka_t* client, const std::string& topic) {
  const auto count = TopicPartitions(client, topic, kQuestionTimeout);
  if (const auto* problem = std::get_if<std::string>(&count)) return *problem;
  if (std::get<int>(count) == 0) return "there is no such topic";
  std::vector<std::int32_t> partitions;
  std::map<std::int32_t, std::int64_t> begin;
  for (std::int32_t i = 0; i < std::get<int>(count); ++i) {
    partitions.push_back(i);
    begin[i] = RD_KAFKA_OFFSET_INVALID;
  }
  const ListPtr kept = ListOf(topic, begin);
  const auto code =
      rd_kafka_committed(client, kept.get(), static_cast<int>(kQuestionTimeout.count()));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return std::string(rd_kafka_err2str(code));
  const auto ends = QueryEnds(client, topic, partitions, kQuestionTimeout);
  if (const auto* problem = std::get_if<std::string>(&ends)) return *problem;
  for (const Ends& one : std::get<0>(ends)) begin[one.partition] = one.end;
  bool is_new = false;
  for (int i = 0; i < kept->cnt; ++i) {
    const auto& one = kept->elems[i];
    const bool known = one.err == RD_KAFKA_RESP_ERR_NO_ERROR && one.offset >= 0;
    if (known) begin[one.partition] = one.offset;
    is_new = is_new || !known;
  }
  if (!is_new) return begin;
  // What comes while this instance is away is read, also when nothing came before.
  const auto kept_now = rd_kafka_commit(client, ListOf(topic, begin).get(), 0);
  if (kept_now != RD_KAFKA_RESP_ERR_NO_ERROR) return std::string(rd_kafka_err2str(kept_now));
  return begin;
}

class Reader final : public AcknowledgementTopic {
 public:
  Reader(const KafkaOptions& options, std::string topic, LogSink log)
      : options_(options),
        topic_(std::move(topic)),
        watch_(std::make_unique<KafkaWatch>(std::move(log))) {}
  ~Reader() override {
    if (asking_.valid()) asking_.wait();
    EndConsumer(std::move(client_), nullptr, std::move(watch_));
  }

  std::optional<std::string> Connect() {
    KafkaSettings settings(options_);
    settings.Default("queued.max.messages.kbytes", "1024");
    settings.Default("socket.timeout.ms", "5000");
    settings.ApplyProperties();
    settings.Fixed("group.id", GroupOf(options_));  // keeps the offsets, is never joined
    settings.Fixed("enable.auto.commit", "false");
    settings.Fixed("enable.partition.eof", "false");
    settings.Fixed("auto.offset.reset", "latest");
    settings.Fixed("allow.auto.create.topics", "false");
    if (auto problem = ConnectClient(RD_KAFKA_CONSUMER, settings, *watch_, client_)) return problem;
    rd_kafka_poll_set_consumer(client_.get());
    return std::nullopt;
  }

  std::vector<TakenAcknowledgement> Poll() override {
    std::vector<TakenAcknowledgement> taken;
    if (!assigned_) Assign();
    for (int i = 0; i < kMaxAcknowledgementsAPoll; ++i) {
      const std::unique_ptr<rd_kafka_message_t, MessageDeleter> message(
          rd_kafka_consumer_poll(client_.get(), 0));
      if (message == nullptr) break;
      if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) continue;  // the watch has told it
      next_[message->partition] = message->offset + 1;
      Take(*message, taken);
    }
    return taken;
  }

  void Commit() override {
    if (next_ == committed_) return;
    // Not waited for: what is not committed comes again and changes nothing.
    if (rd_kafka_commit(client_.get(), ListOf(topic_, next_).get(), 1) ==
        RD_KAFKA_RESP_ERR_NO_ERROR) {
      committed_ = next_;
    }
  }

  bool is_reading() const override { return assigned_; }
  std::int64_t refused() const override { return refused_; }

 private:
  /// Questions are asked beside the caller's thread, again and again until there is an answer.
  void Assign() {
    if (!asking_.valid()) {
      if (Clock::now() < ask_at_) return;
      asking_ = std::async(std::launch::async, [this] { return FindBegin(client_.get(), topic_); });
      return;
    }
    if (asking_.wait_for(milliseconds(0)) != std::future_status::ready) return;
    const Begin begin = asking_.get();
    ask_at_ = Clock::now() + kAskAgain;
    if (const auto* problem = std::get_if<std::string>(&begin)) {
      return watch_->Say(LogLevel::kWarning, "acknowledgement topic",
                         "topic \"" + topic_ + "\" is not read yet: " + *problem);
    }
    next_ = committed_ = std::get<0>(begin);
    rd_kafka_assign(client_.get(), ListOf(topic_, next_).get());
    assigned_ = true;
  }

  void Take(const rd_kafka_message_t& message, std::vector<TakenAcknowledgement>& taken) {
    auto read = ReadAcknowledgementMessage(
        {static_cast<const char*>(message.payload), message.payload == nullptr ? 0 : message.len});
    if (const auto* why = std::get_if<std::string>(&read)) {
      ++refused_;
      return watch_->Say(LogLevel::kWarning, "acknowledgement",
                         "topic \"" + topic_ + "\", partition " +
                             std::to_string(message.partition) + ", offset " +
                             std::to_string(message.offset) + ": no acknowledgement: " + *why);
    }
    rd_kafka_timestamp_type_t type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE;
    const std::int64_t at_ms = rd_kafka_message_timestamp(&message, &type);
    taken.push_back(
        {std::get<AcknowledgementMessage>(std::move(read)), at_ms > 0 ? MicrosOfMillis(at_ms) : 0});
  }

  const KafkaOptions options_;
  const std::string topic_;
  std::unique_ptr<KafkaWatch> watch_;
  KafkaPtr<rd_kafka_t> client_;
  std::future<Begin> asking_;
  Clock::time_point ask_at_{};
  bool assigned_ = false;
  std::map<std::int32_t, std::int64_t> next_;  // by partition, behind what was given
  std::map<std::int32_t, std::int64_t> committed_;
  std::int64_t refused_ = 0;
};

}  // namespace

std::variant<std::unique_ptr<AcknowledgementTopic>, std::string> AcknowledgementTopic::Connect(
    const KafkaOptions& options, std::string topic, LogSink log) {
  auto reader = std::make_unique<Reader>(options, std::move(topic), std::move(log));
  if (auto problem = reader->Connect()) return *problem;
  return std::unique_ptr<AcknowledgementTopic>(std::move(reader));
}

}  // namespace caseclock
