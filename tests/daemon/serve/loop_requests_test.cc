// Questions from other threads, answered where the state is, or told that they will not be.
#include "daemon/serve/loop_requests.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "tests/support/told.h"

namespace caseclock {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class LoopRequestsTest : public testing::Test {
 protected:
  /// A turn of the loop, on this thread; one that comes too early is no answer yet.
  void ServeUntil(const std::atomic<int>& answers, int wanted) {
    while (answers < wanted) {
      requests_.Serve(councils_);
      std::this_thread::yield();
    }
  }

  LoopRequests requests_;
  Councils councils_{[](const std::string&) { return std::make_shared<const Definitions>(); },
                     Day("2024-03-22"), 0};
  std::atomic<int> answers_ = 0;
  std::atomic<std::int64_t> now_us_ = 0;
};

TEST_F(LoopRequestsTest, AQuestionIsAnsweredByTheLoopsThreadBeforeTheAskerGoesOn) {
  std::thread::id answered_by;
  auto asked = std::async(std::launch::async, [&] {
    return requests_.Ask(
        [&](const Councils&) {
          answered_by = std::this_thread::get_id();
          ++answers_;
        },
        hours(1));
  });
  ServeUntil(answers_, 1);
  EXPECT_TRUE(asked.get());
  EXPECT_EQ(answered_by, std::this_thread::get_id());
}

TEST_F(LoopRequestsTest, WhatItReadsIsTheStateOfTheCouncils) {
  const CaseEvent event = Told("C1", RecordKind::kReferral, "R1",
                               {On(Fact::kReferralOpened, "2024-03-01")}, "2024-03-01");
  ASSERT_TRUE(councils_.Apply(0, event, 0));
  const Councils* seen = nullptr;
  auto asked = std::async(std::launch::async, [&] {
    return requests_.Ask(
        [&](const Councils& councils) {
          seen = &councils;
          ++answers_;
        },
        hours(1));
  });
  ServeUntil(answers_, 1);
  ASSERT_TRUE(asked.get());
  EXPECT_EQ(seen, &councils_);
}

TEST_F(LoopRequestsTest, ATurnAnswersOneQuestionAndWithoutAnyDoesNothing) {
  requests_.Serve(councils_);
  std::vector<std::future<bool>> asked;
  for (int i = 0; i < 2; ++i) {
    asked.push_back(std::async(std::launch::async, [&] {
      return requests_.Ask([&](const Councils&) { ++answers_; }, hours(1));
    }));
  }
  for (int wanted = 1; wanted <= 2; ++wanted) {
    while (answers_ < wanted) {
      const int before = answers_;
      requests_.Serve(councils_);
      EXPECT_LE(answers_ - before, 1);
    }
  }
  EXPECT_TRUE(asked[0].get() && asked[1].get());
}

TEST_F(LoopRequestsTest, WhoseQuestionIsNotRunInTimeIsToldAndItNeverRuns) {
  EXPECT_FALSE(requests_.Ask([&](const Councils&) { ++answers_; }, milliseconds(0)));
  requests_.Serve(councils_);
  EXPECT_EQ(answers_, 0);
}

TEST_F(LoopRequestsTest, AnAnswerUnderWayIsWaitedForBeyondAllPatience) {
  using Clock = std::chrono::steady_clock;
  std::atomic<bool> stop = false;
  std::thread loop([&] {
    while (!stop) requests_.Serve(councils_);
  });
  bool ended = false;
  const auto slowly = [&](const Councils&) {
    const auto begun = Clock::now();
    while (Clock::now() - begun < milliseconds(20)) std::this_thread::yield();
    ended = true;
  };
  while (!requests_.Ask(slowly, milliseconds(1))) EXPECT_FALSE(ended);  // until the loop is in time
  EXPECT_TRUE(ended);
  stop = true;
  loop.join();
}

// Whoever asks without a pause gets a part of the loop's time, and events the rest.
TEST_F(LoopRequestsTest, AfterADearQuestionTheLoopRestsFourTimesAsLongFromQuestions) {
  LoopRequests requests([&] { return now_us_.load(); });
  const auto dear = [&](const Councils&) {
    now_us_ += 100'000;
    ++answers_;
  };
  std::vector<std::future<bool>> asked;
  for (int i = 0; i < 2; ++i) {
    asked.push_back(std::async(std::launch::async, [&] { return requests.Ask(dear, hours(1)); }));
  }
  while (requests.size() < 2) std::this_thread::yield();
  requests.Serve(councils_);
  EXPECT_EQ(answers_, 1);
  now_us_ += 399'999;
  requests.Serve(councils_);
  EXPECT_EQ(answers_, 1);
  now_us_ += 1;
  requests.Serve(councils_);
  EXPECT_EQ(answers_, 2);
  EXPECT_TRUE(asked[0].get() && asked[1].get());
}

TEST_F(LoopRequestsTest, NoRestIsLongerThanASecondSoThatPatienceOutlastsIt) {
  LoopRequests requests([&] { return now_us_.load(); });
  for (int wanted = 1; wanted <= 2; ++wanted) {
    auto asked = std::async(std::launch::async, [&] {
      return requests.Ask(
          [&](const Councils&) {
            now_us_ += 60'000'000;
            ++answers_;
          },
          hours(1));
    });
    while (requests.size() == 0) std::this_thread::yield();
    requests.Serve(councils_);
    EXPECT_EQ(answers_, wanted);
    now_us_ += 1'000'000;
    if (answers_ < wanted) requests.Close();
  }
}

/// Fills the queue: as many askers as may wait, and all others turned away.
TEST_F(LoopRequestsTest, MoreThanMayWaitAreTurnedAwayAtOnce) {
  constexpr std::size_t kTooMany = 5;
  std::atomic<int> turned_away = 0;
  std::vector<std::thread> askers;
  for (std::size_t i = 0; i < kMaxLoopQuestions + kTooMany; ++i) {
    askers.emplace_back([&] {
      if (!requests_.Ask([&](const Councils&) { ++answers_; }, hours(1))) ++turned_away;
    });
  }
  while (turned_away < static_cast<int>(kTooMany)) std::this_thread::yield();
  ServeUntil(answers_, static_cast<int>(kMaxLoopQuestions));
  for (std::thread& asker : askers) asker.join();
  EXPECT_EQ(turned_away, static_cast<int>(kTooMany));
  EXPECT_EQ(answers_, static_cast<int>(kMaxLoopQuestions));
}

}  // namespace
}  // namespace caseclock
