#include "daemon/exposition/series.h"

#include <map>
#include <memory>

#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/support/invented_judgement.h"

namespace caseclock {
namespace {

const AuthorityView& Council() {
  static const auto kView = invented::CouncilView();
  return *kView->authorities[0];
}

std::map<SeriesGroup, std::int64_t> GroupSizes(const AuthorityView& view) {
  std::map<SeriesGroup, std::int64_t> sizes;
  ForEachSample(view, [&](const Sample& sample) { ++sizes[sample.group]; });
  return sizes;
}

TEST(ForEachSampleTest, CountsByHandForTheSmallAuthority) {
  const auto sizes = GroupSizes(*invented::SmallAuthority());
  // Two windows of 5, rereferral's 4 without a share, open-drag-soon-earlier-oldest of 5 and 4, and 5 of
  // the authority.
  EXPECT_EQ(sizes.at(SeriesGroup::kAuthorityWide), 2 * 5 + 4 + 5 + 4 + 5);
  EXPECT_EQ(sizes.at(SeriesGroup::kTeamYear), 3);
  EXPECT_EQ(sizes.at(SeriesGroup::kTeamPreviousYear), 2);
  EXPECT_EQ(sizes.at(SeriesGroup::kTeamNow), 5);
  EXPECT_EQ(sizes.at(SeriesGroup::kMonths), 4);
  EXPECT_EQ(sizes.at(SeriesGroup::kQuality), 1);
}

TEST(ForEachSampleTest, SamplesCarryTheLabelsOfTheirFamily) {
  ForEachSample(Council(), [](const Sample& sample) {
    ASSERT_EQ(sample.labels.size(), Describe(sample.metric).Labels().size());
  });
}

TEST(ForEachSampleTest, ShareIsAbsentWithoutADenominator) {
  int shares = 0;
  ForEachSample(*invented::SmallAuthority(), [&](const Sample& sample) {
    if (sample.metric != Metric::kIndicatorShareRatio) return;
    ++shares;
    EXPECT_NE(sample.labels[2], "rereferral");
  });
  EXPECT_EQ(shares, 3);
}

TEST(ForEachSampleTest, OldestOpenStartIsMidnightUtc) {
  ForEachSample(*invented::SmallAuthority(), [](const Sample& sample) {
    if (sample.metric == Metric::kOldestOpenStart && sample.labels[1].empty()) {
      EXPECT_EQ(sample.value, 1'698'883'200);  // 2023-11-02T00:00:00Z
    }
  });
}

TEST(ForEachSampleTest, DueDaysAndAgesOfTeamsAreAGroupOfTheirOwn) {
  AuthorityView view;
  view.authority = "X01";
  AddEverythingBesideRows(view);
  const auto sizes = GroupSizes(view);
  EXPECT_EQ(sizes.at(SeriesGroup::kTeamDue), 2);
  EXPECT_LT(SeriesGroup::kTeamDue, SeriesGroup::kTeamNow) << "they go before open and drag do";
  std::map<Metric, std::vector<std::string>> labels;
  ForEachSample(view, [&](const Sample& sample) {
    if (sample.group == SeriesGroup::kTeamDue) {
      labels[sample.metric].emplace_back(sample.labels.back());
    }
  });
  EXPECT_EQ(labels[Metric::kDueClocks], std::vector<std::string>{"2024-04-02"});
  EXPECT_EQ(labels[Metric::kDragAgeClocks], std::vector<std::string>{"up to 1 week"});
}

TEST(PlanSeriesTest, AllIsShownWithinTheBudget) {
  const SeriesPlan plan = PlanSeries(Council(), 1'000'000);
  EXPECT_EQ(plan.dropped, 0);
  EXPECT_TRUE(plan.Shows(SeriesGroup::kTeamPreviousYear));
}

TEST(PlanSeriesTest, OneTooManyLeavesOutThePreviousYearOfTeams) {
  const auto sizes = GroupSizes(Council());
  const std::int64_t all = PlanSeries(Council(), 1'000'000).shown;
  const SeriesPlan plan = PlanSeries(Council(), all - 1);
  EXPECT_EQ(plan.dropped, sizes.at(SeriesGroup::kTeamPreviousYear));
  EXPECT_EQ(plan.shown, all - plan.dropped);
  EXPECT_FALSE(plan.Shows(SeriesGroup::kTeamPreviousYear));
  EXPECT_TRUE(plan.Shows(SeriesGroup::kTeamYears3));
}

TEST(PlanSeriesTest, ThenTheThreeYearWindowsOfTeams) {
  const auto sizes = GroupSizes(Council());
  const std::int64_t all = PlanSeries(Council(), 1'000'000).shown;
  const SeriesPlan plan = PlanSeries(Council(), all - sizes.at(SeriesGroup::kTeamPreviousYear) - 1);
  EXPECT_EQ(plan.first_shown, SeriesGroup::kTeamWeek);
  EXPECT_EQ(plan.shown + plan.dropped, all);
}

TEST(PlanSeriesTest, WholeAuthorityStaysWhateverTheBudget) {
  const SeriesPlan plan = PlanSeries(Council(), 0);
  EXPECT_EQ(plan.first_shown, SeriesGroup::kAuthorityWide);
  EXPECT_EQ(plan.shown, GroupSizes(Council()).at(SeriesGroup::kAuthorityWide));
}

TEST(PlanAllSeriesTest, OverTheTotalTheFirstGroupGoesFromEveryAuthority) {
  const SeriesSizes sizes = CountSeries(Council());
  const std::int64_t all = PlanSeries(Council(), 1'000'000).shown;
  const std::vector<SeriesSizes> three(3, sizes);
  for (const SeriesPlan& plan : PlanAllSeries(three, 1'000'000, 3 * all)) {
    EXPECT_EQ(plan.dropped, 0);
  }
  for (const SeriesPlan& plan : PlanAllSeries(three, 1'000'000, 3 * all - 1)) {
    EXPECT_EQ(plan.first_shown, SeriesGroup::kTeamYears3);
  }
}

TEST(PlanAllSeriesTest, AnAuthorityThatHasLeftAGroupOutLosesNoMoreForTheOthers) {
  const SeriesSizes large = CountSeries(Council());
  const std::int64_t all = PlanSeries(Council(), 1'000'000).shown;
  SeriesSizes small = {};
  small.back() = 10;
  const auto plans = PlanAllSeries({large, small}, all - 1, all);
  EXPECT_EQ(plans[0].first_shown, SeriesGroup::kTeamYears3) << "its own budget says so";
  EXPECT_EQ(plans[1].dropped, 0);
  EXPECT_EQ(plans[1].shown, 10);
}

TEST(PlanAllSeriesTest, WholeAuthoritiesStayWhateverTheTotal) {
  const SeriesSizes sizes = CountSeries(Council());
  for (const SeriesPlan& plan : PlanAllSeries({sizes, sizes}, 1'000'000, 0)) {
    EXPECT_EQ(plan.shown, sizes.back());
  }
}

}  // namespace
}  // namespace caseclock
