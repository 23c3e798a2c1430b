// What completed exports say is gone, whatever the order and number of their completions.
#include "processors/record/batch_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/told.h"

namespace caseclock {
namespace {

using testing::ElementsAre;

constexpr RecordKind kReferral = RecordKind::kReferral;

Scope Referrals(const char* first, const char* last, bool open = false) {
  return {kReferral, Day(first), Day(last), open};
}

std::int64_t FloorOn(const BatchLedger& ledger, const char* start, bool has_ended = true) {
  return ledger.FloorOf("annex-a", kReferral, Day(start), has_ended);
}

TEST(BatchLedgerTest, ACompletedBatchIsAFloorForItsSpanBothEndsIncluded) {
  BatchLedger ledger;
  EXPECT_TRUE(ledger.has_no_floors());
  EXPECT_TRUE(ledger.Complete("b2", "annex-a", 200, {Referrals("2023-10-01", "2024-03-31")}));
  EXPECT_FALSE(ledger.has_no_floors());
  EXPECT_EQ(FloorOn(ledger, "2023-09-30"), kNoFloor);
  EXPECT_EQ(FloorOn(ledger, "2023-10-01"), 200);
  EXPECT_EQ(FloorOn(ledger, "2024-03-31"), 200);
  EXPECT_EQ(FloorOn(ledger, "2024-04-01"), kNoFloor);
}

TEST(BatchLedgerTest, OtherSourcesAndKindsHaveNoFloor) {
  BatchLedger ledger;
  ledger.Complete("b2", "annex-a", 200, {Referrals("2023-10-01", "2024-03-31", true)});
  EXPECT_EQ(ledger.FloorOf("liquidlogic", kReferral, Day("2024-01-01"), false), kNoFloor);
  EXPECT_EQ(ledger.FloorOf("annex-a", RecordKind::kPlan, Day("2024-01-01"), false), kNoFloor);
}

TEST(BatchLedgerTest, OverlappingSpansKeepTheLaterExtractionEach) {
  const auto make = [](bool newest_first) {
    BatchLedger ledger;
    const auto older = [&] {
      ledger.Complete("b1", "annex-a", 100, {Referrals("2023-01-01", "2023-12-31")});
    };
    const auto newer = [&] {
      ledger.Complete("b2", "annex-a", 200, {Referrals("2023-07-01", "2024-06-30")});
    };
    newest_first ? newer() : older();
    newest_first ? older() : newer();
    return ledger.state();
  };
  EXPECT_EQ(make(true), make(false));
  BatchLedger ledger;
  ledger.Restore(make(true));
  EXPECT_EQ(FloorOn(ledger, "2023-06-30"), 100);
  EXPECT_EQ(FloorOn(ledger, "2023-07-01"), 200);
  EXPECT_EQ(FloorOn(ledger, "2023-12-31"), 200);
  EXPECT_EQ(FloorOn(ledger, "2024-06-30"), 200);
}

TEST(BatchLedgerTest, AnOpenScopeIsAFloorForWhatHasNotEnded) {
  BatchLedger ledger;
  ledger.Complete("b1", "annex-a", 100, {Referrals("2024-01-01", "2024-01-31", true)});
  EXPECT_EQ(FloorOn(ledger, "2019-01-01", false), 100);
  EXPECT_EQ(FloorOn(ledger, "2019-01-01", true), kNoFloor);
  EXPECT_EQ(ledger.FloorOf("annex-a", kReferral, kNoDate, false), 100) << "without a start";
  EXPECT_EQ(ledger.FloorOf("annex-a", kReferral, kNoDate, true), kNoFloor);
}

TEST(BatchLedgerTest, AScopeWithoutBoundsReachesOverEveryDate) {
  BatchLedger ledger;
  ledger.Complete("b1", "annex-a", 100, {{kReferral, Date::Min(), Date::Max(), false}});
  EXPECT_EQ(FloorOn(ledger, "1900-01-01"), 100);
  EXPECT_EQ(FloorOn(ledger, "2099-12-31"), 100);
  EXPECT_EQ(ledger.FloorOf("annex-a", kReferral, kNoDate, true), kNoFloor);
}

TEST(BatchLedgerTest, EveryOrderOfFourCompletionsGivesTheSameState) {
  struct Completion {
    const char* id;
    std::int64_t extracted;
    Scope scope;
  };
  const Completion completions[] = {{"b1", 100, Referrals("2023-01-01", "2023-12-31")},
                                    {"b2", 200, Referrals("2023-07-01", "2023-09-30", true)},
                                    {"b3", 150, Referrals("2023-08-01", "2024-06-30")},
                                    {"b4", 200, Referrals("2023-10-01", "2023-10-31")}};
  std::vector<std::size_t> order = {0, 1, 2, 3};
  std::optional<BatchState> expected;
  do {
    BatchLedger ledger;
    for (const std::size_t i : order) {
      ledger.Complete(completions[i].id, "annex-a", completions[i].extracted,
                      {completions[i].scope});
    }
    if (!expected) expected = ledger.state();
    ASSERT_EQ(ledger.state(), *expected);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(BatchLedgerTest, CompletingTwiceRaisesNothing) {
  BatchLedger ledger;
  const std::vector<Scope> scopes = {Referrals("2023-01-01", "2023-12-31", true)};
  EXPECT_TRUE(ledger.Complete("b1", "annex-a", 100, scopes));
  const BatchState state = ledger.state();
  EXPECT_FALSE(ledger.Complete("b1", "annex-a", 100, scopes));
  EXPECT_FALSE(ledger.Complete("b0", "annex-a", 50, scopes)) << "an older export raises nothing";
  EXPECT_EQ(ledger.state().floors, state.floors);
}

TEST(BatchLedgerTest, AnEmptyScopeListCompletesWithoutAFloor) {
  BatchLedger ledger;
  ledger.See("b1", 100);
  EXPECT_TRUE(ledger.HasOpenBatch());
  EXPECT_FALSE(ledger.Complete("b1", "annex-a", 100, {}));
  EXPECT_FALSE(ledger.HasOpenBatch());
  EXPECT_TRUE(ledger.has_no_floors());
}

TEST(BatchLedgerTest, ABatchIsOpenFromItsFirstEventToItsCompletionInAnyOrder) {
  BatchLedger ledger;
  EXPECT_TRUE(ledger.See("b1", 100));
  EXPECT_FALSE(ledger.See("b1", 100)) << "known";
  ledger.See("b2", 200);
  EXPECT_THAT(ledger.OpenBatches(), ElementsAre("b1", "b2"));
  ledger.Complete("b1", "annex-a", 100, {});
  EXPECT_THAT(ledger.OpenBatches(), ElementsAre("b2"));
  ledger.Complete("b3", "annex-a", 300, {});
  ledger.See("b3", 300);
  EXPECT_THAT(ledger.OpenBatches(), ElementsAre("b2")) << "completed before it was seen";
}

TEST(BatchLedgerTest, ACompletionOfWhichNoEventWasSeenIsNotOpen) {
  BatchLedger ledger;
  ledger.Complete("b1", "annex-a", 100, {});
  EXPECT_FALSE(ledger.HasOpenBatch());
}

TEST(BatchLedgerTest, RestoringGivesTheSameAnswers) {
  BatchLedger ledger;
  ledger.See("b1", 100);
  ledger.Complete("b2", "annex-a", 200, {Referrals("2023-01-01", "2023-12-31")});
  BatchLedger restored;
  restored.Restore(ledger.state());
  EXPECT_EQ(restored.state(), ledger.state());
  EXPECT_TRUE(restored.HasOpenBatch());
  EXPECT_EQ(FloorOn(restored, "2023-06-01"), 200);
}

TEST(BatchLedgerTest, TheOldestBatchesAreForgottenAndTheirFloorsKept) {
  BatchLedger ledger;
  ledger.Complete("b-oldest", "annex-a", 1, {Referrals("2023-01-01", "2023-12-31")});
  for (std::size_t i = 0; i < kMaxBatches; ++i) {
    const auto extracted = static_cast<std::int64_t>(1000 + i);
    ledger.Complete("b" + std::to_string(i), "other", extracted, {});
  }
  EXPECT_EQ(ledger.state().batches.size(), kMaxBatches);
  EXPECT_FALSE(ledger.state().batches.contains("b-oldest"));
  EXPECT_TRUE(ledger.state().batches.contains("b0"));
  EXPECT_EQ(FloorOn(ledger, "2023-06-01"), 1);
}

}  // namespace
}  // namespace caseclock
