/// @file
/// Where a figure is going: one value against an earlier one.
///
/// Example: 80.11 % against 75.2 %, higher is better: {kImproving, 491}, "+4.91 points".
#pragma once

#include "processors/indicator/catalogue.h"
#include "processors/judgement/judgement.h"

namespace caseclock {

/// Shares within one percentage point are steady, rates and counts within one per cent of the earlier value.
/// `target` turns a band: nearer to it is better. Undefined values give kUnknown.
Change CompareFigures(const ExactValue& now, const ExactValue& before, ValueUnit unit,
                      Polarity polarity, const std::optional<AppliedTarget>& target);

}  // namespace caseclock
