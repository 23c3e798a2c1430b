// Killed at any turn, with events arriving and checkpoints being written: the same state, the same figures.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <vector>

#include "daemon/simulation/council_simulation.h"
#include "tests/daemon/serve/running_loop.h"

namespace caseclock {
namespace {

constexpr int kPartitions = 2;
constexpr int kDays = 75;
constexpr std::size_t kBatch = 61;
constexpr char kToday[] = "2024-03-15";

/// Three small councils from 1 January 2024 on: more than two slices of records in one of them.
std::vector<CaseEvent> History() {
  const Date from = Date::FromYmd(2024, 1, 1);
  RegionSimulation region(InventedCouncils(3, from), 11, from);
  std::vector<CaseEvent> events;
  for (int day = 0; day < kDays; ++day) {
    for (CaseEvent& event : region.NextDay()) events.push_back(std::move(event));
  }
  return events;
}

std::int32_t PartitionOf(const CaseEvent& event) { return event.authority.back() == '2' ? 1 : 0; }

/// What a daemon that never dies, writes or waits arrives at.
class Undisturbed {
 public:
  explicit Undisturbed(const std::vector<CaseEvent>& events) {
    for (const CaseEvent& event : events) {
      auto& council = councils_[event.authority];
      if (council == nullptr) {
        council = std::make_unique<Authority>(event.authority,
                                              std::make_shared<const Definitions>(), Day(kToday));
      }
      council->Apply(event);
    }
  }

  void ExpectSame(const RunningLoop& running, const ServeLoop& loop, int kill) const {
    for (const auto& [code, council] : councils_) {
      const Authority* found = loop.councils().Find(code);
      ASSERT_NE(found, nullptr) << "killed after turn " << kill;
      ASSERT_TRUE(found->CanonicalState() == council->CanonicalState())
          << code << ", killed after turn " << kill;
      ASSERT_TRUE(*running.Council(code) == council->MakeView())
          << code << ", killed after turn " << kill;
      ASSERT_EQ(found->Audit(), 0) << code << ", killed after turn " << kill;
    }
  }

 private:
  std::map<std::string, std::unique_ptr<Authority>> councils_;
};

/// Tells the history to the topic bit by bit while the loop turns.
class Teller {
 public:
  Teller(const std::vector<CaseEvent>& events, FakeTopic& topic) : events_(events), topic_(topic) {}

  void Tell(std::size_t count) {
    for (; count > 0 && next_ < events_.size(); --count, ++next_) {
      topic_.Append(PartitionOf(events_[next_]), events_[next_]);
    }
  }
  void TellAll() { Tell(events_.size()); }

 private:
  const std::vector<CaseEvent>& events_;
  FakeTopic& topic_;
  std::size_t next_ = 0;
};

ServeLoopOptions AlwaysWriting() {
  ServeLoopOptions options = RunningLoop::Options();
  options.checkpoint_interval_us = 0;
  return options;
}

/// Lives for `turns`, is killed, and lives again to the end.
void KillAfter(int turns, const std::vector<CaseEvent>& events, const Undisturbed& expected) {
  World world(kPartitions, kToday);
  Teller teller(events, world.topic);
  {
    RunningLoop first(world, AlwaysWriting(), kBatch);
    for (int i = 0; i < turns; ++i) {
      teller.Tell(100);
      first.Turn();
    }
  }
  teller.TellAll();
  RunningLoop second(world, AlwaysWriting(), kBatch);
  second.CatchUp();
  expected.ExpectSame(second, second.loop(), turns);
}

TEST(RecoveryTest, AKillAfterAnyTurnChangesNothing) {
  const std::vector<CaseEvent> events = History();
  const Undisturbed expected(events);
  for (int turns = 1; turns <= 40; ++turns) {
    KillAfter(turns, events, expected);
    if (HasFatalFailure()) return;
  }
}

TEST(RecoveryTest, KilledAgainAndAgainItStillArrives) {
  const std::vector<CaseEvent> events = History();
  const Undisturbed expected(events);
  World world(kPartitions, kToday);
  Teller teller(events, world.topic);
  for (int life = 0; life < 40; ++life) {
    teller.Tell(150);
    RunningLoop loop(world, AlwaysWriting(), kBatch);
    loop.Turns(3 + life % 11);
  }
  teller.TellAll();
  RunningLoop last(world, AlwaysWriting(), kBatch);
  last.CatchUp();
  expected.ExpectSame(last, last.loop(), 0);
}

TEST(RecoveryTest, ADamagedNewestCheckpointChangesNothing) {
  const std::vector<CaseEvent> events = History();
  const Undisturbed expected(events);
  World world(kPartitions, kToday);
  Teller teller(events, world.topic);
  {
    RunningLoop first(world, AlwaysWriting(), kBatch);
    for (int i = 0; i < 50; ++i) {
      teller.Tell(100);
      first.Turn();
    }
  }
  ASSERT_GE(world.store.generations({"case-events", 0}), 2u);
  world.store.SpoilNewest({"case-events", 0});
  teller.TellAll();
  RunningLoop second(world, AlwaysWriting(), kBatch);
  second.CatchUp();
  expected.ExpectSame(second, second.loop(), 50);
}

TEST(RecoveryTest, TheHistoryIsLargeEnoughToMatter) {
  const std::vector<CaseEvent> events = History();
  EXPECT_GT(events.size(), 5000u);
  World world(kPartitions, kToday);
  Teller(events, world.topic).TellAll();
  RunningLoop loop(world, AlwaysWriting(), kBatch);
  loop.CatchUp();
  EXPECT_GT(loop.health()->checkpoint.generation, 2);
  EXPECT_GT(loop.Council("X99000001")->records, 2000) << "a council of several slices";
}

}  // namespace
}  // namespace caseclock
