/// @file
/// What the rules see in a View: for each rule and subject whether it fires, is clear, lies between, or is not known.
///
/// Example: 12 of 85 open assessments overdue, the rule fires above 10%:
///   Observation{key, Truth::kFires, {{14118}, {}, "12 assessments overdue", "12 of 85 open assessments are ..."}}
#pragma once

#include <vector>

#include "processors/alert/alert.h"
#include "processors/alert/moment.h"
#include "processors/alert/truth.h"
#include "processors/indicator/definitions.h"
#include "processors/view.h"

namespace caseclock {

/// What one rule sees of one subject.
struct Observation {
  AlertKey key;
  Truth truth = Truth::kMissing;
  Measured measured;
};

/// Every rule about the council's figures, once for the whole authority and once for each team, as the rule says; in
/// order of (rule, team). Teams are those with any row and those in `known`, of which nothing is left. The rule about
/// the mail is not among them.
/// Cost: about a microsecond for each rule and team.
std::vector<Observation> Observe(const std::vector<AlertRule>& rules, const AuthorityView& view,
                                 const Definitions& definitions, const Moment& moment,
                                 const std::vector<AlertKey>& known);

/// How many mails could not be delivered: the one rule that looks at the ledger. `authority` and team are "".
Observation ObserveRefusedMails(const AlertRule& rule, std::int64_t refused_within_a_day);

}  // namespace caseclock
