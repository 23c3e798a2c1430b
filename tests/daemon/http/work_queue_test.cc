#include "daemon/http/work_queue.h"

#include <atomic>
#include <future>

#include "gtest/gtest.h"

namespace caseclock {
namespace {

TEST(WorkQueueTest, BeyondItsBoundsWorkIsTurnedAway) {
  WorkQueue queue({.threads = 1, .waiting = 3, .waiting_of_one = 2});
  std::promise<void> begun, may_end;
  ASSERT_TRUE(queue.Add([&] {
    begun.set_value();
    may_end.get_future().wait();
  }));
  begun.get_future().wait();
  std::atomic<int> done = 0;
  const auto count = [&] { ++done; };
  EXPECT_TRUE(queue.Add(count, "10.0.0.1"));
  EXPECT_TRUE(queue.Add(count, "10.0.0.1"));
  EXPECT_FALSE(queue.Add(count, "10.0.0.1")) << "a third of one client";
  EXPECT_TRUE(queue.Add(count, "10.0.0.2")) << "another has its place";
  EXPECT_FALSE(queue.Add(count, "10.0.0.3")) << "a fourth of all";
  may_end.set_value();
  queue.Close();
  EXPECT_EQ(done, 3) << "what was taken is done";
  EXPECT_FALSE(queue.Add(count));
}

TEST(WorkQueueTest, ClosingWaitsForNoRest) {
  WorkQueue queue({.threads = 1});
  std::promise<void> resting;
  queue.Add([&] {
    resting.set_value();
    queue.Rest(std::chrono::hours(1));
  });
  resting.get_future().wait();
  queue.Close();
  EXPECT_TRUE(queue.IsClosed());
}

}  // namespace
}  // namespace caseclock
