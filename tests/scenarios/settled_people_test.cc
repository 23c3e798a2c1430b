// Domain section 4, settled questions about people: which team, re-referrals, stocks, entry delay,
// aliases, links, restatement.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace caseclock {
namespace {

TEST(WhichTeam, StoppedClocksBelongToTheTeamOnTheStopDate) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  child and family assessment A1 started
    2024-01-08  C1  assessment A1 allocated to "Team North"
    2024-02-01  C1  assessment A1 allocated to "Team South" worker W1
    2024-02-15  C1  assessment A1 authorised
    2024-03-01  C1  assessment A1 allocated to "Team East"
    as of 2024-03-28: assessment_45 year 1 of 1; assessment_45 year for "Team South" 1 of 1
    as of 2024-03-28: assessment_45 year for "Team North" 0 of 0
    as of 2024-03-28: assessment_45 year for "Team East" 0 of 0
  )"));
}

TEST(WhichTeam, OpenAndDragBelongToTheTeamNow) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  core assessment A1 started
    2024-01-08  C1  assessment A1 allocated to "Team North"
    2024-03-11  C1  assessment A1 allocated to "Team South", recorded 2024-03-04
    as of 2024-03-08: ni60 for "Team North" open 1, drag 1, oldest 2024-01-08
    as of 2024-03-08: ni60 for "Team South" open 0
    as of 2024-03-11: ni60 for "Team North" open 0, drag 0, oldest none
    as of 2024-03-11: ni60 for "Team South" open 1, drag 1, oldest 2024-01-08; ni60 open 1, drag 1
  )"));
}

TEST(WhichTeam, StocksBelongToTheTeamNow) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  child protection plan P1 started
    2024-01-08  C1  plan P1 allocated to "Team North"
    2024-02-05  C1  plan P1 allocated to "Team South"
    as of 2024-02-04: cpp for "Team North" 1, open 1; cpp for "Team South" 0
    as of 2024-02-05: cpp for "Team North" 0, open 0; cpp for "Team South" 1, oldest 2024-01-08
    as of 2024-02-05: cpp 1
  )"));
}

TEST(WhichTeam, ReferralsBelongToTheTeamOnTheReferralDate) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened
    2024-01-08  C1  referral R1 allocated to "Front Door"
    2024-01-10  C1  referral R1 allocated to "Team North"
    as of 2024-01-31: referral_rate month for "Front Door" 1; referral_rate month for "Team North" 0
    as of 2024-01-31: rereferral month for "Front Door" 0 of 1
  )"));
}

TEST(WhichTeam, RecordsWithoutATeamAreUnderNone) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  core assessment A1 started
    2024-01-08  C2  core assessment A2 started
    2024-01-10  C2  assessment A2 allocated to "Team North"
    2024-01-15  C2  assessment A2 allocated to nobody
    as of 2024-01-09: ni60 for (none) open 2; ni60 open 2
    as of 2024-01-10: ni60 for (none) open 1; ni60 for "Team North" open 1; ni60 open 2
    as of 2024-01-15: ni60 for (none) open 2; ni60 for "Team North" open 0
  )"));
}

TEST(WhichTeam, AnAllocationEnteredInErrorGivesTheRecordBack) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  core assessment A1 started
    2024-01-08  C1  assessment A1 allocated to "Team North"
    2024-01-15  C1  assessment A1 allocated to "Team South"
    2024-01-15  C1  assessment A1 not allocated after all, recorded 2024-01-18
    as of 2024-01-18: ni60 for "Team North" open 1; ni60 for "Team South" open 0
  )"));
}

TEST(ReReferral, ThePreviousReferralOnTheSameDateAYearBeforeCountsAndADayEarlierDoesNot) {
  EXPECT_TRUE(StoryHolds(R"(
    2023-03-01  C1  referral R1 opened
    2024-03-01  C1  referral R2 opened
    2023-02-28  C2  referral R3 opened
    2024-03-01  C2  referral R4 opened
    as of 2024-03-31: rereferral month 1 of 2, share 50.0 %
  )"));
}

TEST(ReReferral, The29thOfFebruaryLooksBackToThe28th) {
  EXPECT_TRUE(StoryHolds(R"(
    2023-02-28  C1  referral R1 opened
    2024-02-29  C1  referral R2 opened
    2023-02-27  C2  referral R3 opened
    2024-02-29  C2  referral R4 opened
    as of 2024-02-29: rereferral month 1 of 2
  )"));
}

TEST(ReReferral, EveryRepeatCounts) {
  EXPECT_TRUE(StoryHolds(R"(
    2023-05-01  C1  referral R1 opened
    2023-07-03  C1  referral R2 opened
    2023-07-03  C1  referral R3 opened
    2024-02-01  C1  referral R4 opened
    as of 2024-03-31: rereferral year 3 of 4
  )"));
}

TEST(ReReferral, APreviousReferralOutsideTheWindowStillMakesARepeat) {
  EXPECT_TRUE(StoryHolds(R"(
    2023-09-01  C1  referral R1 opened
    2024-05-01  C1  referral R2 opened
    as of 2024-05-31: rereferral year 1 of 1; rereferral month 1 of 1
  )"));
}

TEST(ReReferral, WithdrawingTheFirstReferralUndoesTheRepeat) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened
    2024-03-01  C1  referral R2 opened
    as of 2024-03-04: rereferral year 1 of 2
    2024-03-04  C1  referral R1 withdrawn
    as of 2024-03-04: rereferral year 0 of 1
  )"));
}

TEST(Stocks, CountDistinctChildrenAndSiblingsEach) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  child protection plan P1 started
    2024-01-22  C1  child protection plan P2 started
    2024-01-08  SIBLING1  child protection plan P3 started
    2024-01-08  SIBLING2  child protection plan P4 started
    as of 2024-02-29: cpp 3, open 3, oldest 2024-01-08; quality more_than_one_open_plan 2
    2024-03-01  C1  plan P1 ceased
    as of 2024-03-01: cpp 3, open 3
    2024-03-08  C1  plan P2 ceased
    as of 2024-03-08: cpp 2; cpp in 2024-01 3; cpp in 2024-03 2
  )"));
}

TEST(Stocks, AChildWithPlansInTwoTeamsCountsOnceInEachAndOnceAltogether) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  child protection plan P1 started
    2024-01-08  C1  plan P1 allocated to "Team North"
    2024-01-22  C1  child protection plan P2 started
    2024-01-22  C1  plan P2 allocated to "Team South"
    as of 2024-02-29: cpp 1; cpp for "Team North" 1; cpp for "Team South" 1
  )"));
}

TEST(Stocks, AnUnbornChildCounts) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  UNBORN1  pre-birth conference K1 held
    2024-01-08  UNBORN1  child protection plan P1 started
    as of 2024-01-08: cpp 1
  )"));
}

TEST(EntryDelay, TheEarliestRecordedTimeCounts) {
  EXPECT_TRUE(StoryHolds(R"(
    # Friday to Tuesday is two working days, Friday to Wednesday three
    2024-03-01  C1  referral R1 opened, recorded 2024-03-05
    2024-03-01  C1  referral R1 opened, recorded 2024-03-20
    2024-03-01  C2  referral R2 opened, recorded 2024-03-06
    as of 2024-03-31: entry_delay month 1 of 2, share 50.0 %, median 2, ninth decile 3
  )"));
}

TEST(EntryDelay, ACorrectedDateIsMeasuredFromTheFirstRecording) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-02-16  C1  referral R1 opened, recorded 2024-02-28
    as of 2024-02-29: entry_delay year 0 of 1
    2024-02-26  C1  referral R1 opened, recorded 2024-03-05
    as of 2024-03-31: entry_delay year 1 of 1; entry_delay in 2024-02 1 of 1
    as of 2024-03-31: entry_delay in 2024-03 0 of 0
  )"));
}

TEST(EntryDelay, WholeSnapshotsCarryNoRecordedTimeAndDoNotCount) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-03-31
    2024-01-08  C1  referral R1 opened, in E1
    2024-01-10  C2  referral R2 opened, in E1, recorded 2024-01-12
    export E1 complete
    as of 2024-03-31: referral_rate year 2; entry_delay year 1 of 1
  )"));
}

TEST(EntryDelay, ASnapshotBeforeTheEntryDoesNotHideTheDelay) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened, recorded 2024-01-15
    export E1 of annex-a read 2024-03-31
    2024-01-08  C1  referral R1 opened, in E1
    export E1 complete
    as of 2024-03-31: entry_delay year 0 of 1
  )"));
}

TEST(EntryDelay, BookingsTypesLinksAndAllocationsAreNoThingsThatHappened) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  child protection plan P1 started
    2024-06-03  C1  review V1 of P1 booked, recorded 2024-03-01
    2024-03-01  C1  plan P1 allocated to "Team North", recorded 2024-03-20
    as of 2024-03-31: entry_delay month 1 of 1
  )"));
}

TEST(EntryDelay, RecordedBeforeItHappenedIsNoDelay) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-15  C1  referral R1 closed, recorded 2024-03-12
    as of 2024-03-14: entry_delay month 0 of 0
    as of 2024-03-15: entry_delay month 1 of 1, median 0
  )"));
}

TEST(ChildrenFoundToBeTheSame, AnAliasJoinsThemAndCanBeUndone) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened
    2024-03-01  C2  referral R2 opened
    2024-01-10  C1  child protection plan P1 started
    2024-03-04  C2  child protection plan P2 started
    as of 2024-03-08: rereferral year 0 of 2; cpp 2
    2024-03-11  C2  is the same child as C1
    as of 2024-03-11: rereferral year 1 of 2; cpp 1; quality more_than_one_open_plan 2
    2024-03-15  C2  is another child after all
    as of 2024-03-15: rereferral year 0 of 2; cpp 2; quality more_than_one_open_plan 0
  )"));
}

TEST(ChildrenFoundToBeTheSame, TheyWereTheSameAllAlongWhateverTheDateOfTheAlias) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened
    2024-02-12  C2  referral R2 opened
    2024-03-11  C2  is the same child as C1
    as of 2024-03-31: rereferral in 2024-02 1 of 1
    as of 2024-02-29: rereferral month 1 of 1
    as of 2024-02-29 known by 2024-03-10: rereferral month 0 of 1
  )"));
}

TEST(ChildrenFoundToBeTheSame, AliasesJoinThroughOthers) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  child protection plan P1 started
    2024-01-08  C2  child protection plan P2 started
    2024-01-08  C3  child protection plan P3 started
    2024-02-01  C1  is the same child as C2
    2024-02-01  C3  is the same child as C2
    as of 2024-02-01: cpp 1
    2024-02-05  C1  is another child after all
    as of 2024-02-05: cpp 2
  )"));
}

TEST(ChildrenFoundToBeTheSame, LinksReachAcrossTheAlias) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-03-01  C1  referral R1 opened
    2024-03-04  C2  initial assessment A1 of R1 started
    as of 2024-03-05: ni59 open 0; quality initial_assessment_without_referral 1
    2024-03-06  C2  is the same child as C1
    as of 2024-03-06: ni59 open 1, oldest 2024-03-01; quality initial_assessment_without_referral 0
  )"));
}

TEST(AnAssessmentMovedToAnotherReferral, BothSidesAreRecomputed) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-02-01  C1  referral R1 opened
    2024-03-01  C1  referral R2 opened
    2024-03-04  C1  initial assessment A1 of R1 started
    2024-03-08  C1  assessment A1 authorised
    as of 2024-03-08: ni59 month 0 of 1; ni59 in 2024-02 0 of 0, open 1
    2024-03-11  C1  assessment A1 belongs to R2
    as of 2024-03-11: ni59 month 1 of 1; ni59 in 2024-02 no value
  )"));
}

TEST(ARecordMovedToAnotherChild, BothChildrenAreRecomputed) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  referral R1 opened
    2024-03-01  C1  referral R2 opened
    2024-03-04  C1  initial assessment A1 of R2 started
    as of 2024-03-05: rereferral year 1 of 2; ni59 open 1
    2024-03-06  C1  referral R2 moved to C2
    as of 2024-03-06: rereferral year 0 of 2; ni59 open 0
    as of 2024-03-06: quality initial_assessment_without_referral 1
    2024-03-07  C1  assessment A1 moved to C2
    as of 2024-03-07: ni59 open 1; quality initial_assessment_without_referral 0
  )"));
}

TEST(Restatement, LateEventsRestatePastMonthsAndKnownByTellsWhatWasPublished) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  core assessment A1 started
    2024-02-15  C1  assessment A1 authorised
    2024-01-08  C2  core assessment A2 started
    as of 2024-02-29: ni60 month 1 of 1, open 1
    2024-02-20  C2  assessment A2 authorised, recorded 2024-03-11
    as of 2024-03-31: ni60 in 2024-02 2 of 2, open 0
    as of 2024-02-29: ni60 month 2 of 2, open 0
    as of 2024-02-29 known by 2024-02-29: ni60 month 1 of 1, open 1
    as of 2024-02-29 known by 2024-03-11: ni60 month 2 of 2, open 0
  )"));
}

TEST(Restatement, ACorrectedDateMovesTheFigureToItsTrueMonth) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-01-08  C1  core assessment A1 started
    2024-03-04  C1  assessment A1 authorised
    as of 2024-03-31: ni60 in 2024-03 0 of 1; ni60 in 2024-02 0 of 0, open 1, drag 1
    2024-02-23  C1  assessment A1 authorised, recorded 2024-03-20
    as of 2024-03-31: ni60 in 2024-03 0 of 0; ni60 in 2024-02 1 of 1, open 0, drag 0
    as of 2024-03-31 known by 2024-03-19: ni60 in 2024-03 0 of 1
  )"));
}

}  // namespace
}  // namespace caseclock
