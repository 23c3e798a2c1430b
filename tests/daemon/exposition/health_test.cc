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
