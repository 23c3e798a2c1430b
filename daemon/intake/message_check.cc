#include "daemon/intake/message_check.h"

#include "daemon/intake/murmur2.h"

namespace caseclock {
namespace {

constexpr std::int64_t kMicrosPerMilli = 1000;

bool IsRecordedInFuture(const CaseEvent& event, std::int64_t timestamp_ms) {
  if (timestamp_ms < 0) return true;
  return event.stamp.recorded_at_us > timestamp_ms * kMicrosPerMilli + kMaxRecordedAheadUs;
}

}  // namespace

MessageCheck::MessageCheck(PayloadFormat format, const std::vector<std::string>& known_authorities)
    : format_(format), known_authorities_(known_authorities.begin(), known_authorities.end()) {}

Decoded MessageCheck::Check(const RawMessage& message, std::int32_t partitions) {
  Decoded decoded = Decode(message);
  const auto* event = std::get_if<CaseEvent>(&decoded);
  if (event == nullptr) return decoded;
  if (message.key != event->authority) {
    return Rejection{RejectReason::kWrongKey, "the key is not the authority"};
  }
  if (!IsKnown(event->authority)) {
    return Rejection{RejectReason::kUnknownAuthority, "authority is not in the configured list"};
  }
  if (MurmurPartition(event->authority, partitions) != message.partition) {
    return Rejection{RejectReason::kWrongPartition, "murmur2 of the key gives another partition"};
  }
  if (IsRecordedInFuture(*event, message.timestamp_ms)) {
    return Rejection{RejectReason::kRecordedInFuture,
                     "recorded_at is over 24 hours after the message's time"};
  }
  return decoded;
}

Decoded MessageCheck::Decode(const RawMessage& message) {
  if (!message.value) return Rejection{RejectReason::kMalformed, "the message has no value"};
  if (message.value->size() > kMaxEventBytes) {
    return Rejection{RejectReason::kTooLarge, "the message is over 64 KiB"};
  }
  const bool json = message.json || format_ == PayloadFormat::kJson;
  return json ? codec_.DecodeJson(*message.value) : codec_.DecodeBinary(*message.value);
}

bool MessageCheck::IsKnown(std::string_view authority) const {
  return known_authorities_.empty() || known_authorities_.contains(authority);
}

}  // namespace caseclock
