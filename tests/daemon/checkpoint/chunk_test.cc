#include "daemon/checkpoint/chunk.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "caseclock/v1/checkpoint.pb.h"

namespace caseclock {
namespace {

const Date kDay = Date::FromYmd(2024, 3, 1);

CaseEvent Event(std::int64_t recorded_at_us, std::string id, Action action) {
  return {.authority = "E08000099",
          .child = "C1",
          .kind = RecordKind::kPlan,
          .record = "P1",
          .stamp = {recorded_at_us, "invented", 7, std::move(id)},
          .recorded_on = kDay + 3,
          .batch_id = "",
          .action = std::move(action)};
}

/// A record of which nothing is said; borrows its id.
Record Empty(std::string_view id) {
  Record record;
  record.kind = RecordKind::kPlan;
  record.id = id;
  return record;
}

/// A record with everything a record can have, and the events from which it borrows.
class EverythingTest : public testing::Test {
 protected:
  EverythingTest() {
    record_.kind = RecordKind::kPlan;
    record_.id = "P1";
    for (const CaseEvent& event : events_) Merge(event, record_);
  }

  const std::vector<CaseEvent> events_ = {
      Event(-5, "e-1",
            Assert{{{Fact::kPlanStarted, kNoDate, {Date{0}, 0, "N1"}},
                    {Fact::kPlanType, kNoDate, {kNoDate, 1, ""}},
                    {Fact::kPlanPreviousPlans, kNoDate, {kNoDate, 2147483647, ""}}}}),
      Event(10, "e-2", Withdraw{}),
      Event(20, "e-3", Clear{Fact::kPlanType, kNoDate}),
      Event(30, "e-4", Assert{{{Fact::kAllocation, kDay, {kNoDate, 0, "North\x1fw7"}}}}),
      Event(30, "e-5", Assert{{{Fact::kAllocation, kDay + 9, {kNoDate, 0, ""}}}}),
  };
  Record record_;
};

void ExpectSame(const Register& a, const Register& b) {
  EXPECT_EQ(a.fact, b.fact);
  EXPECT_EQ(a.first_day, b.first_day);
  EXPECT_EQ(a.asserted, b.asserted);
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.stamp, b.stamp);
  EXPECT_EQ(a.first_recorded_on, b.first_recorded_on);
}

void ExpectSame(const Record& a, const Record& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.child, b.child);
  EXPECT_EQ(a.has_child, b.has_child);
  EXPECT_EQ(a.child_stamp, b.child_stamp);
  EXPECT_EQ(a.has_floor, b.has_floor);
  EXPECT_EQ(a.floor, b.floor);
  ASSERT_EQ(a.registers.size(), b.registers.size());
  for (std::size_t i = 0; i < a.registers.size(); ++i) ExpectSame(a.registers[i], b.registers[i]);
}

TEST_F(EverythingTest, ARecordSurvivesWhole) {
  std::string chunk;
  SerializeRecord(record_, chunk);
  int read = 0;
  EXPECT_EQ(ReadChunk(chunk, {[&](const Record& record) {
                                ExpectSame(record, record_);
                                ++read;
                              },
                              {}}),
            "");
  EXPECT_EQ(read, 1);
}

TEST_F(EverythingTest, SameRecordSameBytes) {
  std::string once, again;
  SerializeRecord(record_, once);
  SerializeRecord(Empty("V1"), again);
  again.clear();
  SerializeRecord(record_, again);
  EXPECT_EQ(once, again);
}

TEST_F(EverythingTest, IsTheMessageOfTheFormat) {
  std::string chunk;
  SerializeRecord(record_, chunk);
  SerializeBatches({}, chunk);
  v1::Chunk message;
  ASSERT_TRUE(message.ParseFromString(chunk));
  EXPECT_EQ(message.records_size(), 1);
  EXPECT_EQ(message.batches_size(), 1);
  EXPECT_EQ(message.SerializeAsString(), chunk);
  EXPECT_EQ(message.records(0).stamps_size(), 5) << "each stamp once";
}

TEST_F(EverythingTest, TruncatedChunksAreSeen) {
  std::string chunk;
  SerializeRecord(record_, chunk);
  for (std::size_t size = 1; size < chunk.size(); ++size) {
    EXPECT_NE(ReadChunk(chunk.substr(0, size), {}), "") << size;
  }
}

/// Every field of the ledger set.
BatchState SomeBatches() {
  BatchState state;
  UnfinishedBatch& broken = state.unfinished[{-7, "annex-a", "b1"}];
  broken.accepted = {1, 0xffffffffffffffff, 77};
  broken.refused = {5};
  broken.kinds = 1u << 2 | 1u << 20;
  broken.completions = {
      {{{RecordKind::kReferral, Date{3}, Date::Max(), true}, {RecordKind::kPlan}}, 4}, {{}, 9}};
  broken.without_count = broken.lists_without_count = broken.is_overfull = true;
  broken.began_at_us = 1'711'843'200'000'000;
  broken.may_hold = false;
  state.unfinished[{5, "annex-a", "b2"}] = {};
  state.effective[{1'711'843'200'000'000, "annex-a", "b3"}] = 12;
  UnfinishedBatch& settled = state.settled[{1'711'843'200'000'000, "annex-a", "b3"}];
  settled.accepted = {3, 4};
  settled.kinds = 1u << 2;
  settled.without_count = true;
  state.floors[{"annex-a", RecordKind::kReferral}] = {
      {{Date::Min().days, 5}, {0, kNoFloor}, {19783, 1'711'843'200'000'000}}, kNoFloor};
  state.floors[{"annex-a", RecordKind::kPlan}] = {{}, -1};
  state.newest_effective_us["annex-a"] = 1'711'843'200'000'000;
  state.held_from_us = 8;
  return state;
}

TEST_F(EverythingTest, FlippedBytesDoNoHarm) {
  std::string chunk;
  SerializeRecord(record_, chunk);
  SerializeBatches(SomeBatches(), chunk);
  int given = 0;
  for (std::size_t i = 0; i < 8 * chunk.size(); ++i) {
    std::string flipped = chunk;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << (i % 8)));
    // Some flips make another valid record; the checksums of the store tell those.
    ReadChunk(flipped, {[&](const Record& record) { given += record.id.empty() ? 0 : 1; }, {}});
  }
  EXPECT_GT(given, 0);
}

TEST(ChunkTest, RecordsComeInOrder) {
  std::string chunk;
  for (const std::string id : {"P2", "P1", "P3"}) {
    SerializeRecord(Empty(id), chunk);
  }
  std::string ids;
  EXPECT_EQ(ReadChunk(chunk, {[&](const Record& record) { ids += record.id; }, {}}), "");
  EXPECT_EQ(ids, "P2P1P3");
}

TEST(ChunkTest, BatchesSurvive) {
  const BatchState state = SomeBatches();
  std::string chunk;
  SerializeBatches(state, chunk);
  BatchState read;
  EXPECT_EQ(ReadChunk(chunk, {{}, [&](BatchState batches) { read = std::move(batches); }}), "");
  EXPECT_EQ(read, state);
}

TEST(ChunkTest, NothingIsAChunk) { EXPECT_EQ(ReadChunk("", {}), ""); }

/// Chunks that are well formed and wrong.
struct WrongRow {
  std::string name;
  void (*make)(v1::RecordState&);
  std::string reason;
};

class WrongChunkTest : public testing::TestWithParam<WrongRow> {};

TEST_P(WrongChunkTest, SaysWhy) {
  v1::Chunk chunk;
  v1::RecordState& record = *chunk.add_records();
  record.set_kind(6);
  record.set_id("P1");
  record.add_stamps();
  auto& fact = *record.add_facts();
  fact.set_fact(61);
  fact.set_stamp(1);
  ASSERT_EQ(ReadChunk(chunk.SerializeAsString(), {}), "");
  GetParam().make(record);
  EXPECT_EQ(ReadChunk(chunk.SerializeAsString(), {}), GetParam().reason);
}

const std::string kKind = "it has a kind of record that this version does not know";
const std::string kFact = "it has a fact that this version does not know";
const std::string kBad = "a record in it contradicts itself";

INSTANTIATE_TEST_SUITE_P(
    Every, WrongChunkTest,
    testing::Values(
        WrongRow{"NoKind", [](v1::RecordState& r) { r.set_kind(0); }, kKind},
        WrongRow{"KindOfALaterVersion", [](v1::RecordState& r) { r.set_kind(21); }, kKind},
        WrongRow{"NoFact", [](v1::RecordState& r) { r.mutable_facts(0)->set_fact(0); }, kFact},
        WrongRow{"FactOfALaterVersion",
                 [](v1::RecordState& r) { r.mutable_facts(0)->set_fact(145); }, kFact},
        WrongRow{"FactBeyondAByte", [](v1::RecordState& r) { r.mutable_facts(0)->set_fact(317); },
                 kFact},
        WrongRow{"NoStamp", [](v1::RecordState& r) { r.mutable_facts(0)->set_stamp(0); }, kBad},
        WrongRow{"StampNowhere", [](v1::RecordState& r) { r.mutable_facts(0)->set_stamp(2); },
                 kBad},
        WrongRow{"FloorNowhere", [](v1::RecordState& r) { r.set_floor(2); }, kBad},
        WrongRow{"ChildWithoutStamp", [](v1::RecordState& r) { r.set_child("C1"); }, kBad},
        WrongRow{"StampWithoutChild", [](v1::RecordState& r) { r.set_child_stamp(1); }, kBad},
        WrongRow{"NoId", [](v1::RecordState& r) { r.clear_id(); }, kBad},
        WrongRow{"FactTwice", [](v1::RecordState& r) { *r.add_facts() = r.facts(0); }, kBad}),
    [](const auto& row) { return row.param.name; });

TEST(WrongBatchesTest, KindOfALaterVersion) {
  v1::Chunk chunk;
  chunk.add_batches()->add_floors()->set_kind(21);
  EXPECT_EQ(ReadChunk(chunk.SerializeAsString(), {}), kKind);
  v1::Chunk sent;
  sent.add_batches()->add_unfinished()->set_kinds(1u << 21);
  EXPECT_EQ(ReadChunk(sent.SerializeAsString(), {}), kKind);
  v1::Chunk listed;
  listed.add_batches()->add_unfinished()->add_completions()->add_scopes()->set_kind(21);
  EXPECT_EQ(ReadChunk(listed.SerializeAsString(), {}), kKind);
}

TEST(WrongEntryTest, OfALaterVersion) {
  EXPECT_EQ(ReadChunk(std::string("\x1a\x00", 2), {}), "it is not in the form of a chunk");
}

}  // namespace
}  // namespace caseclock
