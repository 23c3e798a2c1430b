#include "daemon/commands/log.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "daemon/report/figure_text.h"

namespace caseclock {
namespace {

const char* LevelName(LogLevel level) {
  switch (level) {
    case LogLevel::kError: return "error";
    case LogLevel::kWarning: return "warning";
    case LogLevel::kInfo: return "info";
  }
  return "";
}

/// Lines after the first belong to it, and look like it.
std::string Indented(std::string_view message) {
  std::string text;
  bool is_at_begin = false;
  for (const char letter : message) {
    if (is_at_begin && letter != ' ') text += "  ";
    is_at_begin = letter == '\n';
    text += letter;
  }
  return text;
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') {
      quoted += '\\';
      quoted += letter;
    } else if (letter == '\n') {
      quoted += "\\n";
    } else if (static_cast<unsigned char>(letter) < 0x20) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
    } else {
      quoted += letter;
    }
  }
  return quoted + '"';
}

/// The journal says in JOURNAL_STREAM which file it reads. Source: systemd.exec(5).
bool IsJournal() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat here {};
  if (stream == nullptr || fstat(STDERR_FILENO, &here) != 0) return false;
  return fmt::format("{}:{}", here.st_dev, here.st_ino) == stream;
}

std::int64_t NowUs() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

}  // namespace

std::string LogText(LogFormat format, std::int64_t now_us, LogLevel level,
                    std::string_view message) {
  if (format == LogFormat::kText) {
    return fmt::format("{} {}: {}", Rfc3339Text(now_us), LevelName(level), Indented(message));
  }
  return fmt::format(R"({{"time":"{}","level":"{}","message":{}}})", Rfc3339Text(now_us),
                     LevelName(level), Quoted(message));
}

std::string JournalText(LogLevel level, std::string_view message) {
  // Each line is an entry of its own there. Source: sd-daemon(3).
  const char* mark = level == LogLevel::kError     ? "<3>"
                     : level == LogLevel::kWarning ? "<4>"
                                                   : "<6>";
  std::string text = mark + std::string(LevelName(level)) + ": ";
  for (const char letter : Indented(message)) {
    text += letter;
    if (letter == '\n') text += mark;
  }
  return text;
}

LogSink StandardErrorLog(LogFormat format) {
  const bool is_journal = format == LogFormat::kText && IsJournal();
  return [format, is_journal](LogLevel level, std::string_view message) {
    fmt::print(stderr, "{}\n",
               is_journal ? JournalText(level, message) : LogText(format, NowUs(), level, message));
  };
}

void TellProblem(const std::string& message) { fmt::print(stderr, "{}\n", Indented(message)); }

}  // namespace caseclock
