#include "daemon/commands/event_log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "daemon/codec/codec.h"

namespace caseclock {
namespace {

/// How many unreadable lines are told one by one.
constexpr std::int64_t kToldLines = 20;
constexpr std::int64_t kProgressEvery = 50'000;

/// A zip, as .xlsx files are, or the older form of a spreadsheet. Leaves the file at its beginning.
bool IsWorkbook(std::ifstream& file) {
  std::string begin(4, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  file.clear();
  file.seekg(0);
  return begin == "PK\x03\x04" || begin == "\xD0\xCF\x11\xE0";
}

class LogReader {
 public:
  LogReader(const EventLogOptions& options, const Config& config)
      : options_(options), config_(config), show_progress_(isatty(STDERR_FILENO) != 0) {
    if (options.known_by) known_until_us_ = LondonMidnight(*options.known_by + 1);
  }

  bool ReadFile(const std::string& name) {
    if (name == "-") return ReadLines(std::cin, "standard input");
    std::ifstream file(name);
    std::error_code ignored;
    if (!file || std::filesystem::is_directory(name, ignored)) {
      fmt::print(stderr, "could not open events file {}\n  Hint: \"-\" reads standard input\n",
                 name);
      return false;
    }
    if (std::filesystem::is_regular_file(name, ignored) && IsWorkbook(file)) {
      fmt::print(
          stderr,
          "could not read {}\n  Detail: it is a workbook; events files hold one JSON event a "
          "line.\n  Hint: caseclock import annex-a {} --authority CODE > events.jsonl\n",
          name, name);
      return false;
    }
    return ReadLines(file, name);
  }

  EventLog Finish() {
    for (auto& [code, authority] : log_.authorities) {
      authority->EndCatchUp();
      for (const std::string& batch : authority->store().batches().OpenBatches()) {
        log_.open_batches.push_back(batch);
      }
    }
    if (show_progress_ && told_progress_) fmt::print(stderr, "\r\033[K");
    if (options_.quiet) return std::move(log_);
    if (log_.unreadable > kToldLines) {
      fmt::print(stderr, "... and {} more lines could not be read\n", log_.unreadable - kToldLines);
    }
    for (const std::string& batch : log_.open_batches) {
      fmt::print(stderr,
                 "export {} is not complete: its events are counted, nothing is withdrawn\n",
                 batch);
    }
    return std::move(log_);
  }

 private:
  bool ReadLines(std::istream& in, const std::string& name) {
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      auto decoded = codec_.DecodeJson(line);
      if (auto* event = std::get_if<CaseEvent>(&decoded)) {
        Take(*event);
      } else {
        Refuse(name, number, std::get<Rejection>(decoded));
      }
      if (show_progress_ && number % kProgressEvery == 0) ShowProgress(name, number);
    }
    if (!in.bad()) return true;
    fmt::print(stderr, "could not read {} to its end\n", name);
    return false;
  }

  void Take(const CaseEvent& event) {
    if (!options_.authority.empty() && event.authority != options_.authority) return;
    if (options_.known_by && event.stamp.recorded_at_us >= known_until_us_) {
      ++log_.not_known_yet;
      return;
    }
    if (!options_.recorded_before_us.empty() && !IsBeforeLimit(event)) return;
    auto& authority = log_.authorities[event.authority];
    if (authority == nullptr) {
      authority = std::make_unique<Authority>(
          event.authority, config_.DefinitionsFor(event.authority), options_.as_of);
      authority->JudgeBy(*config_.standards);
      authority->BeginCatchUp();
    }
    authority->Apply(event);
    ++log_.events;
  }

  bool IsBeforeLimit(const CaseEvent& event) const {
    const auto limit = options_.recorded_before_us.find(event.authority);
    return limit != options_.recorded_before_us.end() && event.stamp.recorded_at_us < limit->second;
  }

  void Refuse(const std::string& name, std::int64_t number, const Rejection& rejection) {
    if (++log_.unreadable > kToldLines || options_.quiet) return;
    fmt::print(stderr, "{}:{}: could not read the event: {} ({})\n", name, number,
               RejectReasonName(rejection.reason), rejection.detail);
  }

  void ShowProgress(const std::string& name, std::int64_t number) {
    told_progress_ = true;
    fmt::print(stderr, "\r\033[Kreading {}: {} lines", name, number);
  }

  const EventLogOptions& options_;
  const Config& config_;
  bool show_progress_;
  bool told_progress_ = false;
  std::int64_t known_until_us_ = 0;
  EventCodec codec_;
  EventLog log_;
};

}  // namespace

std::optional<EventLog> ReadEventLog(const EventLogOptions& options, const Config& config) {
  LogReader reader(options, config);
  for (const std::string& file : options.files) {
    if (!reader.ReadFile(file)) return std::nullopt;
  }
  return reader.Finish();
}

Date Today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return LondonDate(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

View MakeView(const EventLog& log, Date as_of) {
  View view;
  view.as_of = as_of;
  for (const auto& [code, authority] : log.authorities) {
    view.authorities.push_back(std::make_shared<const AuthorityView>(authority->MakeView()));
  }
  return view;
}

}  // namespace caseclock
