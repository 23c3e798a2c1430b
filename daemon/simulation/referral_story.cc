#include "daemon/simulation/referral_story.h"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/simulation/care_story.h"
#include "daemon/simulation/distributions.h"

namespace caseclock::simulation {
namespace {

/// Census codes of who referred: police, schools, health, family, others.
constexpr std::array kSources = {"6", "6", "6", "2A", "2A", "3A", "3C", "1A", "5B", "8"};

WorkLength LengthOf(AssessmentType type) {
  switch (type) {
    case AssessmentType::kInitial: return {kInitialWorkingDays, kInitialLimit};
    case AssessmentType::kCore: return {kCoreWorkingDays, kCoreLimit};
    case AssessmentType::kChildAndFamily: break;
  }
  return {kAssessmentWorkingDays, kAssessmentLimit};
}

bool IsAssessed(int outcome) { return outcome == 2 || outcome == 4; }

}  // namespace

ReferralStory::ReferralStory(Desk& desk, Random& random, std::string child, Date day)
    : clerk_(desk, random),
      random_(random),
      day_(day),
      decided_(day),
      end_(day),
      referral_(clerk_.Open(RecordKind::kReferral, std::move(child))),
      enquiry_{day, std::nullopt, 0} {}

Date ReferralStory::Tell() {
  Refer();
  const int outcome = Decide();
  if (IsAssessed(outcome)) {
    Assess(outcome);
    Support();
  }
  return Close();
}

void ReferralStory::Refer() {
  const std::vector<FactAssertion> facts = {
      On(Fact::kReferralOpened, day_, 0, kSources[random_.Below(kSources.size())])};
  clerk_.Enter(referral_, facts);
  clerk_.Allocate(referral_, day_, clerk_.TeamOf(TeamService::kFrontDoor));
  if (random_.Chance(clerk_.desk().profile.mistakes.entered_twice)) EnterTwice(facts);
}

void ReferralStory::EnterTwice(const std::vector<FactAssertion>& facts) {
  CaseRecord twin = clerk_.OpenAfter(RecordKind::kReferral, referral_);
  clerk_.EnterOn(twin, referral_.entered_on, facts);
  clerk_.Correct(twin, Withdraw{}, random_.Between(1, 12));
}

int ReferralStory::Decide() {
  const int outcome = random_.Pick(kOutcome);
  decided_ = clerk_.calendar().After(day_, random_.Pick(kDecisionWorkingDays));
  end_ = decided_;
  clerk_.Enter(referral_, {On(Fact::kReferralDecided, decided_, outcome)});
  return outcome;
}

void ReferralStory::Assess(int outcome) {
  assessed_ = true;
  team_ = clerk_.TeamOf(TeamService::kAssessment);
  const bool urgent = outcome == 4;
  if (urgent || random_.Chance(kEnquiryDuringAssessment)) {
    const int wait = urgent ? 0 : random_.Between(3, 18);
    enquiry_ = TellEnquiry(clerk_, referral_, clerk_.calendar().After(decided_, wait));
    end_ = std::max(end_, enquiry_.last);
  }
  const auto first = static_cast<AssessmentType>(urgent ? random_.Pick(kUrgentAssessment)
                                                        : random_.Pick(kFirstAssessment));
  const Date start = clerk_.calendar().After(decided_, random_.Between(0, 1));
  const Date done = AssessOnce(first, start);
  if (first == AssessmentType::kInitial && random_.Chance(kCoreAfterInitial)) {
    AssessOnce(AssessmentType::kCore, done);
  }
}

/// Gives the day on which it ends, or would have.
Date ReferralStory::AssessOnce(AssessmentType type, Date start) {
  CaseRecord assessment = clerk_.OpenAfter(RecordKind::kAssessment, referral_);
  StartAssessment(assessment, type, start);
  clerk_.Allocate(assessment, start, team_);
  if (random_.Chance(kCancelled)) {
    const Date end = clerk_.calendar().After(start, random_.Between(1, 30));
    clerk_.Enter(assessment, {On(Fact::kAssessmentCancelled, end)});
    end_ = std::max(end_, end);
    return end;
  }
  const Date end = Authorise(assessment, type, start);
  end_ = std::max(end_, end);
  return end;
}

/// With its mistakes: dated before its referral, or typed in for somebody else and moved.
void ReferralStory::StartAssessment(CaseRecord& assessment, AssessmentType type, Date start) {
  const MistakeRates& mistakes = clerk_.desk().profile.mistakes;
  const Date dated =
      random_.Chance(mistakes.before_referral) ? day_ - random_.Between(1, 30) : start;
  const std::vector<FactAssertion> facts = {On(Fact::kAssessmentStarted, dated),
                                            Says(Fact::kAssessmentType, static_cast<int>(type)),
                                            Says(Fact::kAssessmentReferral, 0, referral_.id)};
  const std::string stranger = clerk_.desk().AnyChild(random_);
  if (!random_.Chance(mistakes.wrong_child) || stranger == referral_.child) {
    clerk_.Enter(assessment, facts);
    return;
  }
  assessment.child = stranger;
  clerk_.Enter(assessment, facts);
  clerk_.Correct(assessment, Move{referral_.child}, random_.Between(1, 5));
  assessment.child = referral_.child;
}

/// An initial assessment is timed from its referral, the others from their start. Only the youngest
/// type knows when the work was finished and waits for its manager.
Date ReferralStory::Authorise(CaseRecord& assessment, AssessmentType type, Date start) {
  const bool initial = type == AssessmentType::kInitial;
  const Date end = std::max(start, clerk_.Finish(initial ? day_ : start, team_, LengthOf(type)));
  Reallocate(assessment, start, end);
  AuthoriseInError(assessment, start, end);
  if (random_.Chance(kForgotten)) return end;
  if (type == AssessmentType::kChildAndFamily) {
    const Date finished = clerk_.calendar().Before(end, random_.Pick(kSignOffWorkingDays));
    clerk_.Enter(assessment, {On(Fact::kAssessmentWorkFinished, std::max(start, finished))});
  }
  clerk_.Enter(assessment, {On(Fact::kAssessmentAuthorised, end)});
  return end;
}

/// To the team of the protection plan when one begins meanwhile, else now and then to another
/// assessment team.
void ReferralStory::Reallocate(CaseRecord& assessment, Date start, Date end) {
  if (enquiry_.plan_start && start < *enquiry_.plan_start && *enquiry_.plan_start < end) {
    clerk_.Allocate(assessment, *enquiry_.plan_start, enquiry_.team);
  } else if (end - start > 14 && random_.Chance(kReallocated)) {
    const Date day = clerk_.calendar().OnOrAfter(start + random_.Between(5, 12));
    clerk_.Allocate(assessment, day, clerk_.TeamOf(TeamService::kAssessment));
  }
}

void ReferralStory::AuthoriseInError(CaseRecord& assessment, Date start, Date end) {
  if (end - start < 14) return;
  if (!random_.Chance(clerk_.desk().profile.mistakes.authorised_in_error)) return;
  const Date day = clerk_.calendar().OnOrAfter(start + random_.Between(3, 10));
  clerk_.EnterOn(assessment, day, {On(Fact::kAssessmentAuthorised, day)});
  clerk_.Correct(assessment, Clear{Fact::kAssessmentAuthorised, kNoDate});
}

/// What begins when a child is assessed: a plan for a child in need, or care.
void ReferralStory::Support() {
  if (random_.Chance(kCare)) {
    const Date start = decided_ + random_.Between(0, 60);
    end_ = std::max(end_, TellCare(clerk_, referral_, start));
  } else if (!enquiry_.plan_start && random_.Chance(kNeedPlan)) {
    CaseRecord plan = clerk_.OpenAfter(RecordKind::kPlan, referral_);
    const Date start = clerk_.calendar().OnOrAfter(end_);
    end_ = std::max(end_, TellPlan(clerk_, plan, PlanType::kChildInNeed, start, team_));
  }
}

Date ReferralStory::Close() {
  const char* reason = assessed_ ? (random_.Chance(5000) ? "RC8" : "RC9") : "RC7";
  Date closed = clerk_.calendar().After(end_, random_.Between(0, assessed_ ? 15 : 2));
  clerk_.Enter(referral_, {On(Fact::kReferralClosure, closed, kClosed, reason)});
  if (random_.Chance(kClosureUndone)) {
    const Date reopened = clerk_.calendar().After(closed, random_.Between(1, 20));
    clerk_.Enter(referral_, {On(Fact::kReferralReopened, reopened)});
    closed = clerk_.calendar().After(reopened, random_.Between(5, 60));
    clerk_.Enter(referral_, {On(Fact::kReferralClosure, closed, kClosed, reason)});
  }
  return closed;
}

void TellContact(Desk& desk, Random& random, std::string child, Date day) {
  Clerk clerk(desk, random);
  CaseRecord contact = clerk.Open(RecordKind::kContact, std::move(child));
  clerk.Enter(contact,
              {On(Fact::kContactReceived, day, 0, kSources[random.Below(kSources.size())])});
}

}  // namespace caseclock::simulation
