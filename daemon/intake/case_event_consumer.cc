#include "daemon/intake/case_event_consumer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "daemon/intake/fetched_messages.h"
#include "daemon/intake/fingerprint.h"
#include "daemon/intake/kafka_client.h"
#include "daemon/intake/message_check.h"
#include "daemon/intake/partition_progress.h"
#include "processors/check.h"

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// How long the broker may take over one question at assignment, and the wait before asking again.
constexpr milliseconds kQuestionTimeout{3000};
constexpr milliseconds kAssignRetry{500};

/// Most copied bytes of messages that cannot be read in one batch; what is over it waits for the
/// next Poll.
constexpr std::size_t kMaxRejectedBytes = 16 * 1024 * 1024;

KafkaSettings ConsumerSettings(const KafkaOptions& options) {
  KafkaSettings settings(options);
  // A second of the highest rate, so that fetching never pauses in catch-up.
  settings.Default("queued.min.messages", "1000000");
  settings.Default("queued.max.messages.kbytes", "262144");
  settings.Default("max.poll.interval.ms", kMaxPollIntervalMs);
  settings.Default("topic.metadata.refresh.interval.ms", "30000");
  settings.ApplyProperties();
  settings.Fixed("group.id", options.group);
  if (!options.group_instance_id.empty()) {
    settings.Fixed("group.instance.id", options.group_instance_id);
  }
  settings.Fixed("partition.assignment.strategy", "range");
  settings.Fixed("enable.auto.commit", "false");
  settings.Fixed("enable.auto.offset.store", "false");
  settings.Fixed("enable.partition.eof", "true");
  settings.Fixed("auto.offset.reset", "error");
  settings.Fixed("allow.auto.create.topics", "false");
  return settings;
}

std::size_t SizeOf(const rd_kafka_message_t& message) { return message.len + message.key_len; }

std::string_view View(const std::optional<std::string_view>& bytes) {
  return bytes.value_or(std::string_view());
}

}  // namespace

/// The client, and what it reads.
class CaseEventConsumer::Reader {
 public:
  Reader(const KafkaOptions& options, PartitionOwner& owner, LogSink log)
      : options_(options),
        owner_(owner),
        watch_(std::make_unique<KafkaWatch>(std::move(log))),
        check_(options.format, options.known_authorities) {}
  ~Reader();

  std::optional<std::string> Connect();
  void Poll(milliseconds timeout, Batch& batch);
  void Hold(bool held);
  SourceStatus Status() const;
  void Commit(const std::vector<PartitionOffset>& offsets);

 private:
  void NoteRebalance(rd_kafka_resp_err_t code, const rd_kafka_topic_partition_list_t& partitions);

  void FollowRebalance();
  void TryAssign();
  /// Errors: a sentence; to be tried again.
  std::optional<std::string> Assign();
  std::optional<std::string> LearnPartitions();
  void StartReading(const std::vector<AssignedPartition>& assigned,
                    const std::vector<std::optional<ResumePoint>>& checkpoints);

  void AssignAgain();

  void Take(Batch& batch);
  void TakeMessage(const rd_kafka_message_t& message, Batch& batch, std::size_t& rejected_bytes);
  void TakeSignal(const rd_kafka_message_t& signal);
  void Obey(PartitionProgress::Decision decision, const PartitionProgress& progress);
  void Fail(SourceFailure::Kind kind, std::string message);

  const KafkaOptions options_;
  PartitionOwner& owner_;
  std::unique_ptr<KafkaWatch> watch_;
  MessageCheck check_;
  KafkaPtr<rd_kafka_t> client_;
  KafkaPtr<rd_kafka_queue_t> queue_;
  FetchedMessages fetched_;

  /// What the rebalance callback has noted. It runs in the middle of a fetch; acted on only when
  /// that has returned, so that no message of an old assignment is taken for one of the new.
  bool revoke_noted_ = false;
  std::optional<std::vector<std::int32_t>> assign_noted_;
  Clock::time_point next_try_{};

  int partition_count_ = 0;  ///< of the topic as first seen; 0: not known yet
  int partitions_now_ = 0;   ///< at the last assignment
  std::map<std::int32_t, PartitionProgress> progress_;
  bool assigned_ = false;
  bool held_ = false;
  std::int64_t now_us_ = 0;  ///< of the batch that is taken
  std::optional<SourceFailure> failure_;
};

// Setting up and ending.

std::optional<std::string> CaseEventConsumer::Reader::Connect() {
  KafkaSettings settings = ConsumerSettings(options_);
  watch_->set_on_rebalance(
      [this](auto code, const auto& partitions) { NoteRebalance(code, partitions); });
  if (auto problem = ConnectClient(RD_KAFKA_CONSUMER, settings, *watch_, client_)) return problem;
  rd_kafka_poll_set_consumer(client_.get());
  queue_.reset(rd_kafka_queue_get_consumer(client_.get()));
  if (options_.assignment == Assignment::kAll) {
    assign_noted_.emplace();  // which ones is known once the broker has told how many there are
    return std::nullopt;
  }
  const KafkaPtr<rd_kafka_topic_partition_list_t> topics(rd_kafka_topic_partition_list_new(1));
  rd_kafka_topic_partition_list_add(topics.get(), options_.topic.c_str(), RD_KAFKA_PARTITION_UA);
  const rd_kafka_resp_err_t code = rd_kafka_subscribe(client_.get(), topics.get());
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return std::nullopt;
  return std::string("could not subscribe to the topic\nDetail: ") + rd_kafka_err2str(code);
}

CaseEventConsumer::Reader::~Reader() {
  fetched_.Drop();
  EndConsumer(std::move(client_), std::move(queue_), std::move(watch_));
}

// Partitions come and go.

void CaseEventConsumer::Reader::NoteRebalance(rd_kafka_resp_err_t code,
                                              const rd_kafka_topic_partition_list_t& partitions) {
  assign_noted_.reset();
  if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    assign_noted_.emplace();
    for (int i = 0; i < partitions.cnt; ++i) {
      assign_noted_->push_back(partitions.elems[i].partition);
    }
  } else {
    revoke_noted_ = true;
  }
  rd_kafka_yield(client_.get());  // so that the poll returns and the note is acted on
}

void CaseEventConsumer::Reader::FollowRebalance() {
  if (revoke_noted_) {
    revoke_noted_ = false;
    fetched_.Drop();
    std::vector<std::int32_t> lost;
    for (const auto& [partition, progress] : progress_) lost.push_back(partition);
    if (assigned_) owner_.OnRevoked(lost);
    assigned_ = false;
    progress_.clear();
    rd_kafka_assign(client_.get(), nullptr);
  }
  if (assign_noted_ && Clock::now() >= next_try_) TryAssign();
}

void CaseEventConsumer::Reader::TryAssign() {
  if (const std::optional<std::string> problem = Assign()) {
    watch_->Say(LogLevel::kWarning, "assign", *problem);
    next_try_ = Clock::now() + kAssignRetry;
    return;
  }
  assign_noted_.reset();
}

std::optional<std::string> CaseEventConsumer::Reader::LearnPartitions() {
  auto count = TopicPartitions(client_.get(), options_.topic, kQuestionTimeout);
  if (auto* problem = std::get_if<std::string>(&count)) return *problem;
  partitions_now_ = std::get<int>(count);
  if (partitions_now_ == 0) {
    return "there is no topic \"" + options_.topic +
           "\" yet\nHint: caseclock produce --config FILE --create-topic < /dev/null creates it";
  }
  if (partition_count_ == 0) partition_count_ = partitions_now_;
  if (options_.assignment == Assignment::kAll) {
    assign_noted_->clear();
    for (std::int32_t i = 0; i < partition_count_; ++i) assign_noted_->push_back(i);
  }
  return std::nullopt;
}

std::optional<std::string> CaseEventConsumer::Reader::Assign() {
  if (auto problem = LearnPartitions()) return problem;
  auto ends = QueryEnds(client_.get(), options_.topic, *assign_noted_, kQuestionTimeout);
  if (auto* problem = std::get_if<std::string>(&ends)) return *problem;
  std::vector<AssignedPartition> assigned;
  for (const Ends& one : std::get<0>(ends)) {
    assigned.push_back({one.partition, one.first, one.end, partitions_now_});
  }
  const auto checkpoints = owner_.OnAssigned(assigned);
  CASECLOCK_CHECK(checkpoints.size() == assigned.size(), "the owner answers for each partition");
  StartReading(assigned, checkpoints);
  return std::nullopt;
}

void CaseEventConsumer::Reader::StartReading(
    const std::vector<AssignedPartition>& assigned,
    const std::vector<std::optional<ResumePoint>>& checkpoints) {
  for (std::size_t i = 0; i < assigned.size(); ++i) {
    auto started = PartitionProgress::Start(options_.topic, assigned[i], checkpoints[i],
                                            options_.allow_incomplete_history);
    if (auto* refusal = std::get_if<std::string>(&started)) {
      Fail(SourceFailure::Kind::kRecoveryRefused, *refusal);
      return;
    }
    progress_.insert_or_assign(assigned[i].partition, std::get<PartitionProgress>(started));
  }
  assigned_ = true;
  watch_->set_broker_up(true);
  AssignAgain();
}

/// From behind what has been given on; while held, nothing.
void CaseEventConsumer::Reader::AssignAgain() {
  const KafkaPtr<rd_kafka_topic_partition_list_t> list(
      rd_kafka_topic_partition_list_new(static_cast<int>(progress_.size())));
  for (const auto& [partition, progress] : progress_) {
    if (held_) break;
    rd_kafka_topic_partition_list_add(list.get(), options_.topic.c_str(), partition)->offset =
        progress.FetchOffset();
  }
  const rd_kafka_resp_err_t code = rd_kafka_assign(client_.get(), list.get());
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    Fail(SourceFailure::Kind::kFatal,
         std::string("could not take up the partitions\nDetail: ") + rd_kafka_err2str(code));
  }
}

// Messages.

void CaseEventConsumer::Reader::Poll(milliseconds timeout, Batch& batch) {
  batch.events.clear();
  if (!failure_ && fetched_.empty()) {
    fetched_.Fetch(client_.get(), queue_.get(), timeout);
    FollowRebalance();
    if (auto fatal = FatalError(client_.get())) Fail(SourceFailure::Kind::kFatal, *fatal);
  }
  now_us_ = options_.now_us();
  if (!failure_) Take(batch);
  batch.failure = failure_;
}

void CaseEventConsumer::Reader::Take(Batch& batch) {
  std::size_t rejected_bytes = 0;
  while (!fetched_.empty() && !failure_ && rejected_bytes < kMaxRejectedBytes) {
    const rd_kafka_message_t& message = fetched_.front();
    if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      TakeMessage(message, batch, rejected_bytes);
    } else {
      TakeSignal(message);
    }
    fetched_.PopFront();
  }
}

void CaseEventConsumer::Reader::TakeMessage(const rd_kafka_message_t& message, Batch& batch,
                                            std::size_t& rejected_bytes) {
  const auto found = progress_.find(message.partition);
  if (found == progress_.end()) return;
  const RawMessage raw = RawOf(message);
  const std::uint64_t fingerprint = Fingerprint(View(raw.key), View(raw.value));
  const auto decision = found->second.Accept(message.offset, fingerprint);
  if (decision != PartitionProgress::Decision::kDeliver) return Obey(decision, found->second);

  Consumed& one = batch.events.emplace_back();
  one.partition = message.partition;
  one.offset = message.offset;
  one.timestamp_ms = raw.timestamp_ms;
  one.fingerprint = fingerprint;
  const int partitions =
      options_.expected_partitions > 0 ? options_.expected_partitions : partition_count_;
  Decoded decoded = check_.Check(raw, partitions, now_us_);
  if (auto* event = std::get_if<CaseEvent>(&decoded)) {
    one.content = std::move(*event);
  } else {
    one.content = CopyRejected(message, std::move(std::get<Rejection>(decoded)));
    rejected_bytes += SizeOf(message);
  }
}

void CaseEventConsumer::Reader::TakeSignal(const rd_kafka_message_t& signal) {
  if (signal.err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
    const auto found = progress_.find(signal.partition);
    if (found == progress_.end()) return;
    Obey(found->second.ReachEnd(signal.offset), found->second);
    watch_->set_broker_up(true);
  } else if (signal.err == RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET ||
             signal.err == RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE) {
    Fail(SourceFailure::Kind::kRecoveryRefused,
         "could not go on reading partition " + std::to_string(signal.partition) + " of topic \"" +
             options_.topic +
             "\"\nDetail: the topic no longer holds the next offset.\n"
             "Hint: restore the topic, and set retention.ms = -1.");
  } else {
    watch_->Say(LogLevel::kWarning, rd_kafka_err2name(signal.err),
                "topic \"" + options_.topic + "\": " + rd_kafka_err2str(signal.err));
  }
}

void CaseEventConsumer::Reader::Obey(PartitionProgress::Decision decision,
                                     const PartitionProgress& progress) {
  if (decision != PartitionProgress::Decision::kRefuse) return;
  Fail(SourceFailure::Kind::kRecoveryRefused,
       OtherTopicMessage(options_.topic, progress.partition(), progress.next_offset()));
}

void CaseEventConsumer::Reader::Fail(SourceFailure::Kind kind, std::string message) {
  if (!failure_) failure_ = {kind, std::move(message)};
}

void CaseEventConsumer::Reader::Hold(bool held) {
  if (held == held_) return;
  held_ = held;
  if (!assigned_ || failure_) return;
  fetched_.Drop();
  AssignAgain();
}

// What others ask.

SourceStatus CaseEventConsumer::Reader::Status() const {
  SourceStatus status;
  status.assigned = assigned_;
  status.broker_up = watch_->broker_up();
  for (const auto& [partition, progress] : progress_) {
    std::int64_t low = 0;
    std::int64_t high = 0;
    rd_kafka_get_watermark_offsets(client_.get(), options_.topic.c_str(), partition, &low, &high);
    status.partitions.push_back(
        {.partition = partition,
         .next_offset = progress.next_offset(),
         .end_offset = std::max({high, progress.end_at_assignment(), progress.next_offset()}),
         .caught_up = progress.caught_up()});
  }
  return status;
}

void CaseEventConsumer::Reader::Commit(const std::vector<PartitionOffset>& offsets) {
  // The library would keep the commit for the coordinator's return; should the session have ended by then, a static
  // member is told that it is fenced off, which is fatal. The next checkpoint commits again.
  if (!watch_->broker_up()) return;
  const KafkaPtr<rd_kafka_topic_partition_list_t> list(
      rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size())));
  for (const PartitionOffset& one : offsets) {
    if (!progress_.contains(one.partition)) continue;
    rd_kafka_topic_partition_list_add(list.get(), options_.topic.c_str(), one.partition)->offset =
        one.next_offset;
  }
  constexpr int kDoNotWait = 1;
  if (list->cnt > 0) rd_kafka_commit(client_.get(), list.get(), kDoNotWait);
}

// The public face.

std::variant<std::unique_ptr<CaseEventConsumer>, std::string> CaseEventConsumer::Connect(
    const KafkaOptions& options, PartitionOwner& owner, LogSink log) {
  auto reader = std::make_unique<Reader>(options, owner, std::move(log));
  if (auto problem = reader->Connect()) return *problem;
  return std::unique_ptr<CaseEventConsumer>(new CaseEventConsumer(std::move(reader)));
}

CaseEventConsumer::CaseEventConsumer(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}

CaseEventConsumer::~CaseEventConsumer() = default;

void CaseEventConsumer::Poll(milliseconds timeout, Batch& batch) { reader_->Poll(timeout, batch); }

void CaseEventConsumer::Hold(bool held) { reader_->Hold(held); }

SourceStatus CaseEventConsumer::Status() const { return reader_->Status(); }

void CaseEventConsumer::CommitOffsets(const std::vector<PartitionOffset>& offsets) {
  reader_->Commit(offsets);
}

}  // namespace caseclock
