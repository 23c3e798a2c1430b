#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/load_config.h"
#include "daemon/intake/case_event_producer.h"
#include "daemon/intake/topic_contract.h"

namespace caseclock {
namespace {

constexpr std::chrono::seconds kAdminPatience{20};
constexpr std::chrono::minutes kFlushPatience{3};
constexpr int kDefaultPartitions = 12;
constexpr std::uint64_t kProgressEvery = 20'000;

bool MakeTopics(const Config& config, const KafkaOptions& kafka) {
  const int partitions =
      config.kafka.partitions > 0 ? static_cast<int>(config.kafka.partitions) : kDefaultPartitions;
  const auto problems = CreateTopics(kafka, partitions, kAdminPatience);
  for (const std::string& problem : problems) fmt::print(stderr, "{}\n", problem);
  return problems.empty();
}

}  // namespace

ExitCode RunProduce(const ProduceOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kServe);
  if (!config) return kConfiguration;
  const KafkaOptions kafka = KafkaOptionsOf(*config);
  if (options.create_topic && !MakeTopics(*config, kafka)) return kKafkaFatal;
  auto made = CaseEventProducer::Connect(kafka, StandardErrorLog());
  if (auto* problem = std::get_if<std::string>(&made)) {
    fmt::print(stderr, "{}\n", *problem);
    return kKafkaFatal;
  }
  auto& producer = std::get<std::unique_ptr<CaseEventProducer>>(made);
  const bool show_progress = isatty(STDERR_FILENO) != 0;
  EventCodec codec;
  std::string line;
  std::uint64_t unreadable = 0;
  for (std::uint64_t number = 1; std::getline(std::cin, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto decoded = codec.DecodeJson(line);
    if (const auto* rejection = std::get_if<Rejection>(&decoded)) {
      ++unreadable;
      fmt::print(stderr, "line {}: could not read the event: {} ({})\n", number,
                 RejectReasonName(rejection->reason), rejection->detail);
      continue;
    }
    const CaseEvent& event = std::get<CaseEvent>(decoded);
    if (auto problem =
            producer->Send(event.authority, codec.EncodeBinary(event), PayloadFormat::kProtobuf)) {
      fmt::print(stderr, "{}\n", *problem);
      return kKafkaFatal;
    }
    if (show_progress && number % kProgressEvery == 0) fmt::print(stderr, "\r{} events", number);
  }
  if (auto problem = producer->Flush(kFlushPatience)) {
    fmt::print(stderr, "{}\n", *problem);
    return kKafkaFatal;
  }
  fmt::print(stderr, "{}{} events are in topic {}\n", show_progress ? "\r" : "",
             producer->counts().delivered, kafka.topic);
  return unreadable == 0 ? kDone : kUnreadableInput;
}

}  // namespace caseclock
