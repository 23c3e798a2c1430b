/// @file
/// Changes to the rules of alerts: a default rule with other levels, one that is off, one more.
///
/// Example:
///   rules:
///     - {id: assessment_45.drag, level: 15 %, clear: 10 %, at_least: 8}
///     - {id: ni64.due_soon, off: true}
///     - {id: duty.busy, indicator: referral_rate, condition: count, window: week, level: 120, clear: 100}
#pragma once

#include <vector>

#include "daemon/config/yaml_reader.h"
#include "processors/alert/person.h"
#include "processors/alert/rule.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// The rules after all changes; what is wrong goes to the sink. `people`: whom a rule's owner may be.
std::vector<AlertRule> ReadAlertRules(const std::vector<YAML::Node>& nodes,
                                      const Catalogue& catalogue, const std::vector<Person>& people,
                                      const ProblemSink& sink);

/// "90 minutes", "2 hours", "1 day". Units: minutes. Errors: nullopt.
std::optional<std::int64_t> ParseMinutes(std::string_view text);

}  // namespace caseclock
