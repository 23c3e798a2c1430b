#include "daemon/intake/message_check.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "daemon/intake/murmur2.h"
#include "processors/record/batch_ledger.h"

namespace caseclock {
namespace {

constexpr std::int64_t kMicrosPerMilli = 1000;
constexpr std::int64_t kMaxInstant = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMinInstant = std::numeric_limits<std::int64_t>::min();

/// What is wrong with the times of a message, or "".
std::string FutureOf(std::int64_t recorded_at_us, std::int64_t timestamp_ms, std::int64_t now_us) {
  if (timestamp_ms < 0) return "the message has no time of its own";
  const std::int64_t message_us = MicrosOfMillis(timestamp_ms);
  if (IsAhead(message_us, now_us)) return "the message's time is over 24 hours after this clock's";
  if (IsAhead(recorded_at_us, now_us)) return kAheadOfThisClock;
  if (IsAhead(recorded_at_us, message_us)) {
    return "recorded_at is over 24 hours after the message's time";
  }
  return "";
}

}  // namespace

bool IsAhead(std::int64_t instant_us, std::int64_t clock_us) {
  if (clock_us > kMaxInstant - kMaxRecordedAheadUs) return false;
  return instant_us > clock_us + kMaxRecordedAheadUs;
}

std::optional<RefusedMember> MemberOf(const CaseEvent& event) {
  if (event.batch_id.empty()) return std::nullopt;
  return RefusedMember{event.authority, event.stamp.source, event.batch_id,
                       event.stamp.recorded_at_us,
                       EventHash(event.stamp.source, event.stamp.event_id)};
}

Rejected RefusedBefore(const CaseEvent& event) {
  return {.rejection = {RejectReason::kRecordedInFuture, "refused before", MemberOf(event)},
          .key = event.authority,
          .value = std::nullopt,
          .headers = {}};
}

std::int64_t MicrosOfMillis(std::int64_t ms) {
  if (ms > kMaxInstant / kMicrosPerMilli) return kMaxInstant;
  if (ms < kMinInstant / kMicrosPerMilli) return kMinInstant;
  return ms * kMicrosPerMilli;
}

MessageCheck::MessageCheck(PayloadFormat format, const std::vector<std::string>& known_authorities)
    : format_(format), known_authorities_(known_authorities.begin(), known_authorities.end()) {}

Decoded MessageCheck::Check(const RawMessage& message, std::int32_t partitions,
                            std::int64_t now_us) {
  Decoded checked = CheckEvent(message, partitions, now_us);
  auto* refused = std::get_if<Rejection>(&checked);
  if (refused != nullptr && refused->member && !IsOwn(*refused->member, message, partitions)) {
    refused->member.reset();
  }
  return checked;
}

bool MessageCheck::IsOwn(const RefusedMember& member, const RawMessage& message,
                         std::int32_t partitions) const {
  return message.key == member.authority && IsKnown(member.authority) &&
         MurmurPartition(member.authority, partitions) == message.partition;
}

Decoded MessageCheck::CheckEvent(const RawMessage& message, std::int32_t partitions,
                                 std::int64_t now_us) {
  Decoded decoded = Decode(message);
  const auto* event = std::get_if<CaseEvent>(&decoded);
  if (event == nullptr) return decoded;
  if (message.key != event->authority) {
    return Rejection{RejectReason::kWrongKey, "the key is not the authority"};
  }
  if (!IsKnown(event->authority)) {
    return Rejection{RejectReason::kUnknownAuthority,
                     "the authority is not among those that are counted"};
  }
  if (MurmurPartition(event->authority, partitions) != message.partition) {
    return Rejection{RejectReason::kWrongPartition, "murmur2 of the key gives another partition"};
  }
  const std::int64_t recorded_at_us =
      std::max(event->stamp.recorded_at_us, codec_.recorded_at_us());
  std::string future = FutureOf(recorded_at_us, message.timestamp_ms, now_us);
  if (!future.empty()) {
    return Rejection{RejectReason::kRecordedInFuture, std::move(future), MemberOf(*event)};
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
