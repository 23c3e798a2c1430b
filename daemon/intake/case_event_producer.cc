#include "daemon/intake/case_event_producer.h"

#include <utility>

#include "daemon/intake/kafka_client.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;

constexpr int kQueueFullWaitMs = 100;

KafkaSettings ProducerSettings(const KafkaOptions& options) {
  KafkaSettings settings(options);
  settings.Default("linger.ms", "5");
  settings.Default("message.timeout.ms", "120000");
  settings.Default("topic.metadata.propagation.max.ms", "10000");
  settings.ApplyProperties();
  settings.Fixed("enable.idempotence", "true");
  settings.Fixed("acks", "all");
  settings.Fixed("partitioner", "murmur2_random");
  return settings;
}

}  // namespace

class CaseEventProducer::Sender {
 public:
  Sender(const KafkaOptions& options, LogSink log) : options_(options), watch_(std::move(log)) {}
  ~Sender() {
    if (client_ != nullptr) rd_kafka_purge(client_.get(), RD_KAFKA_PURGE_F_QUEUE);
  }

  std::optional<std::string> Connect();
  std::optional<std::string> Send(std::string_view key, std::string_view payload,
                                  PayloadFormat format);
  std::optional<std::string> Flush(milliseconds timeout);
  const ProducerCounts& counts() const { return counts_; }

 private:
  rd_kafka_resp_err_t Produce(std::string_view key, std::string_view payload, PayloadFormat format);
  void OnDelivery(const rd_kafka_message_t& message);
  std::optional<std::string> Problem() const;

  const KafkaOptions options_;
  KafkaWatch watch_;
  ProducerCounts counts_;
  std::string first_error_;
  KafkaPtr<rd_kafka_t> client_;
};

std::optional<std::string> CaseEventProducer::Sender::Connect() {
  KafkaSettings settings = ProducerSettings(options_);
  watch_.set_on_delivery([this](const rd_kafka_message_t& message) { OnDelivery(message); });
  return ConnectClient(RD_KAFKA_PRODUCER, settings, watch_, client_);
}

void CaseEventProducer::Sender::OnDelivery(const rd_kafka_message_t& message) {
  if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
    ++counts_.delivered;
    return;
  }
  ++counts_.failed;
  if (first_error_.empty()) first_error_ = rd_kafka_err2str(message.err);
}

std::optional<std::string> CaseEventProducer::Sender::Problem() const {
  if (first_error_.empty()) return std::nullopt;
  return "could not deliver " + std::to_string(counts_.failed) + " of " +
         std::to_string(counts_.sent) + " events to topic \"" + options_.topic +
         "\"\nDetail: " + first_error_;
}

rd_kafka_resp_err_t CaseEventProducer::Sender::Produce(std::string_view key,
                                                       std::string_view payload,
                                                       PayloadFormat format) {
  rd_kafka_headers_t* headers =
      format == PayloadFormat::kJson ? NewHeaders({{"content-type", "application/json"}}) : nullptr;
  const rd_kafka_resp_err_t code = rd_kafka_producev(
      client_.get(), RD_KAFKA_V_TOPIC(options_.topic.c_str()),
      RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_KEY(key.data(), key.size()),
      RD_KAFKA_V_VALUE(const_cast<char*>(payload.data()), payload.size()),
      RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR && headers != nullptr) rd_kafka_headers_destroy(headers);
  return code;
}

std::optional<std::string> CaseEventProducer::Sender::Send(std::string_view key,
                                                           std::string_view payload,
                                                           PayloadFormat format) {
  rd_kafka_resp_err_t code = Produce(key, payload, format);
  while (code == RD_KAFKA_RESP_ERR__QUEUE_FULL && first_error_.empty()) {
    rd_kafka_poll(client_.get(), kQueueFullWaitMs);
    code = Produce(key, payload, format);
  }
  ++counts_.sent;
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    ++counts_.failed;
    if (first_error_.empty()) first_error_ = rd_kafka_err2str(code);
  }
  rd_kafka_poll(client_.get(), 0);
  return Problem();
}

std::optional<std::string> CaseEventProducer::Sender::Flush(milliseconds timeout) {
  const rd_kafka_resp_err_t code = rd_kafka_flush(client_.get(), static_cast<int>(timeout.count()));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR && first_error_.empty()) {
    return "could not deliver " + std::to_string(counts_.sent - counts_.delivered) + " of " +
           std::to_string(counts_.sent) + " events to topic \"" + options_.topic +
           "\" in time\nDetail: no broker of \"" + options_.bootstrap + "\" has confirmed them.";
  }
  return Problem();
}

std::variant<std::unique_ptr<CaseEventProducer>, std::string> CaseEventProducer::Connect(
    const KafkaOptions& options, LogSink log) {
  auto sender = std::make_unique<Sender>(options, std::move(log));
  if (auto problem = sender->Connect()) return *problem;
  return std::unique_ptr<CaseEventProducer>(new CaseEventProducer(std::move(sender)));
}

CaseEventProducer::CaseEventProducer(std::unique_ptr<Sender> sender) : sender_(std::move(sender)) {}

CaseEventProducer::~CaseEventProducer() = default;

std::optional<std::string> CaseEventProducer::Send(std::string_view authority,
                                                   std::string_view payload, PayloadFormat format) {
  return sender_->Send(authority, payload, format);
}

std::optional<std::string> CaseEventProducer::Flush(milliseconds timeout) {
  return sender_->Flush(timeout);
}

const ProducerCounts& CaseEventProducer::counts() const { return sender_->counts(); }

}  // namespace caseclock
