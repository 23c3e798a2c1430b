// What is particular to the directory: files that are torn, spoilt, missing, forbidden.
#include "daemon/checkpoint/directory_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/daemon/checkpoint/collecting_sink.h"
#include "tests/daemon/checkpoint/short_files.h"
#include "tests/daemon/checkpoint/temporary_directory.h"

namespace caseclock {
namespace {

namespace fs = std::filesystem;

const PartitionId kPartition{"case-events", 0};
const Chunks kOld = {{"E08000099", "the old state"}};
const Chunks kNew = {{"E08000099", "the new state, first"}, {"E08000098", "and second"}};

std::string Content(const fs::path& path) {
  std::stringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

void Overwrite(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

class DirectoryStoreTest : public testing::Test {
 protected:
  void Write(std::int64_t offset, const Chunks& chunks) {
    BeginResult begun = store_.Begin({kPartition, offset, 0, 0});
    ASSERT_NE(begun.writer, nullptr) << begun.problem;
    for (const auto& [authority, chunk] : chunks) {
      ASSERT_EQ(begun.writer->AddChunk(authority, chunk), "");
    }
    ASSERT_EQ(begun.writer->Commit(), "");
  }

  LoadResult Load() {
    sink_.taken.clear();
    return store_.Load(kPartition, sink_);
  }

  std::vector<std::string> Files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(partition_)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  fs::path Newest(const std::string& kind) const {
    return partition_ / ("00000000000000000002" + kind);
  }

  /// Whatever was done to the newest generation: it is there whole, or the older one is, and
  /// nothing in between.
  void ExpectNewOrOld(const std::string& what) {
    const LoadResult loaded = Load();
    ASSERT_EQ(loaded.problem, "") << what;
    ASSERT_TRUE(loaded.checkpoint) << what;
    const bool is_new = loaded.checkpoint->next_offset == 2;
    EXPECT_EQ(sink_.taken, is_new ? kNew : kOld) << what;
    EXPECT_EQ(loaded.passed_over.size(), is_new ? 0u : 1u) << what;
  }

  TemporaryDirectory directory_;
  DirectoryStore store_{directory_.path()};
  fs::path partition_ = fs::path(directory_.path()) / "case-events-0";
  CollectingSink sink_;
};

TEST_F(DirectoryStoreTest, FilesAreNamedByGenerationAndPrivate) {
  Write(1, kOld);
  EXPECT_EQ(Files(), (std::vector<std::string>{"00000000000000000001.manifest",
                                               "00000000000000000001.state"}));
  EXPECT_EQ(fs::status(partition_).permissions(), fs::perms::owner_all);
  for (const auto& entry : fs::directory_iterator(partition_)) {
    EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write);
  }
}

TEST_F(DirectoryStoreTest, SameStateSameBytes) {
  Write(1, kNew);
  Write(1, kNew);
  EXPECT_EQ(Content(Newest(".state")), Content(partition_ / "00000000000000000001.state"));
  EXPECT_EQ(Content(Newest(".manifest")), Content(partition_ / "00000000000000000001.manifest"));
}

TEST_F(DirectoryStoreTest, ACutAtAnyByteIsSeen) {
  Write(1, kOld);
  Write(2, kNew);
  for (const std::string kind : {".state", ".manifest"}) {
    const std::string whole = Content(Newest(kind));
    for (std::size_t size = 0; size < whole.size(); ++size) {
      Overwrite(Newest(kind), whole.substr(0, size));
      ExpectNewOrOld(kind + " cut to " + std::to_string(size));
      EXPECT_EQ(Load().checkpoint->next_offset, 1);
    }
    Overwrite(Newest(kind), whole);
  }
  EXPECT_EQ(Load().checkpoint->next_offset, 2) << "put together again";
}

TEST_F(DirectoryStoreTest, AFlippedBitAnywhereIsSeen) {
  Write(1, kOld);
  Write(2, kNew);
  for (const std::string kind : {".state", ".manifest"}) {
    const std::string whole = Content(Newest(kind));
    for (std::size_t i = 0; i < whole.size(); ++i) {
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
      Overwrite(Newest(kind), flipped);
      ExpectNewOrOld(kind + " flipped at " + std::to_string(i));
      EXPECT_EQ(Load().checkpoint->next_offset, 1);
    }
    Overwrite(Newest(kind), whole);
  }
}

TEST_F(DirectoryStoreTest, LongerFilesAreSeen) {
  Write(1, kOld);
  Write(2, kNew);
  for (const std::string kind : {".state", ".manifest"}) {
    const std::string whole = Content(Newest(kind));
    Overwrite(Newest(kind), whole + std::string(1, '\0'));
    EXPECT_EQ(Load().checkpoint->next_offset, 1) << kind;
    Overwrite(Newest(kind), whole);
  }
}

/// The moments of a commit at which the power may fail, as the files then lie.
TEST_F(DirectoryStoreTest, ACrashAtAnyStepOfACommitLeavesTheOldOne) {
  Write(1, kOld);
  Write(2, kNew);
  const auto manifest = Newest(".manifest"), state = Newest(".state");
  fs::rename(manifest, manifest.string() + ".partial");
  EXPECT_EQ(Load().checkpoint->next_offset, 1) << "before the manifest was renamed";
  fs::remove(manifest.string() + ".partial");
  EXPECT_EQ(Load().checkpoint->next_offset, 1) << "before the manifest was written";
  fs::rename(state, state.string() + ".partial");
  EXPECT_EQ(Load().checkpoint->next_offset, 1) << "before the state was renamed";
  EXPECT_TRUE(Load().passed_over.empty()) << "an unfinished checkpoint is nothing to report";
}

TEST_F(DirectoryStoreTest, TheNextCommitRemovesWhatACrashLeft) {
  Write(1, kOld);
  Overwrite(Newest(".state.partial"), "torn");
  Overwrite(partition_ / "00000000000000000003.state", "no manifest");
  Write(2, kNew);
  EXPECT_EQ(Files(), (std::vector<std::string>{
                         "00000000000000000001.manifest", "00000000000000000001.state",
                         "00000000000000000004.manifest", "00000000000000000004.state"}));
}

TEST_F(DirectoryStoreTest, ThreeGenerationsAreKept) {
  for (int offset = 1; offset <= 5; ++offset) Write(offset, kOld);
  EXPECT_EQ(Files().size(), 6u);
  EXPECT_EQ(Files().front(), "00000000000000000003.manifest");
}

TEST_F(DirectoryStoreTest, AllSpoiltIsNoneWithReasons) {
  Write(1, kOld);
  Overwrite(partition_ / "00000000000000000001.state", "garbage");
  const LoadResult loaded = Load();
  EXPECT_FALSE(loaded.checkpoint);
  EXPECT_EQ(loaded.problem, "");
  EXPECT_EQ(
      loaded.passed_over,
      (std::vector<std::string>{"generation 1: the state is not as long as its manifest says"}));
}

TEST_F(DirectoryStoreTest, AGenerationOfAnotherPartitionIsNotTaken) {
  Write(1, kOld);
  fs::copy(partition_, fs::path(directory_.path()) / "case-events-1");
  const LoadResult loaded = store_.Load({"case-events", 1}, sink_);
  EXPECT_FALSE(loaded.checkpoint);
  EXPECT_EQ(loaded.passed_over.at(0), "generation 1: it is of another partition");
}

TEST_F(DirectoryStoreTest, OtherFilesAreLeftAlone) {
  Write(1, kOld);
  Overwrite(partition_ / "README", "mine");
  Overwrite(partition_ / "99999999999999999999.manifest", "beyond every number");
  for (int offset = 2; offset <= 5; ++offset) Write(offset, kNew);
  EXPECT_EQ(Content(partition_ / "README"), "mine");
  EXPECT_EQ(Load().checkpoint->next_offset, 5);
}

TEST_F(DirectoryStoreTest, StateThatChangesUnderTheReaderIsAProblem) {
  Write(1, kOld);
  struct Spoiler : CollectingSink {
    std::string Check(std::string_view) override {
      Overwrite(state, "THE OLD STATE");
      return "";
    }
    fs::path state;
  } spoiler;
  spoiler.state = partition_ / "00000000000000000001.state";
  const LoadResult loaded = store_.Load(kPartition, spoiler);
  EXPECT_FALSE(loaded.checkpoint);
  EXPECT_NE(loaded.problem.find("changed while it was read"), std::string::npos);
}

TEST_F(DirectoryStoreTest, AWriterGetsNoGenerationThatExists) {
  BeginResult first = store_.Begin({kPartition, 1, 0, 0});
  BeginResult second = store_.Begin({kPartition, 2, 0, 0});
  ASSERT_NE(second.writer, nullptr) << second.problem;
  EXPECT_EQ(second.writer->Commit(), "");
  EXPECT_EQ(Load().generation, 2u);
}

TEST(DirectoryStoreProblemTest, AMissingRootIsNoFirstStart) {
  DirectoryStore store("/nonexistent/caseclock");
  CollectingSink sink;
  const std::string expected =
      "could not use the checkpoint directory /nonexistent/caseclock\n"
      "Detail: No such file or directory.\n"
      "Hint: create it and make it writable for the user that runs caseclock, or name another one "
      "in the configuration.";
  EXPECT_EQ(store.Load(kPartition, sink).problem, expected);
  EXPECT_EQ(store.Begin({kPartition, 0, 0, 0}).problem, expected);
}

TEST(DirectoryStoreProblemTest, AFileIsNoDirectory) {
  TemporaryDirectory directory;
  const std::string path = directory.path() + "/file";
  Overwrite(path, "");
  EXPECT_NE(DirectoryStore(path).Begin({kPartition, 0, 0, 0}).problem.find("not a directory"),
            std::string::npos);
}

TEST(DirectoryStoreProblemTest, AFileInThePartitionsPlace) {
  TemporaryDirectory directory;
  Overwrite(directory.path() + "/case-events-0", "");
  DirectoryStore store(directory.path());
  CollectingSink sink;
  EXPECT_NE(store.Begin({kPartition, 0, 0, 0}).problem, "");
  EXPECT_NE(store.Load(kPartition, sink).problem, "");
}

TEST(DirectoryStoreProblemTest, AnUnwritableRoot) {
  // Permissions do not stop root; /proc takes new directories from nobody.
  if (geteuid() == 0) {
    EXPECT_NE(DirectoryStore("/proc").Begin({kPartition, 0, 0, 0}).problem, "");
    return;
  }
  TemporaryDirectory directory;
  fs::permissions(directory.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_NE(DirectoryStore(directory.path()).Begin({kPartition, 0, 0, 0}).problem, "");
  fs::permissions(directory.path(), fs::perms::owner_all);
}

TEST_F(DirectoryStoreTest, AFullDiskIsAProblemAndTheOldOneStands) {
  Write(1, kOld);
  std::string chunk_problem, commit_problem;
  {
    const ShortFiles full(1000);
    BeginResult begun = store_.Begin({kPartition, 2, 0, 0});
    EXPECT_EQ(begun.writer->AddChunk("E08000099", std::string(900, 'x')), "");
    chunk_problem = begun.writer->AddChunk("E08000099", std::string(900, 'x'));
    commit_problem = begun.writer->Commit();
  }
  EXPECT_NE(chunk_problem.find("could not write the checkpoint"), std::string::npos);
  EXPECT_NE(chunk_problem.find("Detail: File too large."), std::string::npos);
  EXPECT_NE(commit_problem, "") << "a writer that failed cannot commit";
  EXPECT_EQ(Files().size(), 2u) << "nothing is left of it";
  EXPECT_EQ(Load().checkpoint->next_offset, 1);
}

TEST_F(DirectoryStoreTest, ADiskTooFullForTheManifest) {
  Write(1, kOld);
  {
    const ShortFiles full(10);
    BeginResult begun = store_.Begin({kPartition, 2, 0, 0});
    EXPECT_EQ(begun.writer->AddChunk("E08000099", "short"), "");
    EXPECT_NE(begun.writer->Commit(), "");
  }
  EXPECT_EQ(Files().size(), 2u);
  EXPECT_EQ(Load().checkpoint->next_offset, 1);
}

TEST(PartitionDirectoryNameTest, IsAPlainName) {
  EXPECT_EQ(PartitionDirectoryName({"case-events", 12}), "case-events-12");
  EXPECT_EQ(PartitionDirectoryName({"../x y", 0}), "..%2Fx%20y-0");
}

}  // namespace
}  // namespace caseclock
