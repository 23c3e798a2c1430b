/// @file
/// The proto3 JSON form of a WireEvent, written without protobuf's library where nothing has to be
/// escaped; the bytes are those the library would write.
///
/// Example: event_id "e-1" and an empty ReferralOpened make {"eventId":"e-1","referralOpened":{}}.
#pragma once

#include <string>

#include "daemon/codec/wire_event.h"

namespace caseclock::wire {

/// Appends one line without the line end. False: a text is beyond plain ASCII or would have to be
/// escaped; `line` is then half written. Requires: an event and enum numbers that this version
/// knows.
bool WritePlainJson(const WireEvent& wire, std::string& line);

}  // namespace caseclock::wire
