// Which exports take effect: those of which as many events were accepted as they declare.
#include "processors/record/batch_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr RecordKind kReferral = RecordKind::kReferral;
constexpr RecordKind kPlan = RecordKind::kPlan;
constexpr std::int64_t kMinute = 60'000'000;

Scope Of(RecordKind kind) { return {kind, Day("2023-10-01"), Day("2024-03-31"), false}; }

/// A ledger in the words of a sender.
class BatchLedgerTest : public testing::Test {
 protected:
  BatchLedgerTest() { ledger_.set_wait(15 * kMinute); }

  BatchRef Ref(const char* id, std::int64_t extracted) const { return {source_, id, extracted}; }

  bool Send(const char* id, std::int64_t extracted, const std::string& event,
            RecordKind kind = kReferral) {
    const bool changed = ledger_.Count(Ref(id, extracted), event, kind, now_);
    if (ledger_.HasDue()) ledger_.RaiseDue();
    return changed;
  }
  void Send(const char* id, std::int64_t extracted, int first, int last,
            RecordKind kind = kReferral) {
    for (int n = first; n <= last; ++n) Send(id, extracted, "e" + std::to_string(n), kind);
  }
  bool Complete(const char* id, std::int64_t extracted, std::uint64_t events,
                std::vector<Scope> scopes = {Of(kReferral)}) {
    const bool changed = ledger_.Complete(Ref(id, extracted), {std::move(scopes), events}, now_);
    if (ledger_.HasDue()) ledger_.RaiseDue();
    return changed;
  }
  void Refuse(const char* id, std::int64_t extracted, const std::string& event) {
    ledger_.Refuse(Ref(id, extracted), EventHash(source_, event), now_);
  }
  std::int64_t Floor(RecordKind kind = kReferral) const {
    return ledger_.FloorOf(source_, kind, Day("2023-12-24"), true);
  }
  bool Holds() const { return ledger_.Holds(now_); }
  IncompleteExport Told() const {
    const auto told = ledger_.Incomplete();
    return told.size() == 1 ? told.front() : IncompleteExport();
  }

  std::string source_ = "annex-a";
  std::int64_t now_ = 1000 * kMinute;
  BatchLedger ledger_;
};

TEST_F(BatchLedgerTest, AnExportTakesEffectOnceAsManyEventsHaveComeAsItDeclares) {
  Send("b1", 200, 1, 2);
  Complete("b1", 200, 2);
  EXPECT_EQ(Floor(), 200);
  EXPECT_FALSE(Holds());
  EXPECT_THAT(ledger_.Incomplete(), IsEmpty());
}

TEST_F(BatchLedgerTest, OneLostEventAndItWithdrawsNothing) {
  Send("b1", 200, 1, 199);
  Complete("b1", 200, 200);
  EXPECT_TRUE(ledger_.has_no_floors());
  EXPECT_TRUE(Holds());
  EXPECT_EQ(Told().accepted, 199);
  EXPECT_EQ(Told().declared, 200);
  EXPECT_EQ(Told().refused, 0);
}

TEST_F(BatchLedgerTest, ACompletionThatComesEarlyActsWhenTheLastEventComes) {
  Send("b1", 200, 1, 1);
  Complete("b1", 200, 2);
  EXPECT_TRUE(ledger_.has_no_floors());
  Send("b1", 200, 2, 2);
  EXPECT_EQ(Floor(), 200);
}

TEST_F(BatchLedgerTest, TheSameEventAgainIsOneAndARefusedOneNone) {
  Send("b1", 200, "e1");
  EXPECT_FALSE(Send("b1", 200, "e1"));
  Refuse("b1", 200, "e2");
  Refuse("b1", 200, "e2");
  Complete("b1", 200, 2);
  EXPECT_TRUE(ledger_.has_no_floors());
  EXPECT_EQ(Told().accepted, 1);
  EXPECT_EQ(Told().refused, 1);
}

TEST_F(BatchLedgerTest, ARefusedEventThatIsSentAgainMendedIsAccepted) {
  Refuse("b1", 200, "e1");
  Complete("b1", 200, 2);
  Send("b1", 200, "e1");
  EXPECT_EQ(Told().refused, 0);
  Refuse("b1", 200, "e1");
  EXPECT_EQ(Told().refused, 0) << "it had been accepted";
  Send("b1", 200, "e2");
  EXPECT_EQ(Floor(), 200);
}

TEST_F(BatchLedgerTest, MoreEventsThanDeclaredAreEnoughInAnyOrder) {
  Send("b1", 200, 1, 3);
  Complete("b1", 200, 2);
  EXPECT_EQ(Floor(), 200);
}

TEST_F(BatchLedgerTest, AnotherSourceOrAnotherMomentIsAnotherExport) {
  Send("night", 100, 1, 150);
  Send("night", 200, 151, 200);
  Complete("night", 200, 200);
  EXPECT_TRUE(ledger_.has_no_floors())
      << "the run that broke off must not fill the count of the next";
  source_ = "liquidlogic";
  Send("night", 200, 1, 150);
  EXPECT_TRUE(ledger_.has_no_floors());
}

TEST_F(BatchLedgerTest, WithoutACountNothingIsWithdrawnAndItIsTold) {
  Send("b1", 200, 1, 3);
  EXPECT_TRUE(Holds());
  Complete("b1", 200, 0);
  EXPECT_FALSE(Holds()) << "it has ended";
  EXPECT_TRUE(ledger_.has_no_floors());
  EXPECT_TRUE(Told().ended_without_count);
  EXPECT_EQ(Told().accepted, 3);
  Complete("b1", 200, 3);
  EXPECT_EQ(Floor(), 200) << "a completion that counts comes after all";
}

TEST_F(BatchLedgerTest, NoEventsAtAllAndNoCountWithdrawsNothing) {
  Complete("b1", 200, 0);
  EXPECT_TRUE(ledger_.has_no_floors());
  EXPECT_TRUE(Told().ended_without_count);
}

TEST_F(BatchLedgerTest, ADeltaWithoutACountEndsAndNobodyIsTold) {
  Send("b1", 200, 1, 3);
  Complete("b1", 200, 0, {});
  EXPECT_FALSE(Holds());
  EXPECT_FALSE(ledger_.HasOpenBatch());
  EXPECT_THAT(ledger_.Incomplete(), IsEmpty());
}

TEST_F(BatchLedgerTest, WhatTookEffectIsNotOpenedAgainBySurplusEvents) {
  Send("b1", 200, 1, 2);
  Complete("b1", 200, 2);
  Send("b1", 200, "e3");
  EXPECT_FALSE(Send("b1", 200, "e3"));
  EXPECT_FALSE(Complete("b1", 200, 2));
  EXPECT_FALSE(Holds());
  EXPECT_THAT(ledger_.state().unfinished, IsEmpty());
}

TEST_F(BatchLedgerTest, AnotherCompletionOfItRaisesWhatItListsToo) {
  Send("b1", 200, 1, 2);
  Complete("b1", 200, 2);
  EXPECT_TRUE(Complete("b1", 200, 2, {Of(kPlan)}));
  EXPECT_EQ(Floor(kPlan), 200);
}

// --- Holding -------------------------------------------------------------------------------------

TEST_F(BatchLedgerTest, ItHoldsAtMostTheWaitFromItsFirstEvent) {
  Send("b1", 200, "e1");
  now_ += 14 * kMinute;
  Send("b1", 200, "e2");
  EXPECT_TRUE(Holds());
  now_ += kMinute;
  EXPECT_FALSE(Holds());
  EXPECT_THAT(ledger_.Incomplete(), SizeIs(1)) << "and is told of";
}

TEST_F(BatchLedgerTest, AChainOfBrokenExportsHoldsOneWaitInAllUntilOneTakesEffect) {
  Send("b1", 201, "e1");
  now_ += 10 * kMinute;
  Send("b2", 202, "e1");
  now_ += 5 * kMinute;
  EXPECT_FALSE(Holds());
  Send("b3", 203, "e1");
  EXPECT_FALSE(Holds());
  Complete("b3", 203, 1);
  EXPECT_EQ(Floor(), 203);
  now_ += 60 * kMinute;
  Send("b4", 204, "e1");
  EXPECT_TRUE(Holds()) << "one has taken effect";
}

TEST_F(BatchLedgerTest, SmallExportsThatOverlapWithoutEndHoldOneWaitInAll) {
  Send("0", 200, "e0");
  for (int n = 1; n <= 40; ++n) {
    now_ += kMinute;
    const std::string next = std::to_string(n);
    Send(next.c_str(), 200 + n, "e" + next);  // begins before the one before it is completed
    Complete(std::to_string(n - 1).c_str(), 199 + n, 1, {});
    EXPECT_EQ(Holds(), n < 15) << n;
  }
  Complete("40", 240, 1, {});
  Send("night", 300, "e1");
  EXPECT_TRUE(Holds()) << "there was a break";
}

TEST_F(BatchLedgerTest, ANewerExportThatListsItsKindsEndsABrokenOne) {
  Send("b1", 100, 1, 10);
  Send("b2", 200, 1, 1);
  Complete("b2", 200, 1);
  EXPECT_FALSE(Holds());
  EXPECT_FALSE(ledger_.HasOpenBatch());
  EXPECT_THAT(ledger_.Incomplete(), IsEmpty());
  Send("b1", 100, 11, 11);
  EXPECT_FALSE(Holds()) << "a straggler";
}

TEST_F(BatchLedgerTest, ANewerExportOfOtherKindsDoesNotEndIt) {
  Send("b1", 100, 1, 10);
  Send("b1", 100, 11, 12, kPlan);
  Send("b2", 200, 1, 1);
  Complete("b2", 200, 1);
  EXPECT_TRUE(ledger_.HasOpenBatch());
  EXPECT_THAT(ledger_.Incomplete(), SizeIs(1));
  Send("b3", 300, 1, 1);
  Complete("b3", 300, 1, {Of(kPlan)});
  EXPECT_FALSE(ledger_.HasOpenBatch()) << "both kinds are listed by newer ones now";
}

TEST_F(BatchLedgerTest, AnOlderExportThatBeginsAfterANewerTookEffectNeverHolds) {
  Send("b2", 200, 1, 1);
  Complete("b2", 200, 1);
  Send("b1", 100, 1, 1, kPlan);
  EXPECT_FALSE(Holds());
  Complete("b1", 100, 1, {Of(kPlan)});
  EXPECT_EQ(Floor(kPlan), 100) << "and counts all the same";
}

// --- Order ---------------------------------------------------------------------------------------

/// What one story leaves behind that figures depend on.
struct End {
  std::map<std::pair<std::string, RecordKind>, ScopeFloors> floors;
  std::vector<std::string> unfinished;
  std::vector<std::string> effective;
  friend bool operator==(const End&, const End&) = default;
};

End EndOf(const BatchLedger& ledger) {
  End end{ledger.state().floors, {}, {}};
  for (const auto& [key, batch] : ledger.state().unfinished) {
    end.unfinished.push_back(key.id + " " + std::to_string(batch.accepted.size()) + " of " +
                             std::to_string(batch.completions.size()));
  }
  for (const auto& [key, events] : ledger.state().effective) end.effective.push_back(key.id);
  return end;
}

TEST_F(BatchLedgerTest, AnyOrderAndRestoresBetweenGiveTheSame) {
  using Step = std::function<void(BatchLedger&)>;
  std::vector<Step> steps;
  const auto send = [&](const char* id, std::int64_t at, int event, RecordKind kind) {
    steps.push_back([=](BatchLedger& ledger) {
      ledger.Count({"annex-a", id, at}, "e" + std::to_string(event), kind, at);
    });
  };
  for (int n = 0; n < 5; ++n) send("whole", 100, n, kReferral);
  for (int n = 0; n < 4; ++n) send("short", 200, n, kPlan);
  for (int n = 0; n < 3; ++n) send("newest", 300, n, kReferral);
  steps.push_back([](BatchLedger& l) {
    l.Complete({"annex-a", "whole", 100}, {{Of(kReferral), Of(kPlan)}, 5}, 1);
  });
  steps.push_back([](BatchLedger& l) {
    l.Complete({"annex-a", "short", 200}, {{Of(kPlan)}, 5}, 1);
  });
  steps.push_back([](BatchLedger& l) {
    l.Complete({"annex-a", "newest", 300}, {{Of(kReferral)}, 3}, 1);
  });
  steps.push_back([](BatchLedger& l) {
    l.Complete({"annex-a", "newest", 300}, {{Of(kReferral)}, 0}, 1);
  });
  std::optional<End> expected;
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::shuffle(steps.begin(), steps.end(), random);
    auto ledger = std::make_unique<BatchLedger>();
    for (std::size_t at = 0; at < steps.size(); ++at) {
      steps[at](*ledger);
      if (random() % 3 == 0) steps[random() % (at + 1)](*ledger);  // again
      if (ledger->HasDue()) ledger->RaiseDue();
      if (random() % 5 != 0) continue;
      auto restored = std::make_unique<BatchLedger>();
      restored->Restore(ledger->state());
      ledger = std::move(restored);
    }
    if (!expected) expected = EndOf(*ledger);
    ASSERT_EQ(EndOf(*ledger), *expected) << "round " << round;
  }
  EXPECT_THAT(expected->effective, ElementsAre("whole", "newest"));
  EXPECT_THAT(expected->unfinished, ElementsAre("short 4 of 1"));
}

TEST_F(BatchLedgerTest, TwoHalvesThatAreJoinedAreTheWhole) {
  BatchLedger other;
  other.Count(Ref("b1", 200), "e1", kReferral, now_ - kMinute);
  Send("b1", 200, "e2");
  Complete("b1", 200, 2);
  ledger_.Restore(other.state());
  ASSERT_TRUE(ledger_.HasDue());
  ledger_.RaiseDue();
  EXPECT_EQ(Floor(), 200);
  EXPECT_THAT(ledger_.state().unfinished, IsEmpty());
}

TEST_F(BatchLedgerTest, ARestartDoesNotBeginTheWaitAnew) {
  Send("b1", 200, "e1");
  BatchLedger restored;
  restored.set_wait(15 * kMinute);
  restored.Restore(ledger_.state());
  EXPECT_EQ(restored.state(), ledger_.state());
  EXPECT_TRUE(restored.Holds(now_ + 14 * kMinute));
  EXPECT_FALSE(restored.Holds(now_ + 15 * kMinute));
}

// --- Bounds --------------------------------------------------------------------------------------

TEST_F(BatchLedgerTest, BeyondTheBoundAFurtherExportIsNotKeptAndItIsSaid) {
  const std::size_t most = BatchLimits().unfinished;
  for (std::size_t n = 0; n < most; ++n)
    Send(std::to_string(n).c_str(), static_cast<std::int64_t>(100 + n), "e1");
  EXPECT_TRUE(ledger_.IsFull());
  EXPECT_FALSE(Send("more", 1000, "e1"));
  Complete("more", 1000, 1);
  EXPECT_TRUE(ledger_.has_no_floors());
  EXPECT_THAT(ledger_.state().unfinished, SizeIs(most));
  Complete("63", 163, 1);
  EXPECT_EQ(Floor(), 163);
  EXPECT_FALSE(ledger_.IsFull()) << "those before it are overtaken";
  Send("more", 1000, "e1");
  Complete("more", 1000, 1);
  EXPECT_EQ(Floor(), 1000);
}

TEST_F(BatchLedgerTest, ASourceThatBeginsWithoutEndKeepsNoOtherFromTakingEffect) {
  source_ = "visits";
  for (int n = 0; n < 100; ++n) Send(std::to_string(n).c_str(), 100 + n, "e1");
  EXPECT_TRUE(ledger_.IsFull());
  source_ = "annex-a";
  for (int night = 0; night < 3; ++night) {
    Send("night", 1000 + night, "e1");
    Complete("night", 1000 + night, 1);
    EXPECT_EQ(Floor(), 1000 + night);
  }
  EXPECT_THAT(ledger_.state().unfinished, SizeIs(BatchLimits().unfinished - 1));
}

TEST_F(BatchLedgerTest, NorDoesOneWhoseExportsFillTheCount) {
  BatchLedger small({.counted = 10});
  const BatchRef large{"visits", "b1", 100};
  for (int n = 0; n < 20; ++n) small.Count(large, "e" + std::to_string(n), kReferral, now_);
  for (int n = 0; n < 4; ++n) small.Count(Ref("b1", 200), "e" + std::to_string(n), kReferral, now_);
  small.Complete(Ref("b1", 200), {{Of(kReferral)}, 4}, now_);
  EXPECT_TRUE(small.HasDue());
}

TEST_F(BatchLedgerTest, OfThoseThatNeedNotBeWaitedForTheOldestAreForgotten) {
  for (int n = 0; n < 40; ++n) {
    Send(std::to_string(n).c_str(), 100 + n, "e1");
    Complete(std::to_string(n).c_str(), 100 + n, 0);
  }
  EXPECT_THAT(ledger_.state().unfinished, SizeIs(BatchLimits().over));
  EXPECT_EQ(ledger_.state().unfinished.begin()->first.id, "24");
}

TEST_F(BatchLedgerTest, MoreEventsThanAreCountedDoNotTakeEffect) {
  BatchLedger small({.counted = 5});
  for (int n = 0; n < 8; ++n) small.Count(Ref("b1", 200), "e" + std::to_string(n), kReferral, now_);
  small.Complete(Ref("b1", 200), {{Of(kReferral)}, 8}, now_);
  EXPECT_FALSE(small.HasDue());
  EXPECT_TRUE(small.IsFull());
  EXPECT_EQ(small.Incomplete().front().accepted, 5);
}

TEST_F(BatchLedgerTest, TheOldestThatTookEffectAreForgottenAndTheirFloorsKept) {
  Send("oldest", 1, "e1");
  Complete("oldest", 1, 1);
  for (std::size_t n = 0; n < BatchLimits().effective; ++n) {
    const auto extracted = static_cast<std::int64_t>(1000 + n);
    Send("next", extracted, "e1", kPlan);
    Complete("next", extracted, 1, {Of(kPlan)});
  }
  EXPECT_THAT(ledger_.state().effective, SizeIs(BatchLimits().effective));
  EXPECT_FALSE(ledger_.state().effective.contains(Ref("oldest", 1)));
  EXPECT_EQ(Floor(), 1);
  Send("oldest", 1, "e1");
  EXPECT_FALSE(Holds()) << "read again from an old topic it holds nothing";
}

TEST(EventHashTest, IsTheSameForEver) {
  EXPECT_EQ(EventHash("annex-a", "e1"), EventHash("annex-a", "e1"));
  EXPECT_NE(EventHash("annex-a", "e1"), EventHash("annex-ae", "1"));
  EXPECT_EQ(EventHash("annex-a", "e1"), 7532223850911258205u) << "stored in checkpoints";
}

}  // namespace
}  // namespace caseclock
