#include "daemon/commands/kafka_options.h"

namespace caseclock {

KafkaOptions KafkaOptionsOf(const Config& config) {
  KafkaOptions options;
  options.bootstrap = config.kafka.bootstrap;
  options.topic = config.kafka.topic;
  options.dead_letter_topic = config.kafka.dead_letter_topic;
  options.group = config.kafka.group;
  options.group_instance_id = config.kafka.group_instance_id;
  options.assignment = config.kafka.assignment == "all" ? Assignment::kAll : Assignment::kGroup;
  options.properties.insert(config.kafka.properties.begin(), config.kafka.properties.end());
  options.expected_partitions = static_cast<int>(config.kafka.partitions);
  options.format = config.kafka.format == "json" ? PayloadFormat::kJson : PayloadFormat::kProtobuf;
  options.known_authorities = config.CountedAuthorities().value_or(std::vector<std::string>());
  options.verify_topic = config.kafka.verify_topic;
  options.allow_incomplete_history = config.kafka.allow_incomplete_history;
  return options;
}

}  // namespace caseclock
