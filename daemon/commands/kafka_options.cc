#include "daemon/commands/kafka_options.h"

#include <fmt/format.h>

#include <chrono>

#include "daemon/report/figure_text.h"

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

void TellProblem(const std::string& message) {
  std::string text;
  for (const char letter : message) text += letter == '\n' ? "\n  " : std::string(1, letter);
  fmt::print(stderr, "{}\n", text);
}

void LogLine(const std::string& line) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  fmt::print(stderr, "{} {}\n", Rfc3339Text(us), line);
}

LogSink StandardErrorLog() {
  return [](LogLevel level, std::string_view line) {
    const char* word = level == LogLevel::kError     ? "error: "
                       : level == LogLevel::kWarning ? "warning: "
                                                     : "";
    LogLine(fmt::format("kafka: {}{}", word, line));
  };
}

}  // namespace caseclock
