#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "daemon/adapters/annex_a.h"
#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/event_topic.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/load_config.h"
#include "daemon/commands/log.h"
#include "daemon/intake/case_event_producer.h"

namespace caseclock {
namespace {

constexpr std::chrono::minutes kFlushPatience{3};

/// "1 error", "12 errors".
std::string Counted(int count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void TellList(const ListCount& list) {
  if (list.sheet.empty()) return;  // a note or an error says that it is missing
  fmt::print(stderr,
             "  {:>2} {:<36} {:>7} rows {:>7} imported {:>5} not {:>5} repeated {:>7} events{}\n",
             list.list, list.title, list.rows, list.taken, list.dropped, list.repeated, list.events,
             list.remark.empty() ? "" : "; " + list.remark);
}

/// The problems that `belongs` picks, under a heading; nothing when there are none.
template <typename Belongs>
void TellProblems(const ImportResult& result, std::string_view heading, Belongs belongs) {
  bool any = false;
  for (const ImportProblem& problem : result.problems) {
    if (!belongs(problem)) continue;
    if (!any) fmt::print(stderr, "\n{}:\n", heading);
    any = true;
    fmt::print(stderr, "{}\n", Describe(problem));
  }
}

/// What was read, for people, on standard error: counts first, then errors apart from the rest.
void TellResult(const std::string& file, const ImportResult& result) {
  const ProblemCounts counts = CountProblems(result);
  fmt::print(stderr, "{}: {}, {}, {}; {}; extracted {} ({})\n", file,
             Counted(counts.errors, "error", "errors"),
             Counted(counts.problems, "other problem", "other problems"),
             Counted(counts.notes, "note", "notes"),
             Counted(static_cast<int>(result.events.size()), "event", "events"),
             FormatDate(result.extracted), result.extracted_from);
  const auto is_note = [](const ImportProblem& p) { return p.severity == ImportSeverity::kNote; };
  TellProblems(result,
               "Errors: figures from this file are wrong or incomplete until these are corrected",
               [](const ImportProblem& p) { return p.error; });
  fmt::print(stderr, "\nLists:\n");
  for (const ListCount& list : result.lists) TellList(list);
  TellProblems(result, "Not imported",
               [&](const ImportProblem& p) { return !p.error && !is_note(p); });
  if (result.unlisted_problems > 0) {
    fmt::print(stderr, "... and {}\n",
               Counted(result.unlisted_problems, "more problem", "more problems"));
  }
  TellProblems(result, "Notes", [&](const ImportProblem& p) { return !p.error && is_note(p); });
  if (result.unlisted_notes > 0) {
    fmt::print(stderr, "... and {}\n", Counted(result.unlisted_notes, "more note", "more notes"));
  }
}

/// What the problems of a file say to a script.
ExitCode CodeOf(const ImportResult& result, ImportTolerance tolerance) {
  const ProblemCounts counts = CountProblems(result);
  switch (tolerance) {
    case ImportTolerance::kLenient: return kDone;
    case ImportTolerance::kUsual: return counts.errors > 0 ? kFailed : kDone;
    case ImportTolerance::kStrict: return counts.errors + counts.problems > 0 ? kFailed : kDone;
  }
  return kFailed;
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
    TellProblem(*problem);
    return kConfiguration;
  }
  auto& producer = std::get<std::unique_ptr<CaseEventProducer>>(made);
  EventCodec codec;
  for (const CaseEvent& event : result.events) {
    if (auto problem =
            producer->Send(event.authority, codec.EncodeBinary(event), PayloadFormat::kProtobuf)) {
      TellProblem(*problem);
      return kKafkaFatal;
    }
  }
  if (auto problem = producer->Flush(kFlushPatience)) {
    TellProblem(*problem);
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
    const std::string command = fmt::format(
        "caseclock import annex-a {} --authority {} --to-kafka --config {} --create-topic",
        fmt::join(options.files, " "), options.authority, options.config);
    if (const ExitCode code = PrepareTopic(*config, options.create_topic, command); code != kDone) {
      return code;
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
    if (code == kDone) code = CodeOf(result, options.tolerance);
  }
  return code;
}

}  // namespace caseclock
