/// @file
/// A log that does not repeat itself: what is looked at twice a second must not fill it.
///
/// Example: quiet("mail: MAIL was answered 451", now_us) twice within a minute is one line,
/// "alerts: mail: MAIL was answered 451".
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace caseclock {

/// Used by one thread.
class QuietLog {
 public:
  explicit QuietLog(std::function<void(const std::string&)> log) : log_(std::move(log)) {}

  /// Writes the line unless it was written within the last minute.
  void operator()(const std::string& line, std::int64_t now_us);

 private:
  std::function<void(const std::string&)> log_;
  std::map<std::string, std::int64_t> written_at_us_;  // by line
};

}  // namespace caseclock
