#include "daemon/page/board_page.h"

#include <regex>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/daemon/exposition/golden.h"
#include "tests/daemon/exposition/invented.h"
#include "tests/support/invented_judgement.h"

namespace caseclock {
namespace {

using invented::kNowUs;
using testing::HasSubstr;
using testing::Not;

std::string Page(const View* view, const Health& health = invented::GoodHealth(),
                 std::string_view authority = "") {
  return BoardPage(view, health, invented::Texts(),
                   {.authority = authority, .now_us = kNowUs, .nonce = "n0"});
}

// Of style and scripts only that they are there: they change for reasons of looks, which a reader judges better than a
// file.
std::string WithoutStyleAndVersions(std::string page) {
  const std::size_t begin = page.find('>', page.find("<style ")) + 1;
  page.erase(begin, page.find("</style>") - begin);
  return std::regex_replace(page, std::regex("-[0-9a-f]{8}\\.js"), "-VERSION.js");
}

TEST(BoardPageTest, GoldenPageOfASmallView) {
  const auto authority = invented::SmallAuthority();
  AddEverything(*authority, "assessment_45", kWholeAuthority);
  const View view{.as_of = authority->as_of, .authorities = {authority}};
  const std::string page = WithoutStyleAndVersions(Page(&view));
  ExpectGolden(page, "tests/daemon/page/board_page.golden");
}

TEST(BoardPageTest, TextFromOutsideIsEscapedEverywhere) {
  const std::string hostile = "<script>alert(1)</script>\"'";
  auto authority = invented::SmallAuthority();
  authority->authority = hostile;
  for (Row& row : authority->rows) row.indicator += hostile;
  authority->rows[2].team = hostile;
  AddEverything(*authority, authority->rows[1].indicator, kWholeAuthority);
  authority->judgements[0].sentence = hostile;
  authority->charts[0].indicator = hostile;
  authority->comments[0] = {authority->rows[1].indicator, "", authority->as_of, hostile, hostile};
  const View view{.as_of = authority->as_of, .authorities = {authority, authority}};
  Health health = invented::GoodHealth();
  health.build_version = hostile;
  health.contract_breaches = {hostile};
  health.not_ready_because = {hostile};
  health.ready = false;
  health.events_rejected = {{hostile, 1}};
  EXPECT_THAT(Page(&view, health), Not(HasSubstr("<script>alert")));
}

TEST(BoardPageTest, SeveralAuthoritiesAreLinkedAndTheChosenOneIsMarked) {
  const auto view = invented::CouncilView();
  const std::string page = Page(view.get(), invented::GoodHealth(), "X01000002");
  EXPECT_THAT(page, HasSubstr("<a href=\"./?authority=X01000001\">X01000001</a>"));
  EXPECT_THAT(page,
              HasSubstr("<a href=\"./?authority=X01000002\" aria-current=\"page\">X01000002</a>"));
  EXPECT_THAT(Page(invented::SmallView().get()), Not(HasSubstr("<nav aria-label=\"Councils\"")));
}

TEST(BoardPageTest, ACouncilIsCalledByItsName) {
  auto council = invented::SmallAuthority();
  council->authority = "E08000018";
  View view{.as_of = council->as_of, .authorities = {council}};
  EXPECT_THAT(Page(&view), HasSubstr("<h1>Rotherham <span>E08000018</span></h1>"));
  EXPECT_THAT(Page(&view), HasSubstr("<title>Rotherham — Caseclock</title>"));
  council->name = "Rotherham & more";
  view.authorities = {council, invented::SmallAuthority()};
  EXPECT_THAT(Page(&view), HasSubstr("aria-current=\"page\">Rotherham &amp; more</a>"));
  EXPECT_THAT(Page(&view), HasSubstr("<a href=\"./?authority=X01\">X01</a>"));
}

TEST(BoardPageTest, ManyAuthoritiesFoldAway) {
  View view = *invented::SmallView();
  view.authorities.resize(9, view.authorities[0]);
  EXPECT_THAT(Page(&view), HasSubstr("<summary>9 councils</summary>"));
}

TEST(BoardPageTest, LinksSurviveAnyCode) {
  auto authority = invented::SmallAuthority();
  authority->authority = "A&B C%";
  const View view{.as_of = authority->as_of,
                  .authorities = {authority, invented::SmallAuthority()}};
  EXPECT_THAT(Page(&view), HasSubstr("href=\"./?authority=A%26B%20C%25\""));
}

TEST(BoardPageTest, SaysSoWhereThereIsNothingToShow) {
  EXPECT_THAT(Page(nullptr), HasSubstr("No figures yet"));
  EXPECT_THAT(Page(invented::SmallView().get(), invented::GoodHealth(), "X99"),
              HasSubstr("There are no figures for this council."));
}

int Count(const std::string& page, const std::string& text) {
  int count = 0;
  for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1))
    ++count;
  return count;
}

TEST(BoardPageTest, EveryTableHasACaptionAndEveryHeadingAScope) {
  const std::string page = Page(invented::CouncilView().get());
  EXPECT_EQ(Count(page, "<table"), Count(page, "<caption>"));
  EXPECT_EQ(Count(page, "<th "), Count(page, "scope=\"col\"") + Count(page, "scope=\"row"));
  EXPECT_EQ(Count(page, "<svg"), Count(page, "<svg role=\"img\" aria-label=\"") +
                                     Count(page, "aria-hidden=\"true\" focusable=\"false\""));
  EXPECT_EQ(Count(page, "aria-label=\"\""), 0);
}

TEST(BoardPageTest, EachChartHasASentenceADrawingAndATable) {
  const std::string page = Page(invented::CouncilView().get());
  EXPECT_EQ(Count(page, "<figure class=\"chart "), 5);
  EXPECT_EQ(Count(page, "<figure class=\"chart "), Count(page, "<table class=\"numbers\">"));
  EXPECT_EQ(Count(page, "<figcaption>"), 5);
}

TEST(BoardPageTest, TheTrendIsOfTheIndicatorThatWasChosen) {
  const std::string page =
      BoardPage(invented::CouncilView().get(), invented::GoodHealth(), invented::Texts(),
                {.authority = "", .now_us = kNowUs, .nonce = "n0", .indicator = "icpc_15"});
  EXPECT_THAT(page, HasSubstr("<option value=\"icpc_15\" selected>"));
  EXPECT_THAT(page, HasSubstr("<caption>By month: Initial conferences within 15 working days<"));
}

TEST(BoardPageTest, FiguresLeadToRecordsOnlyForThoseWhoMaySeeThem) {
  const auto view = invented::CouncilView();
  PageRequest request = {.authority = "", .now_us = kNowUs, .nonce = "n0"};
  const auto page = [&] {
    return BoardPage(view.get(), invented::GoodHealth(), invented::Texts(), request);
  };
  EXPECT_THAT(page(), Not(HasSubstr("records?")));
  request.may_see_records = true;
  EXPECT_THAT(page(), HasSubstr("<a href=\"records?authority=X01000001&amp;indicator=assessment_45"
                                "&amp;window=year&amp;part=drag\"><span class=\"number\">24<"));
}

TEST(BoardPageTest, HasTheLandmarksThatTheScriptFindsByName) {
  const std::string page = Page(nullptr);
  for (const char* part :
       {"<header id=\"top\"", "<main id=\"figures\"", "<footer id=\"daemon\"", "<p id=\"lost\""}) {
    EXPECT_EQ(Count(page, part), 1) << part;
  }
}

}  // namespace
}  // namespace caseclock
