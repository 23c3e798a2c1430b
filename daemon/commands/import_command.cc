#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "daemon/adapters/annex_a.h"
#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/load_config.h"
#include "daemon/intake/case_event_producer.h"

namespace caseclock {
namespace {

constexpr std::chrono::minutes kFlushPatience{3};

/// What was read, for people, on standard error.
void TellResult(const std::string& file, const ImportResult& result) {
  for (const ImportProblem& problem : result.problems) {
    fmt::print(stderr, "{}\n", Describe(problem));
  }
  if (result.unlisted_problems > 0) {
    fmt::print(stderr, "... and {} more problems\n", result.unlisted_problems);
  }
  fmt::print(stderr, "\n{}: extracted {} ({})\n", file, FormatDate(result.extracted),
             result.extracted_from);
  for (const ListCount& list : result.lists) {
    if (list.sheet.empty() && list.remark.empty()) continue;
    fmt::print(stderr, "  {:>2} {:<34} {:>6} rows, {:>6} taken, {:>4} dropped, {:>6} events{}\n",
               list.list, list.title, list.rows, list.taken, list.dropped, list.events,
               list.remark.empty() ? "" : "; " + list.remark);
  }
  fmt::print(stderr, "{} events, {} problems\n", result.events.size(),
             static_cast<int>(result.problems.size()) + result.unlisted_problems);
}

bool PrintEvents(const ImportResult& result) {
  EventCodec codec;
  for (const CaseEvent& event : result.events) {
    const std::string line = codec.EncodeJson(event) + "\n";
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return false;
  }
  return std::fflush(stdout) == 0;
}

ExitCode SendEvents(const ImportResult& result, const Config& config) {
  auto made = CaseEventProducer::Connect(KafkaOptionsOf(config), StandardErrorLog());
  if (auto* problem = std::get_if<std::string>(&made)) {
    fmt::print(stderr, "{}\n", *problem);
    return kKafkaFatal;
  }
  auto& producer = std::get<std::unique_ptr<CaseEventProducer>>(made);
  EventCodec codec;
  for (const CaseEvent& event : result.events) {
    if (auto problem =
            producer->Send(event.authority, codec.EncodeBinary(event), PayloadFormat::kProtobuf)) {
      fmt::print(stderr, "{}\n", *problem);
      return kKafkaFatal;
    }
  }
  if (auto problem = producer->Flush(kFlushPatience)) {
    fmt::print(stderr, "{}\n", *problem);
    return kKafkaFatal;
  }
  fmt::print(stderr, "{} events are in topic {}\n", producer->counts().delivered,
             config.kafka.topic);
  return kDone;
}

}  // namespace

ExitCode RunImportAnnexA(const ImportCommandOptions& options) {
  std::optional<Config> config = Config{};
  if (options.to_kafka) {
    config = LoadConfig(options.config, ConfigUse::kServe);
    if (!config) return kConfiguration;
    if (options.config.empty()) {
      fmt::print(stderr, "--to-kafka needs --config FILE\n");
      return kUsage;
    }
  }
  ExitCode code = kDone;
  for (const std::string& file : options.files) {
    auto read = ReadAnnexA(file, {.authority = options.authority,
                                  .extracted = options.extracted,
                                  .midnight = &LondonMidnight});
    if (const auto* error = std::get_if<ImportError>(&read)) {
      fmt::print(stderr, "{}\n", Describe(*error));
      code = kUnreadableInput;
      continue;
    }
    const ImportResult& result = std::get<ImportResult>(read);
    TellResult(file, result);
    const ExitCode sent =
        options.to_kafka ? SendEvents(result, *config) : (PrintEvents(result) ? kDone : kFailed);
    if (sent != kDone) return sent;
  }
  return code;
}

}  // namespace caseclock
