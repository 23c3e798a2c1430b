/// @file
/// The commands of the program, each a function from its options to an exit code. cli.cc reads the options.
///
/// Example: RunWorkingDaysAdd({.calendar_file = ""}, Date::FromYmd(2024, 3, 1), 15) prints 2024-03-22.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/commands/event_input.h"
#include "daemon/commands/exit_code.h"
#include "processors/calendar/period.h"

namespace caseclock {

/// caseclock report
struct ReportOptions {
  EventOrigin origin;
  std::optional<Date> as_of;  ///< nullopt: today
  std::optional<Date> known_by;
  std::string format = "text";  ///< text, json, csv or html
  std::string authority;
  std::string config;
  std::string by = "team";             ///< or worker: a supervision report of one team
  std::string team;                    ///< the team of a supervision report
  Window window = Window::kYear;       ///< of the text form
  bool strict = false;                 ///< fail when a line could not be read
  std::optional<std::string> publish;  ///< the name under which the report is kept
  std::string published_in = ".";
  std::vector<std::string> restated_since;  ///< files of published reports
  std::string narratives;                   ///< file of what owners say; "": none
};
ExitCode RunReport(const ReportOptions& options);

/// caseclock explain
struct ExplainOptions {
  EventOrigin origin;
  std::optional<Date> as_of;
  std::optional<Date> known_by;
  std::string indicator;
  std::string authority;
  std::string team;
  std::string config;
  Window window = Window::kYear;
  std::size_t limit = 1000;
};
ExitCode RunExplain(const ExplainOptions& options);

/// Which problems of a file make an import fail. Events of good rows are written in any case.
enum class ImportTolerance {
  kUsual,    ///< errors: a list, column or word that clocks need was not understood
  kStrict,   ///< every row or cell that was not imported, too
  kLenient,  ///< none; they are told all the same
};

/// caseclock import annex-a
struct ImportCommandOptions {
  std::vector<std::string> files;
  std::string authority;
  std::optional<Date> extracted;
  bool to_kafka = false;
  bool create_topic = false;  ///< of to_kafka
  std::string config;
  ImportTolerance tolerance = ImportTolerance::kUsual;
};
ExitCode RunImportAnnexA(const ImportCommandOptions& options);

/// caseclock import comparators
struct ImportComparatorsOptions {
  std::string extract;      ///< files; not needed for populations
  std::string neighbours;   ///< as above
  std::string populations;  ///< always needed: it knows the codes
  std::vector<std::string> authorities;
  bool all = false;
  std::vector<int> years;  ///< reporting years by their end; empty: all
  std::optional<Date> published_on;
  std::string print = "comparators";  ///< or populations
};
ExitCode RunImportComparators(const ImportComparatorsOptions& options);

/// caseclock simulate
struct SimulateOptions {
  int authorities = 1;
  Date from;
  Date to;
  std::uint64_t seed = 1;
};
ExitCode RunSimulate(const SimulateOptions& options);

/// caseclock produce
struct ProduceOptions {
  std::string config;
  bool create_topic = false;
  bool live = false;         ///< hold each event back until its recorded time
  double replay_days = 0;    ///< live: so many days up to now pass at `days_a_minute`
  double days_a_minute = 1;  ///< live: of the replay
};
ExitCode RunProduce(const ProduceOptions& options);

/// caseclock export
struct ExportOptions {
  std::string config;
  std::string authority;  ///< "" for all
  std::string out = "-";  ///< a file; "-": standard output
};
ExitCode RunExport(const ExportOptions& options);

/// caseclock decode
struct DecodeOptions {
  bool reverse = false;  ///< JSON on standard input, binary on standard output
};
ExitCode RunDecode(const DecodeOptions& options);

/// caseclock working-days add | between
ExitCode RunWorkingDaysAdd(const std::string& config, Date start, int days);
ExitCode RunWorkingDaysBetween(const std::string& config, Date start, Date stop);

/// caseclock check-config
struct CheckConfigOptions {
  std::string config;
  bool connect = false;  ///< also try everything outside that it names
};
ExitCode RunCheckConfig(const CheckConfigOptions& options);

/// caseclock serve
struct ServeOptions {
  std::string config;
  std::string log_format = "text";  ///< or json
};
ExitCode RunServe(const ServeOptions& options);

/// caseclock alerts list
struct AlertsListOptions {
  std::string config;
  std::string format = "text";  ///< or json
  bool all = false;             ///< also what has been resolved
};
ExitCode RunAlertsList(const AlertsListOptions& options);

/// caseclock alerts ack
struct AlertsAckOptions {
  std::string config;
  std::string ref;
  std::string by;  ///< id of a person of the configuration
  std::string comment;
  int days = 5;  ///< Units: working days
};
ExitCode RunAlertsAck(const AlertsAckOptions& options);

/// caseclock alerts send-test
struct AlertsSendTestOptions {
  std::string config;
  std::vector<std::string> to;  ///< ids of people; empty: everybody
};
ExitCode RunAlertsSendTest(const AlertsSendTestOptions& options);

/// caseclock demo
struct DemoOptions {
  std::optional<int> days;  ///< nullopt: until interrupted
  double days_per_second = 1.0;
  int port = 0;  ///< 0: a free one
  std::uint64_t seed = 1;
  int history_years = 3;  ///< loaded before the days begin to pass
  std::string mails;      ///< where mails are kept; "": they go with the demo
};
ExitCode RunDemo(const DemoOptions& options);

/// caseclock alerts test
struct AlertsTestOptions {
  std::vector<std::string> files;
};
ExitCode RunAlertsTest(const AlertsTestOptions& options);

/// caseclock alerts backtest
struct AlertsBacktestOptions {
  std::string config;
  EventOrigin origin;
  Date from;
  Date to;
  std::string authority;  ///< "" for all
  std::string format = "text";
  std::string mails;  ///< a folder into which every mail is written; "": none
};
ExitCode RunAlertsBacktest(const AlertsBacktestOptions& options);

/// The whole program: reads arguments, runs a command.
int RunCaseclock(int argc, char** argv);

}  // namespace caseclock
