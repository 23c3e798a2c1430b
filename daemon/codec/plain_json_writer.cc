#include "daemon/codec/plain_json_writer.h"

#include <algorithm>
#include <string_view>

#include "caseclock/v1/case_event.pb.h"
#include "processors/calendar/date.h"

namespace caseclock::wire {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

/// What the library writes as it is.
bool IsPlain(char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>';
}

/// Puts members into one object, in the order in which it is told of them.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

  /// Writes the name; the value comes next.
  std::string& Name(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_.append("\"").append(name).append("\":");
    return out_;
  }

  void Text(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    plain_ = plain_ && std::all_of(text.begin(), text.end(), IsPlain);
    Quoted(name, text);
  }

  /// What needs no check.
  void Quoted(std::string_view name, std::string_view text) {
    Name(name).append("\"").append(text).append("\"");
  }

  void Enum(std::string_view name, std::int32_t number, const EnumDescriptor& type) {
    const auto* value = type.FindValueByNumber(number);
    plain_ = plain_ && value != nullptr;
    if (value != nullptr) Quoted(name, value->name());
  }

  void Flag(std::string_view name, bool flag) { Name(name) += flag ? "true" : "false"; }

  /// Whether every text was plain.
  bool Close() {
    out_ += '}';
    return plain_;
  }

 private:
  std::string& out_;
  bool first_ = true;
  bool plain_ = true;
};

void PutDigits(std::string& out, std::int64_t number, int width) {
  std::string digits = std::to_string(number);
  out.append(static_cast<std::size_t>(width) - digits.size(), '0').append(digits);
}

/// Of a second, none, three, six or nine digits.
void PutFraction(std::string& out, std::int32_t nanos) {
  if (nanos == 0) return;
  out += '.';
  if (nanos % 1'000'000 == 0) {
    PutDigits(out, nanos / 1'000'000, 3);
  } else if (nanos % 1000 == 0) {
    PutDigits(out, nanos / 1000, 6);
  } else {
    PutDigits(out, nanos, 9);
  }
}

/// "2024-03-04T10:00:00.250Z".
std::string TimeText(const Instant& instant) {
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t second = (instant.seconds % kDay + kDay) % kDay;
  std::string text = FormatDate(Date{static_cast<std::int32_t>((instant.seconds - second) / kDay)});
  text += 'T';
  PutDigits(text, second / 3600, 2);
  text += ':';
  PutDigits(text, second / 60 % 60, 2);
  text += ':';
  PutDigits(text, second % 60, 2);
  PutFraction(text, instant.nanos);
  return text + 'Z';
}

bool PutScope(const ScopeFields& scope, std::string& out) {
  ObjectWriter object(out);
  if (scope.kind != 0) object.Enum("kind", scope.kind, *v1::RecordKind_descriptor());
  object.Text("first", scope.first);
  object.Text("last", scope.last);
  if (scope.open) object.Flag("open", true);
  return object.Close();
}

bool PutScopes(const WireEvent& wire, std::string& out) {
  bool plain = true;
  char before = '[';
  for (const ScopeFields& scope : wire.scopes) {
    out += before;
    before = ',';
    plain = PutScope(scope, out) && plain;
  }
  out += ']';
  return plain;
}

bool PutBatch(const WireEvent& wire, std::string& out) {
  bool plain = true;
  ObjectWriter object(out);
  object.Text("id", wire.batch_id);
  if (wire.extracted_at.present) object.Quoted("extractedAt", TimeText(wire.extracted_at));
  if (!wire.scopes.empty()) plain = PutScopes(wire, object.Name("scopes"));
  return object.Close() && plain;
}

void PutField(const FieldDescriptor& type, const Field& field, ObjectWriter& object) {
  const std::string& name = type.json_name();
  switch (type.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING: return object.Text(name, field.text);
    case FieldDescriptor::CPPTYPE_ENUM:
      return object.Enum(name, static_cast<std::int32_t>(field.number), *type.enum_type());
    case FieldDescriptor::CPPTYPE_BOOL: return object.Flag(name, field.number != 0);
    case FieldDescriptor::CPPTYPE_UINT32: object.Name(name) += std::to_string(field.number); return;
    case FieldDescriptor::CPPTYPE_INT64:
      return object.Quoted(name, std::to_string(static_cast<std::int64_t>(field.number)));
    default: return object.Quoted(name, std::to_string(field.number));
  }
}

bool PutPayload(const FieldDescriptor& member, const WireEvent& wire, std::string& out) {
  ObjectWriter object(out);
  for (int i = 0; i < member.message_type()->field_count(); ++i) {
    const FieldDescriptor& type = *member.message_type()->field(i);
    const Field& field = wire.fields.at(static_cast<std::size_t>(type.number()));
    if (field.present) PutField(type, field, object);
  }
  return object.Close();
}

}  // namespace

bool WritePlainJson(const WireEvent& wire, std::string& line) {
  bool plain = true;
  ObjectWriter object(line);
  object.Text("eventId", wire.event_id);
  object.Text("authority", wire.authority);
  object.Text("child", wire.child);
  object.Text("record", wire.record);
  object.Text("occurredOn", wire.occurred_on);
  if (wire.recorded_at.present) object.Quoted("recordedAt", TimeText(wire.recorded_at));
  object.Text("source", wire.source);
  if (wire.source_sequence != 0) {
    object.Quoted("sourceSequence", std::to_string(wire.source_sequence));
  }
  if (wire.has_batch) plain = PutBatch(wire, object.Name("batch")) && plain;
  const FieldDescriptor* member = v1::CaseEvent::descriptor()->FindFieldByNumber(wire.event);
  if (member == nullptr) return false;
  plain = PutPayload(*member, wire, object.Name(member->json_name())) && plain;
  return object.Close() && plain;
}

}  // namespace caseclock::wire
