#include "daemon/checkpoint/ledger_codec.h"

#include <gtest/gtest.h>

#include "caseclock/v1/alert.pb.h"
#include "tests/support/some_ledger_entries.h"

namespace caseclock {
namespace {

LedgerBatch Parsed(const std::string& bytes) {
  LedgerBatch batch;
  EXPECT_EQ(ParseLedgerBatch(bytes, batch), "");
  return batch;
}

std::string TroubleOf(const v1::LedgerBatch& stored) {
  LedgerBatch batch;
  return ParseLedgerBatch(stored.SerializeAsString(), batch);
}

/// A batch of one entry, which the test fills.
struct OneEntry {
  v1::LedgerBatch batch;
  v1::LedgerEntry& entry = *batch.add_entries();
  OneEntry() { batch.set_first_sequence(1); }
};

constexpr char kUnknown[] = "it has an entry that this version does not know";

TEST(LedgerCodecTest, EveryFieldOfEveryKindComesBack) {
  const auto entries = EveryKindOfEntry();
  ASSERT_EQ(entries.size(), std::variant_size_v<LedgerEntry>);
  const LedgerBatch batch = Parsed(SerializeLedgerBatch(41, entries));
  EXPECT_EQ(batch.first_sequence, 41u);
  EXPECT_EQ(batch.last_sequence(), 46u);
  EXPECT_EQ(batch.entries, entries);
}

TEST(LedgerCodecTest, AnyEntriesComeBack) {
  simulation::Dice dice(1);
  std::vector<LedgerEntry> entries;
  for (int i = 0; i < 1000; ++i) entries.push_back(SomeEntry(dice));
  EXPECT_EQ(Parsed(SerializeLedgerBatch(1, entries)).entries, entries);
}

TEST(LedgerCodecTest, UnknownIsNotZero) {
  AlertState state = FiringState();
  state.measured.before = Level{0};
  EXPECT_EQ(Parsed(SerializeLedgerBatch(1, {state})).entries.front(), LedgerEntry(state));
  state.measured.before.reset();
  EXPECT_EQ(Parsed(SerializeLedgerBatch(1, {state})).entries.front(), LedgerEntry(state));
}

TEST(LedgerCodecTest, TextsAreBytes) {
  const MailClaim claim = ClaimOf(std::string("\xff\x00", 2));
  EXPECT_EQ(Parsed(SerializeLedgerBatch(1, {claim})).entries.front(), LedgerEntry(claim));
}

TEST(LedgerCodecTest, NoEntriesStillHaveANumber) {
  const LedgerBatch batch = Parsed(SerializeLedgerBatch(41, {}));
  EXPECT_EQ(batch.last_sequence(), 40u);
}

TEST(LedgerCodecTest, WhatIsNoBatchIsSaid) {
  LedgerBatch batch;
  EXPECT_EQ(ParseLedgerBatch("garbage", batch), "it is not in the form of a batch of entries");
  EXPECT_EQ(ParseLedgerBatch("", batch), "it is not in the form of a batch of entries");
}

TEST(LedgerCodecTest, AnUnknownKindIsRefused) { EXPECT_EQ(TroubleOf(OneEntry().batch), kUnknown); }

TEST(LedgerCodecTest, UnknownWordsAreRefused) {
  OneEntry state, claim, told, outcome;
  state.entry.mutable_state()->set_phase(static_cast<v1::AlertPhase>(4));
  claim.entry.mutable_claim()->set_id("no kind");
  told.entry.mutable_claim()->set_kind(v1::ALERT_MAIL_KIND_TEST);
  told.entry.mutable_claim()->add_told()->set_told(static_cast<v1::AlertTold>(4));
  outcome.entry.mutable_outcome()->set_end(static_cast<v1::AlertMailEnd>(-1));
  for (const OneEntry* one : {&state, &claim, &told, &outcome}) {
    EXPECT_EQ(TroubleOf(one->batch), kUnknown) << one->batch.ShortDebugString();
  }
}

}  // namespace
}  // namespace caseclock
