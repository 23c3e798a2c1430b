/// @file
/// One event of every kind, as JSON, for the tests of the codec. All of it is invented.
///
/// Example: Samples()[5] is {"assessment_started", R"({"eventId":"e-1",...})", the CaseEvent it
/// means}.
#pragma once

#include <string>
#include <vector>

#include "processors/record/case_event.h"

namespace caseclock {

/// A line of JSON and what it means.
struct Sample {
  std::string name;  ///< the event's name in the protocol, and what is special about it
  std::string json;
  CaseEvent event;
};

/// At least one sample of every event of the protocol, with and without its optional fields.
std::vector<Sample> Samples();

/// The JSON form of an event of child C1's record R1 on 2024-03-01, recorded by "invented" at
/// 2024-03-04 10:00 UTC. Example: Envelope(R"("referralReopened":{})").
std::string Envelope(const std::string& payload);

/// What Envelope means, but for its action, of a record of this kind.
CaseEvent EnvelopeEvent(RecordKind kind, Action action);

}  // namespace caseclock
