/// @file
/// Case events and records as unit tests of the core write them: a word for each thing that is
/// said.
///
/// Example: assessment A7 of child C1, started on 1 March, recorded the day after:
///   authority.Apply(Told("C1", RecordKind::kAssessment, "A7",
///                        {Typed(Fact::kAssessmentType, 3), On(Fact::kAssessmentStarted,
///                        "2024-03-01")}, "2024-03-02"));
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "processors/record/case_event.h"
#include "processors/record/record.h"
#include "tests/support/day.h"

namespace caseclock {

/// The council of every invented event of unit tests and scenarios.
inline constexpr char kInventedCouncil[] = "X99000099";
/// The source of Told's events.
inline constexpr char kInventedSource[] = "invented-system";

/// A fact with a date; one with a code; one that names a record or child; an allocation.
FactAssertion On(Fact fact, std::string_view day, std::int32_t code = 0, std::string text = "");
FactAssertion Typed(Fact fact, std::int32_t code);
FactAssertion Named(Fact fact, std::string id);
FactAssertion Allocated(std::string_view first_day, std::string team, std::string worker = "");

/// Noon of the day, UTC. Units: microseconds since 1970.
std::int64_t NoonUs(Date day);

/// The event saying these facts at noon of `recorded`. Its id names the record and that day.
CaseEvent Told(std::string child, RecordKind kind, std::string record,
               std::vector<FactAssertion> facts, std::string_view recorded);

/// The same with another action. Example: Doing(Withdraw{}, "C1", RecordKind::kReferral, "R1",
/// "2024-03-04").
CaseEvent Doing(Action action, std::string child, RecordKind kind, std::string record,
                std::string_view recorded);

/// A record merged from these events alone. Borrows from `events`, which must be of one record.
Record MergedFrom(const std::vector<CaseEvent>& events);

/// Everything a record holds, as text, for comparing and printing.
std::string RecordText(const Record& record);

}  // namespace caseclock
