#include "daemon/page/board_charts.h"

#include "daemon/page/clock_totals.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

const Date kMonday = Date::FromYmd(2024, 3, 18);

// Initial assessments watched by two limits ("a" and "a7"), and conferences ("c").
class BoardChartsTest : public testing::Test {
 protected:
  BoardChartsTest() { view_.as_of = Date::FromYmd(2024, 3, 20); }

  void Has(const std::string& indicator, const std::string& team, std::int64_t drag) {
    Row row;
    row.indicator = indicator;
    row.team = team;
    row.open = drag + 1;
    row.drag = drag;
    view_.rows.push_back(row);
  }
  void Aged(const std::string& indicator, const std::string& team, std::size_t age,
            std::int64_t count) {
    view_.drag_ages.push_back({indicator, team, kDragAgeBands[age].name, count});
  }
  void TwoLimitsOfTheSameClocks() {
    for (const char* team : {"", "Alder"}) {
      Has("a", team, 9);
      Aged("a", team, 0, 7);
      Aged("a", team, 3, 2);
      Has("a7", team, 12);
      Aged("a7", team, 0, 12);
    }
    for (const char* team : {"", "Birch"}) {
      Has("c", team, 5);
      Aged("c", team, 1, 5);
    }
  }
  void Weeks(const std::vector<std::int64_t>& drag) {
    for (std::size_t i = 0; i < drag.size(); ++i) {
      const Date monday = kMonday + 7 * (static_cast<int>(i) - static_cast<int>(drag.size()));
      view_.clock_weeks.push_back({"a", monday, 40, drag[i], 3});
      view_.clock_weeks.push_back({"a7", monday, 40, drag[i] + 1, 4});
    }
  }

  WorkingDays calendar_ = WorkingDays::EnglandAndWales();
  AuthorityView view_;
  IndicatorTexts texts_ = {
      {.id = "a", .title = "A", .short_title = "Initial", .clocks = "same"},
      {.id = "a7", .title = "A7", .short_title = "Initial 7", .clocks = "same"},
      {.id = "c", .title = "C", .short_title = "Conferences"}};
};

TEST_F(BoardChartsTest, DragByTeamCountsEachClockOnceAndAddsUp) {
  TwoLimitsOfTheSameClocks();
  const PageChart chart = DragByTeamChart(view_, texts_);
  EXPECT_THAT(chart.labels, ElementsAre("Alder", "Birch"));
  EXPECT_THAT(chart.columns[0].values, ElementsAre(Optional(7.0), Optional(0.0)));
  EXPECT_THAT(chart.columns[1].values, ElementsAre(Optional(0.0), Optional(5.0)));
  EXPECT_THAT(chart.columns[3].values, ElementsAre(Optional(2.0), Optional(0.0)));
  EXPECT_THAT(chart.columns[4].values, ElementsAre(Optional(9.0), Optional(5.0)));
  EXPECT_EQ(chart.sentence, "Alder has the most: 9 of 14; 2 were due more than 13 weeks ago.");
}

TEST_F(BoardChartsTest, TeamsBeyondTheLimitAreOneBar) {
  for (std::size_t i = 0; i < kMaxTeamsInChart + 3; ++i) {
    Has("a", "Team " + std::to_string(10 + i), 2);
    Aged("a", "Team " + std::to_string(10 + i), 0, 2);
  }
  Has("a", "", 22);
  const PageChart chart = DragByTeamChart(view_, texts_);
  ASSERT_EQ(chart.labels.size(), kMaxTeamsInChart);
  EXPECT_EQ(chart.labels.back(), "4 other teams");
  EXPECT_THAT(chart.columns[0].values.back(), Optional(8.0));
}

TEST_F(BoardChartsTest, NoDragIsASentence) {
  Has("a", "", 0);
  Has("a", "Alder", 0);
  EXPECT_EQ(DragByTeamChart(view_, texts_).sentence, "Nothing is overdue.");
  EXPECT_THAT(DragByTeamChart(view_, texts_).labels, IsEmpty());
}

TEST_F(BoardChartsTest, ATeamsDragIsByIndicator) {
  TwoLimitsOfTheSameClocks();
  const PageChart chart = DragByIndicatorChart(view_, texts_, "Alder");
  EXPECT_THAT(chart.labels, ElementsAre("Initial"));
  EXPECT_EQ(chart.sentence, "2 were due more than 13 weeks ago.");
}

TEST_F(BoardChartsTest, DueDaysBeginToday) {
  TwoLimitsOfTheSameClocks();
  view_.due = {{"a", "", view_.as_of, 1},     {"a7", "", view_.as_of, 8},
               {"c", "", view_.as_of + 2, 4}, {"c", "Birch", view_.as_of + 2, 4},
               {"a", "", view_.as_of + 9, 2}, {"a", "", view_.as_of + 10, 7}};
  // Five working days after Wednesday 20 March 2024 is Wednesday 27 March.
  const PageChart chart = DueDaysChart(view_, texts_, kWholeAuthority, {&calendar_, 5});
  ASSERT_EQ(chart.labels.size(), 8u) << "up to the last day of due soon, and no further";
  EXPECT_EQ(chart.labels[0], "Today");
  EXPECT_EQ(chart.labels[2], "Fri 22 Mar");
  EXPECT_THAT(chart.columns[0].values[0], Optional(1.0));
  EXPECT_EQ(chart.sentence, "The busiest day is Fri 22 Mar, with 4.");
  EXPECT_THAT(DueByDay(view_, {"a", "c"}, "Birch"), ElementsAre(0, 0, 4, 0, 0, 0, 0, 0, 0, 0));
}

// Wed 20 December 2023: five working days reach to Mon 1 January at least, over Christmas; that is a bank holiday, too.
TEST_F(BoardChartsTest, DaysOnWhichNobodyWorksAreMarked) {
  TwoLimitsOfTheSameClocks();
  view_.as_of = Date::FromYmd(2023, 12, 20);
  view_.due = {{"a", "", view_.as_of, 3}};
  const WorkingDays closed(BankHolidays(2023, 2024), {Date::FromYmd(2023, 12, 27)}, 2023, 2024);
  const PageChart chart = DueDaysChart(view_, texts_, kWholeAuthority, {&closed, 4});
  ASSERT_EQ(chart.labels.size(), 10u) << "21, 22, 28 and 29 December";
  EXPECT_EQ(chart.labels[5], "Mon 25 Dec, bank holiday");
  EXPECT_EQ(chart.labels[7], "Wed 27 Dec, closed");
  EXPECT_EQ(chart.sentence,
            "The busiest day is today, with 3. Mon 25 Dec is a bank holiday (Christmas Day). Tue "
            "26 Dec is a bank "
            "holiday (Boxing Day). Wed 27 Dec is a closure day.");
}

TEST_F(BoardChartsTest, ALongHorizonSaysWhatIsDrawn) {
  TwoLimitsOfTheSameClocks();
  view_.due = {{"a", "", view_.as_of, 0}};
  EXPECT_THAT(
      DueDaysChart(view_, texts_, kWholeAuthority, {&calendar_, 10}).sentence,
      testing::StartsWith("The first 10 of the days up to Fri 5 Apr. Nothing is due on them. "
                          "Fri 29 Mar is a bank holiday (Good Friday)."));
}

TEST_F(BoardChartsTest, WhoHasAllOfItIsSaid) {
  Has("c", "", 5);
  Has("c", "(none)", 5);
  Aged("c", "", 0, 5);
  EXPECT_EQ(DragByTeamChart(view_, texts_).sentence,
            "All 5 have no team recorded; none were due more than 13 weeks ago.");
}

TEST_F(BoardChartsTest, DragFellInEightWeeks) {
  Weeks({50, 31, 30, 29, 28, 27, 26, 25, 24, 24});
  const PageChart chart = DragWeeksChart(view_, texts_);
  EXPECT_EQ(
      chart.sentence,
      "Overdue work fell from 31 to 24 in 8 weeks; 3 pieces of work completed late in the last "
      "of them.");
  EXPECT_EQ(chart.labels.back(), "17 Mar");
  EXPECT_THAT(chart.columns[0].values.back(), Optional(24.0)) << "not the second limit's too";
}

TEST_F(BoardChartsTest, DragThatRoseOrStayedIsSaid) {
  Weeks({4, 6});
  EXPECT_THAT(DragWeeksChart(view_, texts_).sentence,
              testing::StartsWith("Overdue work rose from 4 to 6 in 1 week;"));
  view_.clock_weeks.clear();
  Weeks({6, 1, 6});
  EXPECT_THAT(DragWeeksChart(view_, texts_).sentence,
              testing::StartsWith("Overdue work stayed at 6 over 2 weeks;"));
  view_.clock_weeks.clear();
  EXPECT_EQ(DragWeeksChart(view_, texts_).sentence, "There are no complete weeks yet.");
}

}  // namespace
}  // namespace caseclock
