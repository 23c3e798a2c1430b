// Each data-quality check: a history that fails it, and the nearest one that does not.
#include "processors/indicator/quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/processors/indicator/told_history.h"

namespace caseclock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "rule record", sorted.
std::multiset<std::string> Findings(std::vector<CaseEvent> events,
                                    const char* as_of = "2024-12-31") {
  static const Definitions definitions;
  const ToldHistory child(std::move(events), as_of);
  std::multiset<std::string> found;
  ForEachQualityFinding(
      child.history(), definitions, {}, [&](QualityRule rule, const Record& record) {
        found.insert(std::string(QualityRuleName(rule)) + " " + std::string(record.id));
      });
  return found;
}

CaseEvent Said(RecordKind kind, const char* id, std::vector<FactAssertion> facts) {
  return Told("C1", kind, id, std::move(facts), "2024-03-01");
}
CaseEvent Referral(const char* id, std::vector<FactAssertion> facts) {
  return Said(RecordKind::kReferral, id, std::move(facts));
}
CaseEvent Assessment(const char* id, std::int32_t type, std::vector<FactAssertion> facts) {
  facts.push_back(Typed(Fact::kAssessmentType, type));
  return Said(RecordKind::kAssessment, id, std::move(facts));
}
CaseEvent Plan(const char* id, std::vector<FactAssertion> facts, std::int32_t type = 1) {
  facts.push_back(Typed(Fact::kPlanType, type));
  return Said(RecordKind::kPlan, id, std::move(facts));
}
CaseEvent Conference(std::vector<FactAssertion> facts, std::int32_t type = 1) {
  facts.push_back(Typed(Fact::kConferenceType, type));
  return Said(RecordKind::kConference, "K1", std::move(facts));
}
FactAssertion Opened(const char* day) { return On(Fact::kReferralOpened, day); }
FactAssertion Started(const char* day) { return On(Fact::kAssessmentStarted, day); }
FactAssertion Authorised(const char* day) { return On(Fact::kAssessmentAuthorised, day); }
FactAssertion PlanStarted(const char* day) { return On(Fact::kPlanStarted, day); }
FactAssertion PlanCeased(const char* day) { return On(Fact::kPlanCeased, day); }
const FactAssertion kOfR1 = Named(Fact::kAssessmentReferral, "R1");
const FactAssertion kOfS1 = Named(Fact::kConferenceSection47, "S1");

TEST(QualityTest, AHistoryInOrderFailsNothing) {
  EXPECT_THAT(
      Findings({Referral("R1", {Opened("2024-03-01"), On(Fact::kReferralDecided, "2024-03-01", 2)}),
                Assessment("A1", 3, {Started("2024-03-01"), Authorised("2024-04-02"), kOfR1}),
                Said(RecordKind::kSection47, "S1", {On(Fact::kSection47Started, "2024-03-04")}),
                Conference({On(Fact::kConferenceHeld, "2024-03-21"), kOfS1}),
                Plan("P1", {PlanStarted("2024-03-21")}),
                Said(RecordKind::kReview, "V1",
                     {On(Fact::kReviewHeld, "2024-06-12"), Named(Fact::kReviewOf, "P1")})}),
      IsEmpty());
}

TEST(QualityTest, InitialAssessmentWithoutReferral) {
  EXPECT_THAT(Findings({Assessment("A1", 1, {Started("2024-03-01")})}),
              ElementsAre("initial_assessment_without_referral A1"));
  EXPECT_THAT(Findings({Assessment("A1", 1, {Started("2024-03-01"), kOfR1})}),
              ElementsAre("initial_assessment_without_referral A1"));
  EXPECT_THAT(Findings({Assessment("A1", 2, {Started("2024-03-01")})}), IsEmpty())
      << "core ones need none";
}

TEST(QualityTest, AssessmentBeforeReferral) {
  EXPECT_THAT(Findings({Referral("R1", {Opened("2024-03-04")}),
                        Assessment("A1", 3, {Started("2024-03-01"), kOfR1})}),
              ElementsAre("assessment_before_referral A1"));
  EXPECT_THAT(Findings({Referral("R1", {Opened("2024-03-04")}),
                        Assessment("A1", 3, {Started("2024-03-04"), kOfR1})}),
              IsEmpty());
}

TEST(QualityTest, AssessmentAfterClosure) {
  const CaseEvent closed =
      Referral("R1", {Opened("2024-03-01"), On(Fact::kReferralClosure, "2024-03-08", kClosed)});
  EXPECT_THAT(
      Findings(
          {closed, Assessment("A1", 3, {Started("2024-03-11"), Authorised("2024-03-12"), kOfR1})}),
      ElementsAre("assessment_after_closure A1"));
  EXPECT_THAT(
      Findings(
          {closed, Assessment("A1", 3, {Started("2024-03-08"), Authorised("2024-03-12"), kOfR1})}),
      IsEmpty());
  const CaseEvent reopened = Told("C1", RecordKind::kReferral, "R1",
                                  {On(Fact::kReferralReopened, "2024-03-08")}, "2024-03-30");
  EXPECT_THAT(
      Findings({closed, reopened,
                Assessment("A1", 3, {Started("2024-03-11"), Authorised("2024-03-12"), kOfR1})}),
      IsEmpty());
}

TEST(QualityTest, AssessmentOnNoFurtherAction) {
  const auto decided = [](std::int32_t outcome) {
    return Referral("R1",
                    {Opened("2024-03-01"), On(Fact::kReferralDecided, "2024-03-01", outcome)});
  };
  EXPECT_THAT(Findings({decided(1), Assessment("A1", 3, {Started("2024-03-04"), kOfR1})}),
              ElementsAre("assessment_on_no_further_action A1"));
  EXPECT_THAT(Findings({decided(2), Assessment("A1", 3, {Started("2024-03-04"), kOfR1})}),
              IsEmpty());
}

TEST(QualityTest, OpenAssessmentAtClosure) {
  const CaseEvent closed =
      Referral("R1", {Opened("2024-03-01"), On(Fact::kReferralClosure, "2024-03-29", kClosed)});
  EXPECT_THAT(Findings({closed, Assessment("A1", 3, {Started("2024-03-04"), kOfR1})}),
              ElementsAre("open_assessment_at_closure A1"));
  EXPECT_THAT(Findings({closed, Assessment("A1", 3,
                                           {Started("2024-03-04"),
                                            On(Fact::kAssessmentCancelled, "2024-03-20"), kOfR1})}),
              IsEmpty());
}

TEST(QualityTest, AssessmentsOverlap) {
  EXPECT_THAT(Findings({Assessment("A1", 3, {Started("2024-03-01"), Authorised("2024-03-20")}),
                        Assessment("A2", 3, {Started("2024-03-19")})}),
              ElementsAre("assessments_overlap A1", "assessments_overlap A2"));
  EXPECT_THAT(Findings({Assessment("A1", 3, {Started("2024-03-01"), Authorised("2024-03-20")}),
                        Assessment("A2", 3, {Started("2024-03-20")})}),
              IsEmpty())
      << "one after the other";
  EXPECT_THAT(Findings({Assessment("A1", 2, {Started("2024-03-01")}),
                        Assessment("A2", 3, {Started("2024-03-01")})}),
              IsEmpty())
      << "of two types";
}

TEST(QualityTest, ConferenceBeforeSection47) {
  const CaseEvent enquiry =
      Said(RecordKind::kSection47, "S1", {On(Fact::kSection47Started, "2024-03-14")});
  EXPECT_THAT(Findings({enquiry, Conference({On(Fact::kConferenceHeld, "2024-03-13"), kOfS1})}),
              ElementsAre("conference_before_section47 K1"));
  EXPECT_THAT(Findings({enquiry, Conference({On(Fact::kConferenceHeld, "2024-03-14"), kOfS1})}),
              IsEmpty());
}

TEST(QualityTest, ConferenceWithoutSection47) {
  EXPECT_THAT(Findings({Conference({On(Fact::kConferenceHeld, "2024-03-13")})}),
              ElementsAre("conference_without_section47 K1"));
  EXPECT_THAT(Findings({Conference({On(Fact::kConferenceHeld, "2024-03-13")}, 2)}), IsEmpty())
      << "reviews answer none";
}

TEST(QualityTest, ConferenceAfterEnding) {
  EXPECT_THAT(Findings({Said(RecordKind::kSection47, "S1",
                             {On(Fact::kSection47Started, "2024-03-04"),
                              On(Fact::kSection47EndedWithoutConference, "2024-03-08")}),
                        Conference({On(Fact::kConferenceHeld, "2024-03-13"), kOfS1})}),
              ElementsAre("conference_after_ending K1"));
}

TEST(QualityTest, ConferenceOnWeekend) {
  EXPECT_THAT(Findings({Conference({On(Fact::kConferenceHeld, "2024-03-16")}, 2)}),
              ElementsAre("conference_on_weekend K1"));
  EXPECT_THAT(Findings({Conference({On(Fact::kConferenceHeld, "2024-03-17")}, 2)}),
              ElementsAre("conference_on_weekend K1"));
  EXPECT_THAT(Findings({Conference({On(Fact::kConferenceHeld, "2024-03-18")}, 2)}), IsEmpty());
}

TEST(QualityTest, PlanCeasedOnOrBeforeItsStart) {
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04"), PlanCeased("2024-03-04")})}),
              ElementsAre("plan_ceased_on_or_before_start P1"));
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04"), PlanCeased("2024-03-01")})}),
              ElementsAre("plan_ceased_on_or_before_start P1"));
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04"), PlanCeased("2024-03-05")})}),
              IsEmpty());
}

TEST(QualityTest, PlansOverlap) {
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04"), PlanCeased("2024-04-01")}),
                        Plan("P2", {PlanStarted("2024-03-29")})}),
              ElementsAre("plans_overlap P1", "plans_overlap P2"));
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04"), PlanCeased("2024-03-29")}),
                        Plan("P2", {PlanStarted("2024-03-29")})}),
              IsEmpty());
}

TEST(QualityTest, MoreThanOneOpenPlan) {
  EXPECT_THAT(
      Findings({Plan("P1", {PlanStarted("2024-03-04")}), Plan("P2", {PlanStarted("2024-03-29")})}),
      ElementsAre("more_than_one_open_plan P1", "more_than_one_open_plan P2", "plans_overlap P1",
                  "plans_overlap P2"));
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04")}, 1),
                        Plan("P2", {PlanStarted("2024-03-29")}, 2)}),
              IsEmpty())
      << "a child protection plan and a child in need plan";
}

TEST(QualityTest, ReviewOnOrBeforePlanStart) {
  const auto reviewed = [](const char* day, RecordKind of = RecordKind::kPlan) {
    FactAssertion link = Named(Fact::kReviewOf, "P1");
    link.value.code = static_cast<std::int32_t>(of);
    return Said(RecordKind::kReview, "V1", {On(Fact::kReviewHeld, day), link});
  };
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04")}), reviewed("2024-03-04")}),
              ElementsAre("review_on_or_before_plan_start V1"));
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04")}), reviewed("2024-03-05")}),
              IsEmpty());
  EXPECT_THAT(Findings({Plan("P1", {PlanStarted("2024-03-04")}),
                        reviewed("2024-03-04", RecordKind::kCare)}),
              IsEmpty())
      << "the review of a care period that has the same id";
}

TEST(QualityTest, StopBeforeStart) {
  EXPECT_THAT(Findings({Assessment("A1", 3, {Started("2024-03-04"), Authorised("2024-03-01")})}),
              ElementsAre("stop_before_start A1"));
  EXPECT_THAT(Findings({Assessment("A1", 3, {Started("2024-03-04"), Authorised("2024-03-04")})}),
              IsEmpty());
}

TEST(QualityTest, DateInFuture) {
  EXPECT_THAT(Findings({Referral("R1", {Opened("2024-03-04")})}, "2024-03-03"),
              ElementsAre("date_in_future R1"));
  EXPECT_THAT(Findings({Referral("R1", {Opened("2024-03-04")})}, "2024-03-04"), IsEmpty());
  EXPECT_THAT(
      Findings({Said(RecordKind::kReview, "V1", {On(Fact::kReviewScheduled, "2024-06-04")})},
               "2024-03-04"),
      IsEmpty())
      << "a booking";
}

TEST(QualityTest, DateBefore1990) {
  EXPECT_THAT(Findings({Referral("R1", {Opened("1989-12-31")})}),
              ElementsAre("date_before_1990 R1"));
  EXPECT_THAT(Findings({Referral("R1", {Opened("1990-01-01")})}), IsEmpty());
}

TEST(QualityTest, OutsideCalendar) {
  EXPECT_THAT(Findings({Assessment("A1", 2, {Started("2004-12-31"), Authorised("2005-02-01")})}),
              ElementsAre("outside_calendar A1"));
  EXPECT_THAT(
      Findings({Said(RecordKind::kSection47, "S1", {On(Fact::kSection47Started, "2004-12-31")})}),
      ElementsAre("outside_calendar S1"));
  EXPECT_THAT(
      Findings({Referral("R1", {Opened("2004-12-31")}),
                Assessment("A1", 1, {Started("2005-01-04"), Authorised("2005-02-01"), kOfR1})}),
      ElementsAre("outside_calendar A1"))
      << "its clock runs from the referral";
  EXPECT_THAT(Findings({Assessment("A1", 2, {Started("2005-01-01"), Authorised("2005-02-01")})}),
              IsEmpty());
}

TEST(QualityTest, AWithdrawnRecordFailsNothing) {
  EXPECT_THAT(Findings({Assessment("A1", 1, {Started("1980-03-01")}),
                        Doing(Withdraw{}, "C1", RecordKind::kAssessment, "A1", "2024-03-02")}),
              IsEmpty());
}

TEST(QualityTest, EveryRuleHasANameOfItsOwnAndASentence) {
  std::set<std::string_view> names;
  for (std::size_t rule = 0; rule < kQualityRuleCount; ++rule) {
    EXPECT_TRUE(names.insert(QualityRuleName(static_cast<QualityRule>(rule))).second);
    EXPECT_FALSE(QualityRuleText(static_cast<QualityRule>(rule)).empty());
  }
  EXPECT_EQ(QualityRuleName(QualityRule::kTooManyRecordsOfChild), "too_many_records_of_child")
      << "the last of the table";
}

}  // namespace
}  // namespace caseclock
