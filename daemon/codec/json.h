/// @file
/// The proto3 JSON form, read and written by protobuf's own library, with what that library leaves
/// out: fields that this version does not know are ignored, but a value of an enum that it does not
/// know is told apart.
///
/// Example: {"assessmentStarted":{"type":"HOLISTIC"}} is kUnknownEnum, {"shoeSize":9} alone changes
/// nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/codec/codec.h"

namespace caseclock::v1 {
class CaseEvent;
}

namespace caseclock::wire {

/// Reads one event into `message`, or says why not: kMalformed, kUnknownEnum or kInvalidTime.
/// Cost: half as much again for an event with an unknown field.
std::optional<Rejection> ParseJson(std::string_view text, v1::CaseEvent& message);

/// True when the text goes deeper than any event; what takes it apart descends by recursion.
bool IsTooDeep(std::string_view text);

/// Writes one line without the line end: lowerCamelCase names in order of number, empty fields left
/// out.
std::string ToJson(const v1::CaseEvent& message);

}  // namespace caseclock::wire
