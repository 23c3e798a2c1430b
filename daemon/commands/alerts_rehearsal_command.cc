#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/load_config.h"
#include "daemon/config/alert_test_file.h"
#include "daemon/rehearsal/alert_test.h"
#include "daemon/rehearsal/backtest.h"

namespace caseclock {
namespace {

/// How many unreadable lines are told one by one.
constexpr std::int64_t kToldLines = 20;

/// Events of files, kept whole: they are played back by the time of their recording.
class EventList {
 public:
  explicit EventList(std::string authority) : authority_(std::move(authority)) {}

  bool ReadFile(const std::string& name) {
    if (name == "-") return ReadLines(std::cin, "standard input");
    std::ifstream file(name);
    std::error_code ignored;
    if (file && !std::filesystem::is_directory(name, ignored)) return ReadLines(file, name);
    fmt::print(stderr, "could not open events file {}\n  Hint: \"-\" reads standard input\n", name);
    return false;
  }

  void ReadLine(const std::string& line, const std::string& name, std::int64_t number) {
    auto decoded = codec_.DecodeJson(line);
    if (auto* event = std::get_if<CaseEvent>(&decoded)) {
      if (authority_.empty() || event->authority == authority_)
        events_.push_back(std::move(*event));
      return;
    }
    const auto& rejection = std::get<Rejection>(decoded);
    if (++unreadable_ > kToldLines) return;
    fmt::print(stderr, "{}:{}: could not read the event: {} ({})\n", name, number,
               RejectReasonName(rejection.reason), rejection.detail);
  }

  std::int64_t unreadable() const { return unreadable_; }
  bool empty() const { return events_.empty(); }
  std::vector<CaseEvent> Take() { return std::move(events_); }

 private:
  bool ReadLines(std::istream& in, const std::string& name) {
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
      if (line.find_first_not_of(" \t\r") != std::string::npos) ReadLine(line, name, number);
    }
    if (!in.bad()) return true;
    fmt::print(stderr, "could not read {} to its end\n", name);
    return false;
  }

  std::string authority_;
  EventCodec codec_;
  std::vector<CaseEvent> events_;
  std::int64_t unreadable_ = 0;
};

ExitCode Print(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  return written && std::fflush(stdout) == 0 ? kDone : kFailed;
}

/// nullopt after a message: a test of half its events says nothing.
std::optional<std::vector<CaseEvent>> EventsOf(const AlertTest& test, const std::string& file) {
  EventList events(test.authority);
  for (const std::string& name : test.event_files) {
    if (!events.ReadFile(name)) return std::nullopt;
  }
  for (const std::string& line : test.event_lines) events.ReadLine(line, file, test.line);
  if (events.unreadable() > 0) return std::nullopt;
  return events.Take();
}

/// The lines about one test; nullopt when its events could not be read.
struct Told {
  std::string text;
  bool passed = false;
};

std::optional<Told> RunOne(const AlertTestFile& tests, const AlertTest& test,
                           const std::string& file) {
  auto events = EventsOf(test, file);
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
  EventList events(options.authority);
  for (const std::string& name : options.events) {
    if (!events.ReadFile(name)) return kUnreadableInput;
  }
  // A quarter of nothing would look like a quarter without trouble.
  if (events.empty()) {
    fmt::print(stderr,
               "there is nothing to play: no event could be read{}\n"
               "  Hint: events files hold one JSON event a line; --authority is a code in them\n",
               options.authority.empty() ? "" : " of " + options.authority);
    return kUnreadableInput;
  }
  if (events.unreadable() > 0) {
    fmt::print(stderr, "{} lines could not be read: with them the mails may be others\n",
               events.unreadable());
  }
  const Period period{options.from, options.to};
  RehearsalOutcome outcome =
      Rehearsal(*config, events.Take()).Play({period, kWarmUpDays, false, !options.mails.empty()});
  const Backtest backtest = MakeBacktest(*config, period, std::move(outcome));
  if (!options.mails.empty() && !WriteMails(backtest, options.mails)) return kFailed;
  return Print(options.format == "json" ? BacktestJson(backtest) : BacktestText(backtest));
}

}  // namespace caseclock
