#include "daemon/codec/codec.h"

#include <google/protobuf/stubs/logging.h>

#include <cstdio>

#include "caseclock/v1/case_event.pb.h"
#include "daemon/codec/case_event_writer.h"
#include "daemon/codec/interpret.h"
#include "daemon/codec/json.h"
#include "daemon/codec/message_reader.h"
#include "daemon/codec/plain_json.h"
#include "daemon/codec/plain_json_writer.h"
#include "daemon/codec/refused_member.h"
#include "daemon/codec/wire_reader.h"
#include "processors/check.h"

namespace caseclock {
namespace {

/// Protobuf prints a line for each text that is not UTF-8; such an event is a rejection, which is
/// counted.
void Silence(google::protobuf::LogLevel level, const char* file, int line,
             const std::string& message) {
  if (level != google::protobuf::LOGLEVEL_FATAL) return;
  std::fprintf(stderr, "%s:%d: %s\n", file, line, message.c_str());
}

void SilenceOnce() {
  static const bool once = (google::protobuf::SetLogHandler(&Silence), true);
  (void)once;
}

/// Reads a zig-zag varint of at most five bytes off the front of `bytes`.
std::optional<std::int32_t> TakeZigZag(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    if (bytes.empty()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7fu) << shift;
    if (byte < 0x80) {
      const auto low = static_cast<std::uint32_t>(value);
      return static_cast<std::int32_t>((low >> 1) ^ (~(low & 1) + 1));
    }
  }
  return std::nullopt;
}

/// Takes the Schema Registry's framing off: byte 0, four bytes of schema id, then the indexes that
/// name the message in its file. CaseEvent is the first, [0], which is written short as one 0. The
/// schema's id is not looked up.
bool TakeFraming(std::string_view& bytes) {
  constexpr std::size_t kMagicAndId = 5;
  if (bytes.size() < kMagicAndId) return false;
  bytes.remove_prefix(kMagicAndId);
  const auto count = TakeZigZag(bytes);
  if (!count) return false;
  if (*count == 0) return true;
  if (*count != 1) return false;
  return TakeZigZag(bytes) == 0;
}

Rejection TooLarge() { return {RejectReason::kTooLarge, "message"}; }

}  // namespace

std::string_view RejectReasonName(RejectReason reason) {
  switch (reason) {
    case RejectReason::kMalformed: return "malformed";
    case RejectReason::kTooLarge: return "too_large";
    case RejectReason::kUnknownEvent: return "unknown_event";
    case RejectReason::kUnknownEnum: return "unknown_enum";
    case RejectReason::kMissingField: return "missing_field";
    case RejectReason::kInvalidText: return "invalid_text";
    case RejectReason::kInvalidDate: return "invalid_date";
    case RejectReason::kInvalidTime: return "invalid_time";
    case RejectReason::kRecordedInFuture: return "recorded_in_future";
    case RejectReason::kWrongKey: return "wrong_key";
    case RejectReason::kUnknownAuthority: return "unknown_authority";
    case RejectReason::kWrongPartition: return "wrong_partition";
  }
  return "";
}

/// Reused between calls, so that its texts keep their memory.
struct EventCodec::Messages {
  v1::CaseEvent event;
  wire::WireEvent fields;
};

EventCodec::EventCodec() : messages_(new Messages) { SilenceOnce(); }

EventCodec::~EventCodec() { delete messages_; }

Decoded EventCodec::Interpret(const wire::WireEvent& fields, std::string_view bytes) {
  Decoded decoded = wire::Interpret(fields);
  // A refusal says which export it is a loss to.
  if (auto* refused = std::get_if<Rejection>(&decoded)) {
    refused->member = wire::MemberOf(fields, bytes);
  }
  const wire::Instant& at = fields.recorded_at;
  // In range once the event has been read.
  const bool says = at.present && std::holds_alternative<CaseEvent>(decoded);
  recorded_at_us_ =
      says ? at.seconds * 1'000'000 + at.nanos / 1000 : std::numeric_limits<std::int64_t>::min();
  return decoded;
}

Decoded EventCodec::DecodeBinary(std::string_view bytes) {
  if (bytes.size() > kMaxEventBytes) return TooLarge();
  if (!bytes.empty() && bytes.front() == '\0' && !TakeFraming(bytes)) {
    return Rejection{RejectReason::kMalformed, "schema registry framing"};
  }
  if (!wire::ReadWire(bytes, messages_->fields)) {
    return Rejection{RejectReason::kMalformed, "not the binary form of a CaseEvent",
                     wire::MemberOf(messages_->fields, bytes)};
  }
  return Interpret(messages_->fields, bytes);
}

Decoded EventCodec::DecodeJson(std::string_view line) {
  if (line.size() > kMaxEventBytes) return TooLarge();
  if (wire::ReadPlainJson(line, messages_->fields)) return Interpret(messages_->fields, line);
  if (auto fault = wire::ParseJson(line, messages_->event)) {
    fault->member = wire::MemberOfJson(line);
    return *std::move(fault);
  }
  return Interpret(wire::ReadMessage(messages_->event), line);
}

std::string EventCodec::EncodeBinary(const CaseEvent& event) {
  std::string bytes;
  wire::WriteCaseEvent(event, bytes);
  return bytes;
}

std::string EventCodec::EncodeJson(const CaseEvent& event) {
  const std::string bytes = EncodeBinary(event);
  std::string line;
  if (wire::ReadWire(bytes, messages_->fields) && wire::WritePlainJson(messages_->fields, line)) {
    return line;
  }
  const bool parsed = messages_->event.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  CASECLOCK_CHECK(parsed, "what is written can be read");
  return wire::ToJson(messages_->event);
}

}  // namespace caseclock
