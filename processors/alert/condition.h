/// @file
/// What the rules see in a View: for each rule and subject whether it fires, is clear, lies between, or is not known.
///
/// Example: 12 of 85 open clocks late, fires above 10 %: Observation{key, Truth::kFires, {14118, ..., "12 of 85 ..."}}.
#pragma once

#include <string>
#include <vector>

#include "processors/alert/alert.h"
#include "processors/alert/moment.h"
#include "processors/indicator/definitions.h"
#include "processors/view.h"

namespace caseclock {

/// What is known of a condition now.
enum class Truth {
  kMissing,  ///< no data: neither fires nor clears anything
  kClear,
  kBetween,  ///< between the levels: changes nothing
  kFires,
};

/// What one rule sees of one subject.
struct Observation {
  AlertKey key;
  Truth truth = Truth::kMissing;
  Measured measured;
};

/// Every rule about the council, once for the whole authority and once for each team, as the rule says; in order of
/// (rule, team). Teams are those with any row, and those in `known`, which have fallen silent.
std::vector<Observation> Observe(const std::vector<AlertRule>& rules, const AuthorityView& view,
                                 const Definitions& definitions, const Moment& moment,
                                 const std::vector<AlertKey>& known);

}  // namespace caseclock
