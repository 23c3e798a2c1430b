#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/event_input.h"
#include "daemon/commands/load_config.h"
#include "daemon/config/alert_test_file.h"
#include "daemon/rehearsal/alert_test.h"
#include "daemon/rehearsal/backtest.h"

namespace caseclock {
namespace {

ExitCode Print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  return written && std::fflush(stdout) == 0 ? kDone : kFailed;
}

/// The events written in the test itself; nullopt after a message.
std::optional<std::vector<CaseEvent>> OwnEvents(const AlertTest& test, const std::string& file) {
  EventCodec codec;
  std::vector<CaseEvent> events;
  bool all_read = true;
  for (const std::string& line : test.event_lines) {
    auto decoded = codec.DecodeJson(line);
    if (const auto* rejection = std::get_if<Rejection>(&decoded)) {
      fmt::print(stderr, "{}:{}: could not read the event: {} ({})\n", file, test.line,
                 RejectReasonName(rejection->reason), rejection->detail);
      all_read = false;
      continue;
    }
    CaseEvent& event = std::get<CaseEvent>(decoded);
    if (test.authority.empty() || event.authority == test.authority) {
      events.push_back(std::move(event));
    }
  }
  if (!all_read) return std::nullopt;
  return events;
}

/// nullopt after a message: a test of half its events says nothing.
std::optional<std::vector<CaseEvent>> EventsOf(const AlertTestFile& tests, const AlertTest& test,
                                               const std::string& file) {
  auto events = OwnEvents(test, file);
  if (!events) return std::nullopt;
  auto opened = EventInput::Open({.files = test.event_files}, tests.config);
  EventInput& input = *std::get<std::unique_ptr<EventInput>>(opened);
  const auto take = [&events](CaseEvent&& event) { events->push_back(std::move(event)); };
  if (input.Read(test.authority, {.take = take}) != kDone || input.refused() > 0) {
    return std::nullopt;
  }
  return events;
}

/// The lines about one test; nullopt when its events could not be read.
struct Told {
  std::string text;
  bool passed = false;
};

std::optional<Told> RunOne(const AlertTestFile& tests, const AlertTest& test,
                           const std::string& file) {
  auto events = EventsOf(tests, test, file);
  if (!events) return std::nullopt;
  const RehearsalOutcome outcome =
      Rehearsal(tests.config, std::move(*events))
          .Play({test.period, test.warm_up_days, test.feed_is_alive, false});
  const auto problems = CheckMails(test, outcome.mails);
  if (problems.empty()) return Told{"passed  " + test.name + "\n", true};
  std::string text = "FAILED  " + test.name + "\n";
  for (const std::string& problem : problems) text += fmt::format("  {}: {}\n", file, problem);
  return Told{text + "  what came instead:\n" + MailTable(outcome.mails), false};
}

bool IsCovered(const Config& config, Date first, Date last) {
  const auto definitions = config.DefinitionsFor("");
  const WorkingDays& calendar = definitions->calendar;
  if (calendar.first() <= first && last <= calendar.last()) return true;
  fmt::print(stderr,
             "could not play {} to {}, with {} days before it\n"
             "  Detail: working days are known from {} to {}.\n"
             "  Hint: later years come with calendar: {{bank_holidays_file: ...}}\n",
             FormatDate(first + kWarmUpDays), FormatDate(last), kWarmUpDays,
             FormatDate(calendar.first()), FormatDate(calendar.last()));
  return false;
}

/// "0001-2024-03-05-north.eml": in the order of sending.
bool WriteMails(const Backtest& backtest, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  int number = 0;
  for (const RehearsedMail& mail : backtest.mails) {
    const std::string name = fmt::format("{}/{:04}-{}-{}.eml", folder, ++number,
                                         FormatDate(mail.moment.day), mail.plan.reader);
    std::ofstream file(name, std::ios::binary);
    file << mail.message;
    if (file.flush()) continue;
    fmt::print(stderr, "could not write {}\n", name);
    return false;
  }
  return true;
}

}  // namespace

ExitCode RunAlertsTest(const AlertsTestOptions& options) {
  int passed = 0, failed = 0;
  for (const std::string& file : options.files) {
    const auto read = ReadAlertTestFile(file);
    if (const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read)) {
      for (const ConfigProblem& one : *problems) fmt::print(stderr, "{}\n", ProblemText(one));
      return kConfiguration;
    }
    const auto& tests = std::get<AlertTestFile>(read);
    for (const AlertTest& test : tests.tests) {
      const auto told = RunOne(tests, test, file);
      if (!told) return kUnreadableInput;
      ++(told->passed ? passed : failed);
      if (Print(told->text) != kDone) return kFailed;
    }
  }
  if (Print(fmt::format("{} passed, {} failed\n", passed, failed)) != kDone) return kFailed;
  return failed == 0 ? kDone : kFailed;
}

ExitCode RunAlertsBacktest(const AlertsBacktestOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kReport);
  if (!config) return kConfiguration;
  if (options.to < options.from) {
    fmt::print(stderr, "could not play\n  Detail: {} is before {}.\n", FormatDate(options.to),
               FormatDate(options.from));
    return kUsage;
  }
  if (!IsCovered(*config, options.from - kWarmUpDays, options.to)) return kUsage;
  if (config->alerts.people.empty()) {
    fmt::print(stderr,
               "nobody would get a mail: the configuration names no people\n"
               "  Hint: write alerts: {{people: [...]}}\n");
    return kConfiguration;
  }
  auto opened = EventInput::Open(options.origin, *config);
  if (const auto* refused = std::get_if<ExitCode>(&opened)) return *refused;
  EventInput& input = *std::get<std::unique_ptr<EventInput>>(opened);
  std::vector<CaseEvent> events;
  const auto take = [&events](CaseEvent&& event) { events.push_back(std::move(event)); };
  if (const ExitCode code = input.Read(options.authority, {.take = take}); code != kDone) {
    return code;
  }
  // A quarter of nothing would look like a quarter without trouble.
  if (events.empty()) {
    fmt::print(stderr,
               "there is nothing to play: no event could be read{}\n"
               "  Hint: events files hold one JSON event a line; --authority is a code in them\n",
               options.authority.empty() ? "" : " of " + options.authority);
    return kUnreadableInput;
  }
  if (input.refused() > 0) {
    fmt::print(stderr, "{} {} could not be read: with them the emails may be different\n",
               input.refused(), input.unit());
  }
  const Period period{options.from, options.to};
  RehearsalOutcome outcome = Rehearsal(*config, std::move(events))
                                 .Play({period, kWarmUpDays, false, !options.mails.empty()});
  const Backtest backtest = MakeBacktest(*config, period, std::move(outcome));
  if (!options.mails.empty() && !WriteMails(backtest, options.mails)) return kFailed;
  return Print(options.format == "json" ? BacktestJson(backtest) : BacktestText(backtest));
}

}  // namespace caseclock
