// All records of an authority: found by identity and by child, moved, joined, put back.
#include "processors/record/record_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

bool Hear(RecordStore& store, const CaseEvent& event) {
  return store.Merge(store.Find(event.kind, event.record), event);
}

CaseEvent Opened(const std::string& child, const std::string& referral,
                 const char* day = "2024-03-01") {
  return Told(child, RecordKind::kReferral, referral, {On(Fact::kReferralOpened, day)}, day);
}
CaseEvent Alias(const std::string& child, const std::string& same_as, const char* day) {
  return Told(child, RecordKind::kChild, child,
              {{Fact::kChildAlias, kNoDate, {Day(day), 0, same_as}}}, day);
}
CaseEvent NoAlias(const std::string& child, const char* day) {
  return Doing(Clear{Fact::kChildAlias, kNoDate}, child, RecordKind::kChild, child, day);
}

std::vector<std::string> RecordsOf(RecordStore& store, const std::string& child) {
  History history;
  store.ReadHistory(store.FindChild(child), Day("2024-12-31"), history);
  std::vector<std::string> ids;
  for (const Record& record : history.records) ids.emplace_back(record.id);
  return ids;
}

std::vector<std::string> GroupOf(RecordStore& store, const std::string& child) {
  std::vector<ChildNumber> group;
  store.GroupOf(store.FindChild(child), group);
  std::vector<std::string> ids;
  for (const ChildNumber member : group) ids.emplace_back(store.ChildId(member));
  return ids;
}

TEST(RecordStoreTest, ARecordIsFoundByKindAndIdentity) {
  RecordStore store;
  const RecordNumber referral = store.Find(RecordKind::kReferral, "X1");
  EXPECT_EQ(store.Find(RecordKind::kReferral, "X1"), referral);
  EXPECT_NE(store.Find(RecordKind::kAssessment, "X1"), referral);
  EXPECT_NE(store.Find(RecordKind::kReferral, "X2"), referral);
  EXPECT_EQ(store.record_count(), 3u);
  EXPECT_EQ(store.ChildOf(referral), kNoChild) << "nobody said whose it is";
}

TEST(RecordStoreTest, AChildHasTheRecordsSaidToBeItsOwn) {
  RecordStore store;
  Hear(store, Opened("C1", "R1"));
  Hear(store, Opened("C1", "R2"));
  Hear(store, Opened("C2", "R3"));
  EXPECT_THAT(RecordsOf(store, "C1"), UnorderedElementsAre("R1", "R2"));
  EXPECT_THAT(RecordsOf(store, "C2"), ElementsAre("R3"));
  EXPECT_EQ(store.children_with_records(), 2u);
}

TEST(RecordStoreTest, HistoriesReuseTheirMemoryWithoutLeftovers) {
  RecordStore store;
  for (int i = 0; i < 5; ++i) Hear(store, Opened("C1", "R" + std::to_string(i)));
  Hear(store, Opened("C2", "R9", "2024-04-01"));
  History history;
  store.ReadHistory(store.FindChild("C1"), Day("2024-03-31"), history);
  EXPECT_EQ(history.records.size(), 5u);
  EXPECT_EQ(history.next_change, Date::Max());
  store.ReadHistory(store.FindChild("C2"), Day("2024-03-31"), history);
  ASSERT_EQ(history.records.size(), 1u);
  EXPECT_EQ(history.next_change, Day("2024-04-01"));
  EXPECT_THAT(history.has_future_date, ElementsAre(true));
  EXPECT_TRUE(history.records[0].registers.empty());
}

TEST(RecordStoreTest, SomeKindsOrASingleRecordAreReadWithoutTheOthers) {
  RecordStore store;
  const auto plan =
      Told("C1", RecordKind::kPlan, "P1", {On(Fact::kPlanStarted, "2024-04-01")}, "2024-03-01");
  Hear(store, Opened("C1", "R1"));
  Hear(store, Opened("C2", "R2"));
  Hear(store, plan);
  Hear(store, Alias("C2", "C1", "2024-03-02"));
  History history;
  store.ReadKinds(store.FindChild("C1"), RecordKind::kReferral | RecordKind::kAssessment,
                  Day("2024-03-31"), history);
  EXPECT_EQ(history.records.size(), 2u) << "R1 and, through the alias, R2";
  EXPECT_EQ(history.next_change, Date::Max());
  store.ReadKinds(store.FindChild("C2"), RecordKind::kPlan, Day("2024-03-31"), history);
  ASSERT_EQ(history.records.size(), 1u);
  EXPECT_EQ(history.next_change, Day("2024-04-01"));
  store.ReadAlone(store.Find(RecordKind::kReferral, "R2"), Day("2024-03-31"), history);
  ASSERT_EQ(history.records.size(), 1u);
  EXPECT_EQ(history.records[0].id, "R2");
  EXPECT_EQ(history.next_change, Date::Max());
  EXPECT_THAT(history.has_future_date, ElementsAre(false));
}

TEST(RecordStoreTest, MergeSaysWhetherAnythingChanged) {
  RecordStore store;
  EXPECT_TRUE(Hear(store, Opened("C1", "R1")));
  EXPECT_FALSE(Hear(store, Opened("C1", "R1")));
}

TEST(RecordStoreTest, AMovedRecordLeavesItsChild) {
  RecordStore store;
  Hear(store, Opened("C1", "R1"));
  Hear(store, Opened("C1", "R2"));
  Hear(store, Opened("C1", "R3"));
  Hear(store, Doing(Move{"C2"}, "C1", RecordKind::kReferral, "R2", "2024-03-05"));
  EXPECT_THAT(RecordsOf(store, "C1"), UnorderedElementsAre("R1", "R3"));
  EXPECT_THAT(RecordsOf(store, "C2"), ElementsAre("R2"));
  Hear(store, Doing(Move{"C2"}, "C1", RecordKind::kReferral, "R1", "2024-03-05"));
  Hear(store, Doing(Move{"C2"}, "C1", RecordKind::kReferral, "R3", "2024-03-05"));
  EXPECT_EQ(store.children_with_records(), 1u);
}

TEST(RecordStoreTest, AliasesJoinInChainsAndTheFirstByIdStandsForAll) {
  RecordStore store;
  for (const char* child : {"C3", "C2", "C1", "C4"})
    Hear(store, Opened(child, std::string("R") + child));
  Hear(store, Alias("C3", "C2", "2024-03-02"));
  Hear(store, Alias("C2", "C1", "2024-03-03"));
  EXPECT_THAT(GroupOf(store, "C3"), ElementsAre("C1", "C2", "C3"));
  EXPECT_EQ(store.Representative(store.FindChild("C3")), store.FindChild("C1"));
  EXPECT_THAT(GroupOf(store, "C4"), ElementsAre("C4"));
  EXPECT_THAT(RecordsOf(store, "C2"), testing::IsSupersetOf({"RC1", "RC2", "RC3"}));
}

TEST(RecordStoreTest, AnAliasThatIsUndonePartsThem) {
  RecordStore store;
  Hear(store, Alias("C2", "C1", "2024-03-02"));
  Hear(store, Alias("C3", "C2", "2024-03-02"));
  Hear(store, NoAlias("C2", "2024-03-05"));
  EXPECT_THAT(GroupOf(store, "C1"), ElementsAre("C1"));
  EXPECT_THAT(GroupOf(store, "C2"), ElementsAre("C2", "C3"));
  Hear(store, Doing(Withdraw{}, "C3", RecordKind::kChild, "C3", "2024-03-06"));
  EXPECT_THAT(GroupOf(store, "C2"), ElementsAre("C2"));
}

TEST(RecordStoreTest, AnAliasThatNamesAnotherTakesTheChildAlong) {
  RecordStore store;
  Hear(store, Alias("C2", "C1", "2024-03-02"));
  Hear(store, Alias("C2", "C3", "2024-03-05"));
  EXPECT_THAT(GroupOf(store, "C1"), ElementsAre("C1"));
  EXPECT_THAT(GroupOf(store, "C2"), ElementsAre("C2", "C3"));
}

TEST(RecordStoreTest, AliasesInARingAndOnOneselfDoNoHarm) {
  RecordStore store;
  Hear(store, Alias("C1", "C1", "2024-03-02"));
  EXPECT_THAT(GroupOf(store, "C1"), ElementsAre("C1"));
  Hear(store, Alias("C1", "C2", "2024-03-03"));
  Hear(store, Alias("C2", "C1", "2024-03-03"));
  EXPECT_THAT(GroupOf(store, "C1"), ElementsAre("C1", "C2"));
  Hear(store, NoAlias("C1", "2024-03-05"));
  EXPECT_THAT(GroupOf(store, "C1"), ElementsAre("C1", "C2")) << "C2 still says so";
  Hear(store, NoAlias("C2", "2024-03-05"));
  EXPECT_THAT(GroupOf(store, "C1"), ElementsAre("C1"));
}

TEST(RecordStoreTest, ReadAndRestoreMakeAnEqualStore) {
  RecordStore store;
  Hear(store, Opened("C1", "R1"));
  Hear(store, Doing(Withdraw{}, "", RecordKind::kReferral, "R2", "2024-03-04"));
  Hear(store, Opened("C2", "R2", "2024-03-08"));
  Hear(store, Alias("C2", "C1", "2024-03-08"));
  RecordStore copy;
  Record record;
  for (RecordNumber n = 0; n < store.record_count(); ++n) {
    store.Read(n, record);
    copy.Restore(record);
  }
  ASSERT_EQ(copy.record_count(), store.record_count());
  for (RecordNumber n = 0; n < store.record_count(); ++n) {
    Record mine, theirs;
    store.Read(n, mine);
    copy.Read(n, theirs);
    EXPECT_EQ(RecordText(mine), RecordText(theirs));
  }
  EXPECT_THAT(GroupOf(copy, "C2"), ElementsAre("C1", "C2"));
  EXPECT_THAT(RecordsOf(copy, "C1"), UnorderedElementsAre("R1", "R2", "C2"));
  EXPECT_EQ(copy.children_with_records(), store.children_with_records());
}

TEST(RecordStoreTest, ThousandsOfRecordsKeepTheirIdentities) {
  RecordStore store;
  for (int i = 0; i < 5000; ++i) {
    Hear(store, Opened("C" + std::to_string(i % 700), "R" + std::to_string(i)));
  }
  EXPECT_EQ(store.record_count(), 5000u);
  EXPECT_EQ(store.child_count(), 700u);
  Record record;
  for (int i = 0; i < 5000; ++i) {
    store.Read(store.Find(RecordKind::kReferral, "R" + std::to_string(i)), record);
    ASSERT_EQ(record.child, "C" + std::to_string(i % 700));
  }
  EXPECT_EQ(store.record_count(), 5000u);
}

}  // namespace
}  // namespace caseclock
