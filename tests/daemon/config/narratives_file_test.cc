#include "daemon/config/narratives_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using testing::ElementsAre;

const Date kMarch28 = Date::FromYmd(2024, 3, 28);
constexpr char kGood[] =
    "narratives: [{indicator: ni60, written_on: 2024-03-28, author: Head, text: Vacancies}]";

auto Read(const std::string& text) {
  return ReadNarrativesText(text, "said.yaml", BuiltInCatalogue());
}
std::size_t Problems(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  const auto read = Read(text);
  const auto* problems = std::get_if<std::vector<ConfigProblem>>(&read);
  return problems == nullptr ? 0 : problems->size();
}

TEST(NarrativesFileTest, OwnersSayASentence) {
  const auto read = Read(kGood);
  EXPECT_THAT(std::get<std::vector<Narrative>>(read),
              ElementsAre(Narrative{"", {"ni60", "", kMarch28, "Vacancies", "Head"}}));
}

TEST(NarrativesFileTest, ASentenceHasAnOwnerADayAndARowThatThereIs) {
  EXPECT_EQ(Problems(kGood, "Head", "Head"), 0u);
  EXPECT_EQ(Problems(kGood, "ni60", "happiness"), 1u);
  EXPECT_EQ(Problems(kGood, "indicator: ni60, ", ""), 1u);
  EXPECT_EQ(Problems(kGood, "written_on: 2024-03-28, ", ""), 1u);
  EXPECT_EQ(Problems(kGood, "author: Head, ", ""), 1u);
  EXPECT_EQ(Problems(kGood, ", text: Vacancies", ""), 1u);
  EXPECT_EQ(Problems(kGood, "indicator", "authority: Leeds, indicator"), 1u);
  EXPECT_EQ(Problems(kGood, "narratives", "sentences"), 2u) << "unknown, and none are there";
}

/// A council with one sentence of the feed, of 3 January, as of 31 March 2024.
View Fed() {
  auto council = std::make_shared<AuthorityView>();
  council->authority = "X99000001";
  council->as_of = Date::FromYmd(2024, 3, 31);
  council->comments = {{"ni60", "", Date::FromYmd(2024, 1, 3), "of the feed", "Head"}};
  return {.as_of = council->as_of, .authorities = {council}};
}

std::string Told(const std::string& authority, Date written_on) {
  const View told =
      WithNarratives(Fed(), {{authority, {"ni60", "", written_on, "of the file", "Director"}}});
  return told.authorities[0]->comments.at(0).text;
}

TEST(WithNarrativesTest, TheSentenceWrittenLastStands) {
  EXPECT_EQ(Told("", Date::FromYmd(2024, 1, 4)), "of the file");
  EXPECT_EQ(Told("", Date::FromYmd(2024, 1, 3)), "of the feed");
  EXPECT_EQ(Told("", Date::FromYmd(2024, 4, 1)), "of the feed") << "not written yet";
  EXPECT_EQ(Told("X99000002", Date::FromYmd(2024, 1, 4)), "of the feed") << "another council's";
  EXPECT_EQ(Told("X99000001", Date::FromYmd(2024, 1, 4)), "of the file");
}

TEST(WithNarrativesTest, EachRowAndTeamHasItsOwnInOrder) {
  const View told = WithNarratives(Fed(), {{"", {"ni60", "North", kMarch28, "north", "Head"}},
                                           {"", {"icpc_15", "", kMarch28, "conferences", "Head"}}});
  std::vector<std::string> texts;
  for (const Comment& comment : told.authorities[0]->comments) texts.push_back(comment.text);
  EXPECT_THAT(texts, ElementsAre("conferences", "of the feed", "north"));
}

}  // namespace
}  // namespace caseclock
