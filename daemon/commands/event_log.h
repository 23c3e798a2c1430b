/// @file
/// Events files (one JSON event a line) read into the engine: the input of report and explain.
///
/// Example: ReadEventLog({.files = {"events.jsonl"}, .as_of = Date::FromYmd(2024, 3, 31)}, config)->events is the
/// number of lines taken.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/config/config.h"
#include "processors/authority.h"

namespace caseclock {

/// Which events are read, and for when.
struct EventLogOptions {
  std::vector<std::string> files;  ///< "-" is standard input
  Date as_of;
  std::optional<Date> known_by;  ///< only what was recorded up to this day in London
  std::string authority;         ///< "" for all
  /// Where there are any: these councils only, and of each what was recorded before its instant. Units: microseconds
  /// since 1970.
  std::map<std::string, std::int64_t> recorded_before_us = {};
  bool quiet = false;  ///< read before: what is wrong with the files has been told
};

/// What was read.
struct EventLog {
  std::map<std::string, std::unique_ptr<Authority>> authorities;
  std::int64_t events = 0;
  std::int64_t not_known_yet = 0;  ///< left out by known_by
  std::int64_t unreadable = 0;     ///< refused; the first few are told on standard error
  /// Exports of which not every event was read and accepted, by council; they withdraw nothing.
  std::map<std::string, std::vector<IncompleteExport>> incomplete;
};

/// Reads all files, counts once, and says on standard error what is wrong with which line. Shows progress when
/// standard error is a terminal.
/// Errors: nullopt after a message when a file cannot be opened.
std::optional<EventLog> ReadEventLog(const EventLogOptions& options, const Config& config);

/// Today's date in London.
Date Today();

/// The views of all authorities.
View MakeView(const EventLog& log, Date as_of);

}  // namespace caseclock
