#include <fmt/format.h>

#include <cstdio>

#include "daemon/commands/commands.h"
#include "daemon/commands/event_log.h"
#include "daemon/commands/load_config.h"
#include "daemon/commands/published_command.h"
#include "daemon/report/report.h"

namespace caseclock {
namespace {

bool IsCovered(const Config& config, Date as_of) {
  const auto definitions = config.DefinitionsFor("");
  const WorkingDays& calendar = definitions->calendar;
  if (calendar.first() <= as_of && as_of <= calendar.last()) return true;
  fmt::print(stderr,
             "could not report as of {}\n  Detail: working days are known from {} to {}.\n"
             "  Hint: later years come with calendar: {{bank_holidays_file: ...}}\n",
             FormatDate(as_of), FormatDate(calendar.first()), FormatDate(calendar.last()));
  return false;
}

/// One write and a check: a full disk or a closed pipe must not look like a report.
ExitCode Print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  return written && std::fflush(stdout) == 0 ? kDone : kFailed;
}

}  // namespace

ExitCode RunReport(const ReportOptions& options) {
  if (const ExitCode refused = CheckPublishing(options); refused != kDone) return refused;
  const auto published = ReadPublishedReports(options.restated_since);
  if (!published) return kUnreadableInput;
  const auto config = LoadConfig(options.config, ConfigUse::kReport);
  if (!config) return kConfiguration;
  const Date as_of = options.as_of.value_or(config->as_of.value_or(Today()));
  if (!IsCovered(*config, as_of)) return kUsage;
  auto log = ReadEventLog({options.events, as_of, options.known_by, options.authority}, *config);
  if (!log) return kUnreadableInput;
  const View view = MakeView(*log, as_of);
  ReportHeader header{as_of, options.known_by};
  auto restated = FindRestatements(options, *config, *published, *log);
  if (const auto* refused = std::get_if<ExitCode>(&restated)) return *refused;
  header.restated = std::get<std::vector<Restatement>>(std::move(restated));
  ExitCode code = kDone;
  if (options.format == "json") {
    code = Print(ReportJson(view, header));
  } else if (options.format == "csv") {
    code = Print(ReportCsv(view));
  } else {
    code = Print(ReportText(view, config->catalogue, header, {options.window, true}) +
                 RestatementsText(*published, header.restated));
  }
  if (options.strict && log->unreadable > 0) return kUnreadableInput;
  if (code != kDone || !options.publish) return code;
  return Publish(options, ReportJson(view, header));
}

ExitCode RunExplain(const ExplainOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kReport);
  if (!config) return kConfiguration;
  if (config->catalogue.Find(options.indicator) == nullptr) {
    fmt::print(stderr, "there is no indicator \"{}\"\n  Hint: one of", options.indicator);
    for (const Indicator& row : config->catalogue.indicators) fmt::print(stderr, " {}", row.id);
    fmt::print(stderr, "\n");
    return kUsage;
  }
  const Date as_of = options.as_of.value_or(config->as_of.value_or(Today()));
  if (!IsCovered(*config, as_of)) return kUsage;
  const auto log =
      ReadEventLog({options.events, as_of, options.known_by, options.authority}, *config);
  if (!log) return kUnreadableInput;
  if (log->authorities.empty()) return Print("There are no events to explain.\n");
  std::string text;
  for (const auto& [code, authority] : log->authorities) {
    const auto explanation = Explain(*authority, options.indicator, options.team, options.window);
    text += ExplanationText(code, *explanation, options.limit);
  }
  return Print(text);
}

}  // namespace caseclock
