// What every CheckpointStore promises: the directory, the fake, and any store that is added to
// Stores().
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "daemon/checkpoint/checkpoint_store.h"
#include "daemon/checkpoint/directory_store.h"
#include "tests/daemon/checkpoint/collecting_sink.h"
#include "tests/daemon/checkpoint/temporary_directory.h"
#include "tests/support/in_memory_checkpoint_store.h"

namespace caseclock {
namespace {

/// Makes a store that keeps so many generations; the directory outlives it.
struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<CheckpointStore>(const std::string& directory, int generations)>
      make;
};

std::vector<StoreKind> Stores() {
  return {{"Directory",
           [](const std::string& directory, int generations) {
             return std::make_unique<DirectoryStore>(directory, generations);
           }},
          {"InMemory", [](const std::string&, int generations) {
             return std::make_unique<InMemoryCheckpointStore>(generations);
           }}};
}

const PartitionId kPartition{"case-events", 3};

CheckpointPosition At(std::int64_t offset) {
  return {kPartition, offset, 0xfeed, 1'711'843'200'000'000, 12, std::nullopt};
}

class StoreContractTest : public testing::TestWithParam<StoreKind> {
 protected:
  void Write(const CheckpointPosition& position, const Chunks& chunks) {
    BeginResult begun = store_->Begin(position);
    ASSERT_NE(begun.writer, nullptr) << begun.problem;
    for (const auto& [authority, chunk] : chunks) {
      ASSERT_EQ(begun.writer->AddChunk(authority, chunk), "");
    }
    ASSERT_EQ(begun.writer->Commit(), "");
  }

  LoadResult Load() { return store_->Load(kPartition, sink_); }

  TemporaryDirectory directory_;
  std::unique_ptr<CheckpointStore> store_ = GetParam().make(directory_.path(), 2);
  CollectingSink sink_;
};

TEST_P(StoreContractTest, AtFirstThereIsNone) {
  const LoadResult loaded = Load();
  EXPECT_FALSE(loaded.checkpoint);
  EXPECT_EQ(loaded.problem, "");
  EXPECT_TRUE(loaded.passed_over.empty());
  EXPECT_TRUE(sink_.taken.empty());
}

TEST_P(StoreContractTest, GivesBackWhatWasWritten) {
  const Chunks chunks = {{"E08000099", "first"}, {"E08000098", ""}, {"E08000099", "second"}};
  Write(At(42), chunks);
  const LoadResult loaded = Load();
  EXPECT_EQ(loaded.checkpoint, At(42));
  EXPECT_EQ(sink_.taken, chunks);
}

TEST_P(StoreContractTest, BytesAreBytes) {
  const std::string all = [] {
    std::string bytes;
    for (int i = 0; i < 512; ++i) bytes.push_back(static_cast<char>(i));
    return bytes;
  }();
  Write(At(1), {{"E08000099", all}});
  Load();
  EXPECT_EQ(sink_.taken, (Chunks{{"E08000099", all}}));
}

TEST_P(StoreContractTest, ACheckpointOfNothingIsOne) {
  Write(At(7), {});
  EXPECT_EQ(Load().checkpoint, At(7));
}

TEST_P(StoreContractTest, TheNewestCounts) {
  Write(At(1), {{"E08000099", "old"}});
  const std::uint64_t first = Load().generation;
  sink_.taken.clear();
  Write(At(2), {{"E08000099", "new"}});
  const LoadResult loaded = Load();
  EXPECT_EQ(loaded.checkpoint, At(2));
  EXPECT_GT(loaded.generation, first);
  EXPECT_EQ(sink_.taken, (Chunks{{"E08000099", "new"}}));
}

TEST_P(StoreContractTest, NothingCountsBeforeCommit) {
  Write(At(1), {{"E08000099", "old"}});
  BeginResult begun = store_->Begin(At(2));
  EXPECT_EQ(begun.writer->AddChunk("E08000099", "new"), "");
  EXPECT_EQ(Load().checkpoint, At(1));
}

TEST_P(StoreContractTest, AbandonedAndDroppedWritersLeaveNothing) {
  Write(At(1), {{"E08000099", "old"}});
  BeginResult abandoned = store_->Begin(At(2));
  EXPECT_EQ(abandoned.writer->AddChunk("E08000099", "new"), "");
  abandoned.writer->Abandon();
  store_->Begin(At(3)).writer.reset();
  EXPECT_EQ(Load().checkpoint, At(1));
}

TEST_P(StoreContractTest, ARefusedChunkPassesTheWholeGenerationOver) {
  Write(At(1), {{"E08000099", "old"}});
  Write(At(2), {{"E08000099", "new"}, {"E08000099", "of a later version"}});
  sink_.refuse = "of a later version";
  const LoadResult loaded = Load();
  EXPECT_EQ(loaded.checkpoint, At(1));
  EXPECT_EQ(sink_.taken, (Chunks{{"E08000099", "old"}})) << "nothing of the one passed over";
  ASSERT_EQ(loaded.passed_over.size(), 1u);
  EXPECT_NE(loaded.passed_over[0].find("refused by the test"), std::string::npos);
}

TEST_P(StoreContractTest, OldGenerationsAreForgotten) {
  for (std::int64_t offset = 1; offset <= 5; ++offset) {
    Write(At(offset), {{"E08000099", "chunk " + std::to_string(offset)}});
  }
  sink_.refuse = "chunk 5";
  EXPECT_EQ(Load().checkpoint, At(4)) << "two are kept";
  EXPECT_EQ(Load().passed_over.size(), 1u);
  struct RefuseAll : CollectingSink {
    std::string Check(std::string_view) override { return "no"; }
  } refuse_all;
  const LoadResult loaded = store_->Load(kPartition, refuse_all);
  EXPECT_FALSE(loaded.checkpoint);
  EXPECT_EQ(loaded.passed_over.size(), 2u);
  EXPECT_EQ(loaded.problem, "");
}

TEST_P(StoreContractTest, PartitionsDoNotMeet) {
  Write(At(1), {{"E08000099", "of 3"}});
  CheckpointPosition other = At(9);
  other.partition = {"case-events", 30};
  Write(other, {{"E08000098", "of 30"}});
  EXPECT_EQ(Load().checkpoint, At(1));
  EXPECT_FALSE(store_->Load({"case-events", 0}, sink_).checkpoint);
  EXPECT_FALSE(store_->Load({"case-event", 3}, sink_).checkpoint);
}

INSTANTIATE_TEST_SUITE_P(Every, StoreContractTest, testing::ValuesIn(Stores()),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace caseclock
