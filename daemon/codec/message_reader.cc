#include "daemon/codec/message_reader.h"

#include <string>

#include "caseclock/v1/case_event.pb.h"

namespace caseclock::wire {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

Instant ReadInstant(bool present, const google::protobuf::Timestamp& timestamp) {
  return {present, timestamp.seconds(), timestamp.nanos()};
}

void ReadBatch(const v1::Batch& batch, WireEvent& wire) {
  wire.has_batch = true;
  wire.batch_id = batch.id();
  wire.extracted_at = ReadInstant(batch.has_extracted_at(), batch.extracted_at());
  for (const v1::Scope& scope : batch.scopes()) {
    wire.scopes.push_back({scope.kind(), scope.first(), scope.last(), scope.open()});
  }
}

std::uint64_t ReadNumber(const Message& message, const Reflection& reflection,
                         const FieldDescriptor* field) {
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return static_cast<std::uint64_t>(reflection.GetEnumValue(message, field));
    case FieldDescriptor::CPPTYPE_UINT32: return reflection.GetUInt32(message, field);
    case FieldDescriptor::CPPTYPE_UINT64: return reflection.GetUInt64(message, field);
    case FieldDescriptor::CPPTYPE_INT64:
      return static_cast<std::uint64_t>(reflection.GetInt64(message, field));
    case FieldDescriptor::CPPTYPE_BOOL: return reflection.GetBool(message, field) ? 1 : 0;
    default: return 0;
  }
}

/// Requires: no repeated fields and no messages in payloads, which a test of the protocol's shape
/// holds.
Field ReadField(const Message& payload, const FieldDescriptor* field) {
  const Reflection& reflection = *payload.GetReflection();
  Field read;
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    // Singular strings of generated classes are held as strings, so that no scratch is written to.
    std::string scratch;
    read.text = reflection.GetStringReference(payload, field, &scratch);
  } else {
    read.number = ReadNumber(payload, reflection, field);
  }
  read.present = reflection.HasField(payload, field);
  return read;
}

void ReadPayload(const v1::CaseEvent& message, WireEvent& wire) {
  wire.event = message.event_case();
  const FieldDescriptor* member = v1::CaseEvent::descriptor()->FindFieldByNumber(wire.event);
  if (member == nullptr) return;
  const Message& payload = message.GetReflection()->GetMessage(message, member);
  const auto* descriptor = payload.GetDescriptor();
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const FieldDescriptor* field = descriptor->field(i);
    wire.fields.at(static_cast<std::size_t>(field->number())) = ReadField(payload, field);
  }
}

}  // namespace

WireEvent ReadMessage(const v1::CaseEvent& message) {
  WireEvent wire;
  wire.event_id = message.event_id();
  wire.authority = message.authority();
  wire.child = message.child();
  wire.record = message.record();
  wire.occurred_on = message.occurred_on();
  wire.recorded_at = ReadInstant(message.has_recorded_at(), message.recorded_at());
  wire.source = message.source();
  wire.source_sequence = message.source_sequence();
  if (message.has_batch()) ReadBatch(message.batch(), wire);
  ReadPayload(message, wire);
  return wire;
}

}  // namespace caseclock::wire
