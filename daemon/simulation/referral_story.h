/// @file
/// What follows a referral: decision, assessments, enquiry, plans, care, closure. Told to its end
/// when it begins; the agenda lets each event out on the day it is typed in.
///
/// Example: ReferralStory(desk, random, "X1-C000001", Mon 2024-03-04).Tell() gives 2024-05-20 for a
/// child assessed and closed on that day, who can be referred again from then on.
#pragma once

#include <string>

#include "daemon/simulation/desk.h"
#include "daemon/simulation/protection_story.h"

namespace caseclock::simulation {

/// One referral of one child.
class ReferralStory {
 public:
  ReferralStory(Desk& desk, Random& random, std::string child, Date day);
  ReferralStory(const ReferralStory&) = delete;
  ReferralStory& operator=(const ReferralStory&) = delete;

  /// Tells it once; gives the day on which the case is closed.
  Date Tell();

 private:
  void Refer();
  void EnterTwice(const std::vector<FactAssertion>& facts);
  int Decide();
  void Assess(int outcome);
  Date AssessOnce(AssessmentType type, Date start);
  Date Authorise(CaseRecord& assessment, AssessmentType type, Date start);
  void StartAssessment(CaseRecord& assessment, AssessmentType type, Date start);
  void Reallocate(CaseRecord& assessment, Date start, Date end);
  void AuthoriseInError(CaseRecord& assessment, Date start, Date end);
  void Support();
  Date Close();

  Clerk clerk_;
  Random& random_;
  Date day_;  // of the referral
  Date decided_;
  Date end_;  // of the latest thing that keeps the case open
  CaseRecord referral_;
  EnquiryEnd enquiry_;
  int team_ = 0;  // that assesses
  bool assessed_ = false;
};

/// A contact that comes to nothing.
void TellContact(Desk& desk, Random& random, std::string child, Date day);

}  // namespace caseclock::simulation
