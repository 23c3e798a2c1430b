/// @file
/// The fixed sentences of alerts: what to do about each, what a mail is headed, why a reader gets it.
///
/// Example: AdviceFor(Condition::kDueSoon, nullptr) is "Check that each has what it needs to finish, oldest first."
#pragma once

#include <string>
#include <string_view>

#include "processors/alert/person.h"
#include "processors/alert/rule.h"
#include "processors/indicator/catalogue.h"

namespace caseclock {

/// One sentence on what to do. `indicator`: of the rule, nullptr where it has none.
std::string_view AdviceFor(Condition condition, const Indicator* indicator);

/// Example: "Child and family assessments authorised within 45 working days: 12 assessments overdue".
std::string HeadlineOf(const AlertRule* rule, const Catalogue& catalogue, std::string_view brief);

/// Why the reader gets the mail.
std::string FooterFor(const Person& reader);

}  // namespace caseclock
