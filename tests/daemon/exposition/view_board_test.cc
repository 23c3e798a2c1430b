#include "daemon/exposition/view_board.h"

#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::HasSubstr;

TEST(ViewBoardTest, IsEmptyAndNotReadyBeforeTheFirstView) {
  ViewBoard board;
  EXPECT_EQ(board.CurrentView(), nullptr);
  EXPECT_EQ(*board.CurrentHealth(), Health());
  const MetricsText text = board.Metrics(kNowUs);
  EXPECT_EQ(*text.figures, "");
  EXPECT_THAT(text.daemon, HasSubstr("caseclock_ready 0\n"));
}

TEST(ViewBoardTest, RendersAViewOnce) {
  ViewBoard board;
  board.Publish(invented::SmallView());
  EXPECT_EQ(board.Metrics(kNowUs).figures, board.Metrics(kNowUs + 1).figures)
      << "the very same text";
}

TEST(ViewBoardTest, HealthIsOfNowWhateverTheView) {
  ViewBoard board;
  board.Publish(invented::SmallView());
  Health health = invented::GoodHealth();
  board.PublishHealth(health);
  const auto figures = board.Metrics(kNowUs).figures;
  health.events_accepted = 77;
  board.PublishHealth(health);
  EXPECT_THAT(board.Metrics(kNowUs).daemon, HasSubstr("caseclock_events_accepted_total 77\n"));
  EXPECT_EQ(board.Metrics(kNowUs).figures, figures);
}

TEST(ViewBoardTest, ReadersKeepTheViewTheyHold) {
  ViewBoard board;
  board.Publish(invented::SmallView());
  const auto held = board.CurrentView();
  board.Publish(std::make_shared<const View>());
  EXPECT_EQ(held->authorities.size(), 1u);
  EXPECT_TRUE(board.CurrentView()->authorities.empty());
}

TEST(ViewBoardTest, PublishingAndReadingAtOnceShowsWholeViewsOnly) {
  ViewBoard board;
  const auto small = invented::SmallView();
  const auto empty = std::make_shared<const View>();
  board.Publish(empty);
  const std::size_t whole = ViewRenderer(kDefaultSeriesBudget).Render(*small).size();
  std::thread loop([&] {
    for (int i = 0; i < 2000; ++i) board.Publish(i % 2 == 0 ? small : empty);
  });
  for (int i = 0; i < 200; ++i) {
    const std::size_t size = board.Metrics(kNowUs).figures->size();
    EXPECT_TRUE(size == 0 || size == whole) << size;
  }
  loop.join();
}

}  // namespace
}  // namespace caseclock
