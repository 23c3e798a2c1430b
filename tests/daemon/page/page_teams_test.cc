#include "daemon/page/page_teams.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class TeamTableTest : public testing::Test {
 protected:
  void Has(const std::string& indicator, const std::string& team, std::int64_t open,
           std::int64_t drag, std::int64_t due_soon = 0) {
    Row row;
    row.indicator = indicator;
    row.team = team;
    row.open = open;
    row.drag = drag;
    row.due_soon = due_soon;
    view_.rows.push_back(row);
  }
  std::string Table() const { return TeamTable(view_, texts_); }
  std::vector<std::string> Order(const std::vector<std::string>& names) const {
    const std::string table = Table();
    std::vector<std::string> order = names;
    std::ranges::sort(order, {},
                      [&](const std::string& name) { return table.find(">" + name + "<"); });
    return order;
  }

  AuthorityView view_;
  IndicatorTexts texts_ = {{.id = "a", .title = "A", .short_title = "Assessments"},
                           {.id = "c", .title = "C", .short_title = "Conferences"},
                           {.id = "n", .title = "N", .figure = FigureKind::kCount}};
};

TEST_F(TeamTableTest, MostDragFirstThenMostDueSoonThenByName) {
  Has("a", "", 40, 9);
  Has("a", "Birch", 10, 2, 1);
  Has("a", "Alder", 10, 2, 1);
  Has("a", "Cedar", 10, 2, 3);
  Has("a", "Elm", 10, 3);
  EXPECT_THAT(Order({"Alder", "Birch", "Cedar", "Elm", "Whole council"}),
              ElementsAre("Elm", "Cedar", "Alder", "Birch", "Whole council"));
}

TEST_F(TeamTableTest, SaysWhatTheDragIsMadeOf) {
  Has("a", "", 44, 7);
  Has("a", "Alder", 40, 7);
  Has("c", "", 4, 2);
  Has("c", "Alder", 4, 2);
  EXPECT_THAT(Table(), HasSubstr("Alder</a><small>Assessments&nbsp;7, Conferences&nbsp;2</small>"));
}

TEST_F(TeamTableTest, LongestBarIsTheMostDragAndOneIsStillSeen) {
  Has("a", "", 3000, 1001);
  Has("a", "Alder", 1500, 1000);
  Has("a", "Birch", 1500, 1);
  EXPECT_THAT(Table(), HasSubstr("<i class=\"w100\">"));
  EXPECT_THAT(Table(), HasSubstr("<i class=\"w1\">"));
}

TEST_F(TeamTableTest, StocksHaveNoClocks) {
  Has("n", "", 287, 0);
  Has("n", "Alder", 287, 0);
  EXPECT_EQ(Table(), "<p>No team holds open work with a limit.</p>\n");
}

TEST_F(TeamTableTest, RecordsWithoutATeamAreALineOfTheirOwn) {
  Has("a", "", 3, 1);
  Has("a", kNoTeam, 3, 1);
  EXPECT_THAT(Table(), HasSubstr(">No team recorded<"));
}

TEST_F(TeamTableTest, AClockWatchedByTwoLimitsCountsOnceByTheFirst) {
  texts_[0].clocks = texts_[1].clocks = "initial assessments";
  for (const char* team : {"", "Alder"}) {
    Has("a", team, 44, 7, 3);
    Has("c", team, 44, 9, 5);
  }
  EXPECT_THAT(Table(), HasSubstr("Whole council<small>Assessments&nbsp;7</small>"));
  EXPECT_THAT(Table(), Not(HasSubstr(">88<")));
}

TEST_F(TeamTableTest, IndicatorsThatNameNoClocksHaveClocksOfTheirOwn) {
  for (const char* id : {"a", "c"}) Has(id, "", 40, 7), Has(id, "Alder", 40, 7);
  EXPECT_THAT(Table(), HasSubstr("<span class=\"number\">80</span>"));
}

TEST_F(TeamTableTest, OtherWindowsCountNothingTwice) {
  Has("a", "", 3, 1);
  Has("a", "Alder", 3, 1);
  view_.rows.push_back(view_.rows.back());
  view_.rows.back().window = Window::kMonth;
  EXPECT_THAT(Table(), Not(HasSubstr("<span class=\"number\">6</span>")));
}

TEST_F(TeamTableTest, ManyTeamsAreCutAndCounted) {
  Has("a", "", 70, 0);
  for (int i = 0; i < 70; ++i) Has("a", "Team " + std::to_string(100 + i), 1, 0);
  EXPECT_THAT(Table(), HasSubstr("And 10 more teams"));
  EXPECT_THAT(Table(), Not(HasSubstr("Team 160")));
}

}  // namespace
}  // namespace caseclock
