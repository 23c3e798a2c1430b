#include "daemon/exposition/collector.h"

#include <memory>
#include <set>
#include <sstream>
#include <string>

#include "daemon/exposition/view_renderer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/daemon/exposition/promtool.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::HasSubstr;
using testing::Not;

std::string Rendered(const View& view, std::int64_t budget = kDefaultSeriesBudget) {
  return ViewRenderer(budget).Render(view);
}

/// What the board shows beside figures.
std::string DaemonText(const View& view, const Health& health) {
  return HealthMetricsText(health, kNowUs) + StaleMetricsText(&view, health, kNowUs) +
         IndicatorMetricsText(invented::Texts()) + AlertMetricsText(invented::BusyAlerts());
}

TEST(CollectorTest, GoldenTextOfASmallView) {
  const std::string text =
      Rendered(*invented::SmallView()) + DaemonText(*invented::SmallView(), invented::GoodHealth());
  ExpectGolden(text, "tests/daemon/exposition/metrics.golden");
}

TEST(CollectorTest, PromtoolHasNothingToSay) {
  if (!HasPromtool()) GTEST_SKIP() << "promtool is not installed: the text was not checked by it";
  Health health = invented::GoodHealth();
  health.held_batches = 1;
  health.held_since_us = kNowUs;
  const auto view = invented::CouncilView();
  EXPECT_EQ(PromtoolFindings(Rendered(*view) + DaemonText(*view, health)), "");
}

TEST(CollectorTest, EveryFamilyOfTheTableIsShownByACouncilInFullOperation) {
  Health health = invented::GoodHealth();
  health.held_batches = 1;
  health.held_since_us = kNowUs;
  health.incomplete_exports["X01000001"] = {{.key = {kNowUs, "annex-a", "e-7"},
                                             .accepted = 190,
                                             .declared = 200,
                                             .refused = 10,
                                             .began_at_us = kNowUs}};
  const auto view = invented::CouncilView();
  const std::string text = Rendered(*view) + DaemonText(*view, health);
  for (const MetricDescription& each : MetricCatalogue()) {
    EXPECT_THAT(text, HasSubstr("# TYPE " + std::string(each.name) + " ")) << each.name;
  }
}

TEST(CollectorTest, NoSeriesAppearsTwice) {
  const auto view = invented::CouncilView();
  std::istringstream text(Rendered(*view) + DaemonText(*view, invented::GoodHealth()));
  std::set<std::string> seen;
  for (std::string line; std::getline(text, line);) {
    EXPECT_TRUE(seen.insert(line.substr(0, line.rfind(' '))).second || line[0] == '#') << line;
  }
}

TEST(CollectorTest, WhatHasNotHappenedIsAbsentNotZero) {
  const std::string text = HealthMetricsText(Health(), kNowUs);
  EXPECT_THAT(text, Not(HasSubstr("caseclock_last_event_timestamp_seconds")));
  EXPECT_THAT(text, Not(HasSubstr("caseclock_checkpoint_timestamp_seconds")));
  EXPECT_THAT(text, HasSubstr("\ncaseclock_ready 0\n"));
  EXPECT_THAT(text, HasSubstr("\ncaseclock_live 1\n"));
}

TEST(CollectorTest, QuotesInTeamNamesAreEscaped) {
  auto authority = invented::SmallAuthority();
  authority->rows[2].team = "The \"A\\B\" team";
  View view{.as_of = authority->as_of, .authorities = {authority}};
  EXPECT_THAT(Rendered(view), HasSubstr(R"(team="The \"A\\B\" team")"));
}

TEST(CollectorTest, BudgetIsEnforcedAndShown) {
  const std::string text = Rendered(*invented::SmallView(), 41);
  EXPECT_THAT(text, Not(HasSubstr("previous_year_numerator{authority=\"X01\",team=\"Moss Team\"")));
  EXPECT_THAT(text, HasSubstr("caseclock_series{authority=\"X01\"} 41\n"));
  EXPECT_THAT(text, HasSubstr("caseclock_series_dropped{authority=\"X01\"} 2\n"));
}

TEST(ViewRendererTest, KeepsFamiliesWholeAcrossAuthorities) {
  const std::string text = Rendered(*invented::CouncilView());
  const std::string type = "# TYPE caseclock_drag_clocks gauge";
  EXPECT_EQ(text.find(type), text.rfind(type));
}

TEST(ViewRendererTest, WhatWasKeptReadsAsWhatIsRenderedAnew) {
  const auto council = invented::CouncilView();
  auto changed = std::make_shared<AuthorityView>(*council->authorities[1]);
  changed->rows[0].current.numerator += 1;
  const View next{.as_of = council->as_of, .authorities = {council->authorities[0], changed}};
  ViewRenderer renderer(kDefaultSeriesBudget);
  const std::string before = renderer.Render(*council);
  EXPECT_EQ(renderer.Render(next), Rendered(next));
  EXPECT_NE(renderer.Render(next), before);
  EXPECT_EQ(renderer.Render(*council), before);
}

TEST(ViewRendererTest, KeepsNothingOfViewsThatAreGone) {
  ViewRenderer renderer(kDefaultSeriesBudget);
  auto view = invented::SmallView();
  const std::weak_ptr<const AuthorityView> old = view->authorities[0];
  renderer.Render(*view);
  view.reset();
  renderer.Render(*invented::SmallView());
  EXPECT_TRUE(old.expired()) << "else memory grows with every view";
}

TEST(ViewRendererTest, AnAuthorityThatLeavesIsGone) {
  const auto council = invented::CouncilView();
  ViewRenderer renderer(kDefaultSeriesBudget);
  renderer.Render(*council);
  const View alone{.as_of = council->as_of, .authorities = {council->authorities[1]}};
  EXPECT_THAT(renderer.Render(alone), Not(HasSubstr("X01000001")));
  EXPECT_EQ(renderer.Render(View{}), "");
}

}  // namespace
}  // namespace caseclock
