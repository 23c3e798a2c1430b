/// @file
/// A period of care: placements, legal statuses, reviews, visits, health, education, and sometimes
/// adoption. Light: the kinds of record that boards list, at about the published rates.
///
/// Example: TellCare(clerk, referral, 2024-03-04) types in a period of care of days or years and
/// gives its last day.
#pragma once

#include "daemon/simulation/desk.h"

namespace caseclock::simulation {

/// The child of `cause` becomes looked after on `start`; gives the day on which that ends.
Date TellCare(Clerk& clerk, const CaseRecord& cause, Date start);

}  // namespace caseclock::simulation
