/// @file
/// The lines of the log on standard error: with time and level, for people, for the journal of the system, or as JSON.
///
/// Example:
///   const LogSink log = StandardErrorLog(LogFormat::kText);
///   log(LogLevel::kInfo, "serving http://127.0.0.1:9464");
/// prints "2024-03-31T12:00:00Z info: serving http://127.0.0.1:9464".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/log/log_sink.h"

namespace caseclock {

/// The form of a line.
enum class LogFormat {
  kText,  ///< with the time; where standard error is the journal, with its mark of the level instead
  kJson,  ///< one object a line: time, level, message
};

/// One line without its end. Further lines of the message (Detail, Hint) are indented; in JSON they are part of it.
/// `now_us`: microseconds since 1970.
std::string LogText(LogFormat format, std::int64_t now_us, LogLevel level,
                    std::string_view message);
/// The same as the journal takes it: its own mark of the level, and no time, for it has its own.
/// Example: "<4>warning: no Kafka broker answers".
std::string JournalText(LogLevel level, std::string_view message);

/// Writes each line at once and whole. Safe from any thread.
LogSink StandardErrorLog(LogFormat format = LogFormat::kText);

/// A message (primary line, Detail, Hint) to standard error, Detail and Hint indented.
void TellProblem(const std::string& message);

}  // namespace caseclock
