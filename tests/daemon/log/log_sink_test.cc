#include "daemon/log/log_sink.h"

#include <gtest/gtest.h>

#include <string>

namespace caseclock {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr LogLimiter::Time kStart{};

TEST(LogLimiterTest, LetsTheFirstOfEachKindThrough) {
  LogLimiter limiter;
  EXPECT_EQ(limiter.Admit("FAIL", kStart), 0);
  EXPECT_EQ(limiter.Admit("FAIL", kStart + seconds(9)), std::nullopt);
  EXPECT_EQ(limiter.Admit("GETPID", kStart + seconds(9)), 0);
}

TEST(LogLimiterTest, TellsHowManyWereHeldBack) {
  LogLimiter limiter;
  EXPECT_EQ(limiter.Admit("FAIL", kStart), 0);
  for (int i = 1; i <= 49; ++i) {
    EXPECT_EQ(limiter.Admit("FAIL", kStart + milliseconds(i)), std::nullopt);
  }
  EXPECT_EQ(limiter.Admit("FAIL", kStart + seconds(10)), 49);
  EXPECT_EQ(limiter.Admit("FAIL", kStart + seconds(20)), 0);
}

TEST(LogLimiterTest, ForgetsRatherThanGrows) {
  LogLimiter limiter;
  for (std::size_t i = 0; i < LogLimiter::kMaxKinds; ++i) {
    EXPECT_EQ(limiter.Admit("kind " + std::to_string(i), kStart), 0);
  }
  EXPECT_EQ(limiter.Admit("kind 0", kStart), std::nullopt);
  EXPECT_EQ(limiter.Admit("one more", kStart), 0);
  EXPECT_EQ(limiter.Admit("kind 0", kStart), 0);  // was forgotten
}

}  // namespace
}  // namespace caseclock
