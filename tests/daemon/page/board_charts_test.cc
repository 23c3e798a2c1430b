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
  EXPECT_EQ(chart.sentence, "Alder holds most, 9 of 14; 2 fell due more than 13 weeks ago.");
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
  EXPECT_EQ(DragByTeamChart(view_, texts_).sentence, "Nothing is in drag.");
  EXPECT_THAT(DragByTeamChart(view_, texts_).labels, IsEmpty());
}

TEST_F(BoardChartsTest, ATeamsDragIsByIndicator) {
  TwoLimitsOfTheSameClocks();
  const PageChart chart = DragByIndicatorChart(view_, texts_, "Alder");
  EXPECT_THAT(chart.labels, ElementsAre("Initial"));
  EXPECT_EQ(chart.sentence, "9 clocks in drag.");
}

TEST_F(BoardChartsTest, DueDaysBeginToday) {
  TwoLimitsOfTheSameClocks();
  view_.due = {{"a", "", view_.as_of, 1},     {"a7", "", view_.as_of, 8},
               {"c", "", view_.as_of + 2, 4}, {"c", "Birch", view_.as_of + 2, 4},
               {"a", "", view_.as_of + 9, 2}, {"a", "", view_.as_of + 10, 7}};
  const PageChart chart = DueDaysChart(view_, texts_, kWholeAuthority);
  ASSERT_EQ(chart.labels.size(), 10u);
  EXPECT_EQ(chart.labels[0], "Today");
  EXPECT_EQ(chart.labels[2], "Fri 22 Mar");
  EXPECT_THAT(chart.columns[0].values[0], Optional(1.0));
  EXPECT_THAT(chart.columns[0].values[9], Optional(2.0));
  EXPECT_EQ(chart.sentence, "7 clocks fall due in the next 10 days, most on Fri 22 Mar: 4.");
  EXPECT_THAT(DueByDay(view_, {"a", "c"}, "Birch"), ElementsAre(0, 0, 4, 0, 0, 0, 0, 0, 0, 0));
}

TEST_F(BoardChartsTest, DragFellInEightWeeks) {
  Weeks({50, 31, 30, 29, 28, 27, 26, 25, 24, 24});
  const PageChart chart = DragWeeksChart(view_, texts_);
  EXPECT_EQ(chart.sentence,
            "Drag fell from 31 to 24 in 8 weeks; 3 clocks finished late in the last of them.");
  EXPECT_EQ(chart.labels.back(), "17 Mar");
  EXPECT_THAT(chart.columns[0].values.back(), Optional(24.0)) << "not the second limit's too";
}

TEST_F(BoardChartsTest, DragThatRoseOrStayedIsSaid) {
  Weeks({4, 6});
  EXPECT_THAT(DragWeeksChart(view_, texts_).sentence,
              testing::StartsWith("Drag rose from 4 to 6 in 1 week;"));
  view_.clock_weeks.clear();
  Weeks({6, 1, 6});
  EXPECT_THAT(DragWeeksChart(view_, texts_).sentence,
              testing::StartsWith("Drag stayed at 6 over 2 weeks;"));
  view_.clock_weeks.clear();
  EXPECT_EQ(DragWeeksChart(view_, texts_).sentence, "There are no complete weeks yet.");
}

}  // namespace
}  // namespace caseclock
