// A live feed sends what is known at once, and the rest when it is recorded.
#include "daemon/intake/feed_pace.h"

#include "gtest/gtest.h"

namespace caseclock {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kNoon = 1'700'000'000 * kSecond;

/// Moves when somebody sleeps; sets `stop` when its time has come.
class MovedClock : public FeedClock {
 public:
  std::int64_t NowUs() override { return now_us; }
  void Sleep(std::int64_t for_us) override {
    now_us += for_us;
    longest_us = std::max(longest_us, for_us);
    ++sleeps;
    if (now_us >= stop_at_us) stop = true;
  }

  std::int64_t now_us = kNoon;
  std::int64_t stop_at_us = kNoon + 1000 * kHour;
  std::int64_t longest_us = 0;
  int sleeps = 0;
  std::atomic<bool> stop{false};
};

TEST(FeedPaceTest, WhatHasBeenRecordedGoesAtOnceAndTheRestInItsTime) {
  const FeedPace pace{.began_us = kNoon, .replay_from_us = kNoon};
  EXPECT_EQ(pace.SendAtUs(kNoon - 1000 * kHour), kNoon);
  EXPECT_EQ(pace.SendAtUs(kNoon), kNoon);
  EXPECT_EQ(pace.SendAtUs(kNoon + kMinute), kNoon + kMinute);
}

TEST(FeedPaceTest, AReplayHurriesFromThePastToThePresent) {
  const FeedPace pace{.began_us = kNoon, .replay_from_us = kNoon - kHour, .speed = 60};
  EXPECT_EQ(pace.SendAtUs(kNoon - kHour - kSecond), kNoon);
  EXPECT_EQ(pace.SendAtUs(kNoon - kHour / 2), kNoon + 30 * kSecond);
  EXPECT_EQ(pace.SendAtUs(kNoon), kNoon + kMinute);
}

TEST(FeedPaceTest, AReplayNeverOvertakesTheClock) {
  const FeedPace pace{.began_us = kNoon, .replay_from_us = kNoon - kHour, .speed = 60};
  EXPECT_EQ(pace.SendAtUs(kNoon + 2 * kMinute), kNoon + 2 * kMinute);
  EXPECT_EQ(pace.SendAtUs(kNoon + kHour), kNoon + kHour);
}

TEST(WaitUntilTest, DoesNotSleepForWhatIsPast) {
  MovedClock clock;
  EXPECT_TRUE(WaitUntil(kNoon - kHour, clock, clock.stop));
  EXPECT_TRUE(WaitUntil(kNoon, clock, clock.stop));
  EXPECT_EQ(clock.sleeps, 0);
}

TEST(WaitUntilTest, ReturnsWhenTheTimeHasCome) {
  MovedClock clock;
  EXPECT_TRUE(WaitUntil(kNoon + kHour + 1, clock, clock.stop));
  EXPECT_EQ(clock.now_us, kNoon + kHour + 1);
  EXPECT_LE(clock.longest_us, kFeedLooksEveryUs);
}

TEST(WaitUntilTest, EndsSoonWhenAskedToStop) {
  MovedClock clock;
  clock.stop_at_us = kNoon + 5 * kSecond;
  EXPECT_FALSE(WaitUntil(kNoon + kHour, clock, clock.stop));
  EXPECT_EQ(clock.now_us, kNoon + 5 * kSecond);
}

TEST(WaitUntilTest, AStopComesBeforeWhatIsPast) {
  MovedClock clock;
  clock.stop = true;
  EXPECT_FALSE(WaitUntil(kNoon - kHour, clock, clock.stop));
}

}  // namespace
}  // namespace caseclock
