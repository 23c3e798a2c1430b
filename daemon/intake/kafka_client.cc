#include "daemon/intake/kafka_client.h"

#include <algorithm>
#include <array>
#include <future>
#include <thread>
#include <utility>

#include "processors/check.h"

namespace caseclock {
namespace {

/// Left to this program: other values lose, double or misplace events.
constexpr std::array kOwnProperties = {
    "acks",
    "allow.auto.create.topics",
    "auto.offset.reset",
    "bootstrap.servers",
    "enable.auto.commit",
    "enable.auto.offset.store",
    "enable.idempotence",
    "enable.partition.eof",
    "group.id",
    "group.instance.id",
    "isolation.level",
    "metadata.broker.list",
    "partition.assignment.strategy",
    "partitioner",
    "request.required.acks",
    "statistics.interval.ms",
    "transactional.id",
};

constexpr char kStatisticsIntervalMs[] = "2000";

KafkaWatch& WatchOf(const rd_kafka_t* client) {
  return *static_cast<KafkaWatch*>(rd_kafka_opaque(client));
}

LogLevel LevelOfSyslog(int level) {
  constexpr int kSyslogError = 3;
  constexpr int kSyslogWarning = 5;
  if (level <= kSyslogError) return LogLevel::kError;
  return level <= kSyslogWarning ? LogLevel::kWarning : LogLevel::kInfo;
}

void OnLog(const rd_kafka_t* client, int level, const char* kind, const char* text) {
  // The library logs before its opaque is set when a client fails to start.
  if (rd_kafka_opaque(client) == nullptr) return;
  // One set of properties serves consumers and producers; each complains of those of the other.
  if (std::string_view(text).find(" property and will be ignored by this ") !=
      std::string_view::npos)
    return;
  WatchOf(client).Say(LevelOfSyslog(level), kind, std::string("kafka client: ") + text);
}

void OnError(rd_kafka_t* client, int code, const char* text, void*) {
  if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) WatchOf(client).set_broker_up(false);
  WatchOf(client).Say(LogLevel::kWarning, rd_kafka_err2name(static_cast<rd_kafka_resp_err_t>(code)),
                      std::string("kafka client: ") + text);
}

/// The library tells when the last broker goes, not when the first comes back; its statistics do.
/// "UP" in capitals is the state of a broker and of nothing else.
int OnStatistics(rd_kafka_t* client, char* json, std::size_t length, void*) {
  const std::string_view text(json, length);
  WatchOf(client).set_broker_up(text.find(R"("state":"UP")") != std::string_view::npos);
  return 0;
}

void OnRebalance(rd_kafka_t* client, rd_kafka_resp_err_t code,
                 rd_kafka_topic_partition_list_t* partitions, void*) {
  WatchOf(client).on_rebalance()(code, *partitions);
}

void OnDelivery(rd_kafka_t* client, const rd_kafka_message_t* message, void*) {
  WatchOf(client).on_delivery()(*message);
}

std::string ErrorText(rd_kafka_resp_err_t code) { return rd_kafka_err2str(code); }

}  // namespace

KafkaSettings::KafkaSettings(const KafkaOptions& options)
    : conf_(rd_kafka_conf_new()), options_(options) {
  Fixed("bootstrap.servers", options.bootstrap);
  Default("client.id", "caseclock");
  Default("socket.nagle.disable", "true");
  Default("reconnect.backoff.ms", "100");
  Default("reconnect.backoff.max.ms", "5000");
  Default("log.connection.close", "false");
}

void KafkaSettings::Default(const std::string& name, const std::string& value) { Set(name, value); }

void KafkaSettings::Fixed(const std::string& name, const std::string& value) { Set(name, value); }

void KafkaSettings::ApplyProperties() {
  for (const auto& [name, value] : options_.properties) {
    const bool own = std::any_of(kOwnProperties.begin(), kOwnProperties.end(),
                                 [&name](const char* one) { return name == one; });
    if (own) {
      problems_.push_back("kafka property \"" + name + "\" is set by caseclock itself");
    } else {
      Set(name, value);
    }
  }
}

void KafkaSettings::Set(const std::string& name, const std::string& value) {
  std::array<char, 512> error{};
  if (rd_kafka_conf_set(conf_.get(), name.c_str(), value.c_str(), error.data(), error.size()) !=
      RD_KAFKA_CONF_OK) {
    // The library's text repeats the value, which may be a password.
    const bool known = std::string_view(error.data()).find("No such") == std::string_view::npos;
    problems_.push_back("kafka property \"" + name + "\" " +
                        (known ? "has a value that cannot be used" : "does not exist"));
  }
}

void KafkaWatch::Attach(KafkaSettings& settings) {
  settings.Fixed("statistics.interval.ms", kStatisticsIntervalMs);
  rd_kafka_conf_set_opaque(settings.conf(), this);
  rd_kafka_conf_set_log_cb(settings.conf(), OnLog);
  rd_kafka_conf_set_error_cb(settings.conf(), OnError);
  rd_kafka_conf_set_stats_cb(settings.conf(), OnStatistics);
  if (on_rebalance_) rd_kafka_conf_set_rebalance_cb(settings.conf(), OnRebalance);
  if (on_delivery_) rd_kafka_conf_set_dr_msg_cb(settings.conf(), OnDelivery);
}

void KafkaWatch::Say(LogLevel level, std::string_view kind, std::string_view line) {
  const std::lock_guard lock(mutex_);
  const std::optional<int> held_back = limiter_.Admit(kind, std::chrono::steady_clock::now());
  if (!held_back || !sink_) return;
  std::string text(line);
  if (*held_back > 0) text += " (" + std::to_string(*held_back) + " more like it not shown)";
  sink_(level, text);
}

std::variant<KafkaPtr<rd_kafka_t>, std::string> NewClient(rd_kafka_type_t type,
                                                          KafkaSettings& settings) {
  const std::string primary = "could not set up the Kafka client\nDetail: ";
  if (!settings.problems().empty()) return primary + settings.problems().front();
  std::array<char, 512> error{};
  rd_kafka_conf_t* conf = settings.Release();
  KafkaPtr<rd_kafka_t> client(rd_kafka_new(type, conf, error.data(), error.size()));
  if (client == nullptr) {
    rd_kafka_conf_destroy(conf);
    return primary + error.data();
  }
  return client;
}

std::optional<std::string> ConnectClient(rd_kafka_type_t type, KafkaSettings& settings,
                                         KafkaWatch& watch, KafkaPtr<rd_kafka_t>& client) {
  watch.Attach(settings);
  auto made = NewClient(type, settings);
  if (auto* problem = std::get_if<std::string>(&made)) return std::move(*problem);
  client = std::move(std::get<0>(made));
  return std::nullopt;
}

namespace {

/// What lives until a consumer has ended.
struct Ending {
  std::unique_ptr<KafkaWatch> watch;
  KafkaPtr<rd_kafka_t> client;
  KafkaPtr<rd_kafka_queue_t> queue;
  std::promise<void> ended;
};

}  // namespace

bool EndConsumer(KafkaPtr<rd_kafka_t> client, KafkaPtr<rd_kafka_queue_t> queue,
                 std::unique_ptr<KafkaWatch> watch, std::chrono::milliseconds patience) {
  if (client == nullptr) return true;
  watch->set_on_rebalance(
      [one = client.get()](auto, const auto&) { rd_kafka_assign(one, nullptr); });
  auto ending = std::make_shared<Ending>();
  ending->watch = std::move(watch);
  ending->client = std::move(client);
  ending->queue = std::move(queue);
  std::thread thread([ending] {
    rd_kafka_assign(ending->client.get(), nullptr);
    rd_kafka_consumer_close(ending->client.get());
    ending->queue.reset();
    ending->client.reset();
    ending->ended.set_value();
  });
  const bool has_ended = ending->ended.get_future().wait_for(patience) == std::future_status::ready;
  if (has_ended) {
    thread.join();
  } else {
    thread.detach();
  }
  return has_ended;
}

rd_kafka_headers_t* NewHeaders(const std::vector<MessageHeader>& headers) {
  rd_kafka_headers_t* made = rd_kafka_headers_new(headers.size());
  for (const MessageHeader& one : headers) {
    const char* value = one.value ? one.value->data() : nullptr;
    const auto size = one.value ? static_cast<ssize_t>(one.value->size()) : 0;
    rd_kafka_header_add(made, one.name.data(), static_cast<ssize_t>(one.name.size()), value, size);
  }
  return made;
}

std::optional<std::string> FatalError(rd_kafka_t* client) {
  std::array<char, 512> text{};
  if (rd_kafka_fatal_error(client, text.data(), text.size()) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    return std::nullopt;
  }
  return std::string("the Kafka client cannot go on\nDetail: ") + text.data();
}

std::variant<int, std::string> TopicPartitions(rd_kafka_t* client, const std::string& topic,
                                               std::chrono::milliseconds timeout) {
  const std::string primary = "could not ask for the partitions of topic \"" + topic + "\": ";
  const KafkaPtr<rd_kafka_topic_t> handle(rd_kafka_topic_new(client, topic.c_str(), nullptr));
  if (handle == nullptr) return primary + ErrorText(rd_kafka_last_error());
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t code =
      rd_kafka_metadata(client, 0, handle.get(), &metadata, static_cast<int>(timeout.count()));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return primary + ErrorText(code);
  CASECLOCK_CHECK(metadata->topic_cnt == 1, "metadata of one topic was asked for");
  const rd_kafka_metadata_topic_t& found = metadata->topics[0];
  const rd_kafka_resp_err_t topic_error = found.err;
  const int count = found.partition_cnt;
  rd_kafka_metadata_destroy(metadata);
  if (topic_error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART) return 0;
  if (topic_error != RD_KAFKA_RESP_ERR_NO_ERROR) return primary + ErrorText(topic_error);
  return count;
}

namespace {

KafkaPtr<rd_kafka_topic_partition_list_t> ListOf(const std::string& topic,
                                                 const std::vector<std::int32_t>& partitions,
                                                 std::int64_t offset) {
  KafkaPtr<rd_kafka_topic_partition_list_t> list(
      rd_kafka_topic_partition_list_new(static_cast<int>(partitions.size())));
  for (const std::int32_t partition : partitions) {
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
  }
  return list;
}

/// Resolves RD_KAFKA_OFFSET_BEGINNING or _END for each partition; they are special "times" of the
/// request.
std::variant<KafkaPtr<rd_kafka_topic_partition_list_t>, std::string> Resolve(
    rd_kafka_t* client, const std::string& topic, const std::vector<std::int32_t>& partitions,
    std::int64_t which, std::chrono::milliseconds timeout) {
  auto list = ListOf(topic, partitions, which);
  rd_kafka_resp_err_t code =
      rd_kafka_offsets_for_times(client, list.get(), static_cast<int>(timeout.count()));
  for (int i = 0; i < list->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
    code = list->elems[i].err;
  }
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return list;
  return "could not ask for the offsets of topic \"" + topic + "\": " + ErrorText(code);
}

}  // namespace

std::variant<std::vector<Ends>, std::string> QueryEnds(rd_kafka_t* client, const std::string& topic,
                                                       const std::vector<std::int32_t>& partitions,
                                                       std::chrono::milliseconds timeout) {
  if (partitions.empty()) return std::vector<Ends>{};
  auto first = Resolve(client, topic, partitions, RD_KAFKA_OFFSET_BEGINNING, timeout);
  if (auto* problem = std::get_if<std::string>(&first)) return *problem;
  auto end = Resolve(client, topic, partitions, RD_KAFKA_OFFSET_END, timeout);
  if (auto* problem = std::get_if<std::string>(&end)) return *problem;
  const auto& firsts = *std::get<0>(first);
  std::vector<Ends> ends;
  for (int i = 0; i < firsts.cnt; ++i) {
    const rd_kafka_topic_partition_t* last = rd_kafka_topic_partition_list_find(
        std::get<0>(end).get(), topic.c_str(), firsts.elems[i].partition);
    ends.push_back({firsts.elems[i].partition, firsts.elems[i].offset, last->offset});
  }
  return ends;
}

std::int64_t SystemNowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

namespace {

void SayNothing(const rd_kafka_t*, int, const char*, const char*) {}

/// What the library finds when it makes a client: values that contradict each other, files that are not there. The
/// client knows no broker, and connects to none. "": nothing.
std::string RefusedByLibrary(rd_kafka_type_t type, KafkaOptions options) {
  options.bootstrap.clear();
  KafkaSettings settings(options);
  if (type == RD_KAFKA_CONSUMER) {
    settings.Default("max.poll.interval.ms", kMaxPollIntervalMs);
    settings.ApplyProperties();
    settings.Fixed("group.id", "caseclock");
  } else {
    settings.ApplyProperties();
    settings.Fixed("enable.idempotence", "true");
    settings.Fixed("acks", "all");
  }
  rd_kafka_conf_set_log_cb(settings.conf(), SayNothing);
  const auto made = NewClient(type, settings);
  const auto* problem = std::get_if<std::string>(&made);
  return problem == nullptr ? "" : problem->substr(problem->find("Detail: ") + 8);
}

}  // namespace

std::vector<std::string> CheckKafkaOptions(const KafkaOptions& options) {
  std::vector<std::string> problems;
  if (options.bootstrap.empty()) problems.emplace_back("kafka.bootstrap is missing");
  if (options.topic.empty()) problems.emplace_back("kafka.topic is empty");
  if (options.group.empty()) problems.emplace_back("kafka.group is empty");
  if (options.topic == options.DeadLetterTopic()) {
    problems.emplace_back("kafka.dead_letter_topic is the topic itself");
  }
  if (options.expected_partitions < 0) problems.emplace_back("kafka.partitions is below 0");
  KafkaSettings settings(options);
  settings.ApplyProperties();
  problems.insert(problems.end(), settings.problems().begin(), settings.problems().end());
  if (!settings.problems().empty()) return problems;
  for (const rd_kafka_type_t type : {RD_KAFKA_CONSUMER, RD_KAFKA_PRODUCER}) {
    const std::string refused = RefusedByLibrary(type, options);
    if (refused.empty()) continue;
    problems.push_back("kafka.properties cannot be used: " + refused);
    break;  // mostly the same once more
  }
  return problems;
}

}  // namespace caseclock
