// Does an alert fire after holding for long enough, and is it resolved after being clear for long enough?
#include "processors/alert/reconcile.h"

#include <gtest/gtest.h>

#include "tests/support/moments.h"

namespace caseclock {
namespace {

/// One alert, watched hour by hour.
class ReconcileTest : public testing::Test {
 protected:
  ReconcileTest() {
    rule_.id = "assessment_45.drag";
    rule_.for_minutes = 60;
    rule_.keep_firing_minutes = 120;
  }

  Phase See(Truth truth, const Moment& moment) {
    Observation seen{
        {rule_.id, "X99000099", "North"}, truth, {{12'000}, {}, "12 late", "12 late."}};
    const auto next = NextState(rule_, state_.key.rule.empty() ? nullptr : &state_, seen, moment);
    changed_ = next.has_value();
    if (next) state_ = *next;
    return state_.phase;
  }

  /// Fires since 10:00.
  void Fire() {
    See(Truth::kFires, At("2024-03-04", 9));
    See(Truth::kFires, At("2024-03-04", 10));
  }

  AlertRule rule_;
  AlertState state_;
  bool changed_ = false;
};

TEST_F(ReconcileTest, HoldsForItsTimeBeforeItFires) {
  EXPECT_EQ(See(Truth::kFires, At("2024-03-04", 9)), Phase::kPending);
  EXPECT_EQ(See(Truth::kFires, At("2024-03-04", 9, 59)), Phase::kPending);
  EXPECT_FALSE(changed_);
  EXPECT_EQ(See(Truth::kFires, At("2024-03-04", 10)), Phase::kFiring);
  EXPECT_EQ(state_.onset, (Onset{Day("2024-03-04"), 1}));
  EXPECT_EQ(state_.since_us, At("2024-03-04", 10).us);
}

TEST_F(ReconcileTest, FiresAtOnceWithoutATime) {
  rule_.for_minutes = 0;
  EXPECT_EQ(See(Truth::kFires, At("2024-03-04", 9)), Phase::kFiring);
}

TEST_F(ReconcileTest, ABounceWhilePendingTellsNobody) {
  See(Truth::kFires, At("2024-03-04", 9));
  EXPECT_EQ(See(Truth::kBetween, At("2024-03-04", 9, 30)), Phase::kQuiet);
  EXPECT_EQ(See(Truth::kFires, At("2024-03-04", 10)), Phase::kPending);
}

TEST_F(ReconcileTest, ABounceWhileFiringIsTheSameEpisode) {
  Fire();
  See(Truth::kClear, At("2024-03-04", 11));
  EXPECT_EQ(See(Truth::kFires, At("2024-03-04", 12)), Phase::kFiring);
  EXPECT_EQ(state_.clear_since_us, 0);
  See(Truth::kClear, At("2024-03-04", 13));
  EXPECT_EQ(See(Truth::kClear, At("2024-03-04", 14, 59)), Phase::kFiring);
  EXPECT_EQ(See(Truth::kClear, At("2024-03-04", 15)), Phase::kQuiet);
  EXPECT_EQ(state_.resolved_at_us, At("2024-03-04", 15).us);
}

TEST_F(ReconcileTest, BetweenTheLevelsIsNotClear) {
  Fire();
  See(Truth::kClear, At("2024-03-04", 11));
  See(Truth::kBetween, At("2024-03-04", 12));
  EXPECT_EQ(See(Truth::kClear, At("2024-03-04", 13)), Phase::kFiring);
  EXPECT_EQ(state_.clear_since_us, At("2024-03-04", 13).us);
}

TEST_F(ReconcileTest, MissingDataNeitherFiresNorClears) {
  Fire();
  EXPECT_EQ(See(Truth::kMissing, At("2024-03-05", 10)), Phase::kFiring);
  EXPECT_TRUE(state_.stale);
  EXPECT_EQ(See(Truth::kMissing, At("2024-03-09", 10)), Phase::kFiring);
  EXPECT_FALSE(changed_);
  See(Truth::kFires, At("2024-03-09", 11));
  EXPECT_FALSE(state_.stale);
}

TEST_F(ReconcileTest, WhatIsNotRatedYetNeitherFiresNorClears) {
  Fire();
  See(Truth::kClear, At("2024-03-31", 20));
  EXPECT_EQ(See(Truth::kUnrated, At("2024-04-01", 0)), Phase::kFiring);
  EXPECT_FALSE(state_.stale) << "there are figures, only too few";
  EXPECT_EQ(See(Truth::kClear, At("2024-04-15", 10)), Phase::kFiring) << "it waits anew";
  EXPECT_EQ(See(Truth::kClear, At("2024-04-15", 12)), Phase::kQuiet);
}

TEST_F(ReconcileTest, WaitingBeginsAnewAfterAnUnratedDay) {
  See(Truth::kFires, At("2024-03-31", 23, 30));
  EXPECT_EQ(See(Truth::kUnrated, At("2024-04-01", 0)), Phase::kQuiet);
  EXPECT_EQ(See(Truth::kFires, At("2024-04-15", 10)), Phase::kPending);
}

TEST_F(ReconcileTest, MissingDataFromTheStartIsNothing) {
  EXPECT_EQ(See(Truth::kMissing, At("2024-03-04", 9)), Phase::kQuiet);
  EXPECT_FALSE(changed_);
}

TEST_F(ReconcileTest, EachEpisodeHasAnOnsetOfItsOwn) {
  rule_.for_minutes = rule_.keep_firing_minutes = 0;
  See(Truth::kFires, At("2024-03-04", 9));
  See(Truth::kClear, At("2024-03-04", 10));
  See(Truth::kFires, At("2024-03-04", 11));
  EXPECT_EQ(state_.onset, (Onset{Day("2024-03-04"), 2}));
  See(Truth::kClear, At("2024-03-04", 12));
  See(Truth::kFires, At("2024-03-05", 9));
  EXPECT_EQ(state_.onset, (Onset{Day("2024-03-05"), 1}));
}

TEST_F(ReconcileTest, AClockThatIsSetBackOverMidnightRepeatsNoOnset) {
  rule_.for_minutes = rule_.keep_firing_minutes = 0;
  See(Truth::kFires, At("2024-03-04", 9));
  const Onset told = state_.onset;
  See(Truth::kClear, At("2024-03-04", 10));
  See(Truth::kFires, At("2024-03-05", 9));
  See(Truth::kClear, At("2024-03-05", 10));
  See(Truth::kFires, At("2024-03-04", 11));
  EXPECT_NE(state_.onset, told) << "who was told of that episode would hear nothing of this one";
  EXPECT_EQ(state_.onset, (Onset{Day("2024-03-05"), 2}));
}

TEST_F(ReconcileTest, ANewEpisodeIsAcknowledgedByNobody) {
  rule_.for_minutes = rule_.keep_firing_minutes = 0;
  See(Truth::kFires, At("2024-03-04", 9));
  state_.acknowledged = Acknowledgement{"head", "seen", 1, At("2024-12-01", 1).us};
  See(Truth::kClear, At("2024-03-04", 10));
  See(Truth::kFires, At("2024-03-05", 9));
  EXPECT_FALSE(state_.acknowledged.has_value());
}

TEST_F(ReconcileTest, ARuleThatIsGoneResolvesWhatFired) {
  Fire();
  EXPECT_EQ(Retired(state_, At("2024-03-05", 9))->resolved_at_us, At("2024-03-05", 9).us);
  EXPECT_FALSE(Retired(AlertState{}, At("2024-03-05", 9)).has_value());
}

}  // namespace
}  // namespace caseclock
