#include "daemon/intake/dead_letters.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <utility>

#include "daemon/intake/dead_letter_scan.h"
#include "daemon/intake/kafka_client.h"
#include "processors/check.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kRetryPause{1000};
constexpr milliseconds kRememberFlush{3000};

KafkaSettings ProducerSettings(const KafkaOptions& options) {
  KafkaSettings settings(options);
  settings.Default("linger.ms", "5");
  // The largest batch of several letters; a larger one holds a single letter, so that "too large"
  // is about it.
  settings.Default("batch.size", "65536");
  // Whatever the topic takes; what it does not take is shortened.
  settings.Default("message.max.bytes", "1000000000");
  settings.ApplyProperties();
  settings.Fixed("enable.idempotence", "true");
  settings.Fixed("acks", "all");
  settings.Fixed("partitioner", "murmur2_random");
  settings.Fixed("message.timeout.ms", "0");  // a broker that is away is waited for
  // One request at a time: with more, 2.0.2 can end in a fatal error after a lost connection.
  settings.Fixed("max.in.flight.requests.per.connection", "1");
  return settings;
}

/// A letter until it has arrived.
struct Letter {
  std::optional<std::string> key;
  std::optional<std::string> value;
  std::vector<MessageHeader> headers;

  std::size_t Bytes() const {
    std::size_t bytes = key.value_or("").size() + (value ? value->size() : 0);
    for (const MessageHeader& one : headers) {
      bytes += one.name.size() + (one.value ? one.value->size() : 0);
    }
    return bytes;
  }
};

Letter Compose(const Consumed& consumed, const std::string& topic) {
  const auto& rejected = std::get<Rejected>(consumed.content);
  Letter letter{.key = rejected.key, .value = rejected.value, .headers = rejected.headers};
  const std::array<std::pair<const char*, std::string>, 5> added = {{
      {kReasonHeader, std::string(RejectReasonName(rejected.rejection.reason))},
      {kTopicHeader, topic},
      {kPartitionHeader, std::to_string(consumed.partition)},
      {kOffsetHeader, std::to_string(consumed.offset)},
      {kTimestampHeader, std::to_string(consumed.timestamp_ms)},
  }};
  for (const auto& [name, value] : added) letter.headers.push_back({name, value});
  return letter;
}

/// Takes the value out of a letter. False when it is out already.
bool Shorten(Letter& letter) {
  if (!letter.value) return false;
  letter.headers.push_back({kOmittedHeader, std::to_string(letter.value->size())});
  letter.value.reset();
  return true;
}

/// Absent and empty differ: only the first has no address.
std::pair<char*, std::size_t> Native(std::optional<std::string>& bytes) {
  if (!bytes) return {nullptr, 0};
  return {bytes->data(), bytes->size()};
}

}  // namespace

/// The client, and the letters on their way.
class DeadLetters::Sender {
 public:
  Sender(const KafkaOptions& options, LogSink log)
      : options_(options), log_(std::move(log)), watch_(log_) {}
  ~Sender();

  std::optional<std::string> Connect();
  std::optional<std::string> Remember(const std::vector<PartitionOffset>& restored);
  bool IsRefusedForGood(const Consumed& message) const {
    return !refused_.empty() && refused_.contains(IdOf(message));
  }
  LetterResult Send(const Consumed& consumed);
  void Serve(milliseconds timeout);
  bool Flush(milliseconds timeout);
  std::optional<std::string> Failure() const { return FatalError(client_.get()); }
  DeadLetterCounts Counts() const;

 private:
  using Ticket = std::uintptr_t;

  static LetterId IdOf(const Consumed& message) {
    return {message.partition, message.offset, message.timestamp_ms};
  }
  void Produce(Ticket ticket);
  void OnDelivery(const rd_kafka_message_t& message);
  void Settle(Ticket ticket, rd_kafka_resp_err_t code);
  void RetryWhenDue();

  const KafkaOptions options_;
  const LogSink log_;
  KafkaWatch watch_;
  LetterIds remembered_;
  LetterIds refused_;
  DeadLetterCounts counts_;
  /// The library borrows the values of these until it reports their delivery.
  std::map<Ticket, Letter> waiting_;
  std::size_t waiting_bytes_ = 0;
  Ticket next_ticket_ = 1;
  std::deque<Ticket> to_retry_;
  Clock::time_point next_retry_{};
  KafkaPtr<rd_kafka_t> client_;
};

std::optional<std::string> DeadLetters::Sender::Connect() {
  KafkaSettings settings = ProducerSettings(options_);
  watch_.set_on_delivery([this](const rd_kafka_message_t& message) { OnDelivery(message); });
  return ConnectClient(RD_KAFKA_PRODUCER, settings, watch_, client_);
}

DeadLetters::Sender::~Sender() {
  if (client_ != nullptr) rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE);
}

std::optional<std::string> DeadLetters::Sender::Remember(
    const std::vector<PartitionOffset>& restored) {
  if (!Flush(kRememberFlush)) return "could not wait for the dead letters that are on their way";
  auto scanned = ScanDeadLetters(options_, restored, log_);
  if (auto* problem = std::get_if<std::string>(&scanned)) return *problem;
  for (const PartitionOffset& one : restored) {
    const auto is_of_it = [&one](const LetterId& id) { return id.partition == one.partition; };
    absl::erase_if(remembered_, is_of_it);
    absl::erase_if(refused_, is_of_it);
  }
  remembered_.merge(std::get<ScannedLetters>(scanned).sent);
  refused_.merge(std::get<ScannedLetters>(scanned).refused);
  return std::nullopt;
}

LetterResult DeadLetters::Sender::Send(const Consumed& consumed) {
  if (remembered_.contains(IdOf(consumed)) || IsRefusedForGood(consumed)) {
    ++counts_.already_there;
    return LetterResult::kAlreadyThere;
  }
  if (waiting_.size() >= kMaxWaitingLetters || waiting_bytes_ >= kMaxWaitingBytes) {
    return LetterResult::kFull;
  }
  const Ticket ticket = next_ticket_++;
  const Letter& letter = waiting_[ticket] = Compose(consumed, options_.topic);
  waiting_bytes_ += letter.Bytes();
  Produce(ticket);
  rd_kafka_poll(client_.get(), 0);
  return LetterResult::kAccepted;
}

void DeadLetters::Sender::Produce(Ticket ticket) {
  Letter& letter = waiting_.at(ticket);
  rd_kafka_headers_t* headers = NewHeaders(letter.headers);
  const std::string topic = options_.DeadLetterTopic();
  const auto [key, key_size] = Native(letter.key);
  const auto [value, value_size] = Native(letter.value);
  const rd_kafka_resp_err_t code =
      rd_kafka_producev(client_.get(), RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_MSGFLAGS(0),
                        RD_KAFKA_V_KEY(key, key_size), RD_KAFKA_V_VALUE(value, value_size),
                        RD_KAFKA_V_HEADERS(headers),
                        RD_KAFKA_V_OPAQUE(reinterpret_cast<void*>(ticket)), RD_KAFKA_V_END);
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return;
  rd_kafka_headers_destroy(headers);  // taken over only when all is well
  Settle(ticket, code);
}

void DeadLetters::Sender::OnDelivery(const rd_kafka_message_t& message) {
  Settle(reinterpret_cast<Ticket>(message._private), message.err);
}

void DeadLetters::Sender::Settle(Ticket ticket, rd_kafka_resp_err_t code) {
  const auto found = waiting_.find(ticket);
  CASECLOCK_CHECK(found != waiting_.end(), "a letter is delivered once");
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
    ++counts_.delivered;
    waiting_bytes_ -= found->second.Bytes();
    waiting_.erase(found);
    return;
  }
  ++counts_.failed_attempts;
  const bool too_large = code == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE;
  const std::size_t bytes = found->second.Bytes();
  if (too_large && Shorten(found->second)) {
    ++counts_.shortened;
    waiting_bytes_ = waiting_bytes_ - bytes + found->second.Bytes();
  } else {
    watch_.Say(
        LogLevel::kError, "dead letters",
        std::string("could not deliver a dead letter, will try again: ") + rd_kafka_err2str(code));
    next_retry_ = Clock::now() + kRetryPause;
  }
  to_retry_.push_back(ticket);
}

void DeadLetters::Sender::RetryWhenDue() {
  if (to_retry_.empty() || Clock::now() < next_retry_ || Failure()) return;
  std::deque<Ticket> due;
  due.swap(to_retry_);
  for (const Ticket ticket : due) Produce(ticket);
}

void DeadLetters::Sender::Serve(milliseconds timeout) {
  RetryWhenDue();
  rd_kafka_poll(client_.get(), static_cast<int>(timeout.count()));
}

bool DeadLetters::Sender::Flush(milliseconds timeout) {
  constexpr milliseconds kStep{20};
  const auto deadline = Clock::now() + timeout;
  while (!waiting_.empty() && !Failure()) {
    Serve(std::min(kStep, timeout));
    if (Clock::now() >= deadline) break;
  }
  return waiting_.empty();
}

DeadLetterCounts DeadLetters::Sender::Counts() const {
  DeadLetterCounts counts = counts_;
  counts.waiting = waiting_.size();
  return counts;
}

std::variant<std::unique_ptr<DeadLetters>, std::string> DeadLetters::Connect(
    const KafkaOptions& options, LogSink log) {
  auto sender = std::make_unique<Sender>(options, std::move(log));
  if (auto problem = sender->Connect()) return *problem;
  return std::unique_ptr<DeadLetters>(new DeadLetters(std::move(sender)));
}

DeadLetters::DeadLetters(std::unique_ptr<Sender> sender) : sender_(std::move(sender)) {}

DeadLetters::~DeadLetters() = default;

std::optional<std::string> DeadLetters::Remember(const std::vector<PartitionOffset>& restored) {
  return sender_->Remember(restored);
}

bool DeadLetters::IsRefusedForGood(const Consumed& message) const {
  return sender_->IsRefusedForGood(message);
}

LetterResult DeadLetters::Send(const Consumed& letter) { return sender_->Send(letter); }

void DeadLetters::Serve(milliseconds timeout) { sender_->Serve(timeout); }

bool DeadLetters::Flush(milliseconds timeout) { return sender_->Flush(timeout); }

std::optional<std::string> DeadLetters::Failure() const { return sender_->Failure(); }

std::uint64_t DeadLetters::Arrived() const {
  const DeadLetterCounts counts = sender_->Counts();
  return counts.delivered + counts.already_there;
}

DeadLetterCounts DeadLetters::counts() const { return sender_->Counts(); }

}  // namespace caseclock
