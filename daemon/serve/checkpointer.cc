#include "daemon/serve/checkpointer.h"

#include <algorithm>
#include <chrono>

#include "daemon/checkpoint/chunk.h"
#include "daemon/intake/murmur2.h"

namespace caseclock {
namespace {

/// How long a complete checkpoint waits for the dead letters before its offset, and for a look at the topic.
constexpr std::int64_t kCommitPatienceUs = 10'000'000;
/// The same at the end, where nothing goes on meanwhile.
constexpr std::chrono::milliseconds kLastPatience{1000};

/// Whoever stops the daemon does not wait for ever.
constexpr std::chrono::milliseconds kLastCheckpointPatience{3000};

/// Takes the chunks of a generation into the councils of one partition.
class CouncilSink : public ChunkSink {
 public:
  CouncilSink(Councils& councils, std::int32_t partition, int topic_partitions,
              const std::optional<std::vector<std::string>>& counted, caseclock::GoOn go_on)
      : councils_(councils),
        partition_(partition),
        topic_partitions_(topic_partitions),
        counted_(counted),
        go_on_(std::move(go_on)) {}

  bool GoOn() override { return go_on_(); }

  std::string CheckPosition(const CheckpointPosition& position) override {
    if (!position.counted_authorities) return "";
    if (!counted_) return "it was made when only certain councils were counted";
    for (const std::string& code : *counted_) {
      if (std::ranges::find(*position.counted_authorities, code) !=
          position.counted_authorities->end()) {
        continue;
      }
      if (topic_partitions_ > 0 && MurmurPartition(code, topic_partitions_) != partition_) continue;
      return "it was made before " + code + " was named: its past is read from the topic";
    }
    return "";
  }

  std::string Check(std::string_view chunk) override { return ReadChunk(chunk, {}); }

  void Take(std::string_view code, std::string_view chunk) override {
    if (counted_ && std::ranges::find(*counted_, code) == counted_->end()) return;
    Authority& authority = councils_.ForRestore(partition_, std::string(code));
    ReadChunk(chunk, {[&](const Record& record) { authority.RestoreRecord(record); },
                      [&](BatchState state) { authority.RestoreBatches(std::move(state)); }});
  }

 private:
  Councils& councils_;
  std::int32_t partition_;
  int topic_partitions_;
  const std::optional<std::vector<std::string>>& counted_;
  caseclock::GoOn go_on_;
};

}  // namespace

Checkpointer::Checkpointer(CheckpointStore& store, std::string topic, std::int64_t interval_us,
                           Councils& councils, DeadLetterSink& letters, TopicGuard* guard)
    : store_(store),
      topic_(std::move(topic)),
      interval_us_(interval_us),
      councils_(councils),
      letters_(letters),
      guard_(guard) {}

std::optional<ResumePoint> Checkpointer::Restore(std::int32_t partition, GoOn go_on) {
  CouncilSink sink(councils_, partition, topic_partitions_, counted_, std::move(go_on));
  const LoadResult loaded = store_.Load({topic_, partition}, sink);
  notices_.insert(notices_.end(), loaded.passed_over.begin(), loaded.passed_over.end());
  if (!loaded.problem.empty()) problem_ = loaded.problem;
  stopped_ |= loaded.stopped;
  if (!loaded.checkpoint) {
    partitions_[partition] = {};
    return std::nullopt;
  }
  const ResumePoint point{loaded.checkpoint->next_offset, loaded.checkpoint->last_event};
  partitions_[partition] = {point, point, 0, loaded.checkpoint->topic_partitions};
  health_.generation = std::max(health_.generation, static_cast<std::int64_t>(loaded.generation));
  health_.written_at_us = std::max(health_.written_at_us, loaded.checkpoint->created_at_us);
  return point;
}

void Checkpointer::Forget(std::int32_t partition) {
  if (writing_ && writing_->partition == partition) {
    writing_->writer->Abandon();
    writing_.reset();
  }
  partitions_.erase(partition);
}

void Checkpointer::SetCountedAuthorities(std::optional<std::vector<std::string>> codes) {
  counted_ = std::move(codes);
}

int Checkpointer::topic_partitions(std::int32_t partition) const {
  const auto found = partitions_.find(partition);
  return found == partitions_.end() ? 0 : found->second.topic_partitions;
}

void Checkpointer::Note(std::int32_t partition, ResumePoint point) {
  partitions_[partition].point = point;
}

bool Checkpointer::Begin(std::int32_t partition, std::int64_t now_us) {
  Progress& progress = partitions_[partition];
  progress.saved_at_us = now_us;  // also when it fails: the next try waits its turn
  BeginResult begun = store_.Begin({{topic_, partition},
                                    progress.point.next_offset,
                                    progress.point.fingerprint,
                                    now_us,
                                    topic_partitions_,
                                    counted_});
  if (begun.writer == nullptr) {
    Fail(begun.problem);
    return false;
  }
  writing_.emplace();
  writing_->partition = partition;
  writing_->point = progress.point;
  writing_->begun_at_us = now_us;
  writing_->writer = std::move(begun.writer);
  for (const Authority* authority : councils_.OfPartition(partition)) {
    writing_->codes.push_back(authority->code());
  }
  std::reverse(writing_->codes.begin(), writing_->codes.end());
  return true;
}

bool Checkpointer::BeginDue(std::int64_t now_us) {
  for (auto& [partition, progress] : partitions_) {
    if (progress.point == progress.saved) continue;
    if (now_us - progress.saved_at_us < interval_us_) continue;
    return Begin(partition, now_us);
  }
  return false;
}

void Checkpointer::WriteSlice() {
  Authority* authority = councils_.Find(writing_->codes.back());
  if (authority == nullptr) {
    writing_->codes.pop_back();
    return;
  }
  const RecordStore& store = authority->store();
  const auto count = static_cast<RecordNumber>(store.record_count());
  const auto end = std::min<RecordNumber>(count, writing_->next_record + kRecordsPerChunk);
  std::string chunk;
  Record record;
  for (; writing_->next_record < end; ++writing_->next_record) {
    store.Read(writing_->next_record, record);
    SerializeRecord(record, chunk);
  }
  if (end == count) SerializeBatches(store.batches().state(), chunk);
  writing_->bytes += static_cast<std::int64_t>(chunk.size());
  const std::string problem = writing_->writer->AddChunk(authority->code(), chunk);
  if (!problem.empty()) return Fail(problem);
  if (end == count) {
    writing_->codes.pop_back();
    writing_->next_record = 0;
  }
}

std::optional<PartitionOffset> Checkpointer::CommitWhenSafe(std::int64_t now_us) {
  if (writing_->complete_at_us == 0) writing_->complete_at_us = now_us;
  const bool is_late = now_us - writing_->complete_at_us >= kCommitPatienceUs;
  if (!letters_.Flush(std::chrono::milliseconds(0))) {
    if (is_late) Fail("dead letters before the checkpoint's offset have not arrived");
    return std::nullopt;
  }
  if (guard_ == nullptr) return Commit(now_us);
  if (writing_->look == 0) writing_->look = guard_->Ask();
  const TopicLook look = guard_->Latest();
  if (look.number >= writing_->look) {
    if (look.IsSame()) return Commit(now_us);
    if (look.answered) {
      Fail("the topic is not what it was");
      return std::nullopt;
    }
    writing_->look = guard_->Ask();
  }
  if (is_late) {
    Fail("the topic could not be looked at" +
         (look.why_unanswered.empty() ? "" : ": " + look.why_unanswered));
  }
  return std::nullopt;
}

std::optional<PartitionOffset> Checkpointer::Commit(std::int64_t now_us) {
  const std::string problem = writing_->writer->Commit();
  if (!problem.empty()) {
    Fail(problem);
    return std::nullopt;
  }
  const PartitionOffset done{writing_->partition, writing_->point.next_offset};
  partitions_[writing_->partition].saved = writing_->point;
  ++health_.generation;
  health_.written_at_us = now_us;
  health_.bytes = writing_->bytes;
  health_.duration_seconds = static_cast<double>(now_us - writing_->begun_at_us) / 1e6;
  writing_.reset();
  return done;
}

void Checkpointer::Fail(const std::string& problem) {
  ++health_.failures;
  notices_.push_back("could not write a checkpoint: " + problem);
  if (writing_) writing_->writer->Abandon();
  writing_.reset();
}

std::optional<PartitionOffset> Checkpointer::Step(std::int64_t now_us) {
  if (!writing_) {
    BeginDue(now_us);
    return std::nullopt;
  }
  if (!writing_->codes.empty()) {
    WriteSlice();
    return std::nullopt;
  }
  return CommitWhenSafe(now_us);
}

/// Asked once everything is written: nothing else goes on, so it may wait a little.
bool Checkpointer::MayFinish() {
  if (!letters_.Flush(kLastPatience)) {
    Fail("dead letters before the checkpoint's offset have not arrived");
    return false;
  }
  if (guard_ == nullptr || guard_->IsSameNow(kLastPatience)) return true;
  Fail("the topic is not what it was, or could not be looked at");
  return false;
}

std::vector<PartitionOffset> Checkpointer::Finish(std::int64_t now_us) {
  std::vector<PartitionOffset> done;
  if (stopped_) return done;
  const auto until = std::chrono::steady_clock::now() + kLastCheckpointPatience;
  if (writing_) {  // it would stand at an older offset
    writing_->writer->Abandon();
    writing_.reset();
  }
  for (auto& [partition, progress] : partitions_) {
    if (progress.point == progress.saved || !Begin(partition, now_us)) continue;
    while (writing_ && !writing_->codes.empty() && std::chrono::steady_clock::now() < until) {
      WriteSlice();
    }
    if (!writing_) continue;
    if (!writing_->codes.empty()) {
      Fail("the last one would take longer than 3 seconds, and is left out");
      break;
    }
    if (!MayFinish()) break;
    if (auto offset = Commit(now_us)) done.push_back(*offset);
  }
  return done;
}

std::vector<std::string> Checkpointer::TakeNotices() {
  std::vector<std::string> notices;
  notices.swap(notices_);
  return notices;
}

}  // namespace caseclock
