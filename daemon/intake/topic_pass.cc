#include "daemon/intake/topic_pass.h"

#include <utility>

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kPollTimeout{100};
/// Nothing for so long: the broker does not answer.
constexpr milliseconds kPatience{10'000};

}  // namespace

TopicPass::TopicPass(std::string topic, LogSink log)
    : topic_(std::move(topic)), watch_(std::make_unique<KafkaWatch>(std::move(log))) {}

TopicPass::~TopicPass() {
  fetched_.Drop();
  EndConsumer(std::move(client_), std::move(queue_), std::move(watch_));
}

std::optional<std::string> TopicPass::Open(const KafkaOptions& options,
                                           const TopicPassOptions& pass, milliseconds patience) {
  KafkaSettings settings(options);
  settings.ApplyProperties();
  settings.Fixed("group.id", pass.group);
  settings.Fixed("enable.auto.commit", "false");
  settings.Fixed("enable.partition.eof", "true");
  settings.Fixed("auto.offset.reset", pass.offset_reset);
  settings.Fixed("allow.auto.create.topics", "false");
  if (auto problem = ConnectClient(RD_KAFKA_CONSUMER, settings, *watch_, client_)) return problem;
  rd_kafka_poll_set_consumer(client_.get());
  queue_.reset(rd_kafka_queue_get_consumer(client_.get()));
  auto count = TopicPartitions(client_.get(), topic_, patience);
  if (auto* problem = std::get_if<std::string>(&count)) return *problem;
  std::vector<std::int32_t> partitions;
  for (std::int32_t i = 0; i < std::get<int>(count); ++i) partitions.push_back(i);
  auto ends = QueryEnds(client_.get(), topic_, partitions, patience);
  if (auto* problem = std::get_if<std::string>(&ends)) return *problem;
  ends_ = std::move(std::get<0>(ends));
  return std::nullopt;
}

void TopicPass::Assign(const Ends& partition) {
  const KafkaPtr<rd_kafka_topic_partition_list_t> list(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(list.get(), topic_.c_str(), partition.partition)->offset =
      partition.first;
  rd_kafka_assign(client_.get(), list.get());
}

std::optional<std::string> TopicPass::Read(const Ends& partition, const Take& take,
                                           const GoOn& go_on) {
  if (partition.first >= partition.end) return std::nullopt;
  Assign(partition);
  bool at_end = false;
  auto last_heard = Clock::now();
  while (!at_end && go_on()) {
    fetched_.Fetch(client_.get(), queue_.get(), kPollTimeout);
    if (!fetched_.empty()) last_heard = Clock::now();
    if (Clock::now() - last_heard > kPatience) {
      return "could not read topic \"" + topic_ + "\" to its end: the broker does not answer";
    }
    for (; !fetched_.empty() && !at_end; fetched_.PopFront()) {
      at_end = IsLast(fetched_.front(), partition, take);
    }
  }
  fetched_.Drop();
  if (!is_lost_) return std::nullopt;
  return "could not read topic \"" + topic_ + "\" to its end: partition " +
         std::to_string(partition.partition) + " no longer holds all its messages";
}

bool TopicPass::IsLast(const rd_kafka_message_t& message, const Ends& partition, const Take& take) {
  if (message.partition != partition.partition) return false;  // of the one before
  if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) return true;
  if (message.err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET ||
      message.err == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE) {
    return is_lost_ = true;
  }
  if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
    watch_->Say(LogLevel::kWarning, rd_kafka_err2name(message.err),
                "topic \"" + topic_ + "\": " + rd_kafka_err2str(message.err));
    return false;
  }
  if (message.offset < partition.end) take(message);
  return message.offset + 1 >= partition.end;
}

void TopicPass::Say(LogLevel level, std::string_view kind, std::string_view line) {
  watch_->Say(level, kind, line);
}

}  // namespace caseclock
