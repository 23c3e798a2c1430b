/// @file
/// From fields to facts: judges a WireEvent and makes the CaseEvent, by the table in event_shape.h.
///
/// Example: AssessmentStarted{type = CORE} of record "A7" on "2024-03-01" becomes an Assert of
/// kAssessment "A7" with kAssessmentStarted dated 2024-03-01 and kAssessmentType with code 2.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "daemon/codec/codec.h"
#include "daemon/codec/wire_event.h"

namespace caseclock::wire {

/// The event, or the first reason not to read it. `wire` may borrow from anywhere; the result owns
/// its texts. Errors: every RejectReason that needs nothing but the event itself, but for
/// kMalformed and kTooLarge, which only arise here for numbers beyond what a count may be.
Decoded Interpret(const WireEvent& wire);

/// Units: microseconds since 1970-01-01 UTC. nullopt: absent, impossible, or outside 1900 to 2099.
std::optional<std::int64_t> MicrosecondsOf(const Instant& instant);

/// True for characters that no text of the protocol has: those below the blank, and DEL.
bool HasControlCharacter(std::string_view text);

}  // namespace caseclock::wire
