#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "daemon/codec/codec.h"
#include "daemon/commands/commands.h"
#include "daemon/commands/event_topic.h"
#include "daemon/commands/kafka_options.h"
#include "daemon/commands/load_config.h"
#include "daemon/commands/log.h"
#include "daemon/commands/stop_signal.h"
#include "daemon/intake/case_event_producer.h"
#include "daemon/intake/feed_pace.h"

namespace caseclock {
namespace {

constexpr std::chrono::minutes kFlushPatience{3};
constexpr std::uint64_t kProgressEvery = 20'000;
constexpr std::int64_t kSecond = 1'000'000;
constexpr double kDayUs = 24.0 * 3600 * kSecond;
constexpr double kMinutesOfADay = 24.0 * 60;

/// Events from standard input into the topic: at once, or each in its time.
class Feed {
 public:
  Feed(const ProduceOptions& options, const std::string& topic, CaseEventProducer& producer)
      : live_(options.live), topic_(topic), producer_(producer) {
    pace_.began_us = clock_.NowUs();
    pace_.replay_from_us = pace_.began_us - static_cast<std::int64_t>(options.replay_days * kDayUs);
    // N days a minute are N times as many seconds a second as a day has minutes.
    if (options.replay_days > 0) pace_.speed = options.days_a_minute * kMinutesOfADay;
  }

  ExitCode Run() {
    std::string line;
    while (!StopRequested() && std::getline(std::cin, line)) {
      ++lines_;
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      const std::optional<CaseEvent> event = Decode(line);
      if (!event) continue;
      if (live_ && !HoldBack(event->stamp.recorded_at_us)) {
        if (StopRequested()) break;
        return kKafkaFatal;
      }
      if (!Send(*event)) return kKafkaFatal;
    }
    if (!Flush()) return kKafkaFatal;
    fmt::print(stderr, "{}{} events are in topic {}\n", show_progress_ ? "\r" : "",
               producer_.counts().delivered, topic_);
    if (WasInterrupted()) return kInterrupted;
    return unreadable_ == 0 ? kDone : kUnreadableInput;
  }

 private:
  std::optional<CaseEvent> Decode(const std::string& line) {
    auto decoded = codec_.DecodeJson(line);
    if (auto* event = std::get_if<CaseEvent>(&decoded)) return std::move(*event);
    const auto& rejection = std::get<Rejection>(decoded);
    ++unreadable_;
    fmt::print(stderr, "line {}: could not read the event: {} ({})\n", lines_,
               RejectReasonName(rejection.reason), rejection.detail);
    return std::nullopt;
  }

  /// False when it was asked to stop, or when what was sent before did not arrive.
  bool HoldBack(std::int64_t recorded_at_us) {
    const std::int64_t at_us = pace_.SendAtUs(recorded_at_us);
    if (at_us - clock_.NowUs() > kSecond) {
      if (!Flush()) return false;
      if (!caught_up_) {
        caught_up_ = true;
        fmt::print(stderr, "{} events are in topic {}; the others follow in their time\n",
                   producer_.counts().delivered, topic_);
      }
    }
    return WaitUntil(at_us, clock_, StopRequested());
  }

  bool Send(const CaseEvent& event) {
    const auto problem =
        producer_.Send(event.authority, codec_.EncodeBinary(event), PayloadFormat::kProtobuf);
    if (problem) TellProblem(*problem);
    if (show_progress_ && lines_ % kProgressEvery == 0) fmt::print(stderr, "\r{} events", lines_);
    return !problem;
  }

  bool Flush() {
    const auto problem = producer_.Flush(kFlushPatience);
    if (problem) TellProblem(*problem);
    return !problem;
  }

  const bool live_;
  const std::string topic_;
  const bool show_progress_ = isatty(STDERR_FILENO) != 0;
  CaseEventProducer& producer_;
  MachineFeedClock clock_;
  FeedPace pace_;
  EventCodec codec_;
  std::uint64_t lines_ = 0;
  std::uint64_t unreadable_ = 0;
  bool caught_up_ = false;
};

}  // namespace

ExitCode RunProduce(const ProduceOptions& options) {
  const auto config = LoadConfig(options.config, ConfigUse::kServe);
  if (!config) return kConfiguration;
  const KafkaOptions kafka = KafkaOptionsOf(*config);
  const std::string command =
      fmt::format("caseclock produce --config {} --create-topic < events.jsonl", options.config);
  if (const ExitCode code = PrepareTopic(*config, options.create_topic, command); code != kDone) {
    return code;
  }
  auto made = CaseEventProducer::Connect(kafka, StandardErrorLog());
  if (auto* problem = std::get_if<std::string>(&made)) {
    TellProblem(*problem);
    return kConfiguration;
  }
  if (options.live) {
    InstallStopSignal();
    LetStopEndReads();
  }
  return Feed(options, kafka.topic, *std::get<std::unique_ptr<CaseEventProducer>>(made)).Run();
}

}  // namespace caseclock
