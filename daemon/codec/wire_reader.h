/// @file
/// From the bytes of a protobuf message to a WireEvent, without the generated class: four times as
/// fast. The generated class is its oracle: a test spoils messages at random and compares.
///
/// Example: ReadWire("\x0a\x03" "e-1", wire) sets wire.event_id to "e-1", which borrows from the
/// bytes.
#pragma once

#include <string_view>

#include "daemon/codec/wire_event.h"

namespace caseclock::wire {

/// Reads what the generated class would read: fields in any order, the last of each counts,
/// messages sent in pieces are merged, unknown fields are skipped. Returns false exactly when the
/// generated class would not parse the bytes, texts that are not UTF-8 included; `wire` is then
/// half filled. `wire` is cleared first and reuses its memory; its texts borrow from `bytes`.
bool ReadWire(std::string_view bytes, WireEvent& wire);

/// True when the text is UTF-8: no stray or missing continuation, no longer form than needed, no
/// surrogate, nothing beyond U+10FFFF. Example: IsUtf8("\xc2\xa3") is true, IsUtf8("\xa3") is not.
bool IsUtf8(std::string_view text);

}  // namespace caseclock::wire
