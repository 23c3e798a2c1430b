// A record as the merge of its facts: any order, any number of times, the same result.
#include "processors/record/record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/told.h"

namespace caseclock {
namespace {

CaseEvent Opened(std::string_view day, std::string_view recorded) {
  return Told("C1", RecordKind::kReferral, "R1", {On(Fact::kReferralOpened, day)}, recorded);
}

Date OpenedOn(const Record& record) {
  const Register* reg = record.Find(Fact::kReferralOpened);
  return reg == nullptr || !IsAlive(record, *reg) ? kNoDate : reg->value.date;
}

TEST(MergeTest, TheHighestStampWinsWhicheverArrivesFirst) {
  const CaseEvent first = Opened("2024-03-01", "2024-03-02");
  const CaseEvent second = Opened("2024-02-28", "2024-03-05");
  EXPECT_EQ(OpenedOn(MergedFrom({first, second})), Day("2024-02-28"));
  EXPECT_EQ(OpenedOn(MergedFrom({second, first})), Day("2024-02-28"));
}

TEST(MergeTest, StampsAreComparedByTimeThenSourceThenSequenceThenEvent) {
  CaseEvent low = Opened("2024-03-01", "2024-03-02"), high = Opened("2024-03-04", "2024-03-02");
  const auto wins = [&] {
    return OpenedOn(MergedFrom({high, low})) == Day("2024-03-04") &&
           OpenedOn(MergedFrom({low, high})) == Day("2024-03-04");
  };
  low.stamp = {7, "b", 7, "b"};
  high.stamp = {8, "a", 1, "a"};
  EXPECT_TRUE(wins()) << "recorded time first";
  high.stamp = {7, "c", 1, "a"};
  EXPECT_TRUE(wins()) << "then source";
  high.stamp = {7, "b", 8, "a"};
  EXPECT_TRUE(wins()) << "then sequence";
  high.stamp = {7, "b", 7, "c"};
  EXPECT_TRUE(wins()) << "then event id";
}

TEST(MergeTest, UnderOneStampTheHigherValueWinsAndAnyValueBeatsCleared) {
  const CaseEvent early = Opened("2024-03-01", "2024-03-02");
  const CaseEvent late = Opened("2024-03-09", "2024-03-02");
  const CaseEvent clear =
      Doing(Clear{Fact::kReferralOpened, kNoDate}, "C1", RecordKind::kReferral, "R1", "2024-03-02");
  EXPECT_EQ(OpenedOn(MergedFrom({late, early, clear})), Day("2024-03-09"));
  EXPECT_EQ(OpenedOn(MergedFrom({clear, early, late})), Day("2024-03-09"));
}

TEST(MergeTest, AClearedFactIsNoFactUntilItIsAssertedAgain) {
  const CaseEvent clear =
      Doing(Clear{Fact::kReferralOpened, kNoDate}, "C1", RecordKind::kReferral, "R1", "2024-03-05");
  const CaseEvent before = Opened("2024-03-01", "2024-03-02");
  const CaseEvent after = Opened("2024-03-04", "2024-03-06");
  EXPECT_EQ(OpenedOn(MergedFrom({clear, before})), kNoDate);
  EXPECT_EQ(OpenedOn(MergedFrom({after, clear, before})), Day("2024-03-04"));
}

TEST(MergeTest, ClearingOneFactLeavesTheOthers) {
  const Record record =
      MergedFrom({Opened("2024-03-01", "2024-03-02"),
                  Told("C1", RecordKind::kReferral, "R1",
                       {On(Fact::kReferralClosure, "2024-03-04", kClosed)}, "2024-03-04"),
                  Doing(Clear{Fact::kReferralClosure, kNoDate}, "C1", RecordKind::kReferral, "R1",
                        "2024-03-05")});
  EXPECT_EQ(OpenedOn(record), Day("2024-03-01"));
  EXPECT_FALSE(IsAlive(record, *record.Find(Fact::kReferralClosure)));
}

TEST(MergeTest, ADatedFactIsClearedByItsFirstDay) {
  const auto allocated = [](const char* day, const char* team) {
    return Told("C1", RecordKind::kReferral, "R1", {Allocated(day, team)}, "2024-03-02");
  };
  const Record record =
      MergedFrom({allocated("2024-03-01", "North"), allocated("2024-03-08", "South"),
                  Doing(Clear{Fact::kAllocation, Day("2024-03-08")}, "C1", RecordKind::kReferral,
                        "R1", "2024-03-09")});
  ASSERT_EQ(record.registers.size(), 2u);
  EXPECT_TRUE(IsAlive(record, record.registers[0]));
  EXPECT_FALSE(IsAlive(record, record.registers[1]));
}

TEST(MergeTest, AWithdrawalIsAFloorBelowWhichNothingLives) {
  const CaseEvent withdrawn = Doing(Withdraw{}, "C1", RecordKind::kReferral, "R1", "2024-03-05");
  EXPECT_EQ(OpenedOn(MergedFrom({Opened("2024-03-01", "2024-03-02"), withdrawn})), kNoDate);
  EXPECT_EQ(OpenedOn(MergedFrom({withdrawn, Opened("2024-03-01", "2024-03-02")})), kNoDate);
  EXPECT_EQ(OpenedOn(MergedFrom({withdrawn, Opened("2024-03-01", "2024-03-06")})),
            Day("2024-03-01"))
      << "a later assertion revives the record";
}

TEST(MergeTest, TheFloorReachesUpToItsOwnStampIncluded) {
  CaseEvent opened = Opened("2024-03-01", "2024-03-05");
  CaseEvent withdrawn = Doing(Withdraw{}, "C1", RecordKind::kReferral, "R1", "2024-03-05");
  opened.stamp = withdrawn.stamp;
  EXPECT_EQ(OpenedOn(MergedFrom({opened, withdrawn})), kNoDate);
}

TEST(MergeTest, OfTwoWithdrawalsTheHigherIsTheFloor) {
  const Record record =
      MergedFrom({Doing(Withdraw{}, "C1", RecordKind::kReferral, "R1", "2024-03-09"),
                  Doing(Withdraw{}, "C1", RecordKind::kReferral, "R1", "2024-03-05"),
                  Opened("2024-03-01", "2024-03-07")});
  EXPECT_EQ(OpenedOn(record), kNoDate);
}

TEST(MergeTest, TheChildIsTheOneNamedLastByStamp) {
  const CaseEvent moved = Doing(Move{"C2"}, "C1", RecordKind::kReferral, "R1", "2024-03-05");
  EXPECT_EQ(MergedFrom({moved, Opened("2024-03-01", "2024-03-02")}).child, "C2");
  EXPECT_EQ(MergedFrom({moved, Opened("2024-03-01", "2024-03-06")}).child, "C1")
      << "a later assertion says whose it is";
}

TEST(MergeTest, ClearingAndWithdrawingSayNothingOfTheChild) {
  const Record record =
      MergedFrom({Doing(Withdraw{}, "C9", RecordKind::kReferral, "R1", "2024-03-05"),
                  Doing(Clear{Fact::kReferralOpened, kNoDate}, "C9", RecordKind::kReferral, "R1",
                        "2024-03-05")});
  EXPECT_FALSE(record.has_child);
}

TEST(MergeTest, TheFirstRecordingIsKeptWhateverBecomesOfTheValue) {
  const auto first_recorded = [](const std::vector<CaseEvent>& events) {
    return MergedFrom(events).Find(Fact::kReferralOpened)->first_recorded_on;
  };
  const CaseEvent early = Opened("2024-03-01", "2024-03-04");
  const CaseEvent late = Opened("2024-02-28", "2024-03-20");
  EXPECT_EQ(first_recorded({late, early}), Day("2024-03-04"));
  EXPECT_EQ(first_recorded({early, late}), Day("2024-03-04"));
  CaseEvent snapshot = Opened("2024-03-01", "2024-03-02");
  snapshot.recorded_on.reset();
  EXPECT_EQ(first_recorded({snapshot, late}), Day("2024-03-20"));
  EXPECT_EQ(first_recorded({snapshot}), kNoDate);
}

TEST(MergeTest, SaysWhetherAnythingChanged) {
  Record record;
  const CaseEvent opened = Opened("2024-03-01", "2024-03-04");
  const CaseEvent older = Opened("2024-03-01", "2024-03-05");
  EXPECT_TRUE(Merge(opened, record));
  EXPECT_FALSE(Merge(opened, record)) << "the same again";
  EXPECT_TRUE(Merge(older, record)) << "another stamp";
  EXPECT_FALSE(Merge(opened, record)) << "long known";
}

TEST(MergeTest, RegistersStandInOrderOfFactAndFirstDay) {
  const Record record = MergedFrom(
      {Told("C1", RecordKind::kReferral, "R1",
            {On(Fact::kReferralClosure, "2024-03-09", kClosed), Allocated("2024-03-08", "South"),
             On(Fact::kReferralOpened, "2024-03-01"), Allocated("2024-03-01", "North")},
            "2024-03-09")});
  EXPECT_TRUE(std::is_sorted(record.registers.begin(), record.registers.end(),
                             [](const Register& a, const Register& b) {
                               return std::tie(a.fact, a.first_day) < std::tie(b.fact, b.first_day);
                             }));
  EXPECT_EQ(record.registers.size(), 4u);
}

TEST(MergeDeathTest, ABatchCompletionIsNoBusinessOfARecord) {
  Record record;
  const CaseEvent completion =
      Doing(CompleteBatch{}, "", RecordKind::kReferral, "R1", "2024-03-01");
  EXPECT_DEATH(Merge(completion, record), "a batch completion is not merged");
}

/// A handful of events of one record with many ties in time, source, sequence and value.
std::vector<CaseEvent> SomeEvents(std::mt19937& random) {
  const auto roll = [&random](unsigned sides) { return static_cast<int>(random() % sides); };
  std::vector<CaseEvent> events;
  const int count = 2 + roll(5);
  for (int i = 0; i < count; ++i) {
    const std::string child = "C" + std::to_string(1 + roll(2));
    Action action = Withdraw{};
    const std::string day = "2024-03-0" + std::to_string(1 + roll(3));
    switch (roll(7)) {
      case 0: break;
      case 1: action = Move{child}; break;
      case 2: action = Clear{Fact::kReferralOpened, kNoDate}; break;
      case 3: action = Clear{Fact::kAllocation, Day(day)}; break;
      case 4: action = Assert{{Allocated(day, "Team " + std::to_string(roll(2)))}}; break;
      default: action = Assert{{On(Fact::kReferralOpened, day)}};
    }
    CaseEvent event = Doing(action, child, RecordKind::kReferral, "R1", day);
    event.stamp = {roll(2), roll(2) == 0 ? "a" : "b", static_cast<std::uint64_t>(roll(2)), "e"};
    if (roll(3) == 0) event.recorded_on.reset();
    events.push_back(std::move(event));
  }
  return events;
}

TEST(MergeTest, EveryOrderOfAHistoryGivesTheSameRecord) {
  std::mt19937 random(1);
  for (int history = 0; history < 300; ++history) {
    const std::vector<CaseEvent> events = SomeEvents(random);
    const std::string expected = RecordText(MergedFrom(events));
    std::vector<std::size_t> order(events.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    do {
      std::vector<CaseEvent> shuffled;
      for (const std::size_t i : order) shuffled.push_back(events[i]);
      ASSERT_EQ(RecordText(MergedFrom(shuffled)), expected) << "history " << history;
    } while (
        std::next_permutation(order.begin(), order.begin() + std::min<long>(4, std::ssize(order))));
  }
}

TEST(MergeTest, SayingEverythingTwiceInAnyOrderChangesNothing) {
  std::mt19937 random(2);
  for (int history = 0; history < 1000; ++history) {
    std::vector<CaseEvent> events = SomeEvents(random);
    const std::string expected = RecordText(MergedFrom(events));
    const std::vector<CaseEvent> once = events;
    events.insert(events.end(), once.begin(), once.end());
    std::shuffle(events.begin(), events.end(), random);
    ASSERT_EQ(RecordText(MergedFrom(events)), expected) << "history " << history;
  }
}

}  // namespace
}  // namespace caseclock
