#include "daemon/adapters/heading_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace caseclock {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HeadingWordsTest, SplitsAtBlanksPunctuationAndCapitals) {
  EXPECT_THAT(HeadingWords("ContinuousAssessmentAuthDate"),
              ElementsAre("continuous", "assessment", "auth", "date"));
  EXPECT_THAT(HeadingWords("InitialCPConfDate"), ElementsAre("initial", "cp", "conf", "date"));
  EXPECT_THAT(HeadingWords("Visit_made/booked"), ElementsAre("visit", "made", "booked"));
  EXPECT_THAT(HeadingWords("No. of ICPCs"), ElementsAre("no", "icpcs"));
  EXPECT_THAT(HeadingWords("Plan\xC2\xA0start\r\ndate"), ElementsAre("plan", "start", "date"));
}

TEST(HeadingWordsTest, DropsWhatCarriesNoMeaning) {
  EXPECT_THAT(HeadingWords("Date of the referral (DD/MM/YYYY)"), ElementsAre("date", "referral"));
  EXPECT_THAT(HeadingWords("3.2 Child\xE2\x80\x99s need"), ElementsAre("childs", "need"));
  EXPECT_THAT(HeadingWords("\xE2\x80\x8B"), IsEmpty());
  EXPECT_THAT(HeadingWords(std::string(500, 'a')), IsEmpty());
}

TEST(HeadingWordsTest, PatternsAccountForEveryWord) {
  const HeadingPattern pattern("date plan|plans <start> child?");
  EXPECT_TRUE(pattern.Matches({"date", "plan", "started"}));
  EXPECT_TRUE(pattern.Matches({"child", "commenced", "plans", "date"}));
  EXPECT_FALSE(pattern.Matches({"plan", "started"}));
  EXPECT_FALSE(pattern.Matches({"date", "plan", "started", "by"}));
  EXPECT_FALSE(pattern.Matches({}));
}

TEST(HeadingWordsTest, WordsWrittenTogetherComeApart) {
  std::set<std::string> vocabulary;
  HeadingPattern("date referral|child").AddVocabulary(vocabulary);
  EXPECT_THAT(SplitJoinedWords({"dateofreferral"}, vocabulary), ElementsAre("date", "referral"));
  EXPECT_THAT(SplitJoinedWords({"childminder", "date"}, vocabulary),
              ElementsAre("childminder", "date"));
}

}  // namespace
}  // namespace caseclock
