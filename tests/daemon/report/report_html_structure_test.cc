// The page as a tree: well formed, and built as screen readers need it, whatever the data are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "daemon/report/report_html.h"
#include "tests/daemon/report/invented_report_view.h"

namespace caseclock {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// What a team, a comment, a band or a council's own indicator might carry at worst.
std::string Hostile() {
  return std::string("</td></table><script>alert(1)</script>\"'><img onerror=x>&lt;") + '\0' +
         "\x01\x1b[31m\x7f\xc2\x85" + "\u2028\u202E\uFEFF" + "\xff\xc3" + std::string(10'000, 'W');
}

AuthorityView HostileCouncil() {
  AuthorityView council = InventedReportCouncil();
  const auto spoil = [](std::string& text) {
    if (!text.empty()) text = Hostile();
  };
  for (Row& row : council.rows) {
    if (row.team != kNoTeam) spoil(row.team);
  }
  for (BandCount& band : council.bands) spoil(band.band);
  for (QualityCount& count : council.quality) count.rule = count.team = Hostile();
  for (Comment& comment : council.comments) comment.text = comment.author = Hostile();
  for (Judgement& judgement : council.judgements) {
    judgement.sentence = Hostile();
    for (AppliedComparator& one : judgement.comparators) one.name = one.note = Hostile();
  }
  return council;
}

Catalogue HostileCatalogue() {
  Catalogue catalogue = BuiltInCatalogue();
  for (Indicator& indicator : catalogue.indicators) indicator.title = indicator.source = Hostile();
  return catalogue;
}

std::string HostilePage() {
  return ReportHtml(
      ViewOfCouncil(HostileCouncil()), HostileCatalogue(),
      {.as_of = InventedReportDay(), .known_by = {}, .definition_changes = {Hostile()}},
      kInventedCouncil);
}

std::string InventedPage() {
  return ReportHtml(InventedReportView(), BuiltInCatalogue(), {InventedReportDay(), {}},
                    kInventedCouncil);
}

class ReportHtmlStructureTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    const std::string page = GetParam() ? HostilePage() : InventedPage();
    const auto parsed = document_.load_string(page.c_str());
    ASSERT_TRUE(parsed) << parsed.description() << " near "
                        << page.substr(static_cast<std::size_t>(parsed.offset), 200);
  }
  pugi::xpath_node_set All(const char* path) { return document_.select_nodes(path); }
  std::size_t Count(const char* path) { return All(path).size(); }

  pugi::xml_document document_;
};

TEST_P(ReportHtmlStructureTest, HasOneHeadingOfTheFirstLevelAndSkipsNone) {
  int level = 0;
  for (const auto& found : All("//h1 | //h2 | //h3 | //h4")) {
    const int next = found.node().name()[1] - '0';
    EXPECT_LE(next, level + 1) << found.node().child_value();
    level = next;
  }
  EXPECT_EQ(Count("//h1"), 1U);
}

TEST_P(ReportHtmlStructureTest, HasItsLanguageAndLandmarks) {
  EXPECT_STREQ(document_.child("html").attribute("lang").value(), "en-GB");
  for (const char* one : {"//head/title", "//body/header", "//body/header/nav", "//body/main"}) {
    EXPECT_EQ(Count(one), 1U) << one;
  }
  EXPECT_EQ(Count("//body/a[@class='skip'][@href='#main']"), 1U);
}

TEST_P(ReportHtmlStructureTest, EveryTableHasACaptionAndEveryHeadingAScope) {
  EXPECT_GT(Count("//table"), 10U);
  EXPECT_EQ(Count("//table[not(caption)]"), 0U);
  EXPECT_EQ(Count("//th[not(@scope)]"), 0U);
}

TEST_P(ReportHtmlStructureTest, EveryRowIsAsWideAsItsHeading) {
  for (const auto& table :
       All("//table[not(contains(@class,'indicators')) and not(@class='work')]")) {
    const auto wanted = table.node().select_nodes("thead/tr/th").size();
    for (const auto& row : table.node().select_nodes("tbody/tr")) {
      EXPECT_EQ(row.node().select_nodes("th|td").size(), wanted)
          << table.node().attribute("class").value();
    }
  }
}

TEST_P(ReportHtmlStructureTest, EveryDrawingHasItsTitleAndItsWords) {
  EXPECT_GT(Count("//svg"), 5U);
  EXPECT_EQ(Count("//svg[not(title) or not(desc) or @role!='img']"), 0U);
}

TEST_P(ReportHtmlStructureTest, NamesAreUniqueAndReferencesLead) {
  std::set<std::string> ids;
  for (const auto& found : All("//@id")) EXPECT_TRUE(ids.insert(found.attribute().value()).second);
  for (const auto& found : All("//@aria-labelledby")) {
    std::istringstream words(found.attribute().value());
    for (std::string id; words >> id;) EXPECT_TRUE(ids.contains(id)) << id;
  }
  for (const auto& found : All("//a/@href"))
    EXPECT_TRUE(ids.contains(found.attribute().value() + 1));
}

TEST_P(ReportHtmlStructureTest, WideTablesCanBeScrolledWithTheKeyboard) {
  EXPECT_GT(Count("//div[@class='scroll']"), 3U);
  EXPECT_EQ(Count("//div[@class='scroll'][not(@tabindex='0' and @role='region' and @aria-label)]"),
            0U);
}

INSTANTIATE_TEST_SUITE_P(Pages, ReportHtmlStructureTest, testing::Values(false, true),
                         [](const auto& page) { return page.param ? "Hostile" : "Invented"; });

TEST(ReportHtmlHostileTest, NoMarkupOfTheDataIsLeft) {
  const std::string page = HostilePage();
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("\"'>")));
  EXPECT_THAT(page, HasSubstr("&lt;/td&gt;&lt;/table&gt;&lt;script&gt;alert(1)"));
}

TEST(ReportHtmlHostileTest, NoControlOrTurningCharacterIsLeft) {
  const std::string page = HostilePage();
  for (const std::string& never :
       {std::string(1, '\0'), std::string("\x01"), std::string("\x1b"), std::string("\x7f"),
        std::string("\u2028"), std::string("\u202E"), std::string("\uFEFF"), std::string("\xff"),
        std::string("\xc2\x85")}) {
    EXPECT_EQ(page.find(never), std::string::npos) << "character of " << never.size() << " bytes";
  }
}

TEST(ReportHtmlHostileTest, LongNamesAreCutSoThatThePageStaysAPage) {
  EXPECT_LT(HostilePage().size(), 4U * InventedPage().size());
}

}  // namespace
}  // namespace caseclock
