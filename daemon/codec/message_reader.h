/// @file
/// From the generated class to a WireEvent, by reflection: the slow and certain way, for JSON and
/// as the oracle of the tests.
///
/// Example: a v1::CaseEvent with event_id "e1" gives a WireEvent whose event_id borrows the same bytes.
#pragma once

#include "daemon/codec/wire_event.h"

namespace caseclock::v1 {
class CaseEvent;
}

namespace caseclock::wire {

/// Every field of `message`. The texts borrow from it.
WireEvent ReadMessage(const v1::CaseEvent& message);

}  // namespace caseclock::wire
