// Two completions of one export that say different things: each takes effect at its own number, in any order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <random>

#include "processors/record/batch_ledger.h"
#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr RecordKind kReferral = RecordKind::kReferral;
constexpr RecordKind kPlan = RecordKind::kPlan;

Scope Of(RecordKind kind) { return {kind, Day("2023-10-01"), Day("2024-03-31"), false}; }

/// A ledger in the words of a sender.
class ContradictionTest : public testing::Test {
 protected:
  ContradictionTest() { ledger_.set_wait(900'000'000); }

  static BatchRef Ref(const char* id, std::int64_t extracted) { return {"annex-a", id, extracted}; }
  void Send(const char* id, std::int64_t extracted, int first, int last) {
    for (int n = first; n <= last; ++n) {
      ledger_.Count(Ref(id, extracted), "e" + std::to_string(n), kReferral, now_);
      if (ledger_.HasDue()) ledger_.RaiseDue();
    }
  }
  bool Complete(const char* id, std::int64_t extracted, std::uint64_t events,
                std::vector<Scope> scopes = {Of(kReferral)}) {
    const bool changed = ledger_.Complete(Ref(id, extracted), {std::move(scopes), events}, now_);
    if (ledger_.HasDue()) ledger_.RaiseDue();
    return changed;
  }
  std::int64_t Floor(RecordKind kind) const {
    return ledger_.FloorOf("annex-a", kind, Day("2023-12-24"), true);
  }
  bool Holds() const { return ledger_.Holds(now_); }
  IncompleteExport Told() const {
    const auto told = ledger_.Incomplete();
    return told.size() == 1 ? told.front() : IncompleteExport();
  }

  std::int64_t now_ = 60'000'000'000;
  BatchLedger ledger_;
};

TEST_F(ContradictionTest, ACompletionThatDeclaresMoreWaitsForTheRestAndHoldsNothing) {
  Send("b1", 200, 1, 2);
  Complete("b1", 200, 2);
  EXPECT_TRUE(Complete("b1", 200, 4, {Of(kPlan)}));
  EXPECT_FALSE(Holds());
  EXPECT_EQ(Told().accepted, 2);
  EXPECT_EQ(Told().declared, 4);
  Send("b1", 200, 3, 3);
  EXPECT_EQ(Floor(kPlan), kNoFloor);
  Send("b1", 200, 4, 4);
  EXPECT_EQ(Floor(kPlan), 200);
  EXPECT_THAT(ledger_.state().unfinished, IsEmpty());
}

TEST_F(ContradictionTest, SurplusEventsFillACompletionThatComesLater) {
  Send("b1", 200, 1, 2);
  Complete("b1", 200, 2);
  Send("b1", 200, 2, 4);
  Complete("b1", 200, 4, {Of(kPlan)});
  EXPECT_EQ(Floor(kPlan), 200);
}

TEST_F(ContradictionTest, ContradictingCompletionsInAnyOrderGiveTheSame) {
  using Step = std::function<void(BatchLedger&)>;
  const BatchRef night{"annex-a", "night", 100};
  std::vector<Step> steps;
  for (int n = 0; n < 6; ++n) {
    steps.push_back([=](BatchLedger& l) { l.Count(night, "e" + std::to_string(n), kReferral, 1); });
  }
  const auto complete = [&](std::uint64_t events, std::vector<Scope> scopes) {
    steps.push_back([=](BatchLedger& l) { l.Complete(night, {scopes, events}, 1); });
  };
  complete(2, {Of(kReferral)});
  complete(6, {Of(kPlan)});
  complete(7, {Of(RecordKind::kCare)});
  complete(0, {});
  std::optional<BatchState> expected;
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::shuffle(steps.begin(), steps.end(), random);
    auto ledger = std::make_unique<BatchLedger>();
    for (const Step& step : steps) {
      step(*ledger);
      if (ledger->HasDue()) ledger->RaiseDue();
      if (random() % 4 != 0) continue;
      auto restored = std::make_unique<BatchLedger>();
      restored->Restore(ledger->state());
      ledger = std::move(restored);
    }
    if (!expected) expected = ledger->state();
    ASSERT_EQ(ledger->state().floors, expected->floors) << "round " << round;
    ASSERT_EQ(ledger->state().unfinished.size(), 1) << "round " << round;
    const UnfinishedBatch& open = ledger->state().unfinished.begin()->second;
    ASSERT_EQ(open.accepted, expected->unfinished.begin()->second.accepted) << "round " << round;
    ASSERT_EQ(open.completions, expected->unfinished.begin()->second.completions)
        << "round " << round;
    ASSERT_TRUE(open.without_count) << "round " << round;
  }
  EXPECT_THAT(expected->floors, SizeIs(2));
}

TEST_F(ContradictionTest, OfWhatTookEffectTheNewestOfEachSourceIsKept) {
  BatchLedger small({.settled = 5});
  const auto take_effect = [&](const BatchRef& batch) {
    for (int n = 0; n < 3; ++n) small.Count(batch, "e" + std::to_string(n), kReferral, now_);
    small.Complete(batch, {{Of(kReferral)}, 3}, now_);
    small.RaiseDue();
  };
  take_effect({"visits", "b1", 100});
  EXPECT_THAT(small.state().settled, SizeIs(1));
  take_effect({"annex-a", "b2", 200});
  EXPECT_THAT(small.state().settled, SizeIs(1)) << "six are more than five";
  take_effect({"annex-a", "b3", 300});
  ASSERT_THAT(small.state().settled, SizeIs(1));
  EXPECT_EQ(small.state().settled.begin()->first.id, "b3");
  EXPECT_FALSE(small.Complete({"annex-a", "b2", 200}, {{Of(kPlan)}, 4}, now_)) << "forgotten";
  EXPECT_TRUE(small.Complete({"annex-a", "b3", 300}, {{Of(kPlan)}, 4}, now_));
}

TEST_F(ContradictionTest, WhatOneHalfKnowsAsWholeAndTheOtherAsWaitingWaits) {
  Send("b1", 200, 1, 2);
  BatchLedger other;
  other.Restore(ledger_.state());
  Complete("b1", 200, 2);
  other.Complete(Ref("b1", 200), {{Of(kPlan)}, 3}, now_);
  ledger_.Restore(other.state());
  EXPECT_THAT(ledger_.state().effective, IsEmpty());
  Send("b1", 200, 3, 3);
  EXPECT_EQ(Floor(kPlan), 200);
  EXPECT_THAT(ledger_.state().effective, SizeIs(1));
}

}  // namespace
}  // namespace caseclock
