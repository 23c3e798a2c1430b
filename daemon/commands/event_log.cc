#include "daemon/commands/event_log.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "daemon/codec/codec.h"
#include "processors/record/export_text.h"

namespace caseclock {
namespace {

/// How many unreadable lines are told one by one.
constexpr std::int64_t kToldLines = 20;
/// Refused events of exports that are counted; of more it is said that they have not come.
constexpr std::size_t kMostLosses = 1'000'000;
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
    CountLosses();
    for (auto& [code, authority] : log_.authorities) {
      authority->EndCatchUp();
      auto incomplete = authority->exports().Incomplete();
      if (!incomplete.empty()) log_.incomplete[code] = std::move(incomplete);
    }
    if (show_progress_ && told_progress_) fmt::print(stderr, "\r\033[K");
    if (options_.quiet) return std::move(log_);
    if (log_.unreadable > kToldLines) {
      fmt::print(stderr, "... and {} more lines could not be read\n", log_.unreadable - kToldLines);
    }
    for (const auto& [code, exports] : log_.incomplete) {
      for (const IncompleteExport& one : exports) fmt::print(stderr, "{}\n", ExportSentence(one));
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

  Authority& AuthorityOf(const std::string& code) {
    auto& authority = log_.authorities[code];
    if (authority == nullptr) {
      authority = std::make_unique<Authority>(code, config_.DefinitionsFor(code), options_.as_of);
      authority->JudgeBy(*config_.standards);
      authority->BeginCatchUp();
    }
    return *authority;
  }

  void Take(const CaseEvent& event) {
    if (!options_.authority.empty() && event.authority != options_.authority) return;
    if (options_.known_by && event.stamp.recorded_at_us >= known_until_us_) {
      ++log_.not_known_yet;
      return;
    }
    if (!options_.recorded_before_us.empty() &&
        !IsBeforeLimit(event.authority, event.stamp.recorded_at_us)) {
      return;
    }
    AuthorityOf(event.authority).Apply(event);
    ++log_.events;
  }

  bool IsBeforeLimit(const std::string& authority, std::int64_t recorded_at_us) const {
    const auto limit = options_.recorded_before_us.find(authority);
    return limit != options_.recorded_before_us.end() && recorded_at_us < limit->second;
  }

  void Refuse(const std::string& name, std::int64_t number, const Rejection& rejection) {
    if (rejection.member) NoteLoss(*rejection.member);
    if (++log_.unreadable > kToldLines || options_.quiet) return;
    fmt::print(stderr, "{}:{}: could not read the event: {} ({})\n", name, number,
               RejectReasonName(rejection.reason), rejection.detail);
  }

  /// An export that is short says how many of its events were refused.
  void NoteLoss(const RefusedMember& member) {
    if (!options_.authority.empty() && member.authority != options_.authority) return;
    if (options_.known_by && member.extracted_at_us >= known_until_us_) return;
    if (!options_.recorded_before_us.empty() &&
        !IsBeforeLimit(member.authority, member.extracted_at_us))
      return;
    if (losses_.size() < kMostLosses) losses_.push_back(member);
  }

  /// A council of which nothing could be read is none of the report's.
  void CountLosses() {
    for (const RefusedMember& member : losses_) {
      const auto council = log_.authorities.find(member.authority);
      if (council == log_.authorities.end()) continue;
      council->second->Refuse({member.source, member.batch_id, member.extracted_at_us},
                              member.event_hash, 0);
    }
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
  std::vector<RefusedMember> losses_;
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
