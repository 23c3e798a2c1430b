#include <fmt/format.h>

#include <cstdio>
#include <set>

#include "daemon/commands/commands.h"
#include "daemon/commands/event_log.h"
#include "daemon/commands/load_config.h"
#include "daemon/commands/published_command.h"
#include "daemon/config/id_hint.h"
#include "daemon/config/narratives_file.h"
#include "daemon/report/report.h"
#include "daemon/report/report_html.h"
#include "daemon/text/plain_text.h"

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

ExitCode Refuse(const char* sentence, const char* hint) {
  fmt::print(stderr, "{}\n  Hint: {}\n", sentence, hint);
  return kUsage;
}

/// nullopt: told already.
std::optional<std::vector<Narrative>> NarrativesOf(const ReportOptions& options,
                                                   const Config& config) {
  if (options.narratives.empty()) return std::vector<Narrative>();
  auto read = ReadNarratives(options.narratives, config.catalogue);
  if (auto* found = std::get_if<std::vector<Narrative>>(&read)) return std::move(*found);
  for (const ConfigProblem& problem : std::get<std::vector<ConfigProblem>>(read)) {
    fmt::print(stderr, "{}\n", ProblemText(problem));
  }
  return std::nullopt;
}

/// What was published later was not known on the day.
void ForgetComparatorsAfter(Date known_by, Config& config) {
  auto known = std::make_shared<Standards>(*config.standards);
  std::erase_if(known->comparators,
                [known_by](const Comparator& one) { return one.published_on > known_by; });
  config.standards = std::move(known);
}

/// Of a supervision report: whether any row is of a worker.
bool HasWorkers(const View& view) {
  for (const auto& council : view.authorities) {
    for (const Judgement& one : council->judgements) {
      if (one.team != kWholeAuthority && one.team != kNoTeam && one.team != kOtherTeams)
        return true;
    }
  }
  return false;
}

/// False: told already. No events at all say nothing of a council.
bool HasCouncil(const EventLog& log, const std::string& code) {
  if (code.empty() || log.authorities.contains(code)) return true;
  fmt::print(stderr,
             "there are no events of council {}\n  Hint: --authority takes a code that is in the "
             "events; left out, every council is shown\n",
             code);
  return false;
}

/// False: told already.
bool HasTeam(const View& view, const std::string& team) {
  if (team.empty()) return true;
  std::set<std::string> teams;
  for (const auto& council : view.authorities) {
    for (const Row& row : council->rows) teams.insert(row.team);
  }
  if (teams.contains(team)) return true;
  teams.erase("");
  fmt::print(stderr, "there is no team \"{}\" in these events\n  Hint: {}\n", team,
             teams.empty() ? "they name no team" : IdHint({teams.begin(), teams.end()}, team));
  return false;
}

std::string Rendered(const View& view, const Config& config, const ReportHeader& header,
                     const ReportOptions& options) {
  if (options.format == "json") return ReportJson(view, header);
  if (options.format == "csv") return ReportCsv(view);
  if (options.format == "html") {
    const std::string council =
        view.authorities.empty() ? options.authority : view.authorities.front()->authority;
    return ReportHtml(view, config.catalogue, header, council);
  }
  return ReportText(view, config.catalogue, header, {options.window, true});
}

/// Whether the events are of the councils that the report asks for. A team without workers is said.
ExitCode CheckCouncils(const ReportOptions& options, const EventLog& log, const View& view) {
  if (!HasCouncil(log, options.authority)) return kUnreadableInput;
  if (options.format == "html" && view.authorities.size() > 1) {
    return Refuse("a page is of one council, and these events are of several",
                  "write --authority CODE");
  }
  if (!options.team.empty() && !HasWorkers(view)) {
    fmt::print(stderr,
               "nothing is allocated to a worker of team \"{}\"\n  Hint: a team is named as in the "
               "events\n",
               options.team);
  }
  return kDone;
}

ReportHeader HeaderOf(const ReportOptions& options, const Config& config, const EventLog& log,
                      Date as_of) {
  ReportHeader header{as_of, options.known_by};
  header.supervised_team = config.supervised_team;
  header.incomplete = log.incomplete;
  header.due_soon_working_days = config.due_soon_working_days;
  return header;
}

/// How the command ends once the report is printed: what could not be read decides.
ExitCode Finish(const ReportOptions& options, const EventLog& log, const View& view,
                const ReportHeader& header, ExitCode printed) {
  const bool nothing_read = log.events == 0 && log.unreadable > 0;
  if (nothing_read || (options.strict && log.unreadable > 0)) return kUnreadableInput;
  if (printed != kDone || !options.publish) return printed;
  return Publish(options, ReportJson(view, header));
}

}  // namespace

ExitCode RunReport(const ReportOptions& options) {
  if (const ExitCode refused = CheckPublishing(options); refused != kDone) return refused;
  const auto published = ReadPublishedReports(options.restated_since);
  if (!published) return kUnreadableInput;
  auto config = LoadConfig(options.config, ConfigUse::kReport);
  if (!config) return kConfiguration;
  const auto narratives = NarrativesOf(options, *config);
  if (!narratives) return kConfiguration;
  if ((options.by == "worker") != !options.team.empty()) {
    return Refuse("a supervision report is of one team", "write --by worker --team NAME");
  }
  config->supervised_team = PlainName(options.team);
  if (options.known_by) ForgetComparatorsAfter(*options.known_by, *config);
  const Date as_of = options.as_of.value_or(config->as_of.value_or(Today()));
  if (!IsCovered(*config, as_of)) return kUsage;
  auto opened = EventInput::Open(options.origin, *config);
  if (const auto* refused = std::get_if<ExitCode>(&opened)) return *refused;
  EventInput& input = *std::get<std::unique_ptr<EventInput>>(opened);
  auto read = ReadEventLog(
      input, {.as_of = as_of, .known_by = options.known_by, .authority = options.authority},
      *config);
  if (const auto* refused = std::get_if<ExitCode>(&read)) return *refused;
  EventLog& log = std::get<EventLog>(read);
  const View view = WithNarratives(MakeView(log, as_of), *narratives);
  if (const ExitCode refused = CheckCouncils(options, log, view); refused != kDone) return refused;
  ReportHeader header = HeaderOf(options, *config, log, as_of);
  auto restated = FindRestatements(options, *config, *published, input, log);
  if (const auto* refused = std::get_if<ExitCode>(&restated)) return *refused;
  header.restated = std::get<std::vector<Restatement>>(std::move(restated));
  std::string text = Rendered(view, *config, header, options);
  if (options.format == "text") text += RestatementsText(*published, header.restated);
  return Finish(options, log, view, header, Print(text));
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
  auto opened = EventInput::Open(options.origin, *config);
  if (const auto* refused = std::get_if<ExitCode>(&opened)) return *refused;
  const auto read = ReadEventLog(
      *std::get<std::unique_ptr<EventInput>>(opened),
      {.as_of = as_of, .known_by = options.known_by, .authority = options.authority}, *config);
  if (const auto* refused = std::get_if<ExitCode>(&read)) return *refused;
  const EventLog& log = std::get<EventLog>(read);
  if (!HasCouncil(log, options.authority)) return kUnreadableInput;
  if (log.authorities.empty()) {
    const ExitCode code = Print("There are no events to explain.\n");
    return log.unreadable > 0 ? kUnreadableInput : code;
  }
  const std::string team = PlainName(options.team);
  if (!HasTeam(MakeView(log, as_of), team)) return kUnreadableInput;
  ReportHeader header{as_of, options.known_by};
  header.incomplete = log.incomplete;
  std::string text;
  for (const auto& [code, authority] : log.authorities) {
    const auto explanation = Explain(*authority, options.indicator, team, options.window);
    text += IncompleteText(header, code) + ExplanationText(code, *explanation, options.limit);
  }
  return Print(text);
}

}  // namespace caseclock
