// From running sums to figures: windows, twins, rates, percentiles, months, order.
#include "processors/view_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "processors/authority.h"
#include "processors/indicator/quality.h"
#include "processors/view_details.h"
#include "tests/support/day.h"

namespace caseclock {
namespace {

using testing::ElementsAre;

/// Sums made by hand, and the view they give as of 31 March 2024.
class ViewBuilderTest : public testing::Test {
 protected:
  ViewBuilderTest() : tally_(definitions_.catalogue.indicators.size()) {
    teams_.Intern(kWholeAuthority);
    teams_.Intern(kNoTeam);
  }

  std::uint16_t Place(std::string_view indicator) const {
    for (std::size_t i = 0; i < definitions_.catalogue.indicators.size(); ++i) {
      if (definitions_.catalogue.indicators[i].id == indicator)
        return static_cast<std::uint16_t>(i);
    }
    ADD_FAILURE() << indicator;
    return 0;
  }

  void Add(const char* indicator, Series series, const char* day, std::int32_t n,
           const char* team = "") {
    Contribution contribution;
    contribution.deltas = {{Place(indicator), series, teams_.Intern(team), Day(day), n}};
    tally_.Apply(contribution, +1);
  }

  AuthorityView Build(const char* as_of = "2024-03-31") const {
    return BuildView(tally_, teams_, definitions_, {}, {.authority = "E1", .as_of = Day(as_of)});
  }

  static Row RowOf(const AuthorityView& view, const char* indicator, Window window = Window::kYear,
                   const char* team = "") {
    for (const Row& row : view.rows) {
      if (row.indicator == indicator && row.window == window && row.team == team) return row;
    }
    ADD_FAILURE() << "no row of " << indicator << " for \"" << team << "\"";
    return {};
  }

  Definitions definitions_;
  StringPool teams_;
  Tally tally_;
};

TEST_F(ViewBuilderTest, WindowsAndTwinsAreDifferencesOfSums) {
  Add("ni60", Series::kDenominator, "2023-03-31", 1);
  Add("ni60", Series::kDenominator, "2023-04-01", 10);
  Add("ni60", Series::kDenominator, "2024-03-31", 100);
  Add("ni60", Series::kNumerator, "2024-03-31", 60);
  const AuthorityView view = Build();
  const Row year = RowOf(view, "ni60");
  EXPECT_EQ(year.current, (PeriodFigures{{Day("2023-04-01"), Day("2024-03-31")}, 60, 110}));
  EXPECT_EQ(year.previous_year, (PeriodFigures{{Day("2022-04-01"), Day("2023-03-31")}, 0, 1}));
  EXPECT_TRUE(year.previous_year.known);
  EXPECT_EQ(RowOf(view, "ni60", Window::kMonth).current.denominator, 100);
  EXPECT_EQ(RowOf(view, "ni60", Window::kMonth).previous_year.denominator, 1);
  EXPECT_EQ(RowOf(view, "ni60", Window::kYears3).current.denominator, 111);
}

TEST_F(ViewBuilderTest, OpenDragAndDueSoonAreTheSameInEveryWindow) {
  Add("ni60", Series::kOpen, "2020-01-06", 3);
  Add("ni60", Series::kDrag, "2024-03-31", 2);
  Add("ni60", Series::kDrag, "2024-04-01", 1);
  Add("ni60", Series::kDueSoon, "2024-03-25", 1);
  const AuthorityView view = Build();
  for (const Window window : kAllWindows) {
    const Row row = RowOf(view, "ni60", window);
    EXPECT_EQ(row.open, 3);
    EXPECT_EQ(row.drag, 2) << "tomorrow's drag is not today's";
    EXPECT_EQ(row.due_soon, 1);
  }
}

TEST_F(ViewBuilderTest, AStockIsTheSumUpToTheWindowsEnd) {
  Add("cpp", Series::kNumerator, "2020-01-06", 5);
  Add("cpp", Series::kNumerator, "2023-06-01", 2);
  const AuthorityView view = Build();
  EXPECT_EQ(RowOf(view, "cpp").current.numerator, 7);
  EXPECT_EQ(RowOf(view, "cpp").previous_year.numerator, 5);
  EXPECT_EQ(RowOf(view, "cpp", Window::kWeek).current.numerator, 7);
  EXPECT_EQ(RowOf(view, "cpp").open, 7);
}

TEST_F(ViewBuilderTest, RatesNeedAPopulationAndFlowsAreAnnualised) {
  Add("referral_rate", Series::kNumerator, "2024-03-15", 31);
  EXPECT_EQ(RowOf(Build(), "referral_rate").per_10000, std::nullopt);
  definitions_.population = 20'000;
  const Row month = RowOf(Build(), "referral_rate", Window::kMonth);
  EXPECT_EQ(month.current.denominator, 20'000);
  EXPECT_DOUBLE_EQ(*month.per_10000, 15.5);
  EXPECT_DOUBLE_EQ(*month.per_10000_annualised, 15.5 * 366 / 31)
      << "April 2023 to March 2024 has 366 days";
  EXPECT_EQ(RowOf(Build(), "cpp").per_10000_annualised, std::nullopt);
}

TEST_F(ViewBuilderTest, TeamsHaveNoPopulationAndSoNoRate) {
  definitions_.population = 20'000;
  Add("referral_rate", Series::kNumerator, "2024-03-15", 31, "North");
  const Row row = RowOf(Build(), "referral_rate", Window::kMonth, "North");
  EXPECT_EQ(row.current.numerator, 31);
  EXPECT_EQ(row.current.denominator, 0);
  EXPECT_EQ(row.per_10000, std::nullopt);
}

TEST_F(ViewBuilderTest, ATeamHasRowsWhereSomethingOfItWasCounted) {
  Add("ni60", Series::kOpen, "2024-03-01", 1, "North");
  Add("ni59", Series::kOpen, "2024-03-01", 1, "South");
  Add("ni59", Series::kOpen, "2024-03-01", -1, "South");
  std::set<std::string> rows;
  for (const Row& row : Build().rows) {
    if (!row.team.empty()) rows.insert(row.indicator + " " + row.team);
  }
  EXPECT_THAT(rows, ElementsAre("ni60 North"));
}

TEST_F(ViewBuilderTest, RowsStandByIndicatorThenTeamThenWindow) {
  for (const char* team : {"South", "North", kNoTeam})
    Add("ni60", Series::kOpen, "2024-03-01", 1, team);
  std::vector<std::string> order;
  for (const Row& row : Build().rows) {
    if (row.indicator == "ni60" && row.window == Window::kWeek) order.push_back(row.team);
  }
  EXPECT_THAT(order, ElementsAre("", "(none)", "North", "South"));
  EXPECT_EQ(Build().rows.front().indicator, "assessment_45");
  EXPECT_EQ(Build().rows.front().window, Window::kWeek);
}

TEST_F(ViewBuilderTest, AWindowThatEndsBeforeTheFirstDataHasNoValueAndAMonthNoPoint) {
  Add("referral_rate", Series::kNumerator, "2024-02-10", 1);
  Add("referral_rate", Series::kNumerator, "2022-06-01", 1);  // stray: nothing for a year after it
  const AuthorityView view = Build();
  EXPECT_TRUE(RowOf(view, "referral_rate").current.known);
  EXPECT_FALSE(RowOf(view, "referral_rate").previous_year.known);
  EXPECT_TRUE(RowOf(view, "referral_rate", Window::kMonth).previous.known) << "February";
  EXPECT_FALSE(RowOf(view, "ni60").previous.known) << "nothing ever";
  std::vector<Date> months;
  for (const MonthPoint& point : view.months) months.push_back(point.month);
  EXPECT_THAT(months, ElementsAre(Day("2024-02-01"), Day("2024-03-01")));
}

TEST_F(ViewBuilderTest, TheMonthlySeriesReachesBackThirtySixMonthsOldestFirst) {
  for (const char* day : {"2021-03-01", "2022-02-01", "2023-01-01"}) {
    Add("ni60", Series::kDenominator, day, 1);
  }
  Add("ni60", Series::kOpen, "2023-11-10", -1);
  Add("ni60", Series::kOpen, "2023-11-11", 1);
  Add("ni60", Series::kOpen, "2024-02-10", 1);
  Add("ni60", Series::kDrag, "2024-03-05", 1);
  Add("ni60", Series::kDenominator, "2024-02-29", 4);
  std::vector<MonthPoint> months;
  for (const MonthPoint& point : Build("2024-03-04").months) {
    if (point.indicator == "ni60") months.push_back(point);
  }
  ASSERT_EQ(months.size(), static_cast<std::size_t>(kMonthsShown));
  EXPECT_EQ(months.front().month, Day("2021-04-01"));
  EXPECT_EQ(months.back(), (MonthPoint{"ni60", Day("2024-03-01"), 0, 0, 1, 0})) << "as of the 4th";
  EXPECT_EQ(months[kMonthsShown - 2], (MonthPoint{"ni60", Day("2024-02-01"), 0, 4, 1, 0}));
}

TEST_F(ViewBuilderTest, OnlyEntryDelayOfTheWholeAuthorityHasPercentiles) {
  Contribution contribution;
  contribution.delays = {{Place("entry_delay"), Day("2024-03-15"), 3}};
  tally_.Apply(contribution, +1);
  Add("entry_delay", Series::kDenominator, "2024-03-15", 1, "North");
  EXPECT_EQ(RowOf(Build(), "entry_delay").median_days, 3);
  EXPECT_EQ(RowOf(Build(), "entry_delay").percentile_90_days, 3);
  EXPECT_EQ(RowOf(Build("2024-04-01"), "entry_delay").median_days, std::nullopt) << "a new year";
  EXPECT_EQ(RowOf(Build(), "entry_delay", Window::kYear, "North").median_days, std::nullopt);
  EXPECT_EQ(RowOf(Build(), "ni60").median_days, std::nullopt);
}

TEST_F(ViewBuilderTest, QualityStandsByRuleThenTeam) {
  Contribution contribution;
  const TeamNumber north = teams_.Intern("North");
  contribution.findings = {{static_cast<std::uint16_t>(QualityRule::kPlansOverlap), north},
                           {static_cast<std::uint16_t>(QualityRule::kPlansOverlap), kNoTeamNumber},
                           {static_cast<std::uint16_t>(QualityRule::kDateInFuture), north},
                           {static_cast<std::uint16_t>(QualityRule::kDateInFuture), north}};
  tally_.Apply(contribution, +1);
  EXPECT_THAT(Build().quality, ElementsAre(QualityCount{"date_in_future", "North", 2},
                                           QualityCount{"plans_overlap", "(none)", 1},
                                           QualityCount{"plans_overlap", "North", 1}));
}

TEST(PeriodFiguresTest, AShareOfNothingIsUndefined) {
  EXPECT_EQ((PeriodFigures{{}, 0, 0}).Share(), std::nullopt);
  EXPECT_EQ((PeriodFigures{{}, 1, 4}).Share(), 0.25);
}

}  // namespace
}  // namespace caseclock
