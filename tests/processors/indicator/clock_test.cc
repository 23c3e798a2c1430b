// The clocks of a child, and why a record has none.
#include "processors/indicator/clock.h"

#include <gtest/gtest.h>

#include <optional>

#include "processors/record/fact_table.h"
#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

/// What the row sees of the record; nullopt: nothing.
std::optional<RowItem> Seen(const char* indicator, const char* record, const ToldHistory& child) {
  static const Definitions definitions;
  Items items;
  ReadItems(*definitions.catalogue.Find(indicator),
            {child.history(), definitions, Day("2028-12-31")}, items);
  for (const RowItem& item : items) {
    if (item.record->id == record) return item;
  }
  return std::nullopt;
}

Clock ClockOf(const char* indicator, const char* record, const ToldHistory& child) {
  const std::optional<RowItem> item = Seen(indicator, record, child);
  if (!item || item->start == kNoDate) {
    ADD_FAILURE() << indicator << " sees no clock of " << record;
    return {};
  }
  return {item->start, item->stop, item->cancelled};
}

std::optional<NotCounted> WhyNone(const char* indicator, const char* record,
                                  const ToldHistory& child) {
  const std::optional<RowItem> item = Seen(indicator, record, child);
  EXPECT_TRUE(item && item->reason) << indicator << " " << record;
  return item ? item->reason : std::nullopt;
}

CaseEvent Assessed(std::vector<FactAssertion> facts, const char* recorded = "2024-03-01") {
  return Told("C1", RecordKind::kAssessment, "A1", std::move(facts), recorded);
}
CaseEvent Referred(const char* day) {
  return Told("C1", RecordKind::kReferral, "R1", {On(Fact::kReferralOpened, day)}, day);
}
const FactAssertion kInitial = Typed(Fact::kAssessmentType, 1);
const FactAssertion kCore = Typed(Fact::kAssessmentType, 2);
const FactAssertion kOfR1 = Named(Fact::kAssessmentReferral, "R1");

TEST(ClockTest, RunsFromItsStartToItsStop) {
  const ToldHistory child({Assessed({kCore, On(Fact::kAssessmentStarted, "2024-03-01"),
                                     On(Fact::kAssessmentAuthorised, "2024-03-20")})},
                          "2024-03-31");
  const Clock clock = ClockOf("ni60", "A1", child);
  EXPECT_EQ(clock.start, Day("2024-03-01"));
  EXPECT_EQ(clock.stop, Day("2024-03-20"));
  EXPECT_TRUE(clock.CountsAsStopped());
  EXPECT_EQ(clock.OpenUntil(), Day("2024-03-20"));
}

TEST(ClockTest, IsOpenWithoutAStop) {
  const ToldHistory child({Assessed({kCore, On(Fact::kAssessmentStarted, "2024-03-01")})},
                          "2024-03-31");
  const Clock clock = ClockOf("ni60", "A1", child);
  EXPECT_FALSE(clock.is_stopped());
  EXPECT_EQ(clock.OpenUntil(), Date::Max());
}

TEST(ClockTest, ACancelledOneIsOpenUntilTheEarlierOfStopAndCancellationAndDoesNotCount) {
  const ToldHistory child({Assessed({kCore, On(Fact::kAssessmentStarted, "2024-03-01"),
                                     On(Fact::kAssessmentAuthorised, "2024-03-20"),
                                     On(Fact::kAssessmentCancelled, "2024-03-12")})},
                          "2024-03-31");
  const Clock clock = ClockOf("ni60", "A1", child);
  EXPECT_FALSE(clock.CountsAsStopped());
  EXPECT_EQ(clock.OpenUntil(), Day("2024-03-12"));
}

TEST(ClockTest, OfAnotherTypeOrOfNoneThereIsNotCounted) {
  const ToldHistory core({Assessed({kCore, On(Fact::kAssessmentStarted, "2024-03-01")})},
                         "2024-03-31");
  EXPECT_FALSE(Seen("assessment_45", "A1", core));
  const ToldHistory untyped({Assessed({On(Fact::kAssessmentStarted, "2024-03-01")})}, "2024-03-31");
  EXPECT_FALSE(Seen("ni60", "A1", untyped));
}

TEST(ClockTest, WithoutAStartThereIsNotCounted) {
  const ToldHistory child({Assessed({kCore, On(Fact::kAssessmentAuthorised, "2024-03-20")})},
                          "2024-03-31");
  EXPECT_EQ(WhyNone("ni60", "A1", child), NotCounted::kNoStart);
}

TEST(ClockTest, AnInitialAssessmentRunsFromItsReferral) {
  const ToldHistory child({Referred("2024-02-20"),
                           Assessed({kInitial, kOfR1, On(Fact::kAssessmentStarted, "2024-03-01")})},
                          "2024-03-31");
  EXPECT_EQ(ClockOf("ni59", "A1", child).start, Day("2024-02-20"));
  EXPECT_EQ(ClockOf("ni59_7", "A1", child).start, Day("2024-02-20"));
}

TEST(ClockTest, AnInitialAssessmentBeginsWhenItIsStartedFinishedOrAuthorised) {
  for (const Fact fact :
       {Fact::kAssessmentStarted, Fact::kAssessmentWorkFinished, Fact::kAssessmentAuthorised}) {
    const ToldHistory child(
        {Referred("2024-02-20"), Assessed({kInitial, kOfR1, On(fact, "2024-03-01")})},
        "2024-03-31");
    EXPECT_EQ(ClockOf("ni59", "A1", child).start, Day("2024-02-20")) << FactName(fact);
  }
  const ToldHistory child({Referred("2024-02-20"), Assessed({kInitial, kOfR1})}, "2024-03-31");
  EXPECT_EQ(WhyNone("ni59", "A1", child), NotCounted::kNotBegun);
}

TEST(ClockTest, AnInitialAssessmentWithoutItsReferralHasNone) {
  const FactAssertion started = On(Fact::kAssessmentStarted, "2024-03-01");
  const ToldHistory unlinked({Referred("2024-02-20"), Assessed({kInitial, started})}, "2024-03-31");
  EXPECT_EQ(WhyNone("ni59", "A1", unlinked), NotCounted::kNotLinked);
  const ToldHistory elsewhere({Assessed({kInitial, kOfR1, started})}, "2024-03-31");
  EXPECT_EQ(WhyNone("ni59", "A1", elsewhere), NotCounted::kNotLinked);
  const ToldHistory unopened({Told("C1", RecordKind::kReferral, "R1",
                                   {On(Fact::kReferralDecided, "2024-02-21", 2)}, "2024-02-21"),
                              Assessed({kInitial, kOfR1, started})},
                             "2024-03-31");
  EXPECT_EQ(WhyNone("ni59", "A1", unopened), NotCounted::kNotLinked);
}

TEST(ClockTest, BeforeTheCalendarWorkingDayClocksHaveNone) {
  const ToldHistory child({Assessed({kCore, On(Fact::kAssessmentStarted, "2004-12-31")})},
                          "2005-03-31");
  EXPECT_EQ(WhyNone("ni60", "A1", child), NotCounted::kOutsideCalendar);
  const ToldHistory plan(
      {Told("C1", RecordKind::kPlan, "P1",
            {Typed(Fact::kPlanType, 1), On(Fact::kPlanStarted, "2004-12-31")}, "2004-12-31")},
      "2005-03-31");
  EXPECT_EQ(ClockOf("ni64", "P1", plan).start, Day("2004-12-31")) << "counted in days";
  EXPECT_EQ(ClockOf("cpp", "P1", plan).start, Day("2004-12-31")) << "without a limit";
}

CaseEvent Enquired(const char* day) {
  return Told("C1", RecordKind::kSection47, "S1", {On(Fact::kSection47Started, day)}, day);
}
CaseEvent Conference(const char* id, const char* day, std::int32_t type,
                     const char* enquiry = "S1") {
  return Told("C1", RecordKind::kConference, id,
              {On(Fact::kConferenceHeld, day), Typed(Fact::kConferenceType, type),
               Named(Fact::kConferenceSection47, enquiry)},
              day);
}

TEST(ClockTest, AnEnquiryStopsAtItsEarliestInitialOrPreBirthConference) {
  const ToldHistory child(
      {Enquired("2024-03-01"), Conference("K1", "2024-03-20", 1), Conference("K2", "2024-03-14", 3),
       Conference("K3", "2024-03-05", 2), Conference("K4", "2024-03-05", 4),
       Conference("K5", "2024-03-05", 1, "S2")},
      "2024-03-31");
  EXPECT_EQ(ClockOf("icpc_15", "S1", child).stop, Day("2024-03-14"));
}

TEST(ClockTest, AConferenceThatWasHeldOutweighsTheEndingWithoutOne) {
  const CaseEvent ended =
      Told("C1", RecordKind::kSection47, "S1",
           {On(Fact::kSection47EndedWithoutConference, "2024-03-08")}, "2024-03-08");
  const ToldHistory child({Enquired("2024-03-01"), ended, Conference("K1", "2024-03-20", 1)},
                          "2024-03-31");
  const Clock clock = ClockOf("icpc_15", "S1", child);
  EXPECT_TRUE(clock.CountsAsStopped());
  EXPECT_EQ(clock.OpenUntil(), Day("2024-03-20"));
  const ToldHistory without({Enquired("2024-03-01"), ended}, "2024-03-31");
  EXPECT_FALSE(ClockOf("icpc_15", "S1", without).CountsAsStopped());
}

TEST(ClockTest, EveryReasonHasASentence) {
  for (const NotCounted reason :
       {NotCounted::kWithdrawn, NotCounted::kNoStart, NotCounted::kNotBegun, NotCounted::kNotLinked,
        NotCounted::kOutsideCalendar}) {
    EXPECT_FALSE(NotCountedText(reason).empty());
  }
}

}  // namespace
}  // namespace caseclock
