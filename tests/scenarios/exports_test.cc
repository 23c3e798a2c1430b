// Exports: a batch is held until it is complete; then what its scope should list and does not is
// gone.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace caseclock {
namespace {

TEST(Exports, WhatVanishedFromTheScopeIsWithdrawn) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-02-05  C1  referral R1 opened, in E1
    2024-02-12  C2  referral R2 opened, in E1
    export E1 complete, listing referrals 2023-09-01 to 2024-02-29
    as of 2024-02-29: referral_rate month 2
    export E2 of annex-a read 2024-03-31
    2024-02-05  C1  referral R1 opened, in E2
    2024-03-04  C3  referral R3 opened, in E2
    as of 2024-03-31: referral_rate in 2024-02 2; referral_rate month 1
    export E2 complete, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: referral_rate in 2024-02 1; referral_rate month 1
  )"));
}

TEST(Exports, AnOlderItemOutsideTheSpanHasNotVanished) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2023-08-31  C1  referral R1 opened, in E1
    2023-09-01  C2  referral R2 opened, in E1
    export E1 complete, listing referrals 2023-08-01 to 2024-02-29
    export E2 of annex-a read 2024-03-31
    2024-03-04  C3  referral R3 opened, in E2
    export E2 complete, listing referrals 2023-09-01 to 2024-03-31
    as of 2024-03-31: referral_rate in 2023-08 1; referral_rate in 2023-09 0
  )"));
}

TEST(Exports, AnOpenScopeListsEverythingStillOpenWheneverItStarted) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2020-01-06  C1  child protection plan P1 started, in E1
    2020-01-06  C2  child protection plan P2 started, in E1
    2020-01-06  C3  child protection plan P3 started, in E1
    2023-08-01  C3  plan P3 ceased, in E1
    export E1 complete, listing plans 2023-09-01 to 2024-02-29 and open
    as of 2024-02-29: cpp 2; ni64 year 1 of 1, open 2, drag 2
    export E2 of annex-a read 2024-03-31
    2020-01-06  C1  child protection plan P1 started, in E2
    export E2 complete, listing plans 2023-10-01 to 2024-03-31 and open
    as of 2024-03-31: cpp 1; ni64 year 1 of 1, open 1, drag 1
  )"));
}

TEST(Exports, AListOfWhatIsOpenAloneLeavesTheClosedAlone) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-01-08  C1  core assessment A1 started, in E1
    2024-02-01  C1  assessment A1 authorised, in E1
    2024-01-08  C2  core assessment A2 started, in E1
    2024-01-08  C3  core assessment A3 started, in E1
    2024-02-01  C3  assessment A3 cancelled, in E1
    export E1 complete
    export E2 of annex-a read 2024-03-31
    2024-01-08  C1  core assessment A1 started, in E2
    export E2 complete, listing assessments open
    as of 2024-03-31: ni60 year 1 of 1, open 0; ni60 in 2024-01 0 of 0, open 2
  )"));
}

TEST(Exports, AnIncompleteBatchIsReportedAsOpen) {
  EXPECT_TRUE(StoryHolds(R"(
    as of 2024-03-30: no export open
    export E1 of annex-a read 2024-03-30
    2024-03-04  C1  referral R1 opened, in E1
    as of 2024-03-31: export open; referral_rate month 1
    export E1 complete, listing referrals 2024-01-01 to 2024-03-30
    as of 2024-03-31: no export open; referral_rate month 1
  )"));
}

TEST(Exports, ADeltaWithdrawsNothing) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-02-05  C1  referral R1 opened, in E1
    export E1 complete
    export E2 of annex-a read 2024-03-31
    2024-03-04  C2  referral R2 opened, in E2
    export E2 complete
    as of 2024-03-31: referral_rate year 2; no export open
  )"));
}

TEST(Exports, WhatAnotherSourceAssertsStays) {
  EXPECT_TRUE(StoryHolds(R"(
    2024-02-05  C1  referral R1 opened, by liquidlogic
    export E1 of annex-a read 2024-03-31
    2024-02-06  C2  referral R2 opened, in E1
    export E1 complete, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: referral_rate year 2
  )"));
}

TEST(Exports, OtherKindsOfRecordStay) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-02-05  C1  referral R1 opened, in E1
    2024-02-05  C1  core assessment A1 started, in E1
    export E1 complete
    export E2 of annex-a read 2024-03-31
    2024-03-04  C2  core assessment A2 started, in E2
    export E2 complete, listing assessments 2023-10-01 to 2024-03-31 and open
    as of 2024-03-31: referral_rate year 1; ni60 open 1
  )"));
}

TEST(Exports, AFactMissingFromALaterExportIsGoneFromARecordThatStays) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-01-08  C1  core assessment A1 started, in E1
    2024-02-12  C1  assessment A1 authorised, in E1
    export E1 complete, listing assessments 2023-09-01 to 2024-02-29 and open
    as of 2024-02-29: ni60 year 1 of 1, open 0
    export E2 of annex-a read 2024-03-31
    2024-01-08  C1  core assessment A1 started, in E2
    export E2 complete, listing assessments 2023-10-01 to 2024-03-31 and open
    as of 2024-03-31: ni60 year 0 of 0, open 1, drag 1
  )"));
}

TEST(Exports, TheSameExportTwiceChangesNothing) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-03-31
    2024-03-04  C1  referral R1 opened, in E1
    export E1 complete, listing referrals 2023-10-01 to 2024-03-31
    2024-03-04  C1  referral R1 opened, in E1
    export E1 complete, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: referral_rate year 1; rereferral year 0 of 1; no export open
  )"));
}

TEST(Exports, ACorrectedStartDateGivesAnIdentityOfItsOwnAndTheOldOneVanishes) {
  EXPECT_TRUE(StoryHolds(R"(
    # without record ids the identity is made from child and start date
    export E1 of annex-a read 2024-02-29
    2024-02-05  C1  referral C1-2024-02-05 opened, in E1
    export E1 complete, listing referrals 2023-09-01 to 2024-02-29
    export E2 of annex-a read 2024-03-31
    2024-02-08  C1  referral C1-2024-02-08 opened, in E2
    export E2 complete, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: referral_rate year 1; rereferral year 0 of 1
  )"));
}

TEST(Exports, OneLostEventAndNothingIsWithdrawnUntilItComes) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-02-05  C1  referral R1 opened, in E1
    2024-02-12  C2  referral R2 opened, in E1
    export E1 complete, listing referrals 2023-09-01 to 2024-02-29
    export E2 of annex-a read 2024-03-31
    2024-03-04  C3  referral R3 opened, in E2
    export E2 complete with 2 events, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: referral_rate in 2024-02 2; referral_rate month 1; export open
    2024-03-05  C4  referral R4 opened, in E2
    as of 2024-03-31: referral_rate in 2024-02 no value; referral_rate month 2; no export open
  )"));
}

TEST(Exports, WithoutACountNothingIsWithdrawn) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-02-05  C1  referral R1 opened, in E1
    export E1 complete, listing referrals 2023-09-01 to 2024-02-29
    export E2 of annex-a read 2024-03-31
    export E2 complete, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: referral_rate year 1
    2024-03-04  C3  referral R3 opened, in E2
    export E2 complete with 0 events, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: referral_rate year 2
  )"));
}

TEST(Exports, ABrokenExportEndsWhenANewerOneListsTheSame) {
  EXPECT_TRUE(StoryHolds(R"(
    export E1 of annex-a read 2024-02-29
    2024-02-05  C1  referral R1 opened, in E1
    as of 2024-03-01: export open
    export E2 of annex-a read 2024-03-31
    2024-02-05  C1  referral R1 opened, in E2
    export E2 complete, listing referrals 2023-10-01 to 2024-03-31
    as of 2024-03-31: no export open; referral_rate year 1
  )"));
}

}  // namespace
}  // namespace caseclock
