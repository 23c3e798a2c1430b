// Domain section 3, the counting rules: due dates, the weekend stop, drag, midnight, February,
// weeks, limits.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scenario.h"

namespace caseclock {
namespace {

struct WorkedDueDate {
  const char* name;
  const char* start;
  int limit;
  const char* due;
  const char* first_day_of_drag;
};

void PrintTo(const WorkedDueDate& example, std::ostream* out) { *out << example.name; }

class WorkedDueDates : public testing::TestWithParam<WorkedDueDate> {};

TEST_P(WorkedDueDates, IsInTimeOnTheDueDateAndInDragFromTheNextWorkingDay) {
  const WorkedDueDate& e = GetParam();
  const std::string start = e.start, due = e.due, drag = e.first_day_of_drag;
  EXPECT_TRUE(
      StoryHolds("also example like assessment_45, limit " + std::to_string(e.limit) +
                 " working days\n" + start + "  C1  child and family assessment A1 started\n" +
                 start + "  C2  child and family assessment A2 started\n" + start +
                 "  C3  child and family assessment A3 started\n" + "as of " + due +
                 ": example open 3, drag 0, due soon 3\n" + "as of " + drag +
                 ": example open 3, drag 3, due soon 0\n" + due +
                 "  C1  assessment A1 authorised\n" + drag + "  C2  assessment A2 authorised\n" +
                 "as of " + due + ": example rolling_12m 1 of 1, open 2, drag 0\n" + "as of " +
                 drag + ": example rolling_12m 1 of 2, open 1, drag 1"));
}

INSTANTIATE_TEST_SUITE_P(
    Section3, WorkedDueDates,
    testing::Values(
        WorkedDueDate{"Friday 1 March 2024, 7", "2024-03-01", 7, "2024-03-12", "2024-03-13"},
        WorkedDueDate{"Friday 1 March 2024, 10", "2024-03-01", 10, "2024-03-15", "2024-03-18"},
        WorkedDueDate{"Friday 1 March 2024, 15", "2024-03-01", 15, "2024-03-22", "2024-03-25"},
        WorkedDueDate{"Friday 1 March 2024, 20", "2024-03-01", 20, "2024-04-02", "2024-04-03"},
        WorkedDueDate{"Friday 1 March 2024, 35", "2024-03-01", 35, "2024-04-23", "2024-04-24"},
        WorkedDueDate{"Friday 1 March 2024, 45", "2024-03-01", 45, "2024-05-08", "2024-05-09"},
        WorkedDueDate{"Saturday 2 March 2024, 7", "2024-03-02", 7, "2024-03-12", "2024-03-13"},
        WorkedDueDate{"Saturday 2 March 2024, 10", "2024-03-02", 10, "2024-03-15", "2024-03-18"},
        WorkedDueDate{"Saturday 2 March 2024, 15", "2024-03-02", 15, "2024-03-22", "2024-03-25"},
        WorkedDueDate{"Saturday 2 March 2024, 20", "2024-03-02", 20, "2024-04-02", "2024-04-03"},
        WorkedDueDate{"Saturday 2 March 2024, 35", "2024-03-02", 35, "2024-04-23", "2024-04-24"},
        WorkedDueDate{"Saturday 2 March 2024, 45", "2024-03-02", 45, "2024-05-08", "2024-05-09"},
        WorkedDueDate{"Friday 20 December 2024, 1", "2024-12-20", 1, "2024-12-23", "2024-12-24"},
        WorkedDueDate{"Friday 20 December 2024, 7", "2024-12-20", 7, "2025-01-03", "2025-01-06"},
        WorkedDueDate{"Friday 20 December 2024, 10", "2024-12-20", 10, "2025-01-08", "2025-01-09"},
        WorkedDueDate{"Friday 20 December 2024, 15", "2024-12-20", 15, "2025-01-15", "2025-01-16"},
        WorkedDueDate{"Friday 20 December 2024, 45", "2024-12-20", 45, "2025-02-26", "2025-02-27"},
        WorkedDueDate{"Friday 9 September 2022, 7", "2022-09-09", 7, "2022-09-21", "2022-09-22"},
        WorkedDueDate{"Friday 9 September 2022, 10", "2022-09-09", 10, "2022-09-26", "2022-09-27"},
        WorkedDueDate{"Friday 9 September 2022, 15", "2022-09-09", 15, "2022-10-03", "2022-10-04"},
        WorkedDueDate{"Wednesday 1 April 2009, 7", "2009-04-01", 7, "2009-04-14", "2009-04-15"},
        WorkedDueDate{"Wednesday 1 April 2009, 10", "2009-04-01", 10, "2009-04-17", "2009-04-20"},
        WorkedDueDate{"Wednesday 1 April 2009, 35", "2009-04-01", 35, "2009-05-26", "2009-05-27"}));

TEST(DayZeroAndTheCount, AStopOnTheWeekendAfterTheDueDateIsInTimeAndMondayIsLate) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    2024-03-01  C2  section 47 S2 started
    2024-03-01  C3  section 47 S3 started
    2024-03-22  C1  initial conference K1 of S1 held
    2024-03-24  C2  initial conference K2 of S2 held
    2024-03-25  C3  initial conference K3 of S3 held
    as of 2024-03-22: icpc_15 month 1 of 1, open 2, drag 0, due soon 2
    as of 2024-03-23: icpc_15 month 1 of 1, open 2, drag 0, due soon 0
    as of 2024-03-24: icpc_15 month 2 of 2, open 1, drag 0
    as of 2024-03-25: icpc_15 month 2 of 3, open 0, drag 0
  )"));
}

TEST(DayZeroAndTheCount, DragBeginsOnTheFirstWorkingDayAfterTheDueDate) {
  EXPECT_TRUE(StoryHolds(R"(
    # 10 working days from Friday 15 March: Tuesday 2 April, after Good Friday and Easter Monday
    2024-03-15  C1  referral R1 opened
    2024-03-15  C1  initial assessment A1 of R1 started
    as of 2024-03-27: ni59 open 1, drag 0, due soon 1
    as of 2024-04-02: ni59 open 1, drag 0, due soon 1
    as of 2024-04-03: ni59 open 1, drag 1, due soon 0
  )"));
}

TEST(DayZeroAndTheCount, AFridayDueDateGivesNoDragOnTheWeekend) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    as of 2024-03-22: icpc_15 drag 0
    as of 2024-03-24: icpc_15 drag 0
    as of 2024-03-25: icpc_15 drag 1
  )"));
}

TEST(DayZeroAndTheCount, AClosureDayOfTheCouncilIsNoWorkingDay) {
  EXPECT_TRUE(StoryHolds(R"(
    closure 2024-03-14
    2024-03-01  C1  section 47 S1 started
    as of 2024-03-25: icpc_15 open 1, drag 0
    as of 2024-03-26: icpc_15 open 1, drag 1
  )"));
}

TEST(DayZeroAndTheCount, AStopBeforeTheStartCountsNothing) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-08  C1  core assessment A1 started
    2024-03-04  C1  assessment A1 authorised, recorded 2024-03-08
    as of 2024-03-31: ni60 month 1 of 1, open 0; quality stop_before_start 1
  )"));
}

TEST(DueSoon, ReachesToTheFifthWorkingDayAfterAsOf) {
  EXPECT_TRUE(StoryHolds(R"(
    # due Friday 22 March; Friday 15 is five working days before, Thursday 14 six
    2024-03-01  C1  section 47 S1 started
    as of 2024-03-14: icpc_15 due soon 0
    as of 2024-03-15: icpc_15 due soon 1
    as of 2024-03-22: icpc_15 due soon 1
    as of 2024-03-23: icpc_15 due soon 0, drag 0
  )"));
}

TEST(LimitsInMonths, AreDueOnTheSameDayOrTheLastDayThereIs) {
  EXPECT_TRUE(StoryHolds(R"(
    also three_months like assessment_45, limit 3 months
    2023-11-30  C1  child and family assessment A1 started
    2023-11-30  C2  child and family assessment A2 started
    2023-12-15  C3  child and family assessment A3 started
    2024-02-29  C1  assessment A1 authorised
    2024-03-15  C3  assessment A3 authorised
    as of 2024-02-29: three_months year 1 of 1, open 2, drag 0
    as of 2024-03-01: three_months year 1 of 1, open 2, drag 1
    as of 2024-03-15: three_months year 2 of 2, open 1, drag 1
  )"));
}

TEST(Midnight, TurnsInLondonNotInUtc) {
  EXPECT_TRUE(StoryHolds(R"(
    # summer time began on 31 March 2024: 23:30 UTC is half past midnight on 1 April in London
    2024-03-27  C1  referral R1 opened, recorded 2024-03-31T22:30Z
    2024-03-27  C2  referral R2 opened, recorded 2024-03-31T23:30Z
    2024-01-29  C3  referral R3 opened, recorded 2024-01-31T23:30Z
    as of 2024-03-31: entry_delay in 2024-03 1 of 1; entry_delay in 2024-01 1 of 1
    as of 2024-04-30: entry_delay in 2024-03 1 of 1; entry_delay in 2024-04 1 of 1
  )"));
}

TEST(DatesAfterAsOf, HaveNotHappenedYet) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  core assessment A1 started
    2024-03-20  C1  assessment A1 authorised, recorded 2024-03-18
    as of 2024-03-19: ni60 month 0 of 0, open 1; quality date_in_future 1
    as of 2024-03-20: ni60 month 1 of 1, open 0; quality date_in_future 0
  )"));
}

TEST(TwinOfFebruary, The29thAnswersToThe28thAndBack) {
  EXPECT_TRUE(StoryHolds(R"(
    2023-02-28  C1  referral R1 opened
    2023-03-01  C2  referral R2 opened
    2024-02-29  C3  referral R3 opened
    2025-02-28  C4  referral R4 opened
    as of 2024-02-29: referral_rate month 1, last year 1; referral_rate year 1, last year 1
    as of 2024-02-28: referral_rate month 0, last year 1
    as of 2025-02-28: referral_rate month 1, last year 1; referral_rate rolling_12m 1, last year 2
  )"));
}

TEST(TwinOfAWindowToDate, CoversTheSameNumberOfDays) {
  EXPECT_TRUE(StoryHolds(R"(
    2023-06-10  C1  referral R1 opened
    2023-06-11  C2  referral R2 opened
    2024-06-10  C3  referral R3 opened
    as of 2024-06-10: referral_rate month 1, last year 1; referral_rate quarter 1, last year 1
    as of 2024-06-11: referral_rate month 1, last year 2; referral_rate year 1, last year 2
  )"));
}

TEST(Weeks, StartOnMonday) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-10  C1  referral R1 opened
    2024-03-11  C2  referral R2 opened
    2024-03-17  C3  referral R3 opened
    as of 2024-03-10: referral_rate week 1
    as of 2024-03-11: referral_rate week 1
    as of 2024-03-17: referral_rate week 2
    as of 2024-03-18: referral_rate week 0
  )"));
}

TEST(Windows, EachEndOnTheAsOfDate) {
  EXPECT_TRUE(StoryHolds(R"(
    2021-05-15  C1  referral R1 opened
    2021-05-16  C2  referral R2 opened
    2023-05-15  C3  referral R3 opened
    2023-05-16  C4  referral R4 opened
    2024-03-31  C5  referral R5 opened
    2024-04-01  C6  referral R6 opened
    2024-05-01  C7  referral R7 opened
    2024-05-13  C8  referral R8 opened
    as of 2024-05-15: referral_rate week 1; referral_rate month 2; referral_rate quarter 3
    as of 2024-05-15: referral_rate year 3; referral_rate rolling_12m 5; referral_rate years_3 7
  )"));
}

TEST(SmallDenominators, BelowTenTheShareIsSmall) {
  EXPECT_TRUE(StoryHolds(R"(
    for # = 1 to 9: 2024-03-01  C#  core assessment A# started
    for # = 1 to 9: 2024-03-08  C#  assessment A# authorised
    as of 2024-03-31: ni60 year 9 of 9, share 100.0 %, small
    2024-03-01  C10  core assessment A10 started
    2024-03-08  C10  assessment A10 authorised
    as of 2024-03-31: ni60 year 10 of 10, not small
  )"));
}

TEST(LimitThatChanged, TheOneInForceOnTheStopDateHolds) {
  EXPECT_TRUE(StoryHolds(R"(
    limit of ni59: 7 working days, from 2010-04-01 10 working days
    2010-03-18  C1  referral R1 opened
    2010-03-18  C1  initial assessment A1 of R1 started
    2010-03-24  C2  referral R2 opened
    2010-03-24  C2  initial assessment A2 of R2 started
    # 30 March is the 8th working day of A1, 7 April the 8th of A2
    2010-03-30  C1  assessment A1 authorised
    2010-04-07  C2  assessment A2 authorised
    as of 2010-03-31: ni59 year 0 of 1; ni59_7 year 0 of 1
    as of 2010-04-30: ni59 year 1 of 1; ni59_7 year 0 of 1
    as of 2010-04-30: ni59 in 2010-03 0 of 1; ni59 in 2010-04 1 of 1
  )"));
}

TEST(LimitThatChanged, OpenClocksAreJudgedByTheLimitOfTheDay) {
  EXPECT_TRUE(StoryHolds(R"(
    limit of ni59: 7 working days, from 2010-04-01 10 working days
    2010-03-18  C1  referral R1 opened
    2010-03-18  C1  initial assessment A1 of R1 started
    # 31 March is the 9th working day, 1 April the 10th, Tuesday 6 April after Easter the 11th
    as of 2010-03-29: ni59 open 1, drag 0
    as of 2010-03-31: ni59 open 1, drag 1
    as of 2010-04-01: ni59 open 1, drag 0, due soon 1
    as of 2010-04-06: ni59 open 1, drag 1; ni59 in 2010-03 0 of 0, open 1, drag 1
  )"));
}

TEST(SecondLimit, IsOneMoreRowOfTheCatalogue) {
  EXPECT_TRUE(StoryHolds(R"(
    also assessment_35 like assessment_45, limit 35 working days
    # 23 April 2024 is the 35th working day, 8 May the 45th
    2024-03-01  C1  child and family assessment A1 started
    as of 2024-05-08: assessment_45 open 1, drag 0; assessment_35 open 1, drag 1
    2024-05-08  C1  assessment A1 authorised
    as of 2024-05-08: assessment_45 year 1 of 1; assessment_35 year 0 of 1
  )"));
}

TEST(OutsideTheCalendar, AClockThatStartsBeforeItIsLeftOutAndListed) {
  EXPECT_TRUE(StoryHolds(R"(
    2004-12-31  C1  core assessment A1 started
    2005-01-04  C2  core assessment A2 started
    as of 2005-02-28: ni60 open 1; quality outside_calendar 1
    2005-02-11  C1  assessment A1 authorised
    2005-02-11  C2  assessment A2 authorised
    as of 2005-02-28: ni60 year 1 of 1, open 0; quality outside_calendar 1
  )"));
}

TEST(OutsideTheCalendar, AnInitialAssessmentWhoseReferralLiesBeforeItIsLeftOutAndListed) {
  EXPECT_TRUE(StoryHolds(R"(
    2004-12-31  C1  referral R1 opened
    2005-01-04  C1  initial assessment A1 of R1 started
    as of 2005-01-31: ni59 open 0; ni59_7 open 0; quality outside_calendar 1
  )"));
}

TEST(OutsideTheCalendar, DurationsInDaysNeedNoWorkingDays) {
  EXPECT_TRUE(StoryHolds(R"(
    2004-06-01  C1  child protection plan P1 started
    2006-06-01  C1  plan P1 ceased
    as of 2006-06-30: ni64 year 1 of 1; quality outside_calendar 0
  )"));
}

TEST(Twins, TheLastDayOfMarchAnswersToTheLastDayOfMarch) {
  EXPECT_TRUE(StoryHolds(R"(
    2019-03-20  C0  child and family assessment A0 started
    2019-04-02  C0  assessment A0 authorised
    for # = 1 to 20: 2020-03-02  C#  child and family assessment A# started
    for # = 1 to 20: 2020-03-31  C#  assessment A# authorised
    for # = 21 to 40: 2020-12-01  C#  child and family assessment A# started
    for # = 21 to 40: 2020-12-15  C#  assessment A# authorised
    as of 2021-03-30: assessment_45 year 20 of 20, last year 1 of 1
    as of 2021-03-31: assessment_45 year 20 of 20, last year 21 of 21, on last year 0.00
  )"));
}

TEST(BeforeTheFirstData, MonthsAndYearsHaveNoValueAndNoDirection) {
  EXPECT_TRUE(StoryHolds(R"(
    for # = 1 to 30: 2024-03-04  C#  referral R# opened
    as of 2024-03-31: referral_rate year 30, last year none, on last year none, on outturn none
    as of 2024-03-31: referral_rate year 30, on last month none
    for # = 1 to 30: 2024-04-15  C#  child protection plan P# started
    as of 2024-04-30: referral_rate in 2024-02 no value; referral_rate in 2024-03 30
    as of 2024-04-30: cpp in 2024-03 no value; cpp in 2024-04 30, open 30
    as of 2024-04-30: referral_rate rolling_12m 30, last year none
  )"));
}

// Half a year is listed, and of older work only what is still open or ended lately.
TEST(BeforeTheFirstData, OfACouncilImportedWithHalfAYearAndSomeStraysOnlyTheHalfYearIsCompared) {
  EXPECT_TRUE(StoryHolds(R"(
    2021-02-01  X1  referral Q1 opened
    2021-03-01  X2  child and family assessment B1 started
    for # = 1 to 40: 2022-06-01  C#  child protection plan P# started
    2023-12-04  C1  plan P1 ceased
    for # = 1 to 30: 2023-10-02  C#  referral R# opened
    for # = 1 to 30: 2024-02-05  C#  child and family assessment A# started
    for # = 1 to 30: 2024-03-04  C#  assessment A# authorised
    as of 2024-03-31: referral_rate in 2023-09 no value; referral_rate in 2023-10 30
    as of 2024-03-31: assessment_45 in 2024-01 no value; assessment_45 in 2024-03 30 of 30
    as of 2024-03-31: referral_rate year 30, last year none, on last year none
    as of 2024-03-31: cpp year 39, last year none, on last year none
  )"));
}

TEST(NothingStopped, NothingIsExpected) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-05-01  C1  child and family assessment A1 started
    as of 2024-05-31: assessment_45 year 0 of 0, open 1, committed 1 of 1, expected none
  )"));
}

TEST(EntryDelay, ClosingAndReopeningAreTwoHappenings) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  referral R1 opened
    2024-03-11  C1  referral R1 closed
    2024-03-20  C1  referral R1 reopened, recorded 2024-04-30
    as of 2024-04-29: entry_delay rolling_12m 2 of 2
    as of 2024-04-30: entry_delay rolling_12m 2 of 3
  )"));
}

TEST(Bands, AChildOfTwoPlansIsOneChild) {
  EXPECT_TRUE(StoryHolds(R"(
    2022-01-03  C1  child protection plan P1 started
    2024-01-03  C1  child protection plan P2 started
    as of 2024-03-31: cpp year 1, open 1, oldest 2022-01-03, from earlier years 1
    as of 2024-03-31: ni64 year 0 of 0, open 2, drag 1
  )"));
}

}  // namespace
}  // namespace caseclock
