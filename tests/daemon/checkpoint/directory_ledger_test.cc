// What is particular to the directory: files that are torn, spoilt, locked, too long for the disk; processes killed.
#include "daemon/checkpoint/directory_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/daemon/checkpoint/short_files.h"
#include "tests/daemon/checkpoint/temporary_directory.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

LedgerEntry Entry(std::uint64_t number) { return AuditPublished{number}; }

class DirectoryLedgerTest : public testing::Test {
 protected:
  using Entries = std::vector<LedgerEntry>;

  LedgerSink Collect() {
    read_.clear();
    return [this](std::uint64_t, const LedgerEntry& entry) { read_.push_back(entry); };
  }

  /// What a start of the daemon reads.
  Entries Restarted() {
    DirectoryLedger store(directory_.path());
    problem_ = store.ReadNew(Collect());
    notice_ = store.notice();
    return read_;
  }

  Entries ReadBeside() {
    problem_ = DirectoryLedger::ReadOnly(directory_.path(), Collect());
    return read_;
  }

  void Write(const Entries& entries) {
    DirectoryLedger store(directory_.path());
    ASSERT_EQ(store.Append(entries), "");
  }

  std::string Content() const {
    std::stringstream content;
    content << std::ifstream(path_, std::ios::binary).rdbuf();
    return content.str();
  }

  void Overwrite(const std::string& bytes) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes;
  }

  TemporaryDirectory directory_;
  const std::string path_ = directory_.path() + "/alerts.ledger";
  Entries read_;
  std::string problem_, notice_;
};

TEST_F(DirectoryLedgerTest, FilesAreForTheirOwnerOnly) {
  Write({Entry(1)});
  for (const auto& entry : fs::directory_iterator(directory_.path())) {
    EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
  }
}

TEST_F(DirectoryLedgerTest, ACutAtAnyByteOfTheLastRecordLosesThatAppendWhole) {
  Write({Entry(1)});
  const std::size_t kept = Content().size();
  Write({ClaimOf("m-1"), Entry(2)});
  const std::string whole = Content();
  for (std::size_t size = kept + 1; size < whole.size(); ++size) {
    Overwrite(whole.substr(0, size));
    EXPECT_THAT(ReadBeside(), ElementsAre(Entry(1))) << size;
    EXPECT_THAT(Restarted(), ElementsAre(Entry(1))) << size;
    EXPECT_EQ(problem_, "");
    EXPECT_THAT(notice_, HasSubstr(std::to_string(size - kept) + " bytes are cut off"));
    EXPECT_EQ(Content().size(), kept);
  }
}

TEST_F(DirectoryLedgerTest, WhatWasCutOffIsToldOnceAndItsNumberIsFree) {
  Write({Entry(1)});
  Write({Entry(2)});
  Overwrite(Content().substr(0, Content().size() - 1));
  Write({Entry(3)});
  EXPECT_THAT(Restarted(), ElementsAre(Entry(1), Entry(3)));
  EXPECT_EQ(notice_, "");
}

TEST_F(DirectoryLedgerTest, AFlippedBitAnywhereIsAProblemAndNothingIsRead) {
  Write({Entry(1)});
  Write({Entry(2)});
  const std::string whole = Content();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ (1 << (i % 8)));
    Overwrite(flipped);
    EXPECT_THAT(Restarted(), IsEmpty()) << i;
    EXPECT_THAT(problem_, HasSubstr("could not read the ledger of alerts")) << i;
    EXPECT_THAT(ReadBeside(), IsEmpty()) << i;
    EXPECT_EQ(Content(), flipped) << "left alone, for whoever looks into it";
  }
}

TEST_F(DirectoryLedgerTest, TheProblemSaysWhereAndWhatToDo) {
  Write({Entry(1)});
  const std::size_t second = Content().size();
  Write({Entry(2)});
  Write({Entry(3)});
  std::string spoilt = Content();
  spoilt[second + 24] ^= 1;
  Overwrite(spoilt);
  Restarted();
  EXPECT_EQ(problem_,
            "could not read the ledger of alerts " + path_ + "\nDetail: at byte " +
                std::to_string(second) +
                " a record's checksum does not fit its content.\nHint: put back a copy of the "
                "file that is whole; or move it away, and everybody is told once more of what "
                "fires.");
}

TEST_F(DirectoryLedgerTest, ARecordTwiceIsAProblem) {
  Write({Entry(1)});
  const std::string once = Content();
  Overwrite(once + once.substr(kLedgerMagic.size()));
  Restarted();
  EXPECT_THAT(problem_, HasSubstr("the numbers run backwards"));
}

TEST_F(DirectoryLedgerTest, TwoNeverShareALedger) {
  DirectoryLedger first(directory_.path()), second(directory_.path());
  ASSERT_EQ(first.Append({Entry(1)}), "");
  EXPECT_THAT(second.Append({Entry(2)}),
              HasSubstr("Detail: another caseclock has it: process " + std::to_string(getpid())));
  EXPECT_THAT(second.ReadNew(Collect()), HasSubstr("another caseclock has it"));
  EXPECT_THAT(ReadBeside(), ElementsAre(Entry(1)));
}

TEST_F(DirectoryLedgerTest, ReadingBesideWritesNothing) {
  EXPECT_THAT(ReadBeside(), IsEmpty());
  EXPECT_EQ(problem_, "");
  EXPECT_TRUE(fs::is_empty(directory_.path()));
}

TEST_F(DirectoryLedgerTest, AMissingRootIsNoFirstStart) {
  EXPECT_THAT(DirectoryLedger("/nonexistent/caseclock").Append({Entry(1)}),
              HasSubstr("Detail: No such file or directory.\nHint: make its directory"));
  EXPECT_NE(DirectoryLedger::ReadOnly("/nonexistent/caseclock", Collect()), "");
}

TEST_F(DirectoryLedgerTest, AFullDiskIsAProblemAndNothingHalfIsThere) {
  DirectoryLedger store(directory_.path());
  ASSERT_EQ(store.Append({Entry(1)}), "");
  const std::string before = Content();
  {
    const ShortFiles full(before.size() + 10);
    EXPECT_THAT(store.Append({ClaimOf("m-1"), Entry(2)}), HasSubstr("Detail: File too large."));
  }
  EXPECT_EQ(Content(), before);
  ASSERT_EQ(store.Append({Entry(3)}), "") << "room was made";
  ASSERT_EQ(store.ReadNew(Collect()), "");
  EXPECT_THAT(read_, ElementsAre(Entry(1), Entry(3)));
}

TEST_F(DirectoryLedgerTest, ADiskTooFullForAFirstStart) {
  const ShortFiles full(4);
  DirectoryLedger store(directory_.path());
  EXPECT_THAT(store.Append({Entry(1)}), HasSubstr("could not write to the ledger of alerts"));
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_FALSE(fs::exists(path_ + ".partial"));
}

// --- Compaction ---------------------------------------------------------------------------------

MailClaim LargeClaim(const std::string& id) {
  MailClaim claim = ClaimOf(id);
  claim.message.assign(1'100'000, 'x');
  return claim;
}

TEST_F(DirectoryLedgerTest, IsCompactedWhenLongAndMoreThanTwiceTheSnapshot) {
  DirectoryLedger store(directory_.path());
  ASSERT_EQ(store.Append({Entry(1), Entry(2)}), "");
  ASSERT_EQ(store.ReadNew(Collect()), "");
  const std::string small = Content();
  ASSERT_EQ(store.Compact({Entry(2)}), "");
  EXPECT_EQ(Content(), small) << "too short to be worth it";
  ASSERT_EQ(store.Append({LargeClaim("m-1")}), "");
  ASSERT_EQ(store.ReadNew(Collect()), "");
  ASSERT_EQ(store.Compact({LargeClaim("m-1")}), "");
  EXPECT_GT(Content().size(), 1'100'000u) << "nothing to be won";
  ASSERT_EQ(store.Compact({Entry(2)}), "");
  EXPECT_LT(Content().size(), 100u);
}

TEST_F(DirectoryLedgerTest, ACompactionThatFailsChangesNothing) {
  DirectoryLedger store(directory_.path());
  ASSERT_EQ(store.Append({LargeClaim("m-1")}), "");
  ASSERT_EQ(store.ReadNew(Collect()), "");
  const std::string before = Content();
  {
    const ShortFiles full(10);
    EXPECT_NE(store.Compact({Entry(1)}), "");
  }
  EXPECT_EQ(Content(), before);
  EXPECT_FALSE(fs::exists(path_ + ".partial"));
  EXPECT_EQ(store.Append({Entry(2)}), "");
  EXPECT_THAT(Restarted(), IsEmpty()) << "still locked";
}

TEST_F(DirectoryLedgerTest, WhatAKilledCompactionLeftIsNoLedger) {
  Write({Entry(1)});
  fs::copy(path_, path_ + ".partial");
  EXPECT_THAT(Restarted(), ElementsAre(Entry(1)));
}

// --- Killed -------------------------------------------------------------------------------------

constexpr int kKills = 50;
// How many at most until one has come in the middle of a record: on some machines one in fifty does.
constexpr int kMostKills = 40 * kKills;
constexpr std::size_t kLongMessage = 300'000;  // takes long enough to be killed in the middle of

/// Appends pairs of a claim and its number without end, and says each number once it is safe.
[[noreturn]] void AppendForEver(const std::string& root, std::uint64_t from, int told) {
  DirectoryLedger store(root);
  MailClaim claim = ClaimOf("m");
  claim.message.assign(kLongMessage, 'x');
  for (std::uint64_t number = from;; ++number) {
    claim.at_us = static_cast<std::int64_t>(number);
    if (!store.Append({claim, Entry(number)}).empty()) _exit(1);
    if (write(told, &number, sizeof(number)) != sizeof(number)) _exit(2);
  }
}

/// Returns as soon as the file is longer than it was: the next record is being written.
void AwaitGrowth(const std::string& path, std::uintmax_t size) {
  while (fs::file_size(path) == size) {
  }
}

/// Kills a child that has said a number, in the middle of the next; what it said last.
std::uint64_t KillInTheMiddle(const std::string& root, std::uint64_t from) {
  int ends[2];
  if (pipe(ends) != 0) return 0;
  const pid_t child = fork();
  if (child == 0) AppendForEver(root, from, ends[1]);
  close(ends[1]);
  std::uint64_t number = 0, last = 0;
  while (read(ends[0], &number, sizeof(number)) == sizeof(number)) {
    if (std::exchange(last, number) != 0) continue;  // said before it died
    AwaitGrowth(root + "/alerts.ledger", fs::file_size(root + "/alerts.ledger"));
    kill(child, SIGKILL);
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return last;
}

/// How many pairs there are, whole and in order from 1 on; 0 when they are not.
std::uint64_t WholePairs(const std::vector<LedgerEntry>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::uint64_t number = i / 2 + 1;
    const auto* claim = std::get_if<MailClaim>(&entries[i]);
    if (i % 2 == 1 && entries[i] != Entry(number)) return 0;
    if (i % 2 == 0 && (claim == nullptr || claim->at_us != static_cast<std::int64_t>(number) ||
                       claim->message.size() != kLongMessage)) {
      return 0;
    }
  }
  return entries.size() % 2 == 0 ? entries.size() / 2 : 0;
}

TEST_F(DirectoryLedgerTest, AKillLosesNothingThatWasSafeAndLeavesNothingTorn) {
  int torn = 0;
  for (int round = 0; round < kKills || (torn == 0 && round < kMostKills); ++round) {
    if (round % 5 == 0) fs::remove(path_);  // or the file grows for ever
    const std::uint64_t before = WholePairs(Restarted());
    const std::uint64_t safe = KillInTheMiddle(directory_.path(), before + 1);
    const std::uint64_t there = WholePairs(Restarted());
    ASSERT_EQ(problem_, "") << "round " << round;
    ASSERT_GT(safe, before);
    ASSERT_GE(there, safe) << "round " << round;
    ASSERT_LE(there, safe + 1) << "at most the one that was being written";
    torn += notice_.empty() ? 0 : 1;
  }
  EXPECT_GT(torn, 0) << "no kill was in the middle of a record";
}

}  // namespace
}  // namespace caseclock
