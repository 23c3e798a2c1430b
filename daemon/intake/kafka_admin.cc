#include "daemon/intake/kafka_admin.h"

#include <array>
#include <variant>

namespace caseclock {
namespace {

using std::chrono::milliseconds;

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

}  // namespace

AdminPtr<rd_kafka_AdminOptions_t> NewAdminOptions(rd_kafka_t* client, rd_kafka_admin_op_t operation,
                                                  milliseconds timeout) {
  AdminPtr<rd_kafka_AdminOptions_t> options(rd_kafka_AdminOptions_new(client, operation));
  std::array<char, 256> error{};
  rd_kafka_AdminOptions_set_request_timeout(options.get(), static_cast<int>(timeout.count()),
                                            error.data(), error.size());
  return options;
}

AdminPtr<rd_kafka_event_t> AwaitAnswer(rd_kafka_queue_t* queue, milliseconds timeout) {
  constexpr milliseconds kGrace{1000};  // the library itself answers when the time is up
  const auto wait = static_cast<int>((timeout + kGrace).count());
  return AdminPtr<rd_kafka_event_t>(rd_kafka_queue_poll(queue, wait));
}

std::optional<std::string> LearnSettings(rd_kafka_t* client, milliseconds timeout,
                                         TopicFacts& topic) {
  const AdminPtr<rd_kafka_ConfigResource_t> resource(
      rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.name.c_str()));
  const KafkaPtr<rd_kafka_queue_t> queue(rd_kafka_queue_new(client));
  const auto options = NewAdminOptions(client, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, timeout);
  rd_kafka_ConfigResource_t* asked = resource.get();
  rd_kafka_DescribeConfigs(client, &asked, 1, options.get(), queue.get());
  const auto event = AwaitAnswer(queue.get(), timeout);
  if (event == nullptr) return "the broker did not answer";
  return ReadSettings(event.get(), topic);
}

std::optional<std::string> LearnTopic(rd_kafka_t* client, milliseconds timeout, TopicFacts& topic) {
  auto count = TopicPartitions(client, topic.name, timeout);
  if (auto* problem = std::get_if<std::string>(&count)) return *problem;
  topic.partitions = std::get<int>(count);
  if (topic.partitions == 0) return std::nullopt;
  return LearnSettings(client, timeout, topic);
}

}  // namespace caseclock
