#include "daemon/codec/json.h"

#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "caseclock/v1/case_event.pb.h"
#include "processors/check.h"

namespace caseclock::wire {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::util::JsonStringToMessage;
using Json = nlohmann::json;

/// Deeper than any event goes, unknown fields included. The library that takes these out descends
/// by recursion.
constexpr int kMaxNesting = 100;

bool ParseStrictly(std::string_view text, v1::CaseEvent& message) {
  message.Clear();
  return JsonStringToMessage({text.data(), text.size()}, &message).ok();
}

/// Both spellings are proto3 JSON: "eventId" and "event_id".
const FieldDescriptor* FindField(const Descriptor& type, const std::string& name) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->json_name() == name || field->name() == name) return field;
  }
  return nullptr;
}

std::optional<Rejection> Prune(const Descriptor& type, Json& object);

std::optional<Rejection> PruneElements(const Descriptor& type, Json& array) {
  for (Json& element : array) {
    if (auto fault = Prune(type, element)) return fault;
  }
  return std::nullopt;
}

bool IsTimestamp(const FieldDescriptor& field) {
  return field.message_type()->full_name() == "google.protobuf.Timestamp";
}

std::optional<Rejection> PruneValue(const FieldDescriptor& field, Json& value) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM && value.is_string()) {
    const bool known = field.enum_type()->FindValueByName(value.get<std::string>()) != nullptr;
    if (!known) return Rejection{RejectReason::kUnknownEnum, field.name()};
  }
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return std::nullopt;
  if (value.is_array()) return PruneElements(*field.message_type(), value);
  if (!IsTimestamp(field)) return Prune(*field.message_type(), value);
  google::protobuf::Timestamp parsed;
  if (value.is_string() &&
      !google::protobuf::util::TimeUtil::FromString(value.get<std::string>(), &parsed)) {
    return Rejection{RejectReason::kInvalidTime, field.name()};
  }
  return std::nullopt;
}

/// Takes out what `type` does not have; says so when an enum's value or a time is the trouble.
std::optional<Rejection> Prune(const Descriptor& type, Json& object) {
  if (!object.is_object()) return std::nullopt;
  for (auto member = object.begin(); member != object.end();) {
    const FieldDescriptor* field = FindField(type, member.key());
    if (field == nullptr) {
      member = object.erase(member);
      continue;
    }
    if (auto fault = PruneValue(*field, member.value())) return fault;
    ++member;
  }
  return std::nullopt;
}

}  // namespace

bool IsTooDeep(std::string_view text) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_text = !in_text;
    if (in_text && c == '\\') ++i;
    if (in_text) continue;
    if ((c == '{' || c == '[') && ++depth > kMaxNesting) return true;
    if (c == '}' || c == ']') --depth;
  }
  return false;
}

std::optional<Rejection> ParseJson(std::string_view text, v1::CaseEvent& message) {
  const Rejection malformed{RejectReason::kMalformed, "not the JSON form of a CaseEvent"};
  if (IsTooDeep(text)) return malformed;
  if (ParseStrictly(text, message)) return std::nullopt;
  Json object = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) return malformed;
  if (auto fault = Prune(*v1::CaseEvent::descriptor(), object)) return fault;
  if (ParseStrictly(object.dump(), message)) return std::nullopt;
  return malformed;
}

std::string ToJson(const v1::CaseEvent& message) {
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(message, &text);
  CASECLOCK_CHECK(status.ok(), "a decoded event has a JSON form");
  return text;
}

}  // namespace caseclock::wire
