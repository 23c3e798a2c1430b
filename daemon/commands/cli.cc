// The only file that includes CLI11: it costs nine seconds of compiling.
#include <CLI/CLI.hpp>

#include "daemon/commands/commands.h"
#include "daemon/config/council_code.h"
#include "daemon/exposition/version.h"
#include "processors/record/authority_code.h"

namespace caseclock {
namespace {

constexpr char kFooter[] =
    "Examples:\n"
    "  caseclock demo --days 30\n"
    "  caseclock import annex-a lists.xlsx --authority E08000018 > events.jsonl\n"
    "  caseclock import comparators --populations populations.csv --all --print populations\n"
    "  caseclock report --events events.jsonl --as-of 2024-03-31\n"
    "  caseclock explain --events events.jsonl --as-of 2024-03-31 --indicator assessment_45\n"
    "  caseclock working-days add 2024-03-01 15\n"
    "\n"
    "Exit codes: 0 done, 1 failed, 2 usage, 3 configuration, 4 input could not be read,\n"
    "5 recovery refused, 6 Kafka fatal, 130 interrupted.";

/// Reads a date where an option wants one.
template <typename Target>
CLI::Option* AddDate(CLI::App& app, const std::string& name, Target& into,
                     const std::string& help) {
  const auto read = [&into, name](const std::string& text) {
    const auto date = ParseDate(text);
    if (!date)
      throw CLI::ValidationError(name, "expected a date such as 2024-03-31, found " + text);
    into = *date;
  };
  return app.add_option_function<std::string>(name, read, help)->type_name("DATE");
}

void AddWindow(CLI::App& app, Window& into) {
  std::map<std::string, Window> names;
  for (const Window window : kAllWindows) names[std::string(WindowName(window))] = window;
  app.add_option("--window", into, "week, month, quarter, year, rolling_12m or years_3")
      ->transform(CLI::CheckedTransformer(names).description(""))
      ->type_name("WINDOW");
}

CLI::Option* AddConfig(CLI::App& app, std::string& into, const std::string& help) {
  return app.add_option("--config", into, help)->type_name("FILE");
}

/// Where the events are: files, or the topic of the configuration, whose option is there before.
void AddEvents(CLI::App& app, EventOrigin& into) {
  CLI::Option* files = app.add_option("--events", into.files,
                                      "events files, one JSON event a line; - is standard input")
                           ->type_name("FILE");
  app.add_flag("--from-kafka", into.from_kafka, "read the Kafka topic in the configuration instead")
      ->excludes(files)
      ->needs("--config");
}

/// Called once the command line has been read.
void CheckOrigin(const EventOrigin& origin) {
  if (origin.files.empty() && !origin.from_kafka) {
    throw CLI::ValidationError("--events FILE is missing, or --from-kafka with --config FILE");
  }
}

/// "" or what is wrong with the code of a council.
std::string CouncilCode(const std::string& code) {
  if (IsAuthorityCode(code)) return "";
  return "expected the code of a council such as " + CouncilCodeMeant(code) + ", found \"" + code +
         "\"";
}

/// The innermost command that was given.
const CLI::App* CommandGiven(const CLI::App* app) {
  const auto given = app->get_subcommands();
  return given.empty() ? app : CommandGiven(given.front());
}

/// The library's reason in plain words.
std::string ReasonOf(const CLI::Error& error) {
  const std::string text = error.what();
  const auto after = [&text](std::string_view begin) {
    return text.starts_with(begin) ? text.substr(begin.size()) : "";
  };
  if (error.get_name() == "ExtrasError") {
    const std::size_t colon = text.find(": ");
    return "there is no option or argument " + text.substr(colon + 2);
  }
  if (error.get_name() == "RequiredError") {
    const std::size_t end = text.find(" is required");
    if (text.starts_with("A subcommand")) return "a command is missing";
    return end == std::string::npos ? text : text.substr(0, end) + " is missing";
  }
  if (error.get_name() == "RequiresError") {
    const std::size_t at = text.find(" requires ");
    return at == std::string::npos ? text : text.substr(0, at) + " needs " + text.substr(at + 10);
  }
  if (error.get_name() == "ExcludesError") {
    const std::size_t at = text.find(" excludes ");
    return at == std::string::npos ? text
                                   : "give one of " + text.substr(0, at) + " and " +
                                         text.substr(at + 10) + ", not both";
  }
  if (error.get_name() == "ArgumentMismatch") {
    const std::size_t colon = text.find(':');
    return text.substr(0, colon) + " needs a value";
  }
  if (const std::string what = after("Could not convert: "); !what.empty()) {
    return "expected a number, found " + what;
  }
  return text;
}

/// What is wrong with the command line, in the form of every other message.
std::string UsageProblem(const CLI::App* app, const CLI::Error& error) {
  std::string command;
  for (const CLI::App* at = CommandGiven(app); at != nullptr; at = at->get_parent()) {
    command = at->get_name() + (command.empty() ? "" : " ") + command;
  }
  return "could not read the command line\n  Detail: " + ReasonOf(error) + ".\n  Hint: " + command +
         " --help lists its options\n";
}

class Program {
 public:
  Program() : app_("How timely children's social care is, live from case events.", "caseclock") {
    app_.footer(kFooter);
    app_.require_subcommand(1);
    app_.failure_message(UsageProblem);
    app_.set_version_flag("--version", "caseclock " + std::string(Version()));
    AddServing();
    AddReporting();
    AddEventTools();
    AddAlerts();
    AddSmallTools();
  }

  int Run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kDone : kUsage;
    }
    return code_;
  }

 private:
  CLI::App& Command(const std::string& name, const std::string& help, const std::string& example) {
    CLI::App& command = *app_.add_subcommand(name, help);
    command.footer("Example:\n  " + example);
    return command;
  }

  void AddServing() {
    CLI::App& serve =
        Command("serve", "Run the daemon: read events from Kafka, serve metrics and the live page",
                "caseclock serve --config /etc/caseclock/caseclock.yaml");
    serve.add_option("--config", serve_.config, "configuration file")
        ->required()
        ->type_name("FILE");
    serve
        .add_option("--log-format", serve_.log_format,
                    "text, or json: one object a line on standard error")
        ->check(CLI::IsMember({"text", "json"}));
    serve.callback([this] { code_ = RunServe(serve_); });

    CLI::App& demo = Command("demo", "Show an invented council live, with everything built in",
                             "caseclock demo --days 30 --speed 2");
    demo.add_option_function<int>(
            "--days", [this](int days) { demo_.days = days; },
            "stop after this number of days and print a report")
        ->check(CLI::Range(0, 3660));
    demo.add_option("--speed", demo_.days_per_second, "days to pass each second")
        ->check(CLI::Range(0.01, 1000.0));
    demo.add_option("--port", demo_.port, "port of the page; 0 picks a free one")
        ->check(CLI::Range(0, 65535));
    demo.add_option("--seed", demo_.seed, "a different number gives a different council");
    demo.add_option("--history-years", demo_.history_years, "years of history loaded first")
        ->check(CLI::Range(0, 10));
    demo.add_option("--mails", demo_.mails, "keep the emails in this folder")->type_name("DIR");
    demo.callback([this] { code_ = RunDemo(demo_); });
  }

  void AddReporting() {
    CLI::App& report =
        Command("report", "Print the figures as of any date",
                "caseclock report --events events.jsonl --as-of 2024-03-31 --format json\n"
                "  caseclock report --events events.jsonl --as-of 2024-03-31 --publish 2023-24-q4\n"
                "  caseclock report --events events.jsonl --as-of 2024-06-30 \\\n"
                "    --restated-since 2023-24-q4.published.json");
    AddConfig(report, report_.config,
              "configuration: populations, calendars, indicators, targets, comparators");
    AddEvents(report, report_.origin);
    AddDate(report, "--as-of", report_.as_of, "figures as of this day; the default is today");
    AddDate(report, "--known-by", report_.known_by, "use only what was recorded up to this day");
    report
        .add_option("--format", report_.format,
                    "text, json, csv, or html for a page to read and print")
        ->check(CLI::IsMember({"text", "json", "csv", "html"}));
    report.add_option("--by", report_.by, "team, or worker for a supervision report of --team")
        ->check(CLI::IsMember({"team", "worker"}));
    report.add_option("--team", report_.team, "the team of a supervision report")
        ->type_name("NAME");
    report.add_option("--authority", report_.authority, "one council only")
        ->type_name("CODE")
        ->check(CouncilCode);
    AddWindow(report, report_.window);
    report.add_flag("--strict", report_.strict, "fail if any event could not be read");
    AddPublishing(report);
    report.callback([this] {
      CheckOrigin(report_.origin);
      code_ = RunReport(report_);
    });

    CLI::App& explain =
        Command("explain", "List the records behind a figure, and why each counts",
                "caseclock explain --events events.jsonl --as-of 2024-03-31 --indicator ni60");
    AddConfig(explain, explain_.config, "configuration: populations, calendars, indicators");
    AddEvents(explain, explain_.origin);
    AddDate(explain, "--as-of", explain_.as_of, "as of this day; today if not given");
    AddDate(explain, "--known-by", explain_.known_by, "use only what was recorded up to this day");
    explain.add_option("--indicator", explain_.indicator, "id of the indicator")
        ->required()
        ->type_name("ID");
    explain.add_option("--authority", explain_.authority, "one council only")
        ->type_name("CODE")
        ->check(CouncilCode);
    explain.add_option("--team", explain_.team, "one team only");
    explain.add_option("--limit", explain_.limit, "maximum number of records");
    AddWindow(explain, explain_.window);
    explain.callback([this] {
      CheckOrigin(explain_.origin);
      code_ = RunExplain(explain_);
    });
  }

  void AddPublishing(CLI::App& report) {
    report.add_option("--publish", report_.publish, "keep the figures in NAME.published.json")
        ->type_name("NAME");
    report
        .add_option("--published-in", report_.published_in,
                    "folder for --publish; the default is the current one")
        ->type_name("DIR");
    report
        .add_option("--restated-since", report_.restated_since,
                    "published reports: list the figures that have changed since, and why")
        ->type_name("FILE");
    report
        .add_option("--narratives", report_.narratives,
                    "what owners say of their figures, a sentence for each row (YAML)")
        ->type_name("FILE");
  }

  void AddRehearsals(CLI::App& alerts) {
    CLI::App& test =
        *alerts.add_subcommand("test", "Test alert rules: which emails some events would send");
    test.footer("Example:\n  caseclock alerts test rules_test.yaml");
    test.add_option("files", tests_.files, "test files")->required()->type_name("FILE");
    test.callback([this] { code_ = RunAlertsTest(tests_); });

    CLI::App& play =
        *alerts.add_subcommand("backtest", "List the emails that a period would have sent");
    play.footer(
        "Example:\n  caseclock alerts backtest --config caseclock.yaml --events events.jsonl \\\n"
        "    --from 2024-01-01 --to 2024-03-31");
    play.add_option("--config", backtest_.config, "configuration: people, rules, targets")
        ->required()
        ->type_name("FILE");
    AddEvents(play, backtest_.origin);
    AddDate(play, "--from", backtest_.from, "first day")->required();
    AddDate(play, "--to", backtest_.to, "last day")->required();
    play.add_option("--authority", backtest_.authority, "one council only")
        ->type_name("CODE")
        ->check(CouncilCode);
    play.add_option("--format", backtest_.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    play.add_option("--mails", backtest_.mails, "write every email to this folder")
        ->type_name("DIR");
    play.callback([this] {
      CheckOrigin(backtest_.origin);
      code_ = RunAlertsBacktest(backtest_);
    });
  }

  void AddEventTools() {
    CLI::App& import = Command(
        "import", "Convert an export of a case system to events, or open data to comparators",
        "caseclock import annex-a lists.xlsx --authority E08000018 > events.jsonl");
    import.require_subcommand(1);
    CLI::App& annex_a = *import.add_subcommand(
        "annex-a", "Convert the inspectorate's child-level lists, one workbook");
    annex_a.add_option("files", import_.files, "workbooks (.xlsx)")->required()->type_name("FILE");
    annex_a.add_option("--authority", import_.authority, "the council's code")
        ->required()
        ->type_name("CODE")
        ->check(CouncilCode);
    AddDate(annex_a, "--extracted", import_.extracted,
            "day of the export; the default is taken from the file");
    CLI::Option* to_kafka = annex_a.add_flag("--to-kafka", import_.to_kafka,
                                             "send the events to Kafka instead of standard output");
    annex_a
        .add_flag("--create-topic", import_.create_topic, "create the topics if they do not exist")
        ->needs(to_kafka);
    annex_a.add_option("--config", import_.config, "configuration for --to-kafka")
        ->type_name("FILE");
    CLI::Option* strict = annex_a.add_flag_callback(
        "--strict", [this] { import_.tolerance = ImportTolerance::kStrict; },
        "exit with code 1 if any row or cell was not imported");
    annex_a
        .add_flag_callback(
            "--lenient", [this] { import_.tolerance = ImportTolerance::kLenient; },
            "exit with code 0 even if there are errors; they are still listed")
        ->excludes(strict);
    annex_a.callback([this] { code_ = RunImportAnnexA(import_); });
    AddImportComparators(import);

    CLI::App& simulate =
        Command("simulate", "Invent a realistic history as events",
                "caseclock simulate --authorities 3 --from 2023-04-01 --to 2024-03-31 --seed 7");
    simulate.add_option("--authorities", simulate_.authorities, "number of councils")
        ->check(CLI::Range(1, 1000));
    AddDate(simulate, "--from", simulate_.from, "first day")->required();
    AddDate(simulate, "--to", simulate_.to, "last day")->required();
    simulate.add_option("--seed", simulate_.seed, "a different number gives a different history");
    simulate.callback([this] { code_ = RunSimulate(simulate_); });

    CLI::App& produce =
        Command("produce", "Send events from standard input to Kafka",
                "caseclock produce --config caseclock.yaml < events.jsonl\n"
                "  caseclock produce --config caseclock.yaml --live < events.jsonl");
    produce.add_option("--config", produce_.config, "configuration file")
        ->required()
        ->type_name("FILE");
    produce.add_flag("--create-topic", produce_.create_topic,
                     "create the topics if they do not exist");
    AddLiveFeed(produce);
    produce.callback([this] { code_ = RunProduce(produce_); });
    AddExport();
  }

  void AddExport() {
    CLI::App& command = Command("export", "Write the events of the topic to a file",
                                "caseclock export --config caseclock.yaml --out events.jsonl");
    AddConfig(command, export_.config, "configuration file")->required();
    command.add_option("--authority", export_.authority, "one council only")
        ->type_name("CODE")
        ->check(CouncilCode);
    command.add_option("--out", export_.out, "file to write; - is standard output, the default")
        ->type_name("FILE");
    command.callback([this] { code_ = RunExport(export_); });
  }

  void AddLiveFeed(CLI::App& produce) {
    CLI::Option* live = produce.add_flag(
        "--live", produce_.live, "send each event at the time it was recorded; stops at SIGTERM");
    CLI::Option* replay = produce
                              .add_option("--replay-days", produce_.replay_days,
                                          "replay this number of days first, then continue live")
                              ->needs(live)
                              ->check(CLI::Range(0.0, 3660.0));
    produce.add_option("--speed", produce_.days_a_minute, "days to replay each minute")
        ->needs(replay)
        ->check(CLI::Range(0.001, 1000.0));
  }

  void AddAlerts() {
    CLI::App& alerts = Command("alerts", "List and acknowledge alerts; test the rules",
                               "caseclock alerts list --config caseclock.yaml\n"
                               "  caseclock alerts test rules_test.yaml");
    alerts.require_subcommand(1);
    const auto add_config = [](CLI::App& command, std::string& into) {
      command.add_option("--config", into, "configuration file")->required()->type_name("FILE");
    };
    AddRehearsals(alerts);
    CLI::App& list = *alerts.add_subcommand("list", "List the alerts, and who was told");
    add_config(list, list_.config);
    list.add_flag("--all", list_.all, "include resolved alerts");
    list.add_option("--format", list_.format, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    list.callback([this] { code_ = RunAlertsList(list_); });

    CLI::App& ack =
        *alerts.add_subcommand("ack", "Acknowledge an alert, so that it is not repeated");
    ack.footer(
        "Example:\n  caseclock alerts ack A3F7K9Q2M4XTB --config caseclock.yaml --by head \\\n"
        "    --comment \"Agency cover from Monday.\" --days 5");
    ack.add_option("ref", ack_.ref, "reference in the email")->required()->type_name("REF");
    add_config(ack, ack_.config);
    ack.add_option("--by", ack_.by, "id of a person in the configuration")
        ->required()
        ->type_name("ID");
    ack.add_option("--comment", ack_.comment, "what is being done, in one sentence")
        ->required()
        ->type_name("TEXT");
    ack.add_option("--days", ack_.days, "number of working days")->check(CLI::Range(1, 60));
    ack.callback([this] { code_ = RunAlertsAck(ack_); });

    CLI::App& test = *alerts.add_subcommand("send-test", "Send a test email");
    add_config(test, send_test_.config);
    test.add_option("--to", send_test_.to, "ids of people; the default is everyone")
        ->type_name("ID");
    test.callback([this] { code_ = RunAlertsSendTest(send_test_); });
  }

  void AddImportComparators(CLI::App& import) {
    CLI::App& command = *import.add_subcommand(
        "comparators", "Convert published figures of other councils to a file to review");
    command.footer(
        "Example:\n"
        "  caseclock import comparators --extract lait_extract.csv \\\n"
        "    --neighbours statistical_neighbours_2025.csv \\\n"
        "    --populations child_population.csv --authority E08000018 > comparators.csv");
    const auto add_file = [&command](const char* name, std::string& into, const char* help) {
      return command.add_option(name, into, help)->type_name("FILE");
    };
    add_file("--extract", comparators_.extract,
             "extract from the Local Authority Interactive Tool");
    add_file("--neighbours", comparators_.neighbours, "statistical neighbours, model 2021 or 2025");
    add_file("--populations", comparators_.populations, "children aged 0 to 17 by council")
        ->required();
    command.add_option("--authority", comparators_.authorities, "a council; can be repeated")
        ->type_name("CODE")
        ->expected(1)
        ->take_all();
    command.add_flag("--all", comparators_.all, "every council");
    command
        .add_option("--source-year", comparators_.years,
                    "only the reporting year that ends in this year; can be repeated")
        ->type_name("YEAR")
        ->expected(1)
        ->take_all()
        ->check(CLI::Range(1990, 2098));
    AddDate(command, "--published-on", comparators_.published_on,
            "when the figures were published; the default is 30 November");
    command.add_option("--print", comparators_.print, "comparators or populations")
        ->check(CLI::IsMember({"comparators", "populations"}));
    command.callback([this] { code_ = RunImportComparators(comparators_); });
  }

  void AddSmallTools() {
    CLI::App& decode = Command("decode", "Convert a protobuf event on standard input to JSON",
                               "caseclock decode < event.bin");
    decode.add_flag("--reverse", decode_.reverse, "convert JSON to protobuf");
    decode.callback([this] { code_ = RunDecode(decode_); });

    CLI::App& days = Command("working-days", "Work out due dates and count working days",
                             "caseclock working-days add 2024-03-01 15");
    days.require_subcommand(1);
    days.add_option("--config", days_config_, "configuration: closure days and published holidays")
        ->type_name("FILE");
    CLI::App& add = *days.add_subcommand("add", "Print the date a number of working days later");
    AddDate(add, "start", start_, "day 0")->required();
    add.add_option("days", count_, "number of working days")
        ->required()
        ->check(CLI::Range(0, 5000));
    add.callback([this] { code_ = RunWorkingDaysAdd(days_config_, start_, count_); });
    CLI::App& between =
        *days.add_subcommand("between", "Count the working days after one date up to another");
    AddDate(between, "start", start_, "day 0")->required();
    AddDate(between, "stop", stop_, "counted if it is a working day")->required();
    between.callback([this] { code_ = RunWorkingDaysBetween(days_config_, start_, stop_); });

    CLI::App& check = Command("check-config", "List every mistake in a configuration file",
                              "caseclock check-config caseclock.yaml");
    check.add_option("file", check_.config, "configuration file")->required()->type_name("FILE");
    check.add_flag("--connect", check_.connect,
                   "also try the broker, topics, mail server and Alertmanager; sends no email");
    check.callback([this] { code_ = RunCheckConfig(check_); });
  }

  CLI::App app_;
  ExitCode code_ = kDone;
  ServeOptions serve_;
  AlertsListOptions list_;
  AlertsAckOptions ack_;
  AlertsSendTestOptions send_test_;
  DemoOptions demo_;
  ReportOptions report_;
  ExplainOptions explain_;
  AlertsTestOptions tests_;
  AlertsBacktestOptions backtest_;
  ImportCommandOptions import_;
  ImportComparatorsOptions comparators_;
  SimulateOptions simulate_;
  ProduceOptions produce_;
  ExportOptions export_;
  DecodeOptions decode_;
  std::string days_config_;
  CheckConfigOptions check_;
  Date start_;
  Date stop_;
  int count_ = 0;
};

}  // namespace

int RunCaseclock(int argc, char** argv) { return Program().Run(argc, argv); }

}  // namespace caseclock
