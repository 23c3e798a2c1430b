#include "daemon/commands/event_topic.h"

#include <fmt/format.h>

#include "daemon/commands/kafka_options.h"
#include "daemon/commands/log.h"
#include "daemon/intake/topic_contract.h"
#include "daemon/intake/topic_reader.h"

namespace caseclock {
namespace {

constexpr std::chrono::seconds kAdminPatience{20};
constexpr std::chrono::seconds kQuestionPatience{5};

ExitCode MakeTopics(const Config& config, const KafkaOptions& kafka) {
  const int partitions =
      config.kafka.partitions > 0 ? static_cast<int>(config.kafka.partitions) : kDefaultPartitions;
  const auto problems = CreateTopics(kafka, partitions, kAdminPatience);
  for (const std::string& problem : problems) TellProblem(problem);
  return problems.empty() ? kDone : kKafkaFatal;
}

}  // namespace

ExitCode PrepareTopic(const Config& config, bool create, const std::string& command_that_creates) {
  const KafkaOptions kafka = KafkaOptionsOf(config);
  if (create) return MakeTopics(config, kafka);
  const auto partitions = CountPartitions(kafka, kQuestionPatience);
  if (const auto* count = std::get_if<int>(&partitions); count == nullptr || *count > 0) {
    return kDone;
  }
  TellProblem(fmt::format("there is no topic \"{}\"\nHint: to create it and send the events: {}",
                          kafka.topic, command_that_creates));
  return kConfiguration;
}

}  // namespace caseclock
