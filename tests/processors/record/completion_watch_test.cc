#include "processors/record/completion_watch.h"

#include <gtest/gtest.h>

namespace caseclock {
namespace {

CaseEvent Completion(const char* id, std::uint64_t events, std::vector<Scope> scopes = {}) {
  CaseEvent event;
  event.authority = "X99000001";
  event.stamp.source = "annex-a";
  event.stamp.recorded_at_us = 1;
  event.batch_id = id;
  event.action = CompleteBatch{std::move(scopes), events};
  return event;
}

TEST(CompletionWatchTest, TwoCompletionsThatDifferAreTold) {
  CompletionWatch watch;
  EXPECT_EQ(watch.Note(Completion("night-7", 60)), "");
  EXPECT_EQ(watch.Note(Completion("night-7", 60)), "");
  EXPECT_EQ(
      watch.Note(Completion("night-7", 100)),
      "Export night-7 of annex-a was completed twice, with 60 and with 100 events. Each takes "
      "effect once as many events have come. If only one was right, export again.");
  EXPECT_EQ(watch.Note(Completion("night-7", 100)), "");
}

TEST(CompletionWatchTest, OtherListsAreTold) {
  CompletionWatch watch;
  const Scope open{RecordKind::kReferral, {}, {}, true};
  EXPECT_EQ(watch.Note(Completion("night-7", 60)), "");
  EXPECT_EQ(watch.Note(Completion("night-7", 60, {open})),
            "Export night-7 of annex-a was completed twice, with different lists. If only one was "
            "right, export again.");
}

TEST(CompletionWatchTest, OtherExportsAndOtherEventsAreNoContradiction) {
  CompletionWatch watch;
  EXPECT_EQ(watch.Note(Completion("night-7", 60)), "");
  EXPECT_EQ(watch.Note(Completion("night-8", 100)), "");
  EXPECT_EQ(watch.Note(Completion("night-7", 0)), "") << "it declares no number";
  CaseEvent referral = Completion("night-7", 60);
  referral.action = Assert{};
  EXPECT_EQ(watch.Note(referral), "");
}

TEST(CompletionWatchTest, WhatIsRememberedIsBounded) {
  CompletionWatch watch;
  for (std::size_t i = 0; i <= CompletionWatch::kMostExports; ++i) {
    CaseEvent event = Completion("night", 60);
    event.stamp.recorded_at_us = static_cast<std::int64_t>(i) + 1;
    EXPECT_EQ(watch.Note(event), "");
  }
  EXPECT_EQ(watch.Note(Completion("night", 100)), "") << "the oldest is forgotten";
}

}  // namespace
}  // namespace caseclock
