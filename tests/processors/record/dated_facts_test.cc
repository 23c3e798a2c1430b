// The dated facts of a record that has many: the same as in its registers, whatever the order.
#include "processors/record/dated_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "processors/record/record_store.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;

bool Hear(RecordStore& store, const CaseEvent& event) {
  return store.Merge(store.Find(event.kind, event.record), event);
}

/// A plan whose holder an export of `recorded` names for the day.
CaseEvent HeldBy(const std::string& team, const char* day, const char* recorded) {
  return Told("C1", RecordKind::kPlan, "P1", {Allocated(day, team)}, recorded);
}

RecordBounds AllOutside() {
  RecordBounds bounds;
  bounds.dated_inside = 0;
  return bounds;
}

/// "2024-03-01 North" for each allocation that is read as of the day.
std::vector<std::string> Read(const RecordStore& store, const char* as_of) {
  History history;
  store.ReadAlone(0, Day(as_of), history);
  std::vector<std::string> read;
  for (const Register& reg : history.records.front().registers) {
    if (reg.fact != Fact::kAllocation) continue;
    read.push_back(FormatDate(reg.first_day) + " " + std::string(TeamOf(reg.value.text)));
  }
  return read;
}

Date NextChange(const RecordStore& store, const char* as_of) {
  History history;
  store.ReadAlone(0, Day(as_of), history);
  return history.next_change;
}

TEST(DatedFactsTest, RepeatsAreReadOnceAndKept) {
  RecordStore store(AllOutside());
  for (const char* day : {"2024-03-01", "2024-03-02", "2024-03-03"}) {
    EXPECT_TRUE(Hear(store, HeldBy("North", day, day)));
  }
  EXPECT_THAT(Read(store, "2024-03-31"), ElementsAre("2024-03-01 North"));
  Record record;
  store.Read(0, record);
  EXPECT_EQ(record.registers.size(), 3u);
  Hear(store, Doing(Clear{Fact::kAllocation, Day("2024-03-01")}, "C1", RecordKind::kPlan, "P1",
                    "2024-03-05"));
  EXPECT_THAT(Read(store, "2024-03-31"), ElementsAre("2024-03-02 North"));
}

TEST(DatedFactsTest, ALateAssertionBetweenRepeatsChangesTwice) {
  RecordStore store(AllOutside());
  for (const char* day : {"2024-03-01", "2024-03-02", "2024-03-04", "2024-03-05"}) {
    Hear(store, HeldBy("North", day, day));
  }
  EXPECT_THAT(Read(store, "2024-03-31"), ElementsAre("2024-03-01 North"));
  Hear(store, HeldBy("South", "2024-03-03", "2024-03-09"));
  EXPECT_THAT(Read(store, "2024-03-31"),
              ElementsAre("2024-03-01 North", "2024-03-03 South", "2024-03-04 North"));
  EXPECT_THAT(Read(store, "2024-03-03"), ElementsAre("2024-03-01 North", "2024-03-03 South"));
  EXPECT_EQ(NextChange(store, "2024-03-02"), Day("2024-03-03"));
  EXPECT_EQ(NextChange(store, "2024-03-03"), Day("2024-03-04"));
  EXPECT_EQ(NextChange(store, "2024-03-04"), Date::Max());
}

TEST(DatedFactsTest, AWithdrawalKillsWhatWasSaidBeforeIt) {
  RecordStore store(AllOutside());
  Hear(store, HeldBy("North", "2024-03-01", "2024-03-01"));
  Hear(store, HeldBy("North", "2024-03-02", "2024-03-08"));
  Hear(store, Doing(Withdraw{}, "C1", RecordKind::kPlan, "P1", "2024-03-05"));
  EXPECT_THAT(Read(store, "2024-03-31"), ElementsAre("2024-03-02 North"));
}

/// What a year of nightly exports, corrections and withdrawals may say of one plan.
std::vector<CaseEvent> Tangle(std::mt19937& random) {
  std::vector<CaseEvent> events;
  const auto day = [&](unsigned within) {
    return FormatDate(Day("2024-01-01") + static_cast<int>(random() % within));
  };
  events.push_back(
      Told("C1", RecordKind::kPlan, "P1", {On(Fact::kPlanStarted, "2024-01-01")}, "2024-01-02"));
  for (int i = 0; i < 60; ++i) {
    const std::string recorded = day(40);
    switch (random() % 10) {
      case 0:
        events.push_back(
            Doing(Clear{Fact::kAllocation, Day(day(20))}, "C1", RecordKind::kPlan, "P1", recorded));
        break;
      case 1:
        if (i % 4 == 0) {
          events.push_back(Doing(Withdraw{}, "C1", RecordKind::kPlan, "P1", day(20)));
        }
        break;
      default:
        events.push_back(
            HeldBy(random() % 3 == 0 ? "South" : "North", day(20).c_str(), recorded.c_str()));
    }
  }
  return events;
}

TEST(DatedFactsTest, InAnyOrderTheyAreReadAsFromTheRegisters) {
  std::mt19937 random(11);
  for (int round = 0; round < 100; ++round) {
    std::vector<CaseEvent> events = Tangle(random);
    RecordBounds inside;
    inside.dated_inside = 1000;
    RecordStore expected(inside);
    RecordStore outside(AllOutside());
    for (const CaseEvent& event : events) Hear(expected, event);
    std::shuffle(events.begin(), events.end(), random);
    for (const CaseEvent& event : events) {
      Hear(outside, event);
      if (random() % 4 == 0)
        Read(outside, "2024-01-10");  // what is remembered is brought into step
    }
    for (const char* as_of : {"2024-01-03", "2024-01-10", "2024-03-01"}) {
      ASSERT_EQ(Read(outside, as_of), Read(expected, as_of)) << "round " << round;
    }
    Record one;
    Record other;
    expected.Read(0, one);
    outside.Read(0, other);
    ASSERT_EQ(RecordText(one), RecordText(other)) << "round " << round;
  }
}

TEST(DatedFactsTest, PutBackTheyAreTheSame) {
  RecordStore store(AllOutside());
  for (const char* day : {"2024-03-01", "2024-03-02", "2024-03-03"}) {
    Hear(store, HeldBy("North", day, day));
  }
  Record record;
  store.Read(0, record);
  RecordStore back(AllOutside());
  back.Restore(record);
  Record again;
  back.Read(0, again);
  EXPECT_EQ(RecordText(again), RecordText(record));
  EXPECT_THAT(Read(back, "2024-03-31"), ElementsAre("2024-03-01 North"));
}

}  // namespace
}  // namespace caseclock
