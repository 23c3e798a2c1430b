/// @file
/// Where rooms say what those who run the daemon should know: a line at a time, with its level, and not too often.
///
/// Example: log(LogLevel::kWarning, "TLS of HTTP begins or ends at a restart only; passwords are in force now").
/// 300 lines "connection refused" of Kafka's library within a minute reach the sink as about six, each but the first
/// with "(49 more like it not shown)".
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace caseclock {

/// How soon somebody should look at a line.
enum class LogLevel {
  kError,    ///< something does not work, and stays so until somebody acts
  kWarning,  ///< somebody should look at it; everything else goes on
  kInfo,     ///< for the record: it works
};

/// Takes one line. Called from several threads, one at a time for each client.
using LogSink = std::function<void(LogLevel, std::string_view)>;

/// Lets one line of a kind through every ten seconds. Thread safety: none; time is told, not asked.
class LogLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// How many lines of this kind were held back since the last one let through; nullopt: hold this
  /// one back too.
  std::optional<int> Admit(std::string_view kind, Time now);

  static constexpr std::chrono::seconds kPeriod{10};
  /// Kafka's library has some thirty kinds of lines.
  static constexpr std::size_t kMaxKinds = 64;

 private:
  struct Kind {
    Time last_shown;
    int held_back = 0;
  };
  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace caseclock
