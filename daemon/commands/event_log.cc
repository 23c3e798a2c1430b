#include "daemon/commands/event_log.h"

#include <fmt/format.h>

#include "daemon/codec/codec.h"
#include "daemon/serve/clock.h"
#include "processors/record/completion_watch.h"
#include "processors/record/export_text.h"

namespace caseclock {
namespace {

/// Refused events of exports that are counted; of more it is said that they have not come.
constexpr std::size_t kMostLosses = 1'000'000;

class LogReader {
 public:
  LogReader(const EventLogOptions& options, const Config& config)
      : options_(options), config_(config) {
    if (options.known_by) known_until_us_ = LondonMidnight(*options.known_by + 1);
  }

  ExitCode Read(EventInput& input) {
    return input.Read(options_.authority,
                      {.take = [this](CaseEvent&& event) { Take(event); },
                       .refuse =
                           [this](const Rejection& rejection) {
                             if (rejection.member) NoteLoss(*rejection.member);
                           }},
                      options_.quiet);
  }

  EventLog Finish(const EventInput& input) {
    log_.unreadable = input.refused();
    CountLosses();
    for (auto& [code, authority] : log_.authorities) {
      authority->EndCatchUp();
      auto incomplete = authority->exports().Incomplete();
      if (!incomplete.empty()) log_.incomplete[code] = std::move(incomplete);
    }
    if (options_.quiet) return std::move(log_);
    for (const std::string& notice : notices_) fmt::print(stderr, "{}\n", notice);
    for (const auto& [code, exports] : log_.incomplete) {
      for (const IncompleteExport& one : exports) fmt::print(stderr, "{}\n", ExportSentence(one));
    }
    return std::move(log_);
  }

 private:
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
    if (std::string notice = completions_.Note(event); !notice.empty()) {
      notices_.push_back("council " + event.authority + ": " + std::move(notice));
    }
  }

  bool IsBeforeLimit(const std::string& authority, std::int64_t recorded_at_us) const {
    const auto limit = options_.recorded_before_us.find(authority);
    return limit != options_.recorded_before_us.end() && recorded_at_us < limit->second;
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

  const EventLogOptions& options_;
  const Config& config_;
  std::int64_t known_until_us_ = 0;
  EventLog log_;
  std::vector<RefusedMember> losses_;
  CompletionWatch completions_;
  std::vector<std::string> notices_;
};

}  // namespace

std::variant<EventLog, ExitCode> ReadEventLog(EventInput& input, const EventLogOptions& options,
                                              const Config& config) {
  LogReader reader(options, config);
  if (const ExitCode code = reader.Read(input); code != kDone) return code;
  return reader.Finish(input);
}

Date Today() { return SystemClock().Today(); }

View MakeView(const EventLog& log, Date as_of) {
  View view;
  view.as_of = as_of;
  for (const auto& [code, authority] : log.authorities) {
    view.authorities.push_back(std::make_shared<const AuthorityView>(authority->MakeView()));
  }
  return view;
}

}  // namespace caseclock
