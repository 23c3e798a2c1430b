/// @file
/// What is known of a rule's condition at one moment.
///
/// Example: 18% overdue of a rule that fires above 20% and clears at 12% is Truth::kBetween.
#pragma once

namespace caseclock {

/// What is known of a condition now.
enum class Truth {
  kMissing,  ///< no data: neither fires nor clears anything
  kUnrated,  ///< figures, but too few to rate, as on 1 April: neither fires nor clears anything
  kClear,
  kBetween,  ///< between the levels: changes nothing
  kFires,
};

/// True when the condition could be held against the rule.
constexpr bool IsKnown(Truth truth) { return truth != Truth::kMissing && truth != Truth::kUnrated; }

}  // namespace caseclock
