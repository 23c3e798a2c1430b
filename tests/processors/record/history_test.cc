// What is known and true on a day: without dead, cleared and future facts.
#include "processors/record/history.h"

#include <gtest/gtest.h>

#include "tests/support/told.h"

namespace caseclock {
namespace {

/// A record as it stands on a day, and what KeepExisting said.
struct Existing {
  std::vector<CaseEvent> events;  // the record borrows from them
  Record record;
  Date next_change = Date::Max();
  bool has_future_date = false;
};

Existing On(const char* as_of, std::vector<CaseEvent> events, const BatchLedger& batches = {}) {
  Existing existing;
  existing.events = std::move(events);
  existing.record = MergedFrom(existing.events);
  existing.next_change =
      KeepExisting(existing.record, batches, Day(as_of), existing.has_future_date);
  return existing;
}

CaseEvent Assessed(std::vector<FactAssertion> facts, const char* recorded) {
  return Told("C1", RecordKind::kAssessment, "A1", std::move(facts), recorded);
}
CaseEvent Started(const char* day, const char* recorded) {
  return Assessed({caseclock::On(Fact::kAssessmentStarted, day)}, recorded);
}
CaseEvent Authorised(const char* day, const char* recorded) {
  return Assessed({caseclock::On(Fact::kAssessmentAuthorised, day)}, recorded);
}

TEST(KeepExistingTest, AFactExistsFromItsOwnDay) {
  const std::vector<CaseEvent> events = {Started("2024-03-01", "2024-03-01"),
                                         Authorised("2024-03-20", "2024-03-01")};
  const Existing before = On("2024-03-19", events);
  EXPECT_EQ(DateOf(before.record, Fact::kAssessmentAuthorised), kNoDate);
  EXPECT_EQ(before.next_change, Day("2024-03-20"));
  EXPECT_TRUE(before.has_future_date);
  const Existing after = On("2024-03-20", events);
  EXPECT_EQ(DateOf(after.record, Fact::kAssessmentAuthorised), Day("2024-03-20"));
  EXPECT_EQ(after.next_change, Date::Max());
  EXPECT_FALSE(after.has_future_date);
}

TEST(KeepExistingTest, TypesAndLinksAlwaysHold) {
  const Existing existing =
      On("2024-03-01",
         {Assessed({Typed(Fact::kAssessmentType, 2), Named(Fact::kAssessmentReferral, "R1")},
                   "2024-03-01")});
  EXPECT_EQ(CodeOf(existing.record, Fact::kAssessmentType), 2);
  EXPECT_EQ(TextOf(existing.record, Fact::kAssessmentReferral), "R1");
}

TEST(KeepExistingTest, BookingsExistFromWhenTheyAreMade) {
  const Existing existing =
      On("2024-03-01", {Told("C1", RecordKind::kReview, "V1",
                             {caseclock::On(Fact::kReviewScheduled, "2024-06-01")}, "2024-03-01")});
  EXPECT_EQ(DateOf(existing.record, Fact::kReviewScheduled), Day("2024-06-01"));
  EXPECT_FALSE(existing.has_future_date);
}

TEST(KeepExistingTest, AFutureAllocationIsNoFutureDateButAChange) {
  const Existing existing =
      On("2024-03-01", {Started("2024-03-01", "2024-03-01"),
                        Assessed({Allocated("2024-03-15", "North")}, "2024-03-01")});
  EXPECT_EQ(TeamOn(existing.record, Day("2024-03-20")), "");
  EXPECT_EQ(existing.next_change, Day("2024-03-15"));
  EXPECT_FALSE(existing.has_future_date);
}

TEST(KeepExistingTest, ARecordingThatLiesAheadIsAChange) {
  const Existing existing = On("2024-03-01", {Started("2024-02-28", "2024-03-04")});
  EXPECT_EQ(DateOf(existing.record, Fact::kAssessmentStarted), Day("2024-02-28"));
  EXPECT_EQ(existing.next_change, Day("2024-03-04")) << "entry_delay changes then";
}

TEST(KeepExistingTest, WithdrawnAndClearedFactsAreGone) {
  const Existing withdrawn =
      On("2024-03-31", {Started("2024-03-01", "2024-03-01"),
                        Doing(Withdraw{}, "C1", RecordKind::kAssessment, "A1", "2024-03-02"),
                        Authorised("2024-03-20", "2024-03-20")});
  EXPECT_EQ(DateOf(withdrawn.record, Fact::kAssessmentStarted), kNoDate);
  EXPECT_EQ(DateOf(withdrawn.record, Fact::kAssessmentAuthorised), Day("2024-03-20"));
  const Existing cleared = On("2024-03-31", {Started("2024-03-01", "2024-03-01"),
                                             Doing(Clear{Fact::kAssessmentStarted, kNoDate}, "C1",
                                                   RecordKind::kAssessment, "A1", "2024-03-02")});
  EXPECT_TRUE(cleared.record.registers.empty());
}

TEST(KeepExistingTest, ADeadFutureFactChangesNothing) {
  const Existing dead =
      On("2024-03-01", {Authorised("2024-03-20", "2024-02-28"),
                        Doing(Withdraw{}, "C1", RecordKind::kAssessment, "A1", "2024-03-01")});
  EXPECT_EQ(dead.next_change, Date::Max());
  EXPECT_FALSE(dead.has_future_date);
}

std::unique_ptr<BatchLedger> CompletedOn(const char* day, Scope scope) {
  auto batches = std::make_unique<BatchLedger>();
  batches->Raise(kInventedSource, NoonUs(Day(day)), {scope});
  return batches;
}

TEST(KeepExistingTest, WhatACompletedBatchDoesNotRepeatIsGone) {
  const auto batches = CompletedOn(
      "2024-03-31", {RecordKind::kAssessment, Day("2024-01-01"), Day("2024-03-31"), false});
  const Existing gone = On("2024-03-31", {Started("2024-03-01", "2024-03-30")}, *batches);
  EXPECT_TRUE(gone.record.registers.empty());
  const Existing repeated = On("2024-03-31", {Started("2024-03-01", "2024-03-31")}, *batches);
  EXPECT_EQ(repeated.record.registers.size(), 1u) << "asserted with the batch's own time";
  const Existing outside = On("2024-03-31", {Started("2023-12-31", "2024-03-30")}, *batches);
  EXPECT_EQ(outside.record.registers.size(), 1u) << "started before the span";
}

TEST(KeepExistingTest, FactsOfOneRecordFallByTheirOwnSourceAndTime) {
  const auto batches = CompletedOn(
      "2024-03-31", {RecordKind::kAssessment, Day("2024-01-01"), Day("2024-03-31"), false});
  CaseEvent other = Authorised("2024-03-20", "2024-03-21");
  other.stamp.source = "another-system";
  const Existing mixed = On("2024-03-31",
                            {Started("2024-03-01", "2024-03-31"), other,
                             Assessed({Allocated("2024-03-01", "North")}, "2024-03-02")},
                            *batches);
  EXPECT_EQ(DateOf(mixed.record, Fact::kAssessmentStarted), Day("2024-03-01"));
  EXPECT_EQ(DateOf(mixed.record, Fact::kAssessmentAuthorised), Day("2024-03-20"));
  EXPECT_EQ(TeamOn(mixed.record, Day("2024-03-20")), "") << "the batch did not repeat it";
}

TEST(KeepExistingTest, AnOpenScopeReachesWhatHasNotEnded) {
  const Date never = Day("2099-12-31");
  const auto batches = CompletedOn("2024-03-31", {RecordKind::kAssessment, never, never, true});
  EXPECT_TRUE(
      On("2024-03-31", {Started("2020-01-06", "2020-01-06")}, *batches).record.registers.empty());
  const Existing ended =
      On("2024-03-31",
         {Started("2020-01-06", "2020-01-06"), Authorised("2020-02-03", "2020-02-03")}, *batches);
  EXPECT_EQ(ended.record.registers.size(), 2u);
}

TEST(HasEndedTest, AssessmentsEndAuthorisedOrCancelled) {
  EXPECT_FALSE(HasEnded(MergedFrom({Started("2024-03-01", "2024-03-01")})));
  EXPECT_TRUE(HasEnded(MergedFrom({Authorised("2024-03-01", "2024-03-01")})));
  EXPECT_TRUE(HasEnded(MergedFrom(
      {Assessed({caseclock::On(Fact::kAssessmentCancelled, "2024-03-01")}, "2024-03-01")})));
}

TEST(HasEndedTest, AReopenedReferralHasNotEndedAndAVisitAlwaysHas) {
  const auto says = [](Fact fact, const char* recorded) {
    return Told("C1", RecordKind::kReferral, "R1", {caseclock::On(fact, "2024-03-01")}, recorded);
  };
  const CaseEvent closed = says(Fact::kReferralClosure, "2024-03-04");
  EXPECT_TRUE(HasEnded(MergedFrom({closed})));
  EXPECT_FALSE(HasEnded(MergedFrom({says(Fact::kReferralReopened, "2024-03-04")})));
  EXPECT_FALSE(HasEnded(MergedFrom({closed, says(Fact::kReferralReopened, "2024-03-05")})));
  EXPECT_TRUE(HasEnded(MergedFrom({closed, says(Fact::kReferralReopened, "2024-03-01")})))
      << "closed again: what was recorded last holds";
  EXPECT_TRUE(
      HasEnded(MergedFrom({Told("C1", RecordKind::kVisit, "W1",
                                {caseclock::On(Fact::kVisitMade, "2024-03-01")}, "2024-03-01")})));
}

TEST(TeamOnTest, IsThatOfTheLatestFirstDayUpToTheDay) {
  const std::vector<CaseEvent> events = {
      Assessed({Allocated("2024-03-01", "North", "W1"), Allocated("2024-03-10", "South"),
                Allocated("2024-03-20", "", "W2")},
               "2024-03-20")};
  const Record record = MergedFrom(events);
  EXPECT_EQ(TeamOn(record, Day("2024-02-29")), "") << "before the first";
  EXPECT_EQ(TeamOn(record, Day("2024-03-01")), "North") << "without the worker";
  EXPECT_EQ(TeamOn(record, Day("2024-03-09")), "North");
  EXPECT_EQ(TeamOn(record, Day("2024-03-10")), "South");
  EXPECT_EQ(TeamOn(record, Day("2024-03-20")), "") << "an allocation that names no team";
}

TEST(FindRecordTest, NeedsKindAndIdentityBoth) {
  const std::vector<CaseEvent> events = {Started("2024-03-01", "2024-03-01")};
  History history;
  history.records.push_back(MergedFrom(events));
  EXPECT_NE(FindRecord(history, RecordKind::kAssessment, "A1"), nullptr);
  EXPECT_EQ(FindRecord(history, RecordKind::kReferral, "A1"), nullptr);
  EXPECT_EQ(FindRecord(history, RecordKind::kAssessment, "A2"), nullptr);
}

TEST(FactsTest, WhatIsNotThereIsNoDateNoughtAndEmpty) {
  EXPECT_EQ(DateOf(Record{}, Fact::kAssessmentStarted), kNoDate);
  EXPECT_EQ(CodeOf(Record{}, Fact::kAssessmentType), 0);
  EXPECT_EQ(TextOf(Record{}, Fact::kAssessmentReferral), "");
}

}  // namespace
}  // namespace caseclock
