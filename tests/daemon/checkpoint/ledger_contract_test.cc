// What every LedgerStore promises: the directory, the fake, and any store that is added to Stores().
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "daemon/checkpoint/directory_ledger.h"
#include "tests/daemon/checkpoint/temporary_directory.h"
#include "tests/support/in_memory_ledger_store.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Where entries outlive the store that took them.
struct Place {
  TemporaryDirectory directory;
  InMemoryLedgerLog log;
};

/// Opens the store of a place, as a start of the daemon does.
struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<LedgerStore>(Place&)> open;
};

std::vector<StoreKind> Stores() {
  return {
      {"Directory",
       [](Place& place) { return std::make_unique<DirectoryLedger>(place.directory.path()); }},
      {"InMemory", [](Place& place) { return std::make_unique<InMemoryLedgerStore>(place.log); }}};
}

LedgerEntry Entry(std::uint64_t number) { return AuditPublished{number}; }

class LedgerContractTest : public testing::TestWithParam<StoreKind> {
 protected:
  void Append(const std::vector<LedgerEntry>& entries) { ASSERT_EQ(store_->Append(entries), ""); }

  /// What is new, with its numbers in numbers_.
  std::vector<LedgerEntry> New() {
    std::vector<LedgerEntry> entries;
    numbers_.clear();
    EXPECT_EQ(store_->ReadNew([&](std::uint64_t sequence, const LedgerEntry& entry) {
      numbers_.push_back(sequence);
      entries.push_back(entry);
    }),
              "");
    return entries;
  }

  void Restart() {
    store_.reset();
    store_ = GetParam().open(place_);
  }

  /// Long enough for a file to be compacted: twelve mails of 100 KB that are sent, then a snapshot.
  void SendMuchAndCompact() {
    Ledger ledger;
    for (int i = 0; i < 12; ++i) {
      MailClaim claim = ClaimOf("m-" + std::to_string(i));
      claim.message.assign(100'000, 'x');
      Append({claim, MailOutcome{claim.id, MailEnd::kDelivered, 1, ""}});
    }
    for (const LedgerEntry& entry : New()) ledger.Apply(entry);
    snapshot_ = ledger.Snapshot();
    ASSERT_EQ(store_->Compact(snapshot_), "");
  }

  Place place_;
  std::unique_ptr<LedgerStore> store_ = GetParam().open(place_);
  std::vector<std::uint64_t> numbers_;
  std::vector<LedgerEntry> snapshot_;
};

TEST_P(LedgerContractTest, AtFirstThereIsNothing) {
  EXPECT_THAT(New(), IsEmpty());
  Append({});
  EXPECT_THAT(New(), IsEmpty());
}

TEST_P(LedgerContractTest, EveryKindOfEntryComesBackOnceInOrder) {
  Append(EveryKindOfEntry());
  EXPECT_EQ(New(), EveryKindOfEntry());
  EXPECT_THAT(numbers_, ElementsAre(1, 2, 3, 4, 5, 6));
  EXPECT_THAT(New(), IsEmpty());
}

TEST_P(LedgerContractTest, WhatWasAppendedSinceIsNew) {
  Append({Entry(7)});
  New();
  Append({Entry(8), Entry(9)});
  EXPECT_THAT(New(), ElementsAre(Entry(8), Entry(9)));
  EXPECT_THAT(numbers_, ElementsAre(2, 3));
}

TEST_P(LedgerContractTest, ARestartGivesEverythingWithTheSameNumbers) {
  Append({Entry(7)});
  New();
  Append({Entry(8)});
  Restart();
  EXPECT_THAT(New(), ElementsAre(Entry(7), Entry(8)));
  EXPECT_THAT(numbers_, ElementsAre(1, 2));
  Append({Entry(9)});
  New();
  EXPECT_THAT(numbers_, ElementsAre(3));
}

TEST_P(LedgerContractTest, ACompactedLedgerIsItsSnapshot) {
  SendMuchAndCompact();
  EXPECT_THAT(New(), IsEmpty()) << "nothing in it is new";
  Restart();
  EXPECT_EQ(New(), snapshot_);
  EXPECT_EQ(numbers_.back(), 24u);
}

TEST_P(LedgerContractTest, NumbersGoOnAfterCompaction) {
  SendMuchAndCompact();
  Append({Entry(7)});
  EXPECT_THAT(New(), ElementsAre(Entry(7)));
  EXPECT_THAT(numbers_, ElementsAre(25));
  Restart();
  EXPECT_EQ(New().back(), Entry(7));
  EXPECT_EQ(numbers_.back(), 25u);
}

TEST_P(LedgerContractTest, CompactionKeepsWhatIsNotGivenYet) {
  SendMuchAndCompact();
  MailClaim large = ClaimOf("m-large");
  large.message.assign(2'000'000, 'x');
  Append({large});
  New();
  Append({Entry(7)});
  ASSERT_EQ(store_->Compact(snapshot_), "");
  EXPECT_THAT(New(), ElementsAre(Entry(7)));
  Restart();
  EXPECT_THAT(New().back(), Entry(7));
  EXPECT_EQ(numbers_.back(), 26u);
}

TEST_P(LedgerContractTest, NumbersSurviveACompactionToNothing) {
  MailClaim large = ClaimOf("m-large");
  large.message.assign(2'000'000, 'x');
  Append({large});
  New();
  ASSERT_EQ(store_->Compact({}), "");
  Restart();
  EXPECT_THAT(New(), IsEmpty());
  Append({Entry(7)});
  New();
  EXPECT_THAT(numbers_, ElementsAre(2));
}

INSTANTIATE_TEST_SUITE_P(Stores, LedgerContractTest, testing::ValuesIn(Stores()),
                         [](const auto& one) { return one.param.name; });

// --- The fake alone -----------------------------------------------------------------------------

void Read(LedgerStore& store, Ledger& ledger) {
  EXPECT_EQ(store.ReadNew([&](std::uint64_t, const LedgerEntry& entry) { ledger.Apply(entry); }),
            "");
}

TEST(InMemoryLedgerStoreTest, AnInstanceLearnsThatItsClaimCameTooLate) {
  InMemoryLedgerLog log;
  InMemoryLedgerStore seven(log), nine(log);
  MailClaim of_seven = ClaimOf("m-1"), of_nine = ClaimOf("m-1");
  of_nine.owner = "instance-9";
  nine.Append({of_nine});
  seven.Append({of_seven});
  for (InMemoryLedgerStore* store : {&seven, &nine}) {
    Ledger ledger;
    Read(*store, ledger);
    EXPECT_EQ(ledger.FindMail("m-1")->claim.owner, "instance-9");
  }
}

TEST(InMemoryLedgerStoreTest, AnInstanceThatLagsGetsTheSnapshotOfAnother) {
  InMemoryLedgerLog log;
  InMemoryLedgerStore seven(log), nine(log);
  Ledger of_seven, of_nine;
  seven.Append({FiringState(), ClaimOf("m-1"), MailOutcome{"m-1", MailEnd::kDelivered, 1, ""}});
  Read(seven, of_seven);
  seven.Compact(of_seven.Snapshot());
  Read(nine, of_nine);
  EXPECT_EQ(of_nine.Snapshot(), of_seven.Snapshot());
}

TEST(InMemoryLedgerStoreTest, FailsWhenTold) {
  InMemoryLedgerStore store;
  store.failing_appends = 1;
  EXPECT_NE(store.Append({Entry(1)}), "");
  EXPECT_EQ(store.Append({Entry(2)}), "");
  EXPECT_EQ(store.log().entries.size(), 1u);
  store.unreadable = true;
  EXPECT_NE(store.ReadNew([](std::uint64_t, const LedgerEntry&) { FAIL(); }), "");
  store.fail_next_compact = true;
  EXPECT_NE(store.Compact({}), "");
}

}  // namespace
}  // namespace caseclock
