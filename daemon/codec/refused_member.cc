#include "daemon/codec/refused_member.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "daemon/codec/interpret.h"
#include "daemon/codec/json.h"
#include "daemon/codec/wire_reader.h"
#include "processors/record/batch_ledger.h"

namespace caseclock::wire {
namespace {

using Json = nlohmann::json;

bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= kMaxTextBytes && IsUtf8(text) &&
         !HasControlCharacter(text);
}

/// The text under either of the spellings of proto3 JSON, or "".
std::string TextOf(const Json& object, const char* name, const char* other) {
  for (const char* spelling : {name, other}) {
    const auto found = object.find(spelling);
    if (found != object.end() && found->is_string()) return found->get<std::string>();
  }
  return "";
}

Instant InstantOf(const std::string& text) {
  google::protobuf::Timestamp parsed;
  if (!google::protobuf::util::TimeUtil::FromString(text, &parsed)) return {};
  return {true, parsed.seconds(), parsed.nanos()};
}

}  // namespace

std::optional<RefusedMember> MemberOf(const WireEvent& wire, std::string_view bytes) {
  if (!wire.has_batch || !IsName(wire.authority) || !IsName(wire.source) ||
      !IsName(wire.batch_id)) {
    return std::nullopt;
  }
  const auto extracted_at_us = MicrosecondsOf(wire.extracted_at);
  if (!extracted_at_us) return std::nullopt;
  const std::string_view id = wire.event_id.empty() ? bytes : wire.event_id;
  return RefusedMember{std::string(wire.authority), std::string(wire.source),
                       std::string(wire.batch_id), *extracted_at_us, EventHash(wire.source, id)};
}

std::optional<RefusedMember> MemberOfJson(std::string_view text) {
  if (IsTooDeep(text)) return std::nullopt;
  const Json object = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return std::nullopt;
  const auto batch = object.find("batch");
  if (batch == object.end() || !batch->is_object()) return std::nullopt;
  const std::string event_id = TextOf(object, "eventId", "event_id");
  const std::string authority = TextOf(object, "authority", "authority");
  const std::string source = TextOf(object, "source", "source");
  const std::string id = TextOf(*batch, "id", "id");
  WireEvent wire;
  wire.event_id = event_id;
  wire.authority = authority;
  wire.source = source;
  wire.has_batch = true;
  wire.batch_id = id;
  wire.extracted_at = InstantOf(TextOf(*batch, "extractedAt", "extracted_at"));
  return MemberOf(wire, text);
}

}  // namespace caseclock::wire
