#include "daemon/notify/courier_thread.h"

#include <gtest/gtest.h>

#include <future>

#include "tests/support/patience.h"
#include "tests/support/recording_transport.h"

namespace caseclock {
namespace {

TEST(CourierThreadTest, DeliversWhatIsQueuedWhileItRuns) {
  RecordingTransport transport;
  std::promise<void> sent;
  transport.During([&] { sent.set_value(); });
  Courier courier(&transport);
  const CourierThread thread(&courier);
  courier.Enqueue({"m-1", "desk@council.example", "bytes", 0});
  EXPECT_EQ(sent.get_future().wait_for(Patient(std::chrono::seconds(20))),
            std::future_status::ready);
}

TEST(CourierThreadTest, EndsWhileAnAttemptIsUnderWay) {
  RecordingTransport transport;
  std::promise<void> begun;
  transport.During([&] {
    begun.set_value();
    while (!transport.stopped()) std::this_thread::yield();
  });
  transport.AnswerAll(ServerDown());
  Courier courier(&transport);
  courier.Enqueue({"m-1", "desk@council.example", "bytes", 0});
  {
    const CourierThread thread(&courier);
    begun.get_future().wait();
  }
  EXPECT_EQ(transport.sent().size(), 1u);
  EXPECT_EQ(courier.Health().queued, 1);
}

TEST(CourierThreadTest, TheNextMailWaitsUntilTheOutcomeOfTheLastHasBeenNoted) {
  RecordingTransport transport;
  Courier courier(&transport);
  courier.Enqueue({"m-1", "desk@council.example", "bytes", 0});
  courier.Enqueue({"m-2", "desk@council.example", "bytes", 1});
  std::vector<std::size_t> untaken;
  std::promise<void> both;
  {
    const CourierThread thread(&courier, [&] {
      untaken.push_back(courier.TakeOutcomes().size());
      if (untaken.size() == 2) both.set_value();
    });
    both.get_future().wait();
  }
  EXPECT_EQ(untaken, (std::vector<std::size_t>{1, 1}));
}

}  // namespace
}  // namespace caseclock
