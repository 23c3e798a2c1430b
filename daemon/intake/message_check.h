/// @file
/// From a message as it lies in the topic to an event, or to the reason why not: everything that
/// can be told from the message alone.
///
/// Example: key "E08000018" on a payload whose authority is "E09000001" is kWrongKey; the same
/// payload with its own key on partition 3, where murmur2 of the key gives 5, is kWrongPartition.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/codec/codec.h"
#include "daemon/intake/event_source.h"
#include "daemon/intake/kafka_config.h"

namespace caseclock {

/// How far ahead of its message an event may claim to have been recorded, and either of our own clock. Units:
/// microseconds.
inline constexpr std::int64_t kMaxRecordedAheadUs = std::int64_t{24} * 3600 * 1'000'000;

/// Why an event is refused whose recorded_at is ahead of our own clock.
inline constexpr char kAheadOfThisClock[] = "recorded_at is over 24 hours after this clock's time";

/// True when an instant lies further ahead of a clock than an event may. Units: microseconds since 1970.
bool IsAhead(std::int64_t instant_us, std::int64_t clock_us);

/// The greatest and the least instant where the milliseconds are beyond what microseconds can say. Example: 1,500 ms
/// are 1,500,000 us.
std::int64_t MicrosOfMillis(std::int64_t ms);

/// The export to which an event belongs, should the event be refused; nullopt when it stands alone.
std::optional<RefusedMember> MemberOf(const CaseEvent& event);

/// The event as an earlier run refused it for good, by its clock of then; its letter, with its bytes, is there.
Rejected RefusedBefore(const CaseEvent& event);

/// A message with borrowed bytes. An absent key or value and an empty one differ.
struct RawMessage {
  std::int32_t partition = 0;
  std::int64_t timestamp_ms = -1;  ///< Units: milliseconds since 1970; -1: it has none
  std::optional<std::string_view> key;
  std::optional<std::string_view> value;
  bool json = false;  ///< a header says `content-type: application/json`
};

/// Decodes and checks messages. Thread safety: one for each thread.
class MessageCheck {
 public:
  MessageCheck(PayloadFormat format, const std::vector<std::string>& known_authorities);

  /// Requires: partitions > 0, the topic's number of them. `now_us`: our own clock; a producer sets the message's time
  /// as it likes, so both that and what the event says must not be over kMaxRecordedAheadUs ahead of it.
  /// The first of these that fails is the reason: size, form and content, key, authority,
  /// partition, time. An event whose message has no time of its own cannot be vouched for and
  /// counts as recorded in the future. A refusal names an export only where key, authority and
  /// partition are right: nobody's loss is put down to another council.
  Decoded Check(const RawMessage& message, std::int32_t partitions, std::int64_t now_us);

 private:
  Decoded CheckEvent(const RawMessage& message, std::int32_t partitions, std::int64_t now_us);
  Decoded Decode(const RawMessage& message);
  bool IsOwn(const RefusedMember& member, const RawMessage& message, std::int32_t partitions) const;
  bool IsKnown(std::string_view authority) const;

  EventCodec codec_;
  PayloadFormat format_;
  std::set<std::string, std::less<>> known_authorities_;
};

}  // namespace caseclock
