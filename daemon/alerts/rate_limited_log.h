/// @file
/// A log that does not repeat itself: what is looked at twice a second must not fill it.
///
/// Example: log("mail: MAIL was answered 451", now_us) twice within a minute is one line,
/// "alerts: mail: MAIL was answered 451".
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "daemon/log/log_sink.h"

namespace caseclock {

/// Used by one thread.
class RateLimitedLog {
 public:
  explicit RateLimitedLog(LogSink log) : log_(std::move(log)) {}

  /// Writes the line unless it was written within the last minute.
  void operator()(const std::string& line, std::int64_t now_us,
                  LogLevel level = LogLevel::kWarning);
  /// Writes the line whatever was written before.
  void Always(const std::string& line, LogLevel level) {
    if (log_) log_(level, "alerts: " + line);
  }

 private:
  LogSink log_;
  std::map<std::string, std::int64_t> written_at_us_;  // by line
};

}  // namespace caseclock
