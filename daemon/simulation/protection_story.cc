#include "daemon/simulation/protection_story.h"

#include <algorithm>
#include <array>
#include <span>

#include "daemon/simulation/distributions.h"

namespace caseclock::simulation {
namespace {

constexpr int kPlanKind = static_cast<int>(RecordKind::kPlan);
/// Between visits. Units: days; light, as local standards are mostly shorter.
constexpr int kFewestVisitDays = 42;
constexpr int kMostVisitDays = 63;
constexpr int kReviewMinutes = 2000;  // of reviews, per 10,000: the others' are not recorded
/// Census categories of abuse: neglect and emotional abuse are five of six. Source: as the plans.
constexpr std::array kCategories = {"NEG", "NEG", "NEG", "EMO", "EMO", "PHY", "SAB", "MUL"};

void TellMinutes(Clerk& clerk, CaseRecord& meeting, Date held) {
  const int days = clerk.random().Pick(kMinutesWorkingDays);
  clerk.Enter(meeting, {On(Fact::kMinutesIssued, clerk.calendar().After(held, days))});
}

/// One review, booked at `booked` for `held`.
void TellReview(Clerk& clerk, const CaseRecord& plan, Date booked, Date held) {
  CaseRecord review = clerk.OpenAfter(RecordKind::kReview, plan);
  const FactAssertion of = Says(Fact::kReviewOf, kPlanKind, plan.id);
  clerk.EnterOn(review, booked, {On(Fact::kReviewScheduled, held), of});
  clerk.Enter(review, {On(Fact::kReviewHeld, held), of});
  if (clerk.random().Chance(kReviewMinutes)) TellMinutes(clerk, review, held);
}

/// The first review within three months, then within six; one in eleven late.
void TellReviews(Clerk& clerk, const CaseRecord& plan, Date start, Date end) {
  Date last = start;
  for (int months = 3;; months = 6) {
    const Date due = AddMonths(last, months);
    const bool late = clerk.random().Chance(kLateReview);
    const int days = late ? clerk.random().Between(5, 40) : -clerk.random().Between(3, 20);
    const Date held = clerk.calendar().OnOrAfter(due + days);
    if (held >= end) return;
    TellReview(clerk, plan, clerk.calendar().OnOrAfter(last), held);
    last = held;
  }
}

void TellVisits(Clerk& clerk, const CaseRecord& plan, Date start, Date end) {
  Date visit = start;
  for (;;) {
    visit = visit + clerk.random().Between(kFewestVisitDays, kMostVisitDays);
    visit = clerk.calendar().OnOrAfter(visit);
    if (visit >= end) return;
    CaseRecord record = clerk.OpenAfter(RecordKind::kVisit, plan);
    clerk.Enter(record, {On(Fact::kVisitMade, visit), Says(Fact::kVisitOf, kPlanKind, plan.id)});
  }
}

/// Now and then dated on the Sunday before, as somebody's finger slipped.
Date ConferenceDate(Clerk& clerk, Date start, Date held) {
  if (!clerk.random().Chance(clerk.desk().profile.mistakes.sunday_conference)) return held;
  return std::max(start, MondayOf(held) - 1);
}

EnquiryEnd TellConference(Clerk& clerk, CaseRecord& enquiry, Date start, int team) {
  const Date due = clerk.Finish(start, team, {kConferenceWorkingDays, kConferenceLimit});
  const Date held = ConferenceDate(clerk, start, due);
  CaseRecord conference = clerk.OpenAfter(RecordKind::kConference, enquiry);
  const bool has_plan = clerk.random().Chance(kPlanOfConference);
  CaseRecord plan = clerk.OpenAfter(RecordKind::kPlan, enquiry);
  const auto type =
      clerk.random().Chance(kPreBirth) ? ConferenceType::kPreBirth : ConferenceType::kInitial;
  std::vector<FactAssertion> facts = {On(Fact::kConferenceHeld, held),
                                      Says(Fact::kConferenceType, static_cast<int>(type)),
                                      Says(Fact::kConferenceSection47, 0, enquiry.id)};
  if (has_plan) facts.push_back(Says(Fact::kConferencePlan, 0, plan.id));
  clerk.Enter(conference, std::move(facts));
  TellMinutes(clerk, conference, held);
  if (!has_plan) return {held, std::nullopt, team};
  return {TellPlan(clerk, plan, PlanType::kChildProtection, held, team), held, team};
}

}  // namespace

EnquiryEnd TellEnquiry(Clerk& clerk, const CaseRecord& referral, Date start) {
  const int team = clerk.TeamOf(TeamService::kSafeguarding);
  CaseRecord enquiry = clerk.OpenAfter(RecordKind::kSection47, referral);
  clerk.Enter(enquiry,
              {On(Fact::kSection47Started, start), Says(Fact::kSection47Referral, 0, referral.id)});
  clerk.Allocate(enquiry, start, team);
  if (clerk.random().Chance(kConferenceOfEnquiry)) {
    return TellConference(clerk, enquiry, start, team);
  }
  const Date end = clerk.calendar().After(start, clerk.random().Pick(kEnquiryWorkingDays));
  if (!clerk.random().Chance(kForgotten)) {
    clerk.Enter(enquiry, {On(Fact::kSection47EndedWithoutConference, end)});
  }
  return {end, std::nullopt, team};
}

Date TellPlan(Clerk& clerk, CaseRecord& plan, PlanType type, Date start, int team) {
  Random& random = clerk.random();
  const bool protects = type == PlanType::kChildProtection;
  const std::span<const Band> lengths =
      protects ? std::span<const Band>(kProtectionPlanDays) : std::span<const Band>(kNeedPlanDays);
  const Date end = start + random.Pick(lengths);
  std::vector<FactAssertion> facts = {
      On(Fact::kPlanStarted, start, 0,
         protects ? kCategories[random.Below(kCategories.size())] : ""),
      Says(Fact::kPlanType, static_cast<int>(type))};
  if (protects) {
    const int before = random.Chance(kSecondPlan) ? random.Between(1, 2) : 0;
    facts.push_back(Says(Fact::kPlanPreviousPlans, before));
  }
  clerk.Enter(plan, std::move(facts));
  clerk.Allocate(plan, start, team);
  if (protects) {
    TellReviews(clerk, plan, start, end);
    TellVisits(clerk, plan, start, end);
  }
  if (protects && end - start > 120 && random.Chance(kReallocated)) {
    // One draw a statement: the order in which arguments are evaluated is the compiler's choice.
    const Date day = start + random.Between(30, 120);
    clerk.Allocate(plan, day, clerk.TeamOf(TeamService::kSafeguarding));
  }
  clerk.Enter(plan, {On(Fact::kPlanCeased, end)});
  return end;
}

}  // namespace caseclock::simulation
