#include "daemon/intake/topic_reader.h"

#include <utility>
#include <vector>

#include "daemon/intake/dead_letter_scan.h"
#include "daemon/intake/message_check.h"
#include "daemon/intake/murmur2.h"
#include "daemon/intake/partition_progress.h"
#include "daemon/intake/topic_pass.h"

namespace caseclock {
namespace {

TopicPassOptions PassOptions(const KafkaOptions& options) {
  return {options.group + "-reading", "error"};
}

}  // namespace

/// The open topic, and what judges its messages.
class TopicReader::Pass {
 public:
  Pass(const KafkaOptions& options, const LogSink& log)
      : options_(options),
        log_(log),
        pass_(options.topic, log),
        check_(options.format, options.known_authorities) {}

  std::optional<TopicProblem> Open();
  std::optional<TopicProblem> Read(const std::string& authority, const Take& take);
  std::int64_t size() const;

 private:
  int PartitionsOfContract() const;
  Consumed Judge(const rd_kafka_message_t& message);

  const KafkaOptions options_;
  const LogSink log_;
  TopicPass pass_;
  MessageCheck check_;
  LetterIds refused_;
};

std::optional<TopicProblem> TopicReader::Pass::Open() {
  using Kind = TopicProblem::Kind;
  if (const auto problems = CheckKafkaOptions(options_); !problems.empty()) {
    return TopicProblem{Kind::kOptions, problems.front()};
  }
  if (auto problem = pass_.Open(options_, PassOptions(options_), kOpenPatience)) {
    return TopicProblem{Kind::kUnreachable,
                        *problem + "\nHint: kafka.bootstrap is " + options_.bootstrap};
  }
  if (pass_.ends().empty()) {
    return TopicProblem{Kind::kNoTopic, "there is no topic \"" + options_.topic + "\""};
  }
  std::vector<PartitionOffset> beginning;
  for (const Ends& one : pass_.ends()) {
    const auto started = PartitionProgress::Start(
        options_.topic, {one.partition, one.first, one.end, PartitionsOfContract()}, std::nullopt,
        options_.allow_incomplete_history);
    if (const auto* refusal = std::get_if<std::string>(&started)) {
      return TopicProblem{Kind::kLost, *refusal};
    }
    beginning.push_back({one.partition, 0});
  }
  auto letters = ScanDeadLetters(options_, beginning, log_);
  if (auto* problem = std::get_if<std::string>(&letters)) {
    return TopicProblem{Kind::kUnreachable, *problem};
  }
  refused_ = std::move(std::get<ScannedLetters>(letters).refused);
  return std::nullopt;
}

int TopicReader::Pass::PartitionsOfContract() const {
  return options_.expected_partitions > 0 ? options_.expected_partitions
                                          : static_cast<int>(pass_.ends().size());
}

Consumed TopicReader::Pass::Judge(const rd_kafka_message_t& message) {
  const RawMessage raw = RawOf(message);
  Consumed one{message.partition, message.offset, raw.timestamp_ms, kNoFingerprint, {}};
  Decoded decoded = check_.Check(raw, PartitionsOfContract(), options_.now_us());
  if (auto* event = std::get_if<CaseEvent>(&decoded)) {
    if (refused_.contains({one.partition, one.offset, one.timestamp_ms})) {
      one.content = RefusedBefore(*event);
    } else {
      one.content = std::move(*event);
    }
  } else {
    one.content = CopyRejected(message, std::move(std::get<Rejection>(decoded)));
  }
  return one;
}

std::optional<TopicProblem> TopicReader::Pass::Read(const std::string& authority,
                                                    const Take& take) {
  bool goes_on = true;
  const auto judge = [&](const rd_kafka_message_t& message) {
    if (goes_on) goes_on = take(Judge(message));
  };
  for (const Ends& one : pass_.ends()) {
    if (!authority.empty() && MurmurPartition(authority, PartitionsOfContract()) != one.partition) {
      continue;
    }
    if (auto problem = pass_.Read(one, judge, [&] { return goes_on; })) {
      return TopicProblem{
          pass_.is_lost() ? TopicProblem::Kind::kLost : TopicProblem::Kind::kUnreachable, *problem};
    }
    if (!goes_on) return std::nullopt;
  }
  return std::nullopt;
}

std::int64_t TopicReader::Pass::size() const {
  std::int64_t messages = 0;
  for (const Ends& one : pass_.ends()) messages += one.end - one.first;
  return messages;
}

std::variant<std::unique_ptr<TopicReader>, TopicProblem> TopicReader::Open(
    const KafkaOptions& options, LogSink log) {
  auto pass = std::make_unique<Pass>(options, log);
  if (auto problem = pass->Open()) return std::move(*problem);
  return std::unique_ptr<TopicReader>(new TopicReader(std::move(pass)));
}

TopicReader::TopicReader(std::unique_ptr<Pass> pass) : pass_(std::move(pass)) {}

TopicReader::~TopicReader() = default;

std::optional<TopicProblem> TopicReader::Read(const std::string& authority, const Take& take) {
  return pass_->Read(authority, take);
}

std::int64_t TopicReader::size() const { return pass_->size(); }

std::variant<int, std::string> CountPartitions(const KafkaOptions& options,
                                               std::chrono::milliseconds patience) {
  TopicPass pass(options.topic, nullptr);
  if (auto problem = pass.Open(options, PassOptions(options), patience)) return *problem;
  return static_cast<int>(pass.ends().size());
}

}  // namespace caseclock
