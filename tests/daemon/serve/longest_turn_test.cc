#include "daemon/serve/longest_turn.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

TEST(LongestTurnTest, IsOfThisMinuteAndTheOneBefore) {
  LongestTurn turns;
  EXPECT_EQ(turns.us(), 0);
  turns.Note(1 * kSecond, 2000);
  turns.Note(59 * kSecond, 9000);
  EXPECT_EQ(turns.us(), 9000);
  turns.Note(61 * kSecond, 1000);
  EXPECT_EQ(turns.us(), 9000);
  turns.Note(120 * kSecond, 3000);
  EXPECT_EQ(turns.us(), 3000) << "two minutes later it is forgotten";
}

TEST(LongestTurnTest, ATurnOfMinutesIsToldOnceItEnds) {
  LongestTurn turns;
  turns.Note(1 * kSecond, 5000);
  turns.Note(601 * kSecond, 600 * kSecond);
  EXPECT_EQ(turns.us(), 600 * kSecond);
}

}  // namespace
}  // namespace caseclock
