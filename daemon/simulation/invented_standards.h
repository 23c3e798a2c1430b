/// @file
/// What the demo's invented council is judged by: targets that rise from quarter to quarter, ten neighbours that do not
/// exist, and England's published figures; and the sentences that its owners write beside their figures.
///
/// Example: on 2 November 2026 the target of assessment_45 is 84 % by 31 December 2026, the neighbours' mean 83.4 % and
/// England's 85.7 %.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "processors/judgement/standards.h"
#include "processors/record/case_event.h"

namespace caseclock {

/// By what the council is judged on every day from `from` to `to`. Targets and neighbours are invented. England's
/// figures are those published for 2024-25; there they stand for the other years too, and their names say so.
/// The same for every call. Source: Department for Education, local authority interactive tool.
Standards InventedStandards(const std::string& authority, Date from, Date to);

/// The `source` of the owners' sentences.
inline constexpr char kInventedOwner[] = "simulated-owner";

/// What owners write on `day`: on the tenth of the first month of a quarter a sentence about ni60 and one about
/// icpc_15, on other days nothing. Not part of CouncilSimulation, whose events are those of a case system.
std::vector<CaseEvent> InventedComments(const std::string& authority, Date day);

}  // namespace caseclock
