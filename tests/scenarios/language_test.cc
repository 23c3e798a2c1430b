// The language of the stories itself: a story that is wrong must fail, and say where and what was
// found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(StoryLanguage, AStoryThatIsTrueHolds) {
  EXPECT_TRUE(StoryHolds(R"(
    # invented, as everything here
    2024-03-01  C1  referral R1 opened
    2024-03-04  C1  initial assessment A1 of R1 started, recorded 2024-03-06
    2024-03-15  C1  assessment A1 authorised
    as of 2024-03-31: ni59 year 1 of 1, open 0, small; ni59_7 year 0 of 1, share 0.0 %
  )"));
}

TEST(StoryLanguage, AWrongFigureNamesItsLineAndWhatWasFound) {
  EXPECT_THAT(StoryProblems("2024-03-01  C1  child and family assessment A1 started\n"
                            "as of 2024-03-28: assessment_45 year 0 of 0, open 2"),
              ElementsAre("line 2: as of 2024-03-28: assessment_45 year 0 of 0, open 2\n"
                          "    assessment_45: found 0 of 0, open 1, drag 0, due soon 0, oldest "
                          "2024-03-01; open 1"));
}

TEST(StoryLanguage, EveryWrongFigureOfALineIsTold) {
  EXPECT_EQ(StoryProblems("as of 2024-03-28: ni60 month 1 of 1; cpp 3; ni64 open 1").size(), 3u);
}

TEST(StoryLanguage, ALineThatCannotBeReadSaysWhatWasExpected) {
  const std::pair<const char*, const char*> lines[] = {
      {"2024-02-30  C1  referral R1 opened", "expected a date"},
      {"2024-03-01  C1  referal R1 opened", "expected a kind of record before \"referal\""},
      {"2024-03-01  C1  referral R1 ceased", "expected what happened to the record"},
      {"2024-03-01  C1  referral R1 opened yesterday", "expected \",\""},
      {"2024-03-01  C1  referral R1 opened, recorded soon", "expected an instant"},
      {"2024-03-01  C1  referral R1 opened, in E1", "expected an export that has been read"},
      {"export E1 complete", "expected an export that has been read"},
      {"limit of ni61: 3 months", "expected an indicator of the catalogue, not ni61"},
      {"for # = 1: 2024-03-01  C#  referral R# opened", "for # = 1 to 40: LINE"},
      {"as of 2024-03-31 ni59 year 1 of 1", "as of DATE: FIGURE"},
      {"as of 2024-03-31: ni59 year 0 of 0 and more", "a figure ends with"},
      {"as of 2024-03-31: ni59 year 1 of 1, ajar 2", "expected a figure before \"ajar\""},
      {"as of 2024-03-31: ni61 year 0 of 0", "there is no \"ni61\""},
      {"as of 2024-03-31: quality untidy 0", "there is no \"untidy\""}};
  for (const auto& [line, expected] : lines) {
    const auto problems = StoryProblems(std::string(line) + "\nas of 2024-03-31: cpp 0");
    EXPECT_THAT(problems, ElementsAre(HasSubstr(expected))) << line;
  }
}

TEST(StoryLanguage, AStoryWithoutAFigureProvesNothing) {
  EXPECT_THAT(StoryProblems("2024-03-01  C1  referral R1 opened"),
              ElementsAre("the story states no figure"));
}

TEST(StoryLanguage, ARecordKeepsItsKind) {
  EXPECT_THAT(StoryProblems("2024-03-01  C1  referral X1 opened\n"
                            "2024-03-01  C1  child protection plan X1 started\n"
                            "as of 2024-03-31: cpp 0"),
              ElementsAre(HasSubstr("the kind that X1 was before")));
}

TEST(StoryLanguage, ForStandsForManyLines) {
  EXPECT_TRUE(StoryHolds(R"(
    for # = 1 to 12: 2024-03-01  C#  referral R# opened
    for # = 1 to 3: 2024-03-02  C#  referral R# withdrawn
    as of 2024-03-31: referral_rate month 9
  )"));
}

TEST(StoryLanguage, FiguresSeeOnlyTheEventsAboveThem) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  referral R1 opened
    as of 2024-03-31: referral_rate month 1
    2024-03-08  C2  referral R2 opened
    as of 2024-03-31: referral_rate month 2
  )"));
}

}  // namespace
}  // namespace caseclock
