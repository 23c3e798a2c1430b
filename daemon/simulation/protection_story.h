/// @file
/// Child protection: a section 47 enquiry, its conference, and the plans that follow with their
/// reviews and visits.
///
/// Example: TellEnquiry(clerk, referral, Mon 2024-03-04) types in an enquiry that mostly ends after
/// one to five weeks without a conference, and otherwise comes to one by 2024-03-25 in about four
/// of five cases.
#pragma once

#include <optional>

#include "daemon/simulation/desk.h"

namespace caseclock::simulation {

/// What came of it.
struct EnquiryEnd {
  Date last;                       ///< the last day of enquiry and plan
  std::optional<Date> plan_start;  ///< when there is a child protection plan
  int team = 0;                    ///< that holds the enquiry and the plan
};

/// An enquiry begun on `start` for the child of `referral`.
EnquiryEnd TellEnquiry(Clerk& clerk, const CaseRecord& referral, Date start);

/// A plan that starts on `start`, typed in no sooner than `cause`; gives the day it ceases.
Date TellPlan(Clerk& clerk, CaseRecord& plan, PlanType type, Date start, int team);

}  // namespace caseclock::simulation
