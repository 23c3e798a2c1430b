/// @file
/// Events, of files or of the topic, read into the engine: the input of report and explain.
///
/// Example: std::get<EventLog>(ReadEventLog(*input, {.as_of = Date::FromYmd(2024, 3, 31)}, config)).events is the
/// number of events taken.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "daemon/commands/event_input.h"
#include "daemon/config/config.h"
#include "processors/authority.h"

namespace caseclock {

/// Which events are read, and for when.
struct EventLogOptions {
  Date as_of;
  std::optional<Date> known_by = std::nullopt;  ///< only what was recorded up to this day in London
  std::string authority = "";                   ///< "" for all
  /// Where there are any: these councils only, and of each what was recorded before its instant. Units: microseconds
  /// since 1970.
  std::map<std::string, std::int64_t> recorded_before_us = {};
  bool quiet = false;  ///< read before: what is wrong with the events has been told
};

/// What was read.
struct EventLog {
  std::map<std::string, std::unique_ptr<Authority>> authorities;
  std::int64_t events = 0;
  std::int64_t not_known_yet = 0;  ///< left out by known_by
  std::int64_t unreadable = 0;     ///< lines or messages that were refused; told on standard error
  /// Exports of which not every event was read and accepted, by council; they withdraw nothing.
  std::map<std::string, std::vector<IncompleteExport>> incomplete;
};

/// Reads all events, counts once, and says on standard error what was refused and which exports are incomplete.
/// Errors: an exit code after a message.
std::variant<EventLog, ExitCode> ReadEventLog(EventInput& input, const EventLogOptions& options,
                                              const Config& config);

/// Today's date in London.
Date Today();

/// The views of all authorities.
View MakeView(const EventLog& log, Date as_of);

}  // namespace caseclock
