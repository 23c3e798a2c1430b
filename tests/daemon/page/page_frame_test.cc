#include "daemon/page/page_frame.h"

#include "daemon/page/board_page.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/invented.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::HasSubstr;

constexpr std::int64_t kSecondUs = 1'000'000;

class PageTagTest : public testing::Test {
 protected:
  std::string Tag(std::int64_t now_us = kNowUs, std::string_view nonce = "n0") const {
    return PageTag(
        BoardPage(&view_, health_, invented::Texts(), {.now_us = now_us, .nonce = nonce}));
  }
  View view_ = *invented::SmallView();
  Health health_ = invented::GoodHealth();
};

TEST_F(PageTagTest, StaysWhileNothingHappens) {
  EXPECT_EQ(Tag(), Tag(kNowUs + 20 * kSecondUs, "another nonce"));
  health_.resident_memory_bytes += 4'000'000;
  EXPECT_EQ(Tag(), Tag(kNowUs + 20 * kSecondUs));
}

TEST_F(PageTagTest, ChangesWithAFigure) {
  const std::string before = Tag();
  auto authority = invented::SmallAuthority();
  ++authority->rows[1].drag;
  view_.authorities = {authority};
  EXPECT_NE(Tag(), before);
}

TEST_F(PageTagTest, ChangesWithAnEventAndWithTheWord) {
  const std::string before = Tag();
  EXPECT_NE(Tag(kNowUs + 4000 * kSecondUs), before) << "Live has become Stopped";
  ++health_.events_accepted;
  EXPECT_NE(Tag(), before);
}

TEST_F(PageTagTest, IsAStrongTagInQuotes) {
  EXPECT_THAT(Tag(), testing::MatchesRegex("\"[0-9a-f]{16}\""));
  EXPECT_NE(PageTag("<span data-passing"), PageTag("")) << "a page cut short is another page";
}

TEST(PageHeaderTest, SaysLiveLargeAndStaleWithItsReason) {
  const auto view = invented::SmallView();
  Health health = invented::GoodHealth();
  const auto header = [&] {
    return PageHeader("X01", view.get(), view->authorities[0].get(), health, {.now_us = kNowUs},
                      "");
  };
  EXPECT_THAT(header(),
              HasSubstr("<div class=\"fresh good\"><strong role=\"status\">Live</strong>"));
  EXPECT_THAT(header(), HasSubstr("The last event came <span data-passing data-age=\"1711900948000"
                                  "\">3 seconds</span> ago."));
  health.last_event_at_us = kNowUs - 7200 * kSecondUs;
  EXPECT_THAT(header(), HasSubstr("<div class=\"fresh look\"><strong role=\"status\">Quiet<"));
  health.partitions[1].caught_up = false;
  EXPECT_THAT(header(), HasSubstr("<strong role=\"status\">Stale<span class=\"reason\">: Catching "
                                  "up</span></strong>"));
}

TEST(PageHeaderTest, HasAClockAndTheDayOfTheFigures) {
  const auto view = invented::SmallView();
  const std::string header = PageHeader("X01", view.get(), view->authorities[0].get(),
                                        invented::GoodHealth(), {.now_us = kNowUs}, "");
  EXPECT_THAT(header, HasSubstr("<span data-passing data-clock>17:02</span>"));
  EXPECT_THAT(header, HasSubstr("Figures as of <b>Sun 31 Mar 2024</b>"));
  EXPECT_THAT(header, HasSubstr("Data to <b>31 Mar 2024, 17:01 BST</b>"));
}

TEST(PageHeaderTest, APastDayIsNotLive) {
  const auto view = invented::SmallView();
  const std::string header =
      PageHeader("X01", view.get(), view->authorities[0].get(), invented::GoodHealth(),
                 {.now_us = kNowUs, .is_past = true, .known_us = kNowUs - 1'000'000}, "");
  EXPECT_THAT(header, HasSubstr("<header id=\"top\" data-still>"));
  EXPECT_THAT(header, HasSubstr("<strong role=\"status\">Past day</strong>"));
  EXPECT_THAT(header, HasSubstr("With everything recorded to 31 Mar 2024, 17:02 BST"));
  EXPECT_EQ(header.find(">Live<"), std::string::npos);
}

TEST(PageHeaderTest, TheCodeIsSmallPrint) {
  AuthorityView council;
  council.authority = "E08000018";
  EXPECT_EQ(CouncilHeading(council), "Rotherham <span>E08000018</span>");
  council.authority = "X99000001";
  EXPECT_EQ(CouncilHeading(council), "X99000001 <span>Caseclock</span>");
}

TEST(PageToolsTest, LeadToDayWindowReportAndCsv) {
  const auto view = invented::SmallView();
  const AuthorityView& council = *view->authorities[0];
  const std::string tools =
      PageTools(*view, council, invented::Texts(),
                {.now_us = kNowUs, .window = Window::kMonth, .may_choose_day = true}, "Moss Team");
  EXPECT_THAT(tools,
              HasSubstr("action=\"team\"><input type=\"hidden\" name=\"authority\" "
                        "value=\"X01\"><input type=\"hidden\" name=\"team\" value=\"Moss Team\">"));
  EXPECT_THAT(tools, HasSubstr("name=\"as_of\" value=\"2024-03-31\""));
  EXPECT_THAT(tools, HasSubstr("<option value=\"month\" selected>Month to date</option>"));
  EXPECT_THAT(tools, HasSubstr("<a href=\"api/v1/report?authority=X01&amp;format=csv\">CSV</a>"));
  const std::string past =
      PageTools(*view, council, invented::Texts(), {.now_us = kNowUs, .is_past = true});
  EXPECT_THAT(past, HasSubstr("format=html&amp;as_of=2024-03-31"));
  EXPECT_THAT(past, HasSubstr("<a href=\"./?authority=X01\">Back to today</a>"));
  EXPECT_EQ(past.find("as_of\" value"), std::string::npos) << "where nobody counts past days";
}

TEST(PageToolsTest, AreAwayWhileTeamsTakeTurns) {
  const auto view = invented::SmallView();
  const std::string turning = PageTools(*view, *view->authorities[0], invented::Texts(),
                                        {.rotation = {Rotation::kTeams, 30}}, "Moss Team");
  EXPECT_THAT(turning, HasSubstr("data-next=\"./?authority=X01&amp;rotate=teams"));
  EXPECT_THAT(turning, testing::Not(HasSubstr("CSV")));
}

TEST(PageHeadTest, ScriptsAreNamedByTheirText) {
  const Health health = invented::GoodHealth();
  const std::string live = PageHead("t", health, {.nonce = "n0"});
  EXPECT_THAT(live, HasSubstr("<script defer src=\"assets/chart-"));
  EXPECT_THAT(live, HasSubstr(".js\" nonce=\"n0\"></script>"));
  EXPECT_EQ(PageHead("t", health, {.nonce = "n0"}, false).find("<script"), std::string::npos);
}

}  // namespace
}  // namespace caseclock
