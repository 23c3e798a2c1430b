#include "daemon/intake/topic_contract.h"

#include <array>
#include <cstdlib>
#include <optional>
#include <variant>

#include "daemon/intake/kafka_client.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;

struct AdminDeleter {
  void operator()(rd_kafka_AdminOptions_t* options) const {
    rd_kafka_AdminOptions_destroy(options);
  }
  void operator()(rd_kafka_ConfigResource_t* resource) const {
    rd_kafka_ConfigResource_destroy(resource);
  }
  void operator()(rd_kafka_NewTopic_t* topic) const { rd_kafka_NewTopic_destroy(topic); }
  void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
};
template <class T>
using AdminPtr = std::unique_ptr<T, AdminDeleter>;

struct Rule {
  const char* setting;
  const char* needed;
  const char* because;
};
constexpr std::array kRules = {
    Rule{"cleanup.policy", "delete", "compaction drops all but the last event of a council"},
    Rule{"retention.ms", "-1", "older events will be lost, and no figure can be rebuilt"},
    Rule{"retention.bytes", "-1", "older events will be lost, and no figure can be rebuilt"},
};

std::string SettingOf(const TopicFacts& topic, const std::string& name) {
  const auto found = topic.settings.find(name);
  return found == topic.settings.end() ? "" : found->second;
}

long MaxMessageBytes(const TopicFacts& topic) {
  return std::atol(SettingOf(topic, "max.message.bytes").c_str());
}

void CheckDeadLetters(const TopicFacts& events, const TopicFacts& dead_letters,
                      std::vector<std::string>& breaches) {
  if (dead_letters.partitions == 0) {
    breaches.push_back("there is no topic \"" + dead_letters.name +
                       "\": messages that cannot be read have nowhere to go");
    return;
  }
  const long needed = MaxMessageBytes(events) + kDeadLetterHeadroomBytes;
  if (MaxMessageBytes(dead_letters) < needed) {
    breaches.push_back("topic \"" + dead_letters.name + "\" has max.message.bytes = " +
                       SettingOf(dead_letters, "max.message.bytes") + " where " +
                       std::to_string(needed) +
                       " is needed: the largest messages arrive there "
                       "without their value");
  }
}

/// A client for questions, and the queue of its answers.
struct Admin {
  explicit Admin(const KafkaOptions& options) : watch(nullptr), settings(options) {
    settings.ApplyProperties();
    watch.Attach(settings);
    auto made = NewClient(RD_KAFKA_PRODUCER, settings);
    if (auto* text = std::get_if<std::string>(&made)) {
      problem = *text;
      return;
    }
    client = std::move(std::get<0>(made));
    queue.reset(rd_kafka_queue_new(client.get()));
  }

  AdminPtr<rd_kafka_AdminOptions_t> Options(rd_kafka_admin_op_t operation, milliseconds timeout) {
    AdminPtr<rd_kafka_AdminOptions_t> options(rd_kafka_AdminOptions_new(client.get(), operation));
    std::array<char, 256> error{};
    rd_kafka_AdminOptions_set_request_timeout(options.get(), static_cast<int>(timeout.count()),
                                              error.data(), error.size());
    return options;
  }

  AdminPtr<rd_kafka_event_t> Answer(milliseconds timeout) {
    constexpr milliseconds kGrace{1000};  // the library itself answers when the time is up
    const auto wait = static_cast<int>((timeout + kGrace).count());
    return AdminPtr<rd_kafka_event_t>(rd_kafka_queue_poll(queue.get(), wait));
  }

  KafkaWatch watch;
  KafkaSettings settings;
  std::string problem;
  KafkaPtr<rd_kafka_t> client;
  KafkaPtr<rd_kafka_queue_t> queue;
};

std::optional<std::string> ReadSettings(rd_kafka_event_t* event, TopicFacts& topic) {
  if (rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return rd_kafka_event_error_string(event);
  }
  const auto* result = rd_kafka_event_DescribeConfigs_result(event);
  std::size_t count = 0;
  const rd_kafka_ConfigResource_t** resources =
      rd_kafka_DescribeConfigs_result_resources(result, &count);
  for (std::size_t i = 0; i < count; ++i) {
    if (rd_kafka_ConfigResource_error(resources[i]) != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return rd_kafka_err2str(rd_kafka_ConfigResource_error(resources[i]));
    }
    std::size_t entries = 0;
    const rd_kafka_ConfigEntry_t** entry = rd_kafka_ConfigResource_configs(resources[i], &entries);
    for (std::size_t j = 0; j < entries; ++j) {
      const char* value = rd_kafka_ConfigEntry_value(entry[j]);
      topic.settings[rd_kafka_ConfigEntry_name(entry[j])] = value == nullptr ? "" : value;
    }
  }
  return std::nullopt;
}

std::optional<std::string> Describe(Admin& admin, milliseconds timeout, TopicFacts& topic) {
  const AdminPtr<rd_kafka_ConfigResource_t> resource(
      rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
  const auto options = admin.Options(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, timeout);
  rd_kafka_ConfigResource_t* asked = resource.get();
  rd_kafka_DescribeConfigs(admin.client.get(), &asked, 1, options.get(), admin.queue.get());
  const auto event = admin.Answer(timeout);
  if (event == nullptr) return "the broker did not answer";
  return ReadSettings(event.get(), topic);
}

/// Fills in partitions and settings. A topic that is not there has 0 partitions.
std::optional<std::string> Learn(Admin& admin, milliseconds timeout, TopicFacts& topic) {
  auto count = TopicPartitions(admin.client.get(), topic.name, timeout);
  if (auto* problem = std::get_if<std::string>(&count)) return *problem;
  topic.partitions = std::get<int>(count);
  if (topic.partitions == 0) return std::nullopt;
  return Describe(admin, timeout, topic);
}

using Settings = std::vector<std::pair<const char*, std::string>>;

std::optional<std::string> Create(Admin& admin, const std::string& name, int partitions,
                                  const Settings& settings, milliseconds timeout) {
  const std::string primary = "could not create topic \"" + name + "\"\nDetail: ";
  constexpr int kBrokersDefault = -1;
  std::array<char, 512> error{};
  const AdminPtr<rd_kafka_NewTopic_t> topic(
      rd_kafka_NewTopic_new(name.c_str(), partitions, kBrokersDefault, error.data(), error.size()));
  if (topic == nullptr) return primary + error.data();
  for (const auto& [setting, value] : settings) {
    rd_kafka_NewTopic_set_config(topic.get(), setting, value.c_str());
  }
  const auto options = admin.Options(RD_KAFKA_ADMIN_OP_CREATETOPICS, timeout);
  rd_kafka_NewTopic_t* wanted = topic.get();
  rd_kafka_CreateTopics(admin.client.get(), &wanted, 1, options.get(), admin.queue.get());
  const auto event = admin.Answer(timeout);
  if (event == nullptr) return primary + "the broker did not answer";
  if (rd_kafka_event_error(event.get()) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return primary + rd_kafka_event_error_string(event.get());
  }
  std::size_t count = 0;
  const rd_kafka_topic_result_t** results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event.get()), &count);
  const rd_kafka_resp_err_t code = rd_kafka_topic_result_error(results[0]);
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
    return std::nullopt;
  }
  return primary + rd_kafka_err2str(code);
}

}  // namespace

std::vector<std::string> ContractBreaches(const TopicFacts& events, const TopicFacts& dead_letters,
                                          int expected_partitions) {
  if (events.partitions == 0) return {"there is no topic \"" + events.name + "\""};
  std::vector<std::string> breaches;
  const std::string subject = "topic \"" + events.name + "\" has ";
  for (const Rule& rule : kRules) {
    const std::string found = SettingOf(events, rule.setting);
    if (found == rule.needed) continue;
    breaches.push_back(subject + rule.setting + " = " + found + " where " + rule.needed +
                       " is needed: " + rule.because);
  }
  if (expected_partitions > 0 && events.partitions != expected_partitions) {
    breaches.push_back(subject + std::to_string(events.partitions) + " partitions where " +
                       std::to_string(expected_partitions) +
                       " are configured: events of one council may lie in two partitions");
  }
  CheckDeadLetters(events, dead_letters, breaches);
  return breaches;
}

TopicContract CheckTopicContract(const KafkaOptions& options, milliseconds timeout) {
  Admin admin(options);
  if (!admin.problem.empty())
    return {.checked = false, .why_unchecked = admin.problem, .breaches = {}};
  TopicFacts events{options.topic, 0, {}};
  TopicFacts dead_letters{options.DeadLetterTopic(), 0, {}};
  for (TopicFacts* topic : {&events, &dead_letters}) {
    if (auto problem = Learn(admin, timeout, *topic)) {
      return {.checked = false,
              .why_unchecked = "could not check topic \"" + topic->name + "\"\nDetail: " + *problem,
              .breaches = {}};
    }
  }
  return {.checked = true,
          .why_unchecked = "",
          .breaches = ContractBreaches(events, dead_letters, options.expected_partitions)};
}

std::vector<std::string> CreateTopics(const KafkaOptions& options, int partitions,
                                      milliseconds timeout) {
  Admin admin(options);
  if (!admin.problem.empty()) return {admin.problem};
  const Settings kept = {
      {"cleanup.policy", "delete"}, {"retention.ms", "-1"}, {"retention.bytes", "-1"}};
  Settings letters = kept;
  letters.emplace_back("max.message.bytes", std::to_string(kDeadLetterMaxBytes));
  std::vector<std::string> problems;
  if (auto one = Create(admin, options.topic, partitions, kept, timeout)) problems.push_back(*one);
  if (auto one = Create(admin, options.DeadLetterTopic(), 1, letters, timeout)) {
    problems.push_back(*one);
  }
  return problems;
}

}  // namespace caseclock
