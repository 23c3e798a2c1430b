/// @file
/// The shipped rows, by what they are about. To add one is to write one: nothing else has to know it.
///
/// Example: FrontDoorRows() holds assessment_45, ni59, ni59_7, ni60, rereferral and referral_rate.
#pragma once

#include <vector>

#include "processors/indicator/catalogue.h"

namespace caseclock {

/// Contacts, referrals and assessments.
std::vector<Indicator> FrontDoorRows();
/// Enquiries, conferences and plans.
std::vector<Indicator> ProtectionRows();
/// Of the council itself.
std::vector<Indicator> CouncilRows();

}  // namespace caseclock
