#include "daemon/intake/topic_contract.h"

#include <array>
#include <cstdlib>
#include <optional>
#include <variant>

#include "daemon/intake/kafka_admin.h"
#include "daemon/intake/kafka_client.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;

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
    breaches.push_back(MissingDeadLetters(dead_letters.name));
    return;
  }
  const std::string kept = SettingOf(dead_letters, "retention.ms");
  if (!kept.empty() && kept != "-1") {
    breaches.push_back("topic \"" + dead_letters.name + "\" has retention.ms = " + kept +
                       " where -1 is needed: what was refused could be taken when the events are "
                       "read again");
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

  KafkaWatch watch;
  KafkaSettings settings;
  std::string problem;
  KafkaPtr<rd_kafka_t> client;
  KafkaPtr<rd_kafka_queue_t> queue;
};

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
  const auto options = NewAdminOptions(admin.client.get(), RD_KAFKA_ADMIN_OP_CREATETOPICS, timeout);
  rd_kafka_NewTopic_t* wanted = topic.get();
  rd_kafka_CreateTopics(admin.client.get(), &wanted, 1, options.get(), admin.queue.get());
  const auto event = AwaitAnswer(admin.queue.get(), timeout);
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

std::string MissingDeadLetters(const std::string& topic) {
  return "there is no topic \"" + topic + "\": messages that cannot be read have nowhere to go";
}

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
    if (auto problem = LearnTopic(admin.client.get(), timeout, *topic)) {
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
  // The broker's clock and not a producer's says when an event came.
  Settings events = kept;
  events.emplace_back("message.timestamp.type", "LogAppendTime");
  letters.emplace_back("max.message.bytes", std::to_string(kDeadLetterMaxBytes));
  std::vector<std::string> problems;
  if (auto one = Create(admin, options.topic, partitions, events, timeout))
    problems.push_back(*one);
  if (auto one = Create(admin, options.DeadLetterTopic(), 1, letters, timeout)) {
    problems.push_back(*one);
  }
  return problems;
}

}  // namespace caseclock
