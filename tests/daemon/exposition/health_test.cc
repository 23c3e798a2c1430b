#include "daemon/exposition/health.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(IsLiveTest, LoopThatSaysSoAndKeepsReportingLives) {
  Health health = invented::GoodHealth();
  health.at_us = kNowUs - kLoopSilentAfterUs;
  EXPECT_TRUE(IsLive(health, kNowUs));
  health.at_us -= 1;
  EXPECT_FALSE(IsLive(health, kNowUs)) << "a loop that hangs cannot say so itself";
}

TEST(IsLiveTest, DaemonThatIsStartingLives) { EXPECT_TRUE(IsLive(Health(), kNowUs)); }

TEST(IsLiveTest, LoopThatHasStoppedDoesNotLive) {
  Health health = invented::GoodHealth();
  health.live = false;
  EXPECT_FALSE(IsLive(health, kNowUs));
}

FigureState StateNow(const Health& health, std::string_view authority = "X01") {
  return StateOfFigures(health, authority, true, kNowUs);
}

TEST(FigureStateTest, LiveAndQuietMayBeTakenAsCurrent) {
  Health health = invented::GoodHealth();
  EXPECT_EQ(StateNow(health), FigureState::kLive);
  EXPECT_FALSE(IsStale(FigureState::kLive));
  health.last_event_at_us = kNowUs - kQuietAfterUs;
  EXPECT_EQ(StateNow(health), FigureState::kLive);
  health.last_event_at_us -= 1;
  EXPECT_EQ(StateNow(health), FigureState::kQuiet);
  health.last_event_at_us = 0;
  EXPECT_EQ(StateNow(health), FigureState::kQuiet);
  EXPECT_FALSE(IsStale(FigureState::kQuiet)) << "every night is quiet";
}

TEST(FigureStateTest, EveryOtherStateMustNot) {
  for (const FigureState state :
       {FigureState::kHolding, FigureState::kCatchingUp, FigureState::kNotReady,
        FigureState::kStarting, FigureState::kStopped}) {
    EXPECT_TRUE(IsStale(state)) << static_cast<int>(state);
  }
}

TEST(FigureStateTest, AnExportHoldsItsOwnCouncilOnly) {
  Health health = invented::GoodHealth();
  health.held_batches = 1;
  health.held_authorities = {{"X02", kNowUs}};
  EXPECT_EQ(StateNow(health, "X01"), FigureState::kLive);
  EXPECT_EQ(StateNow(health, "X02"), FigureState::kHolding);
  EXPECT_EQ(StateNow(health, ""), FigureState::kHolding) << "of some council";
}

TEST(FigureStateTest, TheGravestHolds) {
  Health health = invented::GoodHealth();
  health.last_event_at_us = 0;
  EXPECT_EQ(StateOfFigures(health, "", false, kNowUs), FigureState::kStarting);
  health.contract_breaches = {"the topic forgets after 7 days"};
  health.ready = false;
  EXPECT_EQ(StateNow(health), FigureState::kNotReady);
  health.held_authorities = {{"X01", kNowUs}};
  EXPECT_EQ(StateNow(health), FigureState::kHolding);
  health.partitions[1].caught_up = false;
  EXPECT_EQ(StateNow(health), FigureState::kCatchingUp);
  health.at_us = kNowUs - kLoopSilentAfterUs - 1;
  EXPECT_EQ(StateNow(health), FigureState::kStopped);
  EXPECT_EQ(StateNow(Health()), FigureState::kStarting);
}

TEST(NotReadyReasonsTest, ReadyHasNone) {
  EXPECT_THAT(NotReadyReasons(invented::GoodHealth(), kNowUs), IsEmpty());
}

TEST(NotReadyReasonsTest, StartingIsAReason) {
  EXPECT_THAT(NotReadyReasons(Health(), kNowUs), ElementsAre("the daemon is starting"));
}

TEST(NotReadyReasonsTest, GivesTheLoopsReasonsThenItsSilence) {
  Health health = invented::GoodHealth();
  health.ready = false;
  health.not_ready_because = {"partition 1 is still catching up: 5,200 events to read"};
  health.at_us = kNowUs - 180'000'000;
  EXPECT_THAT(NotReadyReasons(health, kNowUs),
              ElementsAre("partition 1 is still catching up: 5,200 events to read",
                          "the loop has been silent for 3 minutes"));
}

TEST(NotReadyReasonsTest, ALoopThatSaysReadyAndThenHangsIsNotReady) {
  Health health = invented::GoodHealth();
  health.at_us = kNowUs - 2 * kLoopSilentAfterUs;
  EXPECT_THAT(NotReadyReasons(health, kNowUs),
              ElementsAre("the loop has been silent for 2 minutes"));
}

}  // namespace
}  // namespace caseclock
