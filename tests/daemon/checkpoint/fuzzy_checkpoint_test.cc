// The property on which recovery rests: slices of the state written while events go on arriving,
// put back, and the events from the noted offset read again make the state that was never
// interrupted.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "daemon/checkpoint/chunk.h"
#include "processors/record/record_store.h"
#include "tests/support/in_memory_checkpoint_store.h"

namespace caseclock {
namespace {

const PartitionId kPartition{"case-events", 0};

/// Invented events about a few plans: assertions, clearings, withdrawals, moves, batches; many
/// stamps collide.
class InventedEvents {
 public:
  explicit InventedEvents(unsigned seed) : random_(seed) {}

  CaseEvent Next() {
    CaseEvent event;
    event.authority = "E08000099";
    event.child = "C" + Some(5);
    event.kind = RecordKind::kPlan;
    event.record = "P" + Some(30);
    event.stamp = {static_cast<std::int64_t>(random_() % 50), "source " + Some(2), 0,
                   "e" + Some(9)};
    if (random_() % 3 != 0) event.recorded_on = Date{static_cast<std::int32_t>(random_() % 50)};
    event.action = SomeAction();
    if (std::holds_alternative<CompleteBatch>(event.action)) event.batch_id = "b" + Some(9);
    return event;
  }

  unsigned Below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

 private:
  std::string Some(unsigned count) { return std::to_string(random_() % count); }
  Date SomeDay() { return Date{static_cast<std::int32_t>(random_() % 100)}; }

  Action SomeAction() {
    switch (random_() % 8) {
      case 0: return Clear{Fact::kPlanType, kNoDate};
      case 1: return Withdraw{};
      case 2: return Move{"C" + Some(5)};
      case 3: return Assert{{{Fact::kAllocation, SomeDay(), {kNoDate, 0, "team " + Some(3)}}}};
      case 4: return CompleteBatch{{{RecordKind::kPlan, SomeDay(), SomeDay() + 100, true}}, 1};
      default:
        return Assert{{{Fact::kPlanStarted, kNoDate, {SomeDay(), 0, ""}},
                       {Fact::kPlanType, kNoDate, {kNoDate, 1, ""}}}};
    }
  }

  std::mt19937 random_;
};

void Apply(const CaseEvent& event, RecordStore& store) {
  if (const auto* completion = std::get_if<CompleteBatch>(&event.action)) {
    store.batches().Raise(event.stamp.source, event.stamp.recorded_at_us, completion->scopes);
  } else {
    store.Merge(store.Find(event.kind, event.record), event);
  }
}

/// Everything in the store, whatever the order in which it came.
std::string Canonical(const RecordStore& store) {
  std::vector<std::string> parts(1);
  SerializeBatches(store.batches().state(), parts[0]);
  Record record;
  for (RecordNumber n = 0; n < store.record_count(); ++n) {
    store.Read(n, record);
    SerializeRecord(record, parts.emplace_back());
  }
  std::sort(parts.begin(), parts.end());
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

class RestoringSink : public ChunkSink {
 public:
  explicit RestoringSink(RecordStore& store) : store_(store) {}
  std::string Check(std::string_view chunk) override { return ReadChunk(chunk, {}); }
  void Take(std::string_view, std::string_view chunk) override {
    ReadChunk(chunk, {[this](const Record& record) { store_.Restore(record); },
                      [this](BatchState batches) { store_.batches().Restore(batches); }});
  }

 private:
  RecordStore& store_;
};

/// Writes slices of a few records and the batches last, with events in between; returns when all is
/// committed.
void WriteWhileRunning(InventedEvents& invented, std::vector<CaseEvent>& log, RecordStore& live,
                       CheckpointStore& checkpoints) {
  BeginResult begun = checkpoints.Begin({kPartition, static_cast<std::int64_t>(log.size()), 0, 0});
  Record record;
  for (RecordNumber at = 0; at < live.record_count();) {
    std::string chunk;
    const auto end = std::min<std::size_t>(live.record_count(), at + 1 + invented.Below(5));
    for (; at < end; ++at) {
      live.Read(at, record);
      SerializeRecord(record, chunk);
    }
    EXPECT_EQ(begun.writer->AddChunk("E08000099", chunk), "");
    for (unsigned i = invented.Below(4); i > 0; --i) {
      log.push_back(invented.Next());
      Apply(log.back(), live);
    }
  }
  std::string chunk;
  SerializeBatches(live.batches().state(), chunk);
  EXPECT_EQ(begun.writer->AddChunk("E08000099", chunk), "");
  EXPECT_EQ(begun.writer->Commit(), "");
}

class FuzzyCheckpointTest : public testing::TestWithParam<unsigned> {};

TEST_P(FuzzyCheckpointTest, RestoredAndReplayedIsNeverInterrupted) {
  InventedEvents invented(GetParam());
  RecordStore live;
  std::vector<CaseEvent> log;
  for (unsigned i = 20 + invented.Below(100); i > 0; --i) {
    log.push_back(invented.Next());
    Apply(log.back(), live);
  }
  InMemoryCheckpointStore checkpoints;
  WriteWhileRunning(invented, log, live, checkpoints);

  RecordStore restored;
  RestoringSink sink(restored);
  const LoadResult loaded = checkpoints.Load(kPartition, sink);
  ASSERT_TRUE(loaded.checkpoint);
  const auto from = static_cast<std::size_t>(loaded.checkpoint->next_offset);
  EXPECT_LT(from, log.size()) << "events came in between";
  for (std::size_t i = from; i < log.size(); ++i) Apply(log[i], restored);
  EXPECT_EQ(Canonical(restored), Canonical(live)) << "replay: seed " << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Seeds, FuzzyCheckpointTest, testing::Range(1u, 51u));

}  // namespace
}  // namespace caseclock
