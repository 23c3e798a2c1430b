#include "daemon/commands/event_topic.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "daemon/commands/kafka_options.h"
#include "daemon/commands/log.h"
#include "daemon/intake/topic_contract.h"
#include "daemon/intake/topic_reader.h"

namespace caseclock {
namespace {

constexpr std::chrono::seconds kAdminPatience{20};
constexpr std::chrono::seconds kQuestionPatience{5};
/// A topic that was made a moment ago is not known to the broker's answers at once.
constexpr std::chrono::seconds kNewTopicPatience{3};
constexpr std::chrono::milliseconds kAskAgain{200};

ExitCode MakeTopics(const Config& config, const KafkaOptions& kafka) {
  const int partitions =
      config.kafka.partitions > 0 ? static_cast<int>(config.kafka.partitions) : kDefaultPartitions;
  const auto problems = CreateTopics(kafka, partitions, kAdminPatience);
  for (const std::string& problem : problems) TellProblem(problem);
  return problems.empty() ? kDone : kKafkaFatal;
}

/// Is the topic certainly not there? False also where nobody answers: who sends will say so.
bool IsMissing(const KafkaOptions& kafka) {
  const auto until = std::chrono::steady_clock::now() + kNewTopicPatience;
  while (true) {
    const auto partitions = CountPartitions(kafka, kQuestionPatience);
    const auto* count = std::get_if<int>(&partitions);
    if (count == nullptr || *count > 0) return false;
    if (std::chrono::steady_clock::now() >= until) return true;
    std::this_thread::sleep_for(kAskAgain);
  }
}

}  // namespace

ExitCode PrepareTopic(const Config& config, bool create, const std::string& command_that_creates) {
  const KafkaOptions kafka = KafkaOptionsOf(config);
  if (create) return MakeTopics(config, kafka);
  if (!IsMissing(kafka)) return kDone;
  TellProblem(fmt::format("there is no topic \"{}\"\nHint: to create it and send the events: {}",
                          kafka.topic, command_that_creates));
  return kConfiguration;
}

}  // namespace caseclock
