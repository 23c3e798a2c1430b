/// @file
/// Between the protocol (proto/caseclock/v1/case_event.proto) and plain CaseEvents. The only room,
/// with the checkpoint, that sees protobuf classes.
///
/// Example:
///   EventCodec codec;
///   auto decoded = codec.DecodeJson(R"({"eventId":"e1","authority":"E08000018",...})");
///   if (auto* event = std::get_if<CaseEvent>(&decoded)) authority.Apply(*event);
///   else Reject(std::get<Rejection>(decoded).reason);
///
/// What an event becomes (daemon/codec/event_shape.cc is the table). Everything that states a fact
/// becomes an Assert whose first fact is the one that happened on occurred_on; the rest follow in
/// order of the payload's fields.
///   - Dated facts (allocation, legal status, team parent) carry occurred_on as `first_day` and
///     have no `value.date`.
///   - Types, numbers of earlier plans and links are facts of their own, without a date; absent
///     ones assert nothing. kReviewOf and kVisitOf have as `code` the kind of the record they name,
///     kPlan or kCare.
///   - Reasons, sources, grades and the like are the text of the first fact.
///   - Codes of first facts: kReferralDecided and kAdoptionStatus as in the protocol;
///     kReferralClosure kClosed; kVisitMade 2 seen alone, 1 not alone, 0 not known;
///     kAudit the number of concerns; kAction its RAG.
///   - Texts of several parts are joined by kWorkerSeparator, empty ends dropped. kAllocation:
///     team, worker. kAction: plan, lead, target date, "1" when implemented. kMeasure: indicator,
///     numerator, denominator. kCommentary: indicator, team, text, author's role.
///   - child_described and child_alias speak of kChild, whose record is the child; team_changed of
///     kTeam, whose record is the team. Records of no child have none, whatever the envelope says.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "processors/alert/moment.h"
#include "processors/record/case_event.h"

namespace caseclock {

namespace wire {
struct WireEvent;
}

/// Why an event cannot be read at all. The name is the dead letter's reason and the metric's label.
enum class RejectReason {
  kMalformed,     ///< no CaseEvent: truncated, not protobuf, JSON or UTF-8; a count over 2^31-1
  kTooLarge,      ///< over kMaxEventBytes
  kUnknownEvent,  ///< no event set, or one this version does not know
  kUnknownEnum,   ///< an enum value not known, not fit here, or unspecified where required
  kMissingField,  ///< a required field is absent
  kInvalidText,   ///< control characters, or longer than its limit
  kInvalidDate,   ///< no date from 1900-01-01 to 2099-12-31; a scope that ends before it begins
  kInvalidTime,   ///< a timestamp outside 1900..2099 or with impossible nanoseconds
  kRecordedInFuture,  ///< recorded_at more than 24 hours after the message's own time or ours, or that after ours
  kWrongKey,          ///< the message's key is not the payload's authority
  kUnknownAuthority,  ///< not of the form of a council's code, or not among the councils that are counted
  kWrongPartition,  ///< not the partition that murmur2 of the key gives
};

/// "malformed", "too_large", ...
std::string_view RejectReasonName(RejectReason reason);

/// The export that a refused event was a part of, where that could be read.
struct RefusedMember {
  std::string authority;
  std::string source;
  std::string batch_id;
  std::int64_t extracted_at_us = 0;  ///< Units: microseconds since 1970-01-01 UTC.
  std::uint64_t event_hash =
      0;  ///< as EventHash, or of the whole event where it has no id that can be read
  friend bool operator==(const RefusedMember&, const RefusedMember&) = default;
};

/// A refusal. `detail` names the field, never its content.
struct Rejection {
  RejectReason reason = RejectReason::kMalformed;
  std::string detail;
  std::optional<RefusedMember> member = std::nullopt;
};

using Decoded = std::variant<CaseEvent, Rejection>;

/// Longest accepted message. Units: bytes. Events are 100 to 500 bytes; commentary at most 3,000.
inline constexpr std::size_t kMaxEventBytes = 64 * 1024;
/// Longest text of a field, and of a commentary. Units: bytes of UTF-8.
inline constexpr std::size_t kMaxTextBytes = 256;
inline constexpr std::size_t kMaxCommentaryBytes = 2000;

/// Decodes and encodes events. Not thread-safe: one for each thread (it reuses one message).
class EventCodec {
 public:
  EventCodec();
  ~EventCodec();
  EventCodec(const EventCodec&) = delete;
  EventCodec& operator=(const EventCodec&) = delete;

  /// Reads the binary form; also Confluent Schema Registry framing when the first byte is 0.
  Decoded DecodeBinary(std::string_view bytes);
  /// Reads the proto3 JSON form. Fields it does not know are ignored, as in the binary form.
  Decoded DecodeJson(std::string_view line);

  /// When the event that was decoded last says that it was recorded, also where it is part of a batch, whose extraction
  /// is its stamp. Units: microseconds since 1970; INT64_MIN: it does not say.
  std::int64_t recorded_at_us() const { return recorded_at_us_; }

  /// The binary form of an event. Requires: an event that a decoder could have made.
  std::string EncodeBinary(const CaseEvent& event);
  /// The proto3 JSON form, one line without the line end.
  std::string EncodeJson(const CaseEvent& event);

 private:
  struct Messages;
  Decoded Interpret(const wire::WireEvent& fields, std::string_view bytes);

  Messages* messages_;
  std::int64_t recorded_at_us_ = std::numeric_limits<std::int64_t>::min();
};

/// The day in Europe/London of an instant. Units: microseconds since 1970-01-01 UTC.
/// Errors: without the system's time zone database the program ends with a message and exit code 3.
/// Thread safety: safe from any thread, as LondonMidnight is.
/// Example: 2024-03-31 23:30 UTC is 2024-04-01 in London (British Summer Time).
Date LondonDate(std::int64_t instant_us);
/// The day and the time of day in London. Example: 2024-07-01 07:00 UTC is {.., 2024-07-01, 480}.
Moment LondonMoment(std::int64_t instant_us);

/// The instant at which the day begins in London. Units: microseconds since 1970-01-01 UTC.
std::int64_t LondonMidnight(Date date);

}  // namespace caseclock
