/// @file
/// What every client of this room shares: its settings, its log, its end. The only header besides
/// the sources that shows librdkafka, and no other room includes it.
#pragma once

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "daemon/intake/event_source.h"
#include "daemon/intake/kafka_config.h"
#include "daemon/log/log_sink.h"

namespace caseclock {

struct KafkaDeleter {
  void operator()(rd_kafka_t* client) const { rd_kafka_destroy(client); }
  void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
  void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
  void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
  void operator()(rd_kafka_topic_partition_list_t* list) const {
    rd_kafka_topic_partition_list_destroy(list);
  }
};
template <class T>
using KafkaPtr = std::unique_ptr<T, KafkaDeleter>;

/// Long enough for the restore of a large checkpoint between two polls. Units: milliseconds.
inline constexpr char kMaxPollIntervalMs[] = "900000";

/// The settings of a client: the defaults of this program, over them the operator's properties,
/// over these what correctness hangs on.
class KafkaSettings {
 public:
  explicit KafkaSettings(const KafkaOptions& options);

  /// A default, which the operator's properties may override. Requires: known to the library.
  void Default(const std::string& name, const std::string& value);
  /// Applies the operator's properties; then those of Fixed. Each once, in this order.
  void ApplyProperties();
  void Fixed(const std::string& name, const std::string& value);

  rd_kafka_conf_t* conf() { return conf_.get(); }
  /// Hands the settings to rd_kafka_new.
  rd_kafka_conf_t* Release() { return conf_.release(); }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  void Set(const std::string& name, const std::string& value);

  KafkaPtr<rd_kafka_conf_t> conf_;
  const KafkaOptions& options_;
  std::vector<std::string> problems_;
};

/// Where one client calls back: its log, whether a broker is connected, and what its kind needs
/// besides. Lives longer than the client. Thread safety: Say and broker_up from any thread, the
/// rest before Attach.
class KafkaWatch {
 public:
  using RebalanceHandler =
      std::function<void(rd_kafka_resp_err_t, const rd_kafka_topic_partition_list_t&)>;
  using DeliveryHandler = std::function<void(const rd_kafka_message_t&)>;

  explicit KafkaWatch(LogSink sink) : sink_(std::move(sink)) {}
  KafkaWatch(const KafkaWatch&) = delete;
  KafkaWatch& operator=(const KafkaWatch&) = delete;

  /// Consumers: called within a poll. The handler or somebody after it answers with
  /// rd_kafka_assign.
  void set_on_rebalance(RebalanceHandler handler) { on_rebalance_ = std::move(handler); }
  const RebalanceHandler& on_rebalance() const { return on_rebalance_; }
  /// Producers: called within a poll for each message, delivered or not.
  void set_on_delivery(DeliveryHandler handler) { on_delivery_ = std::move(handler); }
  const DeliveryHandler& on_delivery() const { return on_delivery_; }

  /// Makes the library call back here.
  void Attach(KafkaSettings& settings);

  /// Says a line, unless one of its kind was said within the last ten seconds.
  void Say(LogLevel level, std::string_view kind, std::string_view line);

  bool broker_up() const { return broker_up_; }
  void set_broker_up(bool up) { broker_up_ = up; }

 private:
  LogSink sink_;
  RebalanceHandler on_rebalance_;
  DeliveryHandler on_delivery_;
  std::mutex mutex_;
  LogLimiter limiter_;
  std::atomic<bool> broker_up_ = false;
};

/// A client that runs, or why there is none (primary line and Detail).
std::variant<KafkaPtr<rd_kafka_t>, std::string> NewClient(rd_kafka_type_t type,
                                                          KafkaSettings& settings);

/// Makes `client` one that calls `watch` back. Errors: why there is none, as NewClient.
std::optional<std::string> ConnectClient(rd_kafka_type_t type, KafkaSettings& settings,
                                         KafkaWatch& watch, KafkaPtr<rd_kafka_t>& client);

/// Ends a consumer and waits for it, at most `patience`. False: it cannot end and is left behind with its watch, its
/// thread and its memory: the library (2.0.2) waits for ever where a topic was deleted that it had been assigned.
/// Rebalances are no longer told. A null client has ended.
bool EndConsumer(KafkaPtr<rd_kafka_t> client, KafkaPtr<rd_kafka_queue_t> queue,
                 std::unique_ptr<KafkaWatch> watch,
                 std::chrono::milliseconds patience = std::chrono::milliseconds(2000));

/// Headers for rd_kafka_producev, which takes them over only when it succeeds.
rd_kafka_headers_t* NewHeaders(const std::vector<MessageHeader>& headers);

/// The message of a fatal error of the client, if it had one.
std::optional<std::string> FatalError(rd_kafka_t* client);

/// How many partitions the topic has; 0: there is no such topic. Errors: a sentence.
std::variant<int, std::string> TopicPartitions(rd_kafka_t* client, const std::string& topic,
                                               std::chrono::milliseconds timeout);

/// First and end offset of partitions.
struct Ends {
  std::int32_t partition = 0;
  std::int64_t first = 0;
  std::int64_t end = 0;
};
/// Errors: a sentence, within the time. (rd_kafka_query_watermark_offsets of 2.0.2 may wait for
/// ever.)
std::variant<std::vector<Ends>, std::string> QueryEnds(rd_kafka_t* client, const std::string& topic,
                                                       const std::vector<std::int32_t>& partitions,
                                                       std::chrono::milliseconds timeout);

}  // namespace caseclock
