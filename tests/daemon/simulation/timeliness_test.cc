// Is work done as fast as published?
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "processors/record/fact_table.h"
#include "tests/daemon/simulation/history.h"

namespace caseclock {
namespace {

/// Authorised assessments of the type that started in the history's first four years, so that none
/// is unfinished.
std::vector<const ToldRecord*> Authorised(AssessmentType type) {
  std::vector<const ToldRecord*> found;
  for (const ToldRecord* record : FiveYears().Dated(
           RecordKind::kAssessment, Fact::kAssessmentStarted, kHistoryStart, kHistoryEnd - 365)) {
    if (record->Code(Fact::kAssessmentType) == static_cast<int>(type) &&
        record->On(Fact::kAssessmentAuthorised) != kNoDate) {
      found.push_back(record);
    }
  }
  return found;
}

int Length(const ToldRecord& assessment) {
  return CountDays(assessment.On(Fact::kAssessmentStarted),
                   assessment.On(Fact::kAssessmentAuthorised));
}

int LengthFromReferral(const ToldRecord& assessment) {
  const ToldRecord* referral =
      FiveYears().Find(RecordKind::kReferral, assessment.Text(Fact::kAssessmentReferral));
  return CountDays(referral->On(Fact::kReferralOpened), assessment.On(Fact::kAssessmentAuthorised));
}

struct PublishedBand {
  const char* name;
  int first;
  int last;
  double percent;
};

// Children in need statistics, England 2023-24: shares of 643,170 child and family assessments.
// Working days.
constexpr PublishedBand kEngland[] = {
    {"same day", 0, 0, 1.5}, {"1-10", 1, 10, 11.4},   {"11-20", 11, 20, 17.3},
    {"21-30", 21, 30, 16.0}, {"31-40", 31, 40, 20.2}, {"41-45", 41, 45, 18.1},
    {"46-50", 46, 50, 6.0},  {"51-60", 51, 60, 4.6},  {"61+", 61, 999, 5.0}};

TEST(TimelinessTest, AssessmentsTakeAsLongAsInEngland) {
  const auto assessments = Authorised(AssessmentType::kChildAndFamily);
  for (const PublishedBand& band : kEngland) {
    const double percent = Percent(assessments, [&](const ToldRecord& record) {
      return band.first <= Length(record) && Length(record) <= band.last;
    });
    EXPECT_NEAR(percent, band.percent, 2.5) << band.name;
  }
}

TEST(TimelinessTest, AssessmentsAreInTimeAsOftenAsInEngland) {
  const auto in_time = [](const ToldRecord& record) { return Length(record) <= 45; };
  EXPECT_NEAR(Percent(Authorised(AssessmentType::kChildAndFamily), in_time), 84.5, 2.5);
}

TEST(TimelinessTest, InitialAssessmentsAreInTimeAsOftenAsPublished) {
  const auto initial = Authorised(AssessmentType::kInitial);
  const auto within = [&](int limit) {
    return Percent(initial, [=](const ToldRecord& r) { return LengthFromReferral(r) <= limit; });
  };
  EXPECT_GE(within(10), 75.0);
  EXPECT_LE(within(10), 80.0);
  EXPECT_NEAR(within(7), 62.0, 3.0);
}

TEST(TimelinessTest, CoreAssessmentsAreInTimeAsOftenAsPublished) {
  const double percent = Percent(Authorised(AssessmentType::kCore),
                                 [](const ToldRecord& record) { return Length(record) <= 35; });
  EXPECT_GE(percent, 75.0);
  EXPECT_LE(percent, 85.0);
}

TEST(TimelinessTest, ConferencesAreInTimeAsOftenAsInEngland) {
  const auto conferences = FiveYears().Records(RecordKind::kConference);
  const double percent = Percent(conferences, [](const ToldRecord& conference) {
    const ToldRecord* enquiry =
        FiveYears().Find(RecordKind::kSection47, conference.Text(Fact::kConferenceSection47));
    return CountDays(enquiry->On(Fact::kSection47Started), conference.On(Fact::kConferenceHeld)) <=
           15;
  });
  EXPECT_NEAR(percent, 80.0, 2.5);
}

TEST(TimelinessTest, FourInAHundredPlansLastTwoYears) {
  std::vector<const ToldRecord*> ceased;
  for (const ToldRecord* plan :
       FiveYears().Dated(RecordKind::kPlan, Fact::kPlanCeased, kHistoryEnd - 364, kHistoryEnd)) {
    if (plan->Code(Fact::kPlanType) == static_cast<int>(PlanType::kChildProtection)) {
      ceased.push_back(plan);
    }
  }
  const double percent = Percent(ceased, [](const ToldRecord& plan) {
    return plan.On(Fact::kPlanCeased) - plan.On(Fact::kPlanStarted) >= 730;
  });
  EXPECT_NEAR(percent, 4.0, 2.0);
}

TEST(TimelinessTest, ReferralsAreMostlyDecidedWithinAWorkingDay) {
  const auto decided = FiveYears().Dated(RecordKind::kReferral, Fact::kReferralDecided,
                                         kHistoryStart, kHistoryEnd - 60);
  EXPECT_NEAR(Percent(decided,
                      [](const ToldRecord& referral) {
                        return CountDays(referral.On(Fact::kReferralOpened),
                                         referral.On(Fact::kReferralDecided)) <= 1;
                      }),
              87.0, 2.0);
  EXPECT_NEAR(Percent(decided,
                      [](const ToldRecord& referral) {
                        return referral.Code(Fact::kReferralDecided) ==
                               static_cast<int>(ReferralOutcome::kNoFurtherAction);
                      }),
              10.0, 1.0);
}

/// Referrals of the last year that follow another of the same child by at most a year.
TEST(TimelinessTest, AFifthOfReferralsAreRereferralsOnceThereIsAHistory) {
  std::map<std::string, std::vector<Date>> by_child;
  for (const ToldRecord* referral : FiveYears().Records(RecordKind::kReferral)) {
    by_child[referral->child].push_back(referral->On(Fact::kReferralOpened));
  }
  const double percent = Percent(FiveYears().Dated(RecordKind::kReferral, Fact::kReferralOpened,
                                                   kHistoryEnd - 364, kHistoryEnd),
                                 [&](const ToldRecord& referral) {
                                   const Date day = referral.On(Fact::kReferralOpened);
                                   const auto& days = by_child[referral.child];
                                   return std::any_of(days.begin(), days.end(), [&](Date other) {
                                     return other < day && other >= AddMonths(day, -12);
                                   });
                                 });
  EXPECT_GE(percent, 20.0);
  EXPECT_LE(percent, 22.5);
}

/// Per fact: from the day it happened to the day it was first typed in.
TEST(TimelinessTest, MostThingsAreTypedInWithinTwoWorkingDays) {
  std::set<std::tuple<RecordKind, std::string, Fact>> seen;
  int within = 0;
  for (const CaseEvent& event : FiveYears().events()) {
    const auto* assert = std::get_if<Assert>(&event.action);
    if (assert == nullptr || !IsOccurrence(assert->facts.front().fact)) continue;
    const FactAssertion& said = assert->facts.front();
    if (!seen.insert({event.kind, event.record, said.fact}).second) continue;
    within += CountDays(said.value.date, *event.recorded_on) <= 2;
  }
  const double percent = 100.0 * within / static_cast<double>(seen.size());
  EXPECT_GE(percent, 84.0);
  EXPECT_LE(percent, 90.0);
}

}  // namespace
}  // namespace caseclock
