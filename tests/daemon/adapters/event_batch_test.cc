#include "daemon/adapters/event_batch.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/daemon/adapters/workbook_builder.h"

namespace caseclock::testing {
namespace {

constexpr std::int64_t kInstant = 1'719'705'600'000'000;

std::vector<CaseEvent> Small(const std::string& source_text, std::int64_t instant = kInstant) {
  EventBatch batch("E99999999", "annex-a");
  batch.Assert(RecordKind::kReferral, "R1", "C1",
               {On(Fact::kReferralOpened, D("2024-03-01"), source_text)});
  batch.Clear(RecordKind::kPlan, "P1", "C1", Fact::kPlanCeased);
  batch.Complete(instant, {{.kind = RecordKind::kReferral}});
  return batch.Take();
}

TEST(EventBatchTest, StampsAllEventsAlike) {
  const auto events = Small("6");
  ASSERT_EQ(events.size(), 3u);
  for (const CaseEvent& event : events) {
    EXPECT_EQ(event.authority, "E99999999");
    EXPECT_EQ(event.stamp.source, "annex-a");
    EXPECT_EQ(event.stamp.recorded_at_us, kInstant);
    EXPECT_EQ(event.stamp.sequence, 0u);
    EXPECT_EQ(event.recorded_on, std::nullopt);
    EXPECT_EQ(event.batch_id, events[0].batch_id);
  }
  EXPECT_EQ(std::get<CompleteBatch>(events[2].action).events, 2u);
}

TEST(EventBatchTest, EveryEventHasItsOwnId) {
  std::set<std::string> ids;
  for (const CaseEvent& event : Small("6")) ids.insert(event.stamp.event_id);
  EXPECT_EQ(ids.size(), 3u);
}

TEST(EventBatchTest, TheSameContentGivesTheSameEvents) { EXPECT_EQ(Small("6"), Small("6")); }

TEST(EventBatchTest, OtherContentOrInstantIsAnotherBatch) {
  const std::string id = Small("6")[0].batch_id;
  EXPECT_NE(Small("4")[0].batch_id, id);
  EXPECT_NE(Small("6", kInstant + 1)[0].batch_id, id);
  EXPECT_NE(Small("4")[0].stamp.event_id, Small("6")[0].stamp.event_id);
}

TEST(EventBatchTest, TheSameFactOfARecordIsAssertedOnce) {
  EventBatch batch("E99999999", "annex-a");
  batch.Assert(RecordKind::kVisit, "V1", "C1", {On(Fact::kVisitMade, D("2024-03-01"))});
  batch.Assert(RecordKind::kVisit, "V1", "C1", {On(Fact::kVisitMade, D("2024-03-01"), {}, 2)});
  batch.Assert(RecordKind::kReview, "V1", "C1", {On(Fact::kReviewHeld, D("2024-03-01"))});
  EXPECT_EQ(batch.size(), 2u);
}

TEST(EventBatchTest, DatedFactsAreToldApartByTheirFirstDay) {
  EventBatch batch("E99999999", "annex-a");
  for (const char* day : {"2024-03-01", "2024-04-01", "2024-03-01"}) {
    batch.Assert(RecordKind::kCare, "K1", "C1",
                 {{.fact = Fact::kLegalStatus, .first_day = D(day), .value = {.text = "C1"}}});
  }
  EXPECT_EQ(batch.size(), 2u);
}

}  // namespace
}  // namespace caseclock::testing
