#include "daemon/exposition/view_board.h"

#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

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

TEST(ViewBoardTest, SaysOfEachAuthorityWhetherItsFiguresAreStale) {
  ViewBoard board;
  Health health = invented::GoodHealth();
  board.PublishHealth(health);
  EXPECT_THAT(board.Metrics(kNowUs).daemon, Not(HasSubstr("caseclock_stale")))
      << "no figures, and none to be stale";
  board.Publish(invented::CouncilView());
  EXPECT_THAT(board.Metrics(kNowUs).daemon,
              HasSubstr("caseclock_stale{authority=\"X01000001\"} 0\n"));
  health.held_batches = 1;
  health.held_authorities = {{"X01000002", kNowUs}};
  board.PublishHealth(health);
  EXPECT_THAT(board.Metrics(kNowUs).daemon,
              AllOf(HasSubstr("caseclock_stale{authority=\"X01000001\"} 0\n"),
                    HasSubstr("caseclock_stale{authority=\"X01000002\"} 1\n")));
  EXPECT_THAT(board.Metrics(kNowUs + kLoopSilentAfterUs).daemon,
              HasSubstr("caseclock_stale{authority=\"X01000001\"} 1\n"))
      << "without a new Health time alone tells";
}

TEST(ViewBoardTest, TheWordsOfTheCatalogueAreOfNoAuthority) {
  ViewBoard board;
  EXPECT_THAT(board.Metrics(kNowUs).daemon, Not(HasSubstr("caseclock_indicator_info")));
  board.PublishTexts(std::make_shared<const IndicatorTexts>(invented::Texts()));
  EXPECT_THAT(board.Metrics(kNowUs).daemon,
              HasSubstr("caseclock_indicator_info{indicator=\"ni64\",title=\"Protection plans that "
                        "lasted 2 years or more\",short_title=\"2-year plans\",kind=\"over_limit\","
                        "about=\"plan\",better=\"low\",figure=\"share\"} 1\n"));
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
