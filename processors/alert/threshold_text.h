/// @file
/// At which figure an alert opens and closes, in words that agree with the figure beside them: what fires says its
/// threshold, what is held between the levels says when it closes.
///
/// Example: over 20% and at least 5 overdue, closes at 12%:
///   ThresholdText(rule, Truth::kFires)    // "Alert threshold: over 20% and at least 5 overdue."
///   ThresholdText(rule, Truth::kBetween)  // "Still open: it closes at 12% or below, or at 2 overdue or fewer."
#pragma once

#include <initializer_list>
#include <string>

#include "processors/alert/rule.h"
#include "processors/alert/truth.h"
#include "processors/judgement/level.h"

namespace caseclock {

/// "" where the condition has no levels and nothing has to be waited for.
std::string ThresholdText(const AlertRule& rule, Truth truth);

/// A level of the rule in its unit. Example: "20%", "62 working days", "12".
std::string RuleLevelText(const AlertRule& rule, Level level);

/// A percentage that does not read as one of the levels unless it is: one decimal, else two, else "just over 20%".
/// Requires: `value` defined. Example: 20.04 beside 20 is "20.04%".
std::string PercentBeside(const ExactValue& value, std::initializer_list<Level> levels);

/// Example: 60 -> "1 hour"; 4320 -> "3 days"; 90 -> "90 minutes".
std::string MinutesText(std::int64_t minutes);

}  // namespace caseclock
