// Are there as many of everything as published, in a council of 100,000 children?
#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "tests/daemon/simulation/history.h"

namespace caseclock {
namespace {

constexpr int kYears = 5;

/// Events of the kind dated in the five years, for one year.
double AYear(RecordKind kind, Fact fact) {
  return static_cast<double>(FiveYears().Dated(kind, fact, kHistoryStart, kHistoryEnd).size()) /
         kYears;
}

double AssessmentsAYear(AssessmentType type) {
  int found = 0;
  for (const ToldRecord* record : FiveYears().Dated(
           RecordKind::kAssessment, Fact::kAssessmentStarted, kHistoryStart, kHistoryEnd)) {
    found += record->Code(Fact::kAssessmentType) == static_cast<int>(type);
  }
  return static_cast<double>(found) / kYears;
}

bool IsProtection(const ToldRecord& plan) {
  return plan.Code(Fact::kPlanType) == static_cast<int>(PlanType::kChildProtection);
}

/// Within five percent of what is published.
void ExpectAbout(double found, double published) {
  EXPECT_GE(found, published * 0.95);
  EXPECT_LE(found, published * 1.05);
}

TEST(VolumesTest, HasFourHundredAndSixtyReferralsAMonth) {
  ExpectAbout(AYear(RecordKind::kReferral, Fact::kReferralOpened) / 12, 460);
}

TEST(VolumesTest, HasTheInitialAndCoreAssessmentsOfTheReports) {
  ExpectAbout(AssessmentsAYear(AssessmentType::kInitial), 1600);
  ExpectAbout(AssessmentsAYear(AssessmentType::kCore), 2100);
  ExpectAbout(AssessmentsAYear(AssessmentType::kChildAndFamily), 1300);
}

// Rates per 10,000 children, England 2023-24; this council has ten times 10,000.
TEST(VolumesTest, HasTheEnquiriesConferencesAndPlansOfEngland) {
  ExpectAbout(AYear(RecordKind::kSection47, Fact::kSection47Started) / 10, 187);
  ExpectAbout(AYear(RecordKind::kConference, Fact::kConferenceHeld) / 10, 60);
  int plans = 0;
  for (const ToldRecord* plan :
       FiveYears().Dated(RecordKind::kPlan, Fact::kPlanStarted, kHistoryStart, kHistoryEnd)) {
    plans += IsProtection(*plan);
  }
  ExpectAbout(plans / 5.0 / 10, 52);
}

TEST(VolumesTest, HasTheStockOfPlansOfEnglandInTheEnd) {
  std::set<std::string> children;
  for (const ToldRecord* plan : FiveYears().Records(RecordKind::kPlan)) {
    if (IsProtection(*plan) && plan->On(Fact::kPlanCeased) == kNoDate) children.insert(plan->child);
  }
  EXPECT_NEAR(static_cast<double>(children.size()) / 10, 41.0, 4.0);
}

TEST(VolumesTest, HasTheCareStartsOfEngland) {
  EXPECT_NEAR(AYear(RecordKind::kCare, Fact::kCareStarted) / 10, 28.0, 2.0);
}

TEST(VolumesTest, KeepsToTheSizesTheDaemonIsPlannedFor) {
  std::map<int, int> by_year;
  for (const CaseEvent& event : FiveYears().events()) {
    ++by_year[PartsOf(ReportingYearStart(*event.recorded_on)).year];
  }
  ASSERT_EQ(by_year.size(), 5u);
  for (const auto& [year, events] : by_year) {
    std::cout << year << ": " << events << " events\n";
    EXPECT_GT(events, 10'000) << year;
    EXPECT_LT(events, 60'000) << year;
  }
}

TEST(VolumesTest, RestsOnWeekendsInAugustAndAtChristmas) {
  std::map<int, int> by_month;
  int weekend = 0;
  const auto referrals = FiveYears().Records(RecordKind::kReferral);
  for (const ToldRecord* referral : referrals) {
    const CivilParts parts = PartsOf(referral->On(Fact::kReferralOpened));
    ++by_month[parts.month];
    weekend += parts.weekday > 5;
  }
  EXPECT_LT(by_month[8], by_month[7] * 85 / 100);
  EXPECT_LT(by_month[12], by_month[11] * 90 / 100);
  EXPECT_LT(weekend, static_cast<int>(referrals.size()) * 3 / 100);
  EXPECT_GT(weekend, 0);
}

}  // namespace
}  // namespace caseclock
