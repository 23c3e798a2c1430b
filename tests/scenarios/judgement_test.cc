// Domain section 5: what figures mean, told as stories.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scenario.h"

namespace caseclock {
namespace {

/// Core assessments of 2010, started and authorised on the same days: the first `in_time` of them in time.
std::string CoreAssessments(int in_time, int late) {
  const std::string first = std::to_string(in_time);
  const std::string next = std::to_string(in_time + 1);
  const std::string last = std::to_string(in_time + late);
  return "for # = 1 to " + first + ": 2010-05-04  C#  core assessment A# started\n" +
         "for # = 1 to " + first + ": 2010-06-01  C#  assessment A# authorised\n" +
         "for # = " + next + " to " + last + ": 2010-04-06  C#  core assessment A# started\n" +
         "for # = " + next + " to " + last + ": 2010-07-01  C#  assessment A# authorised\n";
}

const std::string kStandards = R"(
  target of ni60: 84 % by 2010-10-31, 87 % by 2011-03-31
  neighbours of ni60: 80.4 % of the year to 2010-03-31
  national of ni60: 78.2 % of the year to 2010-03-31
)";

TEST(JudgementScenario, TheNextMilestoneMakesTheColour) {
  EXPECT_TRUE(StoryHolds(kStandards + CoreAssessments(17, 3) + R"(
    as of 2010-08-20: ni60 year 17 of 20, colour green
    as of 2010-10-31: ni60 colour green
    as of 2010-11-01: ni60 colour amber
  )"));
}

TEST(JudgementScenario, AColourSaysWhy) {
  EXPECT_TRUE(StoryHolds(
      kStandards + CoreAssessments(15, 5) +
      "as of 2010-08-20: ni60 sentence \"RED: 15 of 20 in time, 75.0%; target 84% by "
      "October 2010: not on course; worse than statistical neighbours 80.4% and national 78.2% "
      "(2009-10)\""));
}

TEST(JudgementScenario, FewerThanTenAreNotJudged) {
  EXPECT_TRUE(StoryHolds(kStandards + CoreAssessments(5, 4) + R"(
    as of 2010-08-20: ni60 year 5 of 9, small, colour none
  )"));
}

TEST(JudgementScenario, RecordsOfAnotherIndicatorChangeNoColour) {
  EXPECT_TRUE(StoryHolds(kStandards + CoreAssessments(15, 5) + R"(
    as of 2010-08-20: ni60 colour red, committed 15 of 20
    for # = 101 to 160: 2010-06-01  C#  referral R# opened
    for # = 101 to 160: 2010-06-02  C#  child protection plan P# started
    as of 2010-08-20: ni60 colour red, committed 15 of 20
  )"));
}

TEST(JudgementScenario, ALateCorrectionCanChangeTheColour) {
  EXPECT_TRUE(StoryHolds(kStandards + CoreAssessments(16, 4) + R"(
    as of 2010-08-20: ni60 year 16 of 20, colour amber
    2010-05-20  C17  assessment A17 authorised, recorded 2010-08-19
    as of 2010-08-20: ni60 year 17 of 20, colour green
    as of 2010-08-20 known by 2010-08-18: ni60 year 16 of 20, colour amber
  )"));
}

TEST(JudgementScenario, DragIsCommittedToBeLate) {
  EXPECT_TRUE(StoryHolds(kStandards + CoreAssessments(15, 5) + R"(
    for # = 101 to 104: 2010-05-04  C#  core assessment A# started
    for # = 105 to 110: 2010-08-02  C#  core assessment A# started
    as of 2010-08-20: ni60 open 10, drag 4, committed 21 of 30, including drag 15 of 24
  )"));
}

TEST(JudgementScenario, OnTheLastDayOfTheYearEveryLineIsTheFigure) {
  EXPECT_TRUE(StoryHolds(kStandards + CoreAssessments(15, 5) + R"(
    for # = 101 to 104: 2011-03-01  C#  core assessment A# started
    as of 2011-03-30: ni60 committed 19 of 24
    as of 2011-03-31: ni60 committed 15 of 20, best 15 of 20, worst 15 of 20
  )"));
}

TEST(JudgementScenario, ItemsFromEarlierYearsAreCounted) {
  EXPECT_TRUE(StoryHolds(R"(
    2009-11-02  C1  core assessment A1 started
    2010-05-04  C2  core assessment A2 started
    as of 2010-08-20: ni60 open 2, from earlier years 1, oldest 2009-11-02
  )"));
}

TEST(JudgementScenario, MonthAgainstMonthAndAgainstLastYear) {
  EXPECT_TRUE(StoryHolds(R"(
    for # = 61 to 70: 2009-03-02  C#  core assessment A# started
    for # = 61 to 70: 2009-04-02  C#  assessment A# authorised
    for # = 1 to 20: 2009-06-01  C#  core assessment A# started
    for # = 1 to 15: 2009-07-01  C#  assessment A# authorised
    for # = 16 to 20: 2009-09-01  C#  assessment A# authorised
    for # = 21 to 40: 2010-06-01  C#  core assessment A# started
    for # = 21 to 38: 2010-06-30  C#  assessment A# authorised
    for # = 41 to 60: 2010-06-01  C#  core assessment A# started
    for # = 41 to 50: 2010-07-01  C#  assessment A# authorised
    as of 2010-07-31: ni60 year 28 of 28, on last year 0.00, on outturn +16.67, on last month 0.00
  )"));
}

}  // namespace
}  // namespace caseclock
