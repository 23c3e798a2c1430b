#include "daemon/intake/dead_letter_scan.h"

#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

#include "daemon/intake/dead_letters.h"
#include "daemon/intake/fetched_messages.h"
#include "daemon/intake/kafka_client.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kQuestionTimeout{3000};
constexpr milliseconds kPollTimeout{100};
/// Nothing for so long: the broker does not answer.
constexpr milliseconds kPatience{10'000};

/// The last header of the name: an original that was itself a letter has them too.
std::optional<std::string_view> Header(const rd_kafka_message_t& message, const char* name) {
  rd_kafka_headers_t* headers = nullptr;
  const void* value = nullptr;
  std::size_t size = 0;
  if (rd_kafka_message_headers(&message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR ||
      rd_kafka_header_get_last(headers, name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR ||
      value == nullptr) {
    return std::nullopt;
  }
  return std::string_view(static_cast<const char*>(value), size);
}

template <class Number>
bool Read(std::optional<std::string_view> text, Number& number) {
  if (!text) return false;
  const char* end = text->data() + text->size();
  const auto [stopped, error] = std::from_chars(text->data(), end, number);
  return error == std::errc() && stopped == end;
}

std::optional<LetterId> IdOf(const rd_kafka_message_t& letter, const std::string& topic) {
  LetterId id;
  if (Header(letter, kTopicHeader) != topic) return std::nullopt;
  if (!Read(Header(letter, kPartitionHeader), id.partition) ||
      !Read(Header(letter, kOffsetHeader), id.offset) ||
      !Read(Header(letter, kTimestampHeader), id.timestamp_ms)) {
    return std::nullopt;
  }
  return id;
}

/// One pass over the topic.
class Scan {
 public:
  Scan(const KafkaOptions& options, const std::vector<PartitionOffset>& restored,
       const LogSink& log)
      : options_(options), watch_(std::make_unique<KafkaWatch>(log)) {
    for (const PartitionOffset& one : restored) from_[one.partition] = one.next_offset;
  }

  ~Scan() {
    fetched_.Drop();
    EndConsumer(std::move(client_), std::move(queue_), std::move(watch_));
  }

  std::variant<ScannedLetters, std::string> Run() {
    if (auto problem = Connect()) return *problem;
    if (auto problem = FindEnds()) return *problem;
    if (auto problem = ReadToEnds()) return *problem;
    return std::move(found_);
  }

 private:
  std::optional<std::string> Connect() {
    KafkaSettings settings(options_);
    settings.ApplyProperties();
    settings.Fixed("group.id", options_.group + "-dead-letters");  // needed, never joined
    settings.Fixed("enable.auto.commit", "false");
    settings.Fixed("enable.partition.eof", "true");
    settings.Fixed("auto.offset.reset", "earliest");
    settings.Fixed("allow.auto.create.topics", "false");
    if (auto problem = ConnectClient(RD_KAFKA_CONSUMER, settings, *watch_, client_)) return problem;
    rd_kafka_poll_set_consumer(client_.get());
    queue_.reset(rd_kafka_queue_get_consumer(client_.get()));
    return std::nullopt;
  }

  /// Leaves in ends_ the partitions that hold letters. A topic that is not there holds none.
  std::optional<std::string> FindEnds() {
    const std::string topic = options_.DeadLetterTopic();
    auto count = TopicPartitions(client_.get(), topic, kQuestionTimeout);
    if (auto* problem = std::get_if<std::string>(&count)) return *problem;
    std::vector<std::int32_t> partitions;
    for (std::int32_t i = 0; i < std::get<int>(count); ++i) partitions.push_back(i);
    auto ends = QueryEnds(client_.get(), topic, partitions, kQuestionTimeout);
    if (auto* problem = std::get_if<std::string>(&ends)) return *problem;
    const KafkaPtr<rd_kafka_topic_partition_list_t> list(
        rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
    for (const Ends& one : std::get<0>(ends)) {
      if (one.first >= one.end) continue;
      ends_[one.partition] = one.end;
      rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), one.partition)->offset =
          one.first;
    }
    rd_kafka_assign(client_.get(), list.get());
    return std::nullopt;
  }

  std::optional<std::string> ReadToEnds() {
    auto last_heard = Clock::now();
    while (!ends_.empty()) {
      fetched_.Fetch(client_.get(), queue_.get(), kPollTimeout);
      if (!fetched_.empty()) last_heard = Clock::now();
      if (Clock::now() - last_heard > kPatience) {
        return "could not read topic \"" + options_.DeadLetterTopic() +
               "\" to its end: the broker does not answer";
      }
      for (; !fetched_.empty(); fetched_.PopFront()) Note(fetched_.front());
    }
    return std::nullopt;
  }

  void Note(const rd_kafka_message_t& message) {
    const auto end = ends_.find(message.partition);
    if (end == ends_.end()) return;
    if (message.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
      ends_.erase(end);
    } else if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      if (auto id = IdOf(message, options_.topic)) Keep(*id, Header(message, kReasonHeader));
      if (message.offset + 1 >= end->second) ends_.erase(end);
    }
  }

  void Keep(const LetterId& id, std::optional<std::string_view> reason) {
    const auto from = from_.find(id.partition);
    if (from == from_.end() || id.offset < from->second) return;
    if (found_.sent.size() >= kMaxRememberedLetters) {
      watch_->Say(LogLevel::kWarning, "remembered",
                  "more dead letters than can be remembered: the oldest may be sent again");
      found_.sent.clear();
    }
    found_.sent.insert(id);
    if (reason != RejectReasonName(RejectReason::kRecordedInFuture)) return;
    if (found_.refused.size() < kMaxRememberedLetters) {
      found_.refused.insert(id);
    } else {
      watch_->Say(LogLevel::kError, "refused",
                  "more refusals than can be remembered: later ones are judged by today's clock");
    }
  }

  const KafkaOptions& options_;
  std::unique_ptr<KafkaWatch> watch_;
  KafkaPtr<rd_kafka_t> client_;
  KafkaPtr<rd_kafka_queue_t> queue_;
  FetchedMessages fetched_;
  std::map<std::int32_t, std::int64_t> from_;
  std::map<std::int32_t, std::int64_t> ends_;
  ScannedLetters found_;
};

}  // namespace

std::variant<ScannedLetters, std::string> ScanDeadLetters(
    const KafkaOptions& options, const std::vector<PartitionOffset>& restored, const LogSink& log) {
  return Scan(options, restored, log).Run();
}

}  // namespace caseclock
