/// @file
/// Of a refused event: the export that it was a part of, where that can be read.
///
/// Example: {"eventId":"e7", "authority":"E08000018", "source":"annex-a", "occurredOn":"02/11/2026",
/// "batch":{"id":"b1", "extractedAt":"2026-11-02T01:00:00Z"}, ...} is refused for its date, and is one of b1's all
/// the same.
#pragma once

#include <optional>
#include <string_view>

#include "daemon/codec/codec.h"
#include "daemon/codec/wire_event.h"

namespace caseclock::wire {

/// From what could be read of the event. `bytes`: the whole of it, which stands for its identity where it has none.
/// nullopt: it stands alone, or names no export that can be read.
std::optional<RefusedMember> MemberOf(const WireEvent& wire, std::string_view bytes);

/// From JSON text of which no event could be made.
std::optional<RefusedMember> MemberOfJson(std::string_view text);

}  // namespace caseclock::wire
