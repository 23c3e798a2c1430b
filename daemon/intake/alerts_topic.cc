#include "daemon/intake/alerts_topic.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "daemon/codec/alert_event.h"
#include "daemon/intake/kafka_client.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kRetryPause{1000};

KafkaSettings ProducerSettings(const KafkaOptions& options) {
  KafkaSettings settings(options);
  settings.Default("linger.ms", "5");
  settings.ApplyProperties();
  settings.Fixed("enable.idempotence", "true");
  settings.Fixed("acks", "all");
  settings.Fixed("partitioner", "murmur2_random");
  settings.Fixed("message.timeout.ms", "0");  // a broker that is away is waited for
  // One request at a time: with more, 2.0.2 can end in a fatal error after a lost connection.
  settings.Fixed("max.in.flight.requests.per.connection", "1");
  return settings;
}

rd_kafka_headers_t* HeadersOf(const AlertEventMessage& message) {
  std::vector<MessageHeader> headers;
  for (const auto& [name, value] : message.headers) headers.push_back({name, value});
  return NewHeaders(headers);
}

}  // namespace

/// The client, and the messages that wait: first those on their way, then those to be sent.
class AlertsTopic::Sender {
 public:
  Sender(const KafkaOptions& options, std::string topic, LogSink log)
      : options_(options), topic_(std::move(topic)), watch_(std::move(log)) {}
  ~Sender() {
    if (client_ != nullptr) rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE);
  }

  std::optional<std::string> Connect();
  void Queue(std::uint64_t sequence, std::vector<AlertEventMessage> messages);
  void Forget(std::uint64_t sequence, std::uint64_t published);
  void Serve(milliseconds timeout);
  bool Flush(milliseconds timeout);
  bool WantsAgain() const { return last_left_out_ != 0 && waiting_.empty(); }
  std::uint64_t confirmed() const { return confirmed_; }
  std::optional<std::string> Failure() const { return FatalError(client_.get()); }
  AlertsTopicCounts Counts() const;

 private:
  /// Counts messages; the library hands it back with each delivery.
  using Ticket = std::uintptr_t;
  struct Waiting {
    std::uint64_t sequence = 0;
    AlertEventMessage message;
    bool arrived = false;
  };

  void See(std::uint64_t sequence);
  Ticket End() const { return first_ + waiting_.size(); }
  rd_kafka_resp_err_t Produce(Ticket ticket);
  void SendWhatMay();
  void OnDelivery(const rd_kafka_message_t& message);
  void Failed(rd_kafka_resp_err_t code);
  void DropFirst();

  const KafkaOptions options_;
  const std::string topic_;
  KafkaWatch watch_;
  AlertsTopicCounts counts_;
  std::deque<Waiting> waiting_;
  Ticket first_ = 1;  // of waiting_.front()
  Ticket next_ = 1;   // to be sent
  std::size_t on_their_way_ = 0;
  std::uint64_t confirmed_ = 0;
  std::uint64_t published_ = 0;
  std::uint64_t last_seen_ = 0;
  std::uint64_t last_queued_ = 0;
  std::uint64_t last_left_out_ = 0;  // for want of room; 0: none
  bool failed_ = false;              // the rest waits until it is clear what has arrived
  Clock::time_point next_retry_{};
  KafkaPtr<rd_kafka_t> client_;
};

std::optional<std::string> AlertsTopic::Sender::Connect() {
  KafkaSettings settings = ProducerSettings(options_);
  watch_.set_on_delivery([this](const rd_kafka_message_t& message) { OnDelivery(message); });
  return ConnectClient(RD_KAFKA_PRODUCER, settings, watch_, client_);
}

void AlertsTopic::Sender::Queue(std::uint64_t sequence, std::vector<AlertEventMessage> messages) {
  See(sequence);
  if (messages.empty() || sequence <= std::max(published_, last_queued_)) return;
  const bool full = waiting_.size() + messages.size() > kMaxWaitingAlertEvents;
  if (full || last_left_out_ != 0) {
    // None after it either, or the ledger would be told that this one has arrived.
    last_left_out_ = sequence;
    return;
  }
  last_queued_ = sequence;
  for (AlertEventMessage& one : messages) waiting_.push_back({sequence, std::move(one)});
}

void AlertsTopic::Sender::See(std::uint64_t sequence) {
  if (sequence <= last_seen_) last_left_out_ = 0;  // everything comes again
  last_seen_ = sequence;
}

void AlertsTopic::Sender::Forget(std::uint64_t sequence, std::uint64_t published) {
  See(sequence);
  published_ = std::max(published_, published);
  while (!waiting_.empty() && waiting_.front().sequence <= published_) DropFirst();
  if (last_left_out_ <= published_) last_left_out_ = 0;
}

void AlertsTopic::Sender::DropFirst() {
  waiting_.pop_front();
  ++first_;
  next_ = std::max(next_, first_);
}

rd_kafka_resp_err_t AlertsTopic::Sender::Produce(Ticket ticket) {
  const AlertEventMessage& message = waiting_[ticket - first_].message;
  rd_kafka_headers_t* headers = HeadersOf(message);
  const rd_kafka_resp_err_t code = rd_kafka_producev(
      client_.get(), RD_KAFKA_V_TOPIC(topic_.c_str()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
      RD_KAFKA_V_KEY(message.key.data(), message.key.size()),
      RD_KAFKA_V_VALUE(const_cast<char*>(message.value.data()), message.value.size()),
      RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_OPAQUE(reinterpret_cast<void*>(ticket)),
      RD_KAFKA_V_END);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_headers_destroy(headers);
  return code;
}

void AlertsTopic::Sender::SendWhatMay() {
  if (failed_ && on_their_way_ == 0 && Clock::now() >= next_retry_) {
    failed_ = false;
    next_ = first_;
  }
  while (!failed_ && next_ < End() && on_their_way_ < kMaxAlertEventsOnTheirWay) {
    if (!waiting_[next_ - first_].arrived) {
      const rd_kafka_resp_err_t code = Produce(next_);
      if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL) return;
      if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return Failed(code);
      ++on_their_way_;
    }
    ++next_;
  }
}

void AlertsTopic::Sender::Failed(rd_kafka_resp_err_t code) {
  ++counts_.failed_attempts;
  failed_ = true;
  next_retry_ = Clock::now() + kRetryPause;
  watch_.Say(
      LogLevel::kError, "alerts topic",
      "could not deliver to topic \"" + topic_ + "\", will try again: " + rd_kafka_err2str(code));
}

void AlertsTopic::Sender::OnDelivery(const rd_kafka_message_t& message) {
  --on_their_way_;
  if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) return Failed(message.err);
  ++counts_.delivered;
  const auto ticket = reinterpret_cast<Ticket>(message._private);
  if (ticket < first_) return;  // forgotten meanwhile
  waiting_[ticket - first_].arrived = true;
  while (!waiting_.empty() && waiting_.front().arrived) {
    const std::uint64_t sequence = waiting_.front().sequence;
    DropFirst();
    if (waiting_.empty() || waiting_.front().sequence != sequence) confirmed_ = sequence;
  }
}

void AlertsTopic::Sender::Serve(milliseconds timeout) {
  SendWhatMay();
  rd_kafka_poll(client_.get(), static_cast<int>(timeout.count()));
  if (last_left_out_ != 0) {
    watch_.Say(
        LogLevel::kError, "alerts topic full",
        "too many messages wait for topic \"" + topic_ + "\"; the rest goes out when these have");
  }
}

bool AlertsTopic::Sender::Flush(milliseconds timeout) {
  constexpr milliseconds kStep{20};
  const auto deadline = Clock::now() + timeout;
  while (!waiting_.empty() && !Failure()) {
    Serve(std::min(kStep, timeout));
    if (Clock::now() >= deadline) break;
  }
  return waiting_.empty();
}

AlertsTopicCounts AlertsTopic::Sender::Counts() const {
  AlertsTopicCounts counts = counts_;
  counts.waiting = waiting_.size();
  counts.overflowed = last_left_out_ != 0;
  return counts;
}

// --- AlertsTopic --------------------------------------------------------------------------------

std::variant<std::unique_ptr<AlertsTopic>, std::string> AlertsTopic::Connect(
    const KafkaOptions& options, std::string topic, LogSink log) {
  auto sender = std::make_unique<Sender>(options, std::move(topic), std::move(log));
  if (auto problem = sender->Connect()) return *problem;
  return std::unique_ptr<AlertsTopic>(new AlertsTopic(std::move(sender)));
}

AlertsTopic::AlertsTopic(std::unique_ptr<Sender> sender) : sender_(std::move(sender)) {}

AlertsTopic::~AlertsTopic() = default;

void AlertsTopic::HandOver(std::uint64_t sequence, const LedgerEntry& entry, const Ledger& before,
                           const std::vector<AlertRule>& rules) {
  if (const auto* published = std::get_if<AuditPublished>(&entry)) {
    return sender_->Forget(sequence, published->sequence);
  }
  sender_->Queue(sequence, AlertEventsOf(entry, before, rules));
}

void AlertsTopic::Serve(milliseconds timeout) { sender_->Serve(timeout); }

std::uint64_t AlertsTopic::Confirmed() const { return sender_->confirmed(); }

bool AlertsTopic::WantsAgain() const { return sender_->WantsAgain(); }

std::optional<std::string> AlertsTopic::Failure() const { return sender_->Failure(); }

bool AlertsTopic::Flush(milliseconds timeout) { return sender_->Flush(timeout); }

AlertsTopicCounts AlertsTopic::counts() const { return sender_->Counts(); }

}  // namespace caseclock
