/// @file
/// From a CaseEvent to the bytes of its message, by the table in event_shape.h. Deterministic:
/// fields in order of number, empty ones left out, so the bytes are those the generated class would
/// write.
///
/// Example: an Assert whose first fact is kReferralReopened becomes ReferralReopened{}, field 20.
#pragma once

#include <string>

#include "processors/record/case_event.h"

namespace caseclock::wire {

/// Appends the binary message. Requires: an event that a decoder could have made; one whose facts
/// do not fit one event of the protocol is a broken invariant.
void WriteCaseEvent(const CaseEvent& event, std::string& out);

}  // namespace caseclock::wire
