/// @file
/// A topic in memory, so that the serve loop is tested without Kafka. It takes the same decisions
/// on offsets as the consumer and passes the same contract suite
/// (tests/daemon/intake/event_source_contract_test.cc).
///
/// Example:
///   FakeTopic topic(2);
///   topic.Append(0, event);                       // offset 0 of partition 0
///   FakeEventSource source(topic, owner);
///   source.Poll(std::chrono::milliseconds(0), batch);   // owner.OnAssigned({0, 1}), then the
///   event
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "daemon/intake/dead_letter_sink.h"
#include "daemon/intake/event_source.h"
#include "daemon/intake/fingerprint.h"
#include "daemon/intake/partition_progress.h"

namespace caseclock {

/// The messages of a topic by partition. Outlives its sources, as a broker does.
class FakeTopic {
 public:
  explicit FakeTopic(int partitions) : partitions_(static_cast<std::size_t>(partitions)) {}

  void Append(std::int32_t partition, CaseEvent event, std::int64_t timestamp_ms = 0) {
    const std::uint64_t fingerprint = Fingerprint(event.authority, event.stamp.event_id);
    Add(partition, fingerprint, timestamp_ms, std::move(event));
  }
  void AppendRejected(std::int32_t partition, Rejected rejected, std::int64_t timestamp_ms = 0) {
    const std::uint64_t fingerprint =
        Fingerprint(rejected.key.value_or(""), rejected.value.value_or(""));
    Add(partition, fingerprint, timestamp_ms, std::move(rejected));
  }

  /// Adds empty partitions, as an operator may.
  void AddPartitions(int more) {
    partitions_.resize(partitions_.size() + static_cast<std::size_t>(more));
  }

  /// Forgets the messages of a partition before this offset.
  void DropBefore(std::int32_t partition, std::int64_t offset) { At(partition).first = offset; }

  std::int32_t count() const { return static_cast<std::int32_t>(partitions_.size()); }
  AssignedPartition Ends(std::int32_t partition) const {
    const Partition& one = partitions_[static_cast<std::size_t>(partition)];
    return {partition, one.first, static_cast<std::int64_t>(one.messages.size()), count()};
  }
  const Consumed& Message(std::int32_t partition, std::int64_t offset) const {
    return partitions_[static_cast<std::size_t>(partition)]
        .messages[static_cast<std::size_t>(offset)];
  }

 private:
  struct Partition {
    std::int64_t first = 0;
    std::vector<Consumed> messages;  // by offset
  };

  Partition& At(std::int32_t partition) { return partitions_[static_cast<std::size_t>(partition)]; }

  void Add(std::int32_t partition, std::uint64_t fingerprint, std::int64_t timestamp_ms,
           std::variant<CaseEvent, Rejected> content) {
    auto& messages = At(partition).messages;
    const auto offset = static_cast<std::int64_t>(messages.size());
    Consumed& one = messages.emplace_back();
    one.partition = partition;
    one.offset = offset;
    one.timestamp_ms = timestamp_ms;
    one.fingerprint = fingerprint;
    one.content = std::move(content);
  }

  std::vector<Partition> partitions_;
};

/// Reads a FakeTopic. All partitions are assigned at the first Poll. Waits only if told to.
class FakeEventSource final : public EventSource {
 public:
  FakeEventSource(FakeTopic& topic, PartitionOwner& owner, std::size_t batch_size = kMaxBatchEvents)
      : topic_(topic), owner_(owner), batch_size_(batch_size) {}

  void Poll(std::chrono::milliseconds timeout, Batch& batch) override {
    batch.events.clear();
    if (!failure_ && !assigned_) Assign();
    for (auto& [partition, progress] : progress_) {
      if (!held_) Read(progress, batch);
    }
    batch.failure = failure_;
    if (!waits_ || !batch.events.empty()) return;
    std::unique_lock lock(queue_);
    arrived_.wait_for(lock, timeout);  // nothing ever arrives meanwhile
  }
  /// From here on a Poll that finds nothing takes its time, as Kafka's does: for measuring what a loop costs that does
  /// not turn in vain.
  void WaitWhenEmpty() { waits_ = true; }

  void Hold(bool held) override { held_ = held; }

  SourceStatus Status() const override {
    SourceStatus status{.partitions = {}, .assigned = assigned_, .broker_up = broker_up_};
    for (const auto& [partition, progress] : progress_) {
      status.partitions.push_back({.partition = partition,
                                   .next_offset = progress.next_offset(),
                                   .end_offset = topic_.Ends(partition).end_offset,
                                   .caught_up = progress.caught_up()});
    }
    return status;
  }

  void CommitOffsets(const std::vector<PartitionOffset>& offsets) override {
    for (const PartitionOffset& one : offsets) committed_[one.partition] = one.next_offset;
  }

  /// Takes all partitions away, and gives them back at the next Poll.
  void Rebalance() {
    std::vector<std::int32_t> lost;
    for (const auto& [partition, progress] : progress_) lost.push_back(partition);
    progress_.clear();
    assigned_ = false;
    owner_.OnRevoked(lost);
  }
  /// Every later Poll reports this.
  void Fail(SourceFailure failure) { failure_ = std::move(failure); }
  void set_broker_up(bool up) { broker_up_ = up; }
  bool held() const { return held_; }
  const std::map<std::int32_t, std::int64_t>& committed() const { return committed_; }

 private:
  void Assign() {
    std::vector<AssignedPartition> assigned;
    for (std::int32_t i = 0; i < topic_.count(); ++i) assigned.push_back(topic_.Ends(i));
    const auto checkpoints = owner_.OnAssigned(assigned);
    for (std::size_t i = 0; i < assigned.size(); ++i) {
      auto started = PartitionProgress::Start("fake", assigned[i], checkpoints[i], false);
      if (auto* refusal = std::get_if<std::string>(&started)) {
        failure_ = {SourceFailure::Kind::kRecoveryRefused, *refusal};
        return;
      }
      progress_.insert_or_assign(assigned[i].partition, std::get<PartitionProgress>(started));
    }
    assigned_ = true;
  }

  void Read(PartitionProgress& progress, Batch& batch) {
    const std::int64_t end = topic_.Ends(progress.partition()).end_offset;
    while (!failure_ && progress.FetchOffset() < end && batch.events.size() < batch_size_) {
      const Consumed& message = topic_.Message(progress.partition(), progress.FetchOffset());
      const auto decision = progress.Accept(message.offset, message.fingerprint);
      if (decision == PartitionProgress::Decision::kDeliver) batch.events.push_back(message);
      if (decision == PartitionProgress::Decision::kRefuse) {
        failure_ = {SourceFailure::Kind::kRecoveryRefused,
                    OtherTopicMessage("fake", progress.partition(), progress.next_offset())};
      }
    }
  }

  FakeTopic& topic_;
  PartitionOwner& owner_;
  const std::size_t batch_size_;
  std::map<std::int32_t, PartitionProgress> progress_;
  std::map<std::int32_t, std::int64_t> committed_;
  std::optional<SourceFailure> failure_;
  bool assigned_ = false;
  bool held_ = false;
  bool broker_up_ = true;
  bool waits_ = false;
  std::mutex queue_;
  std::condition_variable arrived_;
};

/// Keeps the letters. What it holds stays when the daemon under test is made anew.
class FakeDeadLetters final : public DeadLetterSink {
 public:
  std::optional<std::string> Remember(const std::vector<PartitionOffset>& restored) override {
    remembered_.push_back(restored);
    return std::nullopt;
  }
  bool IsRefusedForGood(const Consumed& message) const override {
    for (const Consumed& one : letters_) {
      const bool is_it = one.partition == message.partition && one.offset == message.offset;
      if (is_it &&
          std::get<Rejected>(one.content).rejection.reason == RejectReason::kRecordedInFuture) {
        return true;
      }
    }
    return false;
  }
  LetterResult Send(const Consumed& letter) override {
    if (full_) return LetterResult::kFull;
    for (const Consumed& one : letters_) {
      if (one.partition == letter.partition && one.offset == letter.offset) {
        ++arrived_;
        return LetterResult::kAlreadyThere;
      }
    }
    letters_.push_back(letter);
    ++(broker_up_ ? arrived_ : waiting_);
    return LetterResult::kAccepted;
  }
  void Serve(std::chrono::milliseconds) override {}
  bool Flush(std::chrono::milliseconds) override { return broker_up_; }
  std::uint64_t Arrived() const override { return arrived_; }
  std::optional<std::string> Failure() const override { return failure_; }

  void set_full(bool full) { full_ = full; }
  void set_broker_up(bool up) {
    broker_up_ = up;
    if (up) arrived_ += std::exchange(waiting_, 0);
  }
  void set_failure(std::string message) { failure_ = std::move(message); }
  const std::vector<Consumed>& letters() const { return letters_; }
  const std::vector<std::vector<PartitionOffset>>& remembered() const { return remembered_; }

 private:
  std::vector<Consumed> letters_;
  std::vector<std::vector<PartitionOffset>> remembered_;
  std::optional<std::string> failure_;
  std::uint64_t arrived_ = 0;
  std::uint64_t waiting_ = 0;
  bool full_ = false;
  bool broker_up_ = true;
};

}  // namespace caseclock
