// Domain section 4, settled questions about clocks: which window, cancelled and withdrawn, ni59,
// section 47, sign-off, ni64.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace caseclock {
namespace {

TEST(WhichWindow, TimelinessBelongsToTheStopDate) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-02-20  C1  child and family assessment A1 started
    2024-04-10  C1  assessment A1 authorised
    as of 2024-04-30: assessment_45 in 2024-02 0 of 0, open 1
    as of 2024-04-30: assessment_45 in 2024-03 0 of 0, open 1
    as of 2024-04-30: assessment_45 in 2024-04 1 of 1, open 0; assessment_45 year 1 of 1
  )"));
}

TEST(WhichWindow, PlansThatCeasedBelongToTheDayTheyCeased) {
  EXPECT_TRUE(StoryHolds(R"(
    2021-03-01  C1  child protection plan P1 started
    2024-04-10  C1  plan P1 ceased
    as of 2024-04-30: ni64 in 2024-03 no value; ni64 in 2024-04 1 of 1; ni64 year 1 of 1
  )"));
}

TEST(WhichWindow, ConferencesBelongToTheDayTheyWereHeld) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-20  C1  section 47 S1 started
    2024-04-03  C1  initial conference K1 of S1 held
    as of 2024-04-30: icpc_15 in 2024-03 0 of 0, open 1; icpc_15 month 1 of 1
  )"));
}

TEST(WhichWindow, SharesOfReferralsBelongToTheReferralDate) {
  EXPECT_TRUE(StoryHolds(R"(
    2023-12-01  C1  referral R1 opened
    2024-03-28  C1  referral R2 opened, recorded 2024-04-10
    as of 2024-04-30: rereferral in 2024-03 1 of 1; rereferral in 2024-04 0 of 0
    as of 2024-04-30: rereferral year 0 of 0
    as of 2024-04-30: referral_rate in 2024-03 1; referral_rate month 0
  )"));
}

TEST(Cancelled, LeavesAllCountsFromItsDate) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  core assessment A1 started
    2024-03-15  C1  assessment A1 cancelled
    as of 2024-03-14: ni60 open 1, drag 1, oldest 2024-01-08
    as of 2024-03-15: ni60 open 0, drag 0, oldest none
    as of 2024-03-31: ni60 in 2024-02 0 of 0, open 1, drag 1; ni60 in 2024-03 0 of 0, open 0, drag 0
  )"));
}

TEST(Cancelled, AnAuthorisationOfACancelledAssessmentDoesNotCount) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  core assessment A1 started
    2024-03-08  C1  assessment A1 authorised
    2024-03-15  C1  assessment A1 cancelled
    as of 2024-03-14: ni60 month 1 of 1
    as of 2024-03-15: ni60 month 0 of 0, open 0
  )"));
}

TEST(Withdrawn, LeavesAllCountsForAlways) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  core assessment A1 started
    2024-01-08  C1  referral R1 opened
    as of 2024-02-29: ni60 in 2024-01 0 of 0, open 1; referral_rate year 1
    2024-03-15  C1  assessment A1 withdrawn
    2024-03-15  C1  referral R1 withdrawn
    as of 2024-03-31: ni60 in 2024-01 no value; referral_rate year 0; entry_delay year 0 of 0
  )"));
}

TEST(Withdrawn, ALaterAssertionRevivesIt) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  referral R1 opened
    2024-03-04  C1  referral R1 withdrawn
    2024-03-02  C1  referral R1 opened, recorded 2024-03-05
    as of 2024-03-31: referral_rate month 1
  )"));
}

TEST(Withdrawn, AnOlderAssertionThatArrivesLaterStaysDead) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-04  C1  referral R1 withdrawn
    2024-03-01  C1  referral R1 opened, recorded 2024-03-02
    as of 2024-03-31: referral_rate month 0; rereferral month 0 of 0
  )"));
}

TEST(AFactClearedAsAnError, LeavesTheRestOfTheRecordStanding) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  core assessment A1 started
    2024-03-08  C1  assessment A1 authorised
    as of 2024-03-08: ni60 month 1 of 1, open 0
    2024-03-11  C1  assessment A1 not authorised after all
    as of 2024-03-11: ni60 month 0 of 0, open 1
    2024-03-14  C1  assessment A1 authorised
    as of 2024-03-14: ni60 month 1 of 1, open 0
  )"));
}

TEST(Reopened, UndoingAClosureIsNotAReReferral) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened
    2024-02-01  C1  referral R1 closed
    2024-02-12  C1  referral R1 reopened
    as of 2024-03-31: rereferral year 0 of 1; referral_rate year 1
    as of 2024-03-31: quality assessment_after_closure 0
  )"));
}

TEST(Reopened, WorkAfterTheClosureIsInOrderOnceItIsUndone) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened
    2024-02-01  C1  referral R1 closed
    2024-02-15  C1  core assessment A1 of R1 started
    as of 2024-02-16: quality assessment_after_closure 1; quality open_assessment_at_closure 1
    2024-02-20  C1  referral R1 reopened
    as of 2024-02-20: quality assessment_after_closure 0; quality open_assessment_at_closure 0
  )"));
}

TEST(Ni59OpenClocks, ExistOnceAnInitialAssessmentExistsBackDatedToTheReferral) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-02-20  C1  referral R1 opened
    as of 2024-03-19: ni59 open 0; ni59 in 2024-02 no value
    2024-03-20  C1  initial assessment A1 of R1 started
    as of 2024-03-20: ni59 open 1, drag 1, oldest 2024-02-20; ni59 in 2024-02 0 of 0, open 1, drag 0
    as of 2024-03-20: ni59_7 in 2024-02 0 of 0, open 1, drag 0
  )"));
}

TEST(Ni59OpenClocks, AnAssessmentOfWhichNothingHasHappenedHasNone) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  referral R1 opened
    2024-03-04  C1  initial assessment A1 of R1 started, recorded 2024-03-01
    as of 2024-03-01: ni59 open 0
    as of 2024-03-04: ni59 open 1, oldest 2024-03-01
  )"));
}

TEST(Ni59OpenClocks, TheWorkFinishedOrAuthorisedIsEnoughToBegin) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  referral R1 opened
    2024-03-08  C1  initial assessment A1 of R1 finished
    as of 2024-03-08: ni59 month 0 of 0, open 1
    2024-03-12  C1  assessment A1 authorised
    as of 2024-03-12: ni59 month 1 of 1, open 0; ni59_7 month 1 of 1
  )"));
}

TEST(Ni59WithoutReferral, IsLeftOutAndListedAsADataQualityProblem) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-04  C1  initial assessment A1 started
    2024-03-05  C2  initial assessment A2 of R9 started
    2024-03-15  C2  assessment A2 authorised
    as of 2024-03-31: ni59 year 0 of 0, open 0; quality initial_assessment_without_referral 2
    # the referral of another child does not help
    2024-03-01  C3  referral R9 opened
    as of 2024-03-31: ni59 year 0 of 0; quality initial_assessment_without_referral 2
  )"));
}

TEST(Ni59WithoutReferral, ComesInWhenTheReferralIsRecordedLater) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-05  C1  initial assessment A1 of R1 started
    2024-03-15  C1  assessment A1 authorised
    2024-03-01  C1  referral R1 opened, recorded 2024-03-20
    as of 2024-03-31: ni59 year 1 of 1; ni59_7 year 0 of 1
    as of 2024-03-31: quality initial_assessment_without_referral 0
  )"));
}

TEST(Section47WithoutConference, EndingWithoutOneCancelsTheClock) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    2024-03-27  C1  section 47 S1 ended without conference
    as of 2024-03-26: icpc_15 month 0 of 0, open 1, drag 1
    as of 2024-03-27: icpc_15 month 0 of 0, open 0, drag 0
  )"));
}

TEST(Section47WithoutConference, AConferenceThatWasHeldAllTheSameCounts) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    2024-03-08  C1  section 47 S1 ended without conference
    2024-03-22  C1  initial conference K1 of S1 held
    as of 2024-03-15: icpc_15 month 0 of 0, open 0
    as of 2024-03-31: icpc_15 month 1 of 1, open 0; quality conference_after_ending 1
  )"));
}

TEST(Section47WithoutConference, AConferenceUndoesTheEndingAltogetherAndTheClockRanOn) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    2024-03-08  C1  section 47 S1 ended without conference
    as of 2024-03-31: icpc_15 open 0, drag 0
    2024-04-03  C1  initial conference K1 of S1 held
    as of 2024-04-30: icpc_15 in 2024-03 0 of 0, open 1, drag 1; icpc_15 in 2024-04 0 of 1, open 0
  )"));
}

TEST(Section47Conference, OnlyAnInitialOrPreBirthConferenceStopsTheClock) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    2024-03-05  C1  review conference K1 of S1 held
    2024-03-06  C1  transfer-in conference K2 of S1 held
    2024-03-07  C1  conference K3 of S1 held
    2024-03-07  C1  initial conference K4 held
    as of 2024-03-08: icpc_15 month 0 of 1, open 1
    2024-03-22  C1  pre-birth conference K5 of S1 held
    as of 2024-03-22: icpc_15 month 1 of 2, open 0
  )"));
}

TEST(Section47Conference, TheEarliestOneStopsTheClock) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    2024-03-26  C1  initial conference K2 of S1 held
    as of 2024-03-31: icpc_15 month 0 of 1
    2024-03-20  C1  initial conference K1 of S1 held, recorded 2024-03-28
    as of 2024-03-31: icpc_15 month 1 of 2, open 0
  )"));
}

TEST(Conferences, EveryOneThatWasHeldCountsOnItsDay) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-05-01  C1  section 47 S1 started
    2024-05-10  C1  initial conference K1 of S1 held
    2024-06-10  C1  initial conference K2 of S1 held
    as of 2024-06-30: icpc_15 year 1 of 2, open 0; icpc_15 in 2024-05 1 of 1; icpc_15 in 2024-06 0 of 1
  )"));
}

TEST(Conferences, OneLinkedToNoEnquiryIsNotInTimeAndListed) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-05-10  C1  initial conference K1 held
    2024-05-13  C2  pre-birth conference K2 of S9 held
    2024-05-10  C1  conference K1 allocated to "North"
    as of 2024-05-31: icpc_15 year 0 of 2; icpc_15 year for "North" 0 of 1; icpc_15 year for (none) 0 of 1
    as of 2024-05-31: quality conference_without_section47 2
  )"));
}

TEST(Conferences, TheyCountForTheTeamOfTheEnquiryOnTheirDay) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-05-01  C1  section 47 S1 started
    2024-05-01  C1  section 47 S1 allocated to "North"
    2024-05-10  C1  initial conference K1 of S1 held
    2024-05-10  C1  conference K1 allocated to "Conference team"
    2024-05-20  C1  section 47 S1 allocated to "South"
    as of 2024-05-31: icpc_15 month for "North" 1 of 1; icpc_15 month for "South" 0 of 0
    as of 2024-05-31: icpc_15 month for "Conference team" 0 of 0
  )"));
}

TEST(Conferences, RecordsOfOneDayAreOneConferenceOfTheEnquiryThatStartedLast) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  section 47 S1 started
    2024-05-07  C1  section 47 S2 started
    2024-05-20  C1  section 47 S3 started
    2024-05-10  C1  initial conference K1 of S1 held
    2024-05-10  C1  initial conference K2 of S2 held
    2024-05-10  C1  initial conference K3 of S3 held
    2024-05-10  C1  initial conference K4 held
    as of 2024-05-31: icpc_15 month 1 of 1, open 0
    2024-06-03  C1  conference K2 withdrawn
    as of 2024-06-30: icpc_15 in 2024-05 0 of 1, open 1
  )"));
}

TEST(Conferences, OfSiblingsEachHasItsOwnAndOfOneChildUnderTwoNamesThereIsOne) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-05-01  C1  section 47 S1 started
    2024-05-01  C2  section 47 S2 started
    2024-05-10  C1  initial conference K1 of S1 held
    2024-05-10  C2  initial conference K2 of S2 held
    as of 2024-05-31: icpc_15 month 2 of 2
    2024-06-03  C2  is the same child as C1
    as of 2024-06-30: icpc_15 in 2024-05 1 of 1
  )"));
}

TEST(Conferences, OpenEnquiriesAreProjectedOnlyWithAConferenceBooked) {
  EXPECT_TRUE(StoryHolds(R"(
    for # = 1 to 10: 2024-05-01  C#  section 47 S# started
    for # = 1 to 8: 2024-05-10  C#  initial conference K# of S# held
    2024-05-31  C9  initial conference K9 of S9 held, recorded 2024-05-13
    as of 2024-05-15: icpc_15 year 8 of 8, open 2, committed 9 of 9, including drag 8 of 8
    as of 2024-05-24: icpc_15 year 8 of 8, open 2, drag 2, committed 8 of 9, including drag 8 of 9
    as of 2024-05-31: icpc_15 year 8 of 9, open 1, drag 1, committed 8 of 9
  )"));
}

TEST(SignOff, AssessmentsStopWhenAuthorisedNotWhenTheWorkIsFinished) {
  EXPECT_TRUE(StoryHolds(R"(
    # Wednesday 8 May 2024 is the 45th working day
    2024-03-01  C1  child and family assessment A1 started
    2024-05-08  C1  assessment A1 finished
    2024-05-09  C1  assessment A1 authorised
    as of 2024-05-08: assessment_45 year 0 of 0, open 1, drag 0
    as of 2024-05-09: assessment_45 year 0 of 1, open 0
  )"));
}

TEST(PlansOfTwoYears, Day729IsTheLastThatPasses) {
  EXPECT_TRUE(StoryHolds(R"(
    2022-01-01  C1  child protection plan P1 started
    2022-01-01  C2  child protection plan P2 started
    2022-01-01  C3  child protection plan P3 started
    2023-12-31  C1  plan P1 ceased
    2024-01-01  C2  plan P2 ceased
    as of 2023-12-31: ni64 year 0 of 1, open 2, drag 0
    as of 2024-01-01: ni64 year 1 of 2, share 50.0 %, open 1, drag 1
  )"));
}

TEST(PlansOfTwoYears, ALeapDayMakesTwoYearsOneDayShorterOnTheCalendar) {
  EXPECT_TRUE(StoryHolds(R"(
    # 730 days from 10 March 2022 is 9 March 2024
    2022-03-10  C1  child protection plan P1 started
    as of 2024-03-08: ni64 open 1, drag 0
    as of 2024-03-09: ni64 open 1, drag 1
  )"));
}

TEST(PlansOfTwoYears, OtherPlansDoNotCount) {
  EXPECT_TRUE(StoryHolds(R"(
    2020-01-01  C1  child in need plan P1 started
    2020-01-01  C2  pathway plan P2 started
    2020-01-01  C3  plan P3 started
    2024-01-02  C1  plan P1 ceased
    as of 2024-01-31: ni64 year 0 of 0, open 0; cpp 0
  )"));
}

}  // namespace
}  // namespace caseclock
