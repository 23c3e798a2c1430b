#include "daemon/commands/event_input.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "daemon/commands/kafka_options.h"
#include "daemon/commands/log.h"
#include "daemon/commands/stop_signal.h"
#include "daemon/intake/message_check.h"
#include "daemon/intake/topic_contract.h"
#include "daemon/intake/topic_reader.h"
#include "daemon/serve/clock.h"

namespace caseclock {
namespace {

/// How many unreadable lines are told one by one.
constexpr std::int64_t kToldLines = 20;
constexpr std::int64_t kProgressEvery = 50'000;
constexpr std::chrono::seconds kContractPatience{5};

/// On a terminal: how much has been read, in one line that goes when all has been.
class Progress {
 public:
  void Show(std::int64_t count, const std::string& text) {
    if (!is_shown_ || count % kProgressEvery != 0) return;
    was_shown_ = true;
    fmt::print(stderr, "\r\033[Kreading {}", text);
  }
  void Clear() {
    if (was_shown_) fmt::print(stderr, "\r\033[K");
    was_shown_ = false;
  }

 private:
  const bool is_shown_ = isatty(STDERR_FILENO) != 0;
  bool was_shown_ = false;
};

/// A zip, as .xlsx files are, or the older form of a spreadsheet. Leaves the file at its beginning.
bool IsWorkbook(std::ifstream& file) {
  std::string begin(4, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  file.clear();
  file.seekg(0);
  return begin == "PK\x03\x04" || begin == "\xD0\xCF\x11\xE0";
}

class FileInput final : public EventInput {
 public:
  explicit FileInput(std::vector<std::string> files) : files_(std::move(files)) {}

  ExitCode Read(const std::string& authority, const EventTaker& taker, bool quiet) override {
    authority_ = authority;
    taker_ = &taker;
    quiet_ = quiet;
    refused_ = 0;
    for (const std::string& file : files_) {
      if (!ReadFile(file)) return kUnreadableInput;
    }
    progress_.Clear();
    if (!quiet && refused_ > kToldLines) {
      fmt::print(stderr, "... and {} more lines could not be read\n", refused_ - kToldLines);
    }
    return kDone;
  }

  std::int64_t refused() const override { return refused_; }
  const char* unit() const override { return "lines"; }

 private:
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

  bool ReadLines(std::istream& in, const std::string& name) {
    std::string line;
    for (std::int64_t number = 1; std::getline(in, line); ++number) {
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      auto decoded = Decode(line);
      if (auto* event = std::get_if<CaseEvent>(&decoded)) {
        if (authority_.empty() || event->authority == authority_) taker_->take(std::move(*event));
      } else {
        Refuse(name, number, std::get<Rejection>(decoded));
      }
      progress_.Show(number, fmt::format("{}: {} lines", name, number));
    }
    if (!in.bad()) return true;
    fmt::print(stderr, "could not read {} to its end\n", name);
    return false;
  }

  /// As the daemon does: by our own clock, because a wrong clock in a source wins for as long as it is ahead.
  Decoded Decode(const std::string& line) {
    Decoded decoded = codec_.DecodeJson(line);
    const auto* event = std::get_if<CaseEvent>(&decoded);
    if (event == nullptr || !IsAhead(event->stamp.recorded_at_us, now_us_)) return decoded;
    return Rejection{RejectReason::kRecordedInFuture, kAheadOfThisClock, MemberOf(*event)};
  }

  void Refuse(const std::string& name, std::int64_t number, const Rejection& rejection) {
    if (taker_->refuse) taker_->refuse(rejection);
    if (++refused_ > kToldLines || quiet_) return;
    fmt::print(stderr, "{}:{}: could not read the event: {} ({})\n", name, number,
               RejectReasonName(rejection.reason), rejection.detail);
  }

  const std::vector<std::string> files_;
  std::string authority_;
  const EventTaker* taker_ = nullptr;
  bool quiet_ = false;
  std::int64_t refused_ = 0;
  EventCodec codec_;
  const std::int64_t now_us_ = SystemClock().NowUs();
  Progress progress_;
};

/// The code of a problem, and the problem told.
ExitCode Tell(const TopicProblem& problem) {
  const bool is_missing = problem.kind == TopicProblem::Kind::kNoTopic;
  TellProblem(problem.message + (is_missing ? "\nHint: check kafka.topic in the configuration; "
                                              "--from-kafka reads a topic that is there"
                                            : ""));
  switch (problem.kind) {
    case TopicProblem::Kind::kOptions:
    case TopicProblem::Kind::kNoTopic: return kConfiguration;
    case TopicProblem::Kind::kUnreachable: return kKafkaFatal;
    case TopicProblem::Kind::kLost: return kRecoveryRefused;
  }
  return kFailed;
}

class TopicInput final : public EventInput {
 public:
  TopicInput(KafkaOptions kafka, std::unique_ptr<TopicReader> reader)
      : kafka_(std::move(kafka)), reader_(std::move(reader)) {}

  ExitCode Read(const std::string& authority, const EventTaker& taker, bool quiet) override {
    refused_by_reason_.clear();
    refused_ = 0;
    std::int64_t count = 0;
    const auto problem = reader_->Read(authority, [&](Consumed&& message) {
      Take(std::move(message), authority, taker);
      progress_.Show(++count, fmt::format("topic {}: {} of at most {} messages", kafka_.topic,
                                          count, reader_->size()));
      return !StopRequested();
    });
    progress_.Clear();
    if (problem) return Tell(*problem);
    if (StopRequested()) return kInterrupted;
    if (!quiet && refused_ > 0) TellRefused();
    return kDone;
  }

  std::int64_t refused() const override { return refused_; }
  const char* unit() const override { return "messages"; }

 private:
  void Take(Consumed&& message, const std::string& authority, const EventTaker& taker) {
    if (auto* event = std::get_if<CaseEvent>(&message.content)) {
      if (authority.empty() || event->authority == authority) taker.take(std::move(*event));
      return;
    }
    const auto& rejected = std::get<Rejected>(message.content);
    if (!authority.empty() && rejected.key != authority) return;
    ++refused_;
    ++refused_by_reason_[std::string(RejectReasonName(rejected.rejection.reason))];
    if (taker.refuse) taker.refuse(rejected.rejection);
  }

  void TellRefused() const {
    std::string reasons;
    for (const auto& [reason, count] : refused_by_reason_) {
      reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count, reason);
    }
    fmt::print(stderr,
               "{} message{} of topic {} {} refused, as the daemon refuses {}: {}\n"
               "  Hint: caseclock serve keeps refused messages in topic {}\n",
               refused_, refused_ == 1 ? "" : "s", kafka_.topic, refused_ == 1 ? "was" : "were",
               refused_ == 1 ? "it" : "them", reasons, kafka_.DeadLetterTopic());
  }

  const KafkaOptions kafka_;
  const std::unique_ptr<TopicReader> reader_;
  std::map<std::string, std::int64_t> refused_by_reason_;
  std::int64_t refused_ = 0;
  Progress progress_;
};

/// What of the topic is not as it has to be. Where the broker does not say, nothing is told.
void WarnOfBreaches(const KafkaOptions& kafka) {
  if (!kafka.verify_topic) return;
  for (const std::string& breach : CheckTopicContract(kafka, kContractPatience).breaches) {
    fmt::print(stderr, "warning: {}\n", breach);
  }
}

}  // namespace

std::variant<std::unique_ptr<EventInput>, ExitCode> EventInput::Open(const EventOrigin& origin,
                                                                     const Config& config) {
  if (!origin.from_kafka) return std::make_unique<FileInput>(origin.files);
  InstallStopSignal();
  KafkaOptions kafka = KafkaOptionsOf(config);
  auto opened = TopicReader::Open(kafka, StandardErrorLog());
  if (const auto* problem = std::get_if<TopicProblem>(&opened)) return Tell(*problem);
  WarnOfBreaches(kafka);
  return std::make_unique<TopicInput>(std::move(kafka),
                                      std::move(std::get<std::unique_ptr<TopicReader>>(opened)));
}

}  // namespace caseclock
