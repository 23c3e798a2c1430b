#include "daemon/page/team_page.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::Optional;

std::optional<std::string> Page(const View* view, std::string_view team,
                                std::string_view authority = "") {
  return TeamPage(view, invented::GoodHealth(), invented::Texts(),
                  {.authority = authority, .now_us = invented::kNowUs, .nonce = "n0"}, team);
}

TEST(TeamPageTest, HasTheTeamsFiguresOnly) {
  const auto view = invented::CouncilView();
  const auto page = Page(view.get(), "Assessment East");
  ASSERT_TRUE(page);
  EXPECT_THAT(*page, HasSubstr("<h1>Assessment East <span>X01000001</span></h1>"));
  EXPECT_THAT(*page, HasSubstr("<a href=\"./?authority=X01000001\">X01000001, all teams</a>"));
  EXPECT_THAT(*page, HasSubstr("RED: 354 of 600 in time, 59.0%")) << "why it is judged so";
  EXPECT_THAT(*page, Not(HasSubstr("Safeguarding Oak")));
}

TEST(TeamPageTest, NamesTheOldestOpenClock) {
  const auto page = Page(invented::SmallView().get(), "Moss Team");
  EXPECT_THAT(page, Optional(HasSubstr("The oldest open work started on <b>Tue 2 Jan 2024</b>: "
                                       "Child and family assessments within 45 working days.")));
}

TEST(TeamPageTest, WorkWithoutATeamHasAPageToo) {
  EXPECT_THAT(Page(invented::CouncilView().get(), "(none)"),
              Optional(HasSubstr("<h1>No team recorded ")));
}

TEST(TeamPageTest, NoSuchTeamIsNoPage) {
  const auto view = invented::SmallView();
  EXPECT_FALSE(Page(view.get(), "Nobody"));
  EXPECT_FALSE(Page(view.get(), ""));
  EXPECT_FALSE(Page(view.get(), "Moss Team", "X99"));
  EXPECT_FALSE(Page(nullptr, "Moss Team"));
}

TEST(TeamPageTest, TextFromOutsideIsEscapedEverywhere) {
  auto authority = invented::SmallAuthority();
  authority->rows[2].team = "<script>alert(1)</script>\"'";
  const View view{.as_of = authority->as_of, .authorities = {authority}};
  const auto page = Page(&view, authority->rows[2].team);
  EXPECT_THAT(page, Optional(Not(HasSubstr("<script>alert"))));
}

}  // namespace
}  // namespace caseclock
