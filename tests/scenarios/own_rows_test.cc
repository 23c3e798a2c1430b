// Rows that a council has written itself: each shape, counted by hand.
#include <gtest/gtest.h>

#include "tests/support/scenario.h"

namespace caseclock {
namespace {

TEST(OwnClock, RunsFromOneFactOfTheRecordToAnother) {
  EXPECT_TRUE(StoryHolds(R"(
    row {id: signoff, title: Signed off within 3 days, shape: clock, of: assessment, from: assessment_work_finished, to: assessment_authorised, cancelled_by: assessment_cancelled, limit: 3 working days, better: high}
    2024-03-01  C1  child and family assessment A1 started
    2024-04-08  C1  assessment A1 finished
    2024-04-11  C1  assessment A1 authorised
    2024-03-01  C2  child and family assessment A2 started
    2024-04-08  C2  assessment A2 finished
    2024-04-12  C2  assessment A2 authorised
    2024-04-22  C3  child and family assessment A3 started
    2024-04-22  C3  assessment A3 finished
    as of 2024-04-25: signoff month 1 of 2, open 1, drag 0, due soon 1
    as of 2024-04-26: signoff month 1 of 2, open 1, drag 1, oldest 2024-04-22
  )"));
}

TEST(OwnClock, OfRecordsOfTwoKindsBeginsAsEachKindDoes) {
  EXPECT_TRUE(StoryHolds(R"(
    row {id: minutes, title: Minutes within 20 days, shape: clock, of: [conference, review], to: minutes_issued, limit: 20 working days, better: high}
    2024-03-01  C1  section 47 S1 started
    2024-03-08  C1  initial conference K1 of S1 held
    2024-04-09  C1  conference K1 minutes issued
    2024-04-02  C2  review V1 held
    2024-05-01  C2  review V1 minutes issued
    as of 2024-04-30: minutes month 1 of 1, open 1
    as of 2024-05-31: minutes month 0 of 1; minutes year 1 of 2, open 0
  )"));
}

TEST(OwnClock, OfContactsEndsWithTheirDecision) {
  EXPECT_TRUE(StoryHolds(R"(
    row {id: contact_decision, title: Decided within 1 day, shape: clock, of: contact, to: contact_decided, limit: 1 working day, better: high}
    2024-04-05  C1  contact T1 received
    2024-04-08  C1  contact T1 decided
    2024-04-05  C2  contact T2 received
    2024-04-09  C2  contact T2 decided
    2024-04-05  C3  contact T3 received
    as of 2024-04-30: contact_decision month 1 of 2, open 1, drag 1
  )"));
}

TEST(OwnShare, OfRecordsThatSaySomething) {
  EXPECT_TRUE(StoryHolds(R"(
    row {id: nfa, title: No further action, shape: share, of: referral, where: {referral_decided: known}, on: referral_opened, property: {referral_decided: no_further_action}, better: none}
    2024-04-02  C1  referral R1 opened
    2024-04-03  C1  referral R1 decided no further action
    2024-04-02  C2  referral R2 opened
    2024-04-03  C2  referral R2 decided assessment
    2024-04-02  C3  referral R3 opened
    as of 2024-04-30: nfa month 1 of 2
  )"));
}

TEST(OwnShare, OfRecordsThatLedToOthersFollowsTheOthersWhenTheyChange) {
  EXPECT_TRUE(StoryHolds(R"(
    row {id: ni68, title: Went on to an initial assessment, shape: share, of: referral, on: referral_opened, property: {led_to: {fact: assessment_started, of: assessment, where: {assessment_type: initial}}}, better: high}
    2024-04-02  C1  referral R1 opened
    2024-04-05  C1  initial assessment A1 of R1 started
    2024-04-03  C2  referral R2 opened
    as of 2024-04-04: ni68 month 0 of 2
    as of 2024-04-30: ni68 month 1 of 2
    2024-05-01  C1  assessment A1 withdrawn
    as of 2024-05-01: ni68 in 2024-04 0 of 2
  )"));
}

TEST(OwnFlow, CountsWhatIsDatedInTheWindow) {
  EXPECT_TRUE(StoryHolds(R"(
    row {id: visits, title: Visits, shape: flow, of: visit, on: visit_made, better: none}
    2024-04-02  C1  visit T1 made
    2024-04-09  C1  visit T2 made
    2024-05-02  C1  visit T3 made
    as of 2024-05-31: visits in 2024-04 2; visits month 1
  )"));
}

TEST(OwnStock, CountsChildrenWithAnOpenRecord) {
  EXPECT_TRUE(StoryHolds(R"(
    row {id: looked_after, title: Looked after, shape: stock, of: care, from: care_started, to: care_ceased, without: {legal_status: [V3, V4]}, better: none}
    2024-01-10  C1  care K1 started
    2024-02-01  C2  care K2 started
    2024-03-01  C2  care K2 ceased
    as of 2024-02-29: looked_after month 2
    as of 2024-03-31: looked_after month 1
  )"));
}

}  // namespace
}  // namespace caseclock
