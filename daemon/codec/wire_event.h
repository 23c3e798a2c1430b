/// @file
/// A case event as it lies on the wire: every field found and none judged. Between the bytes and a
/// CaseEvent, so that binary, JSON and the oracle of the tests share one set of rules
/// (interpret.h).
///
/// Example: AssessmentStarted{type = CORE, referral = "R1"} has event 21, fields[1].number 2,
/// fields[2].text "R1".
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace caseclock::wire {

/// A google.protobuf.Timestamp as sent; it may be impossible.
struct Instant {
  bool present = false;
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  friend bool operator==(const Instant&, const Instant&) = default;
};

/// One field of the payload: a text or a number, by its type. Signed numbers are kept in two's
/// complement.
struct Field {
  std::string_view text;
  std::uint64_t number = 0;
  bool present = false;  ///< for fields declared `optional`; of others true exactly when not empty
  friend bool operator==(const Field&, const Field&) = default;
};

/// One scope of a batch.
struct ScopeFields {
  std::int32_t kind = 0;
  std::string_view first;
  std::string_view last;
  bool open = false;
  friend bool operator==(const ScopeFields&, const ScopeFields&) = default;
};

/// Highest field number of any payload.
inline constexpr std::size_t kMaxPayloadField = 5;

/// The whole event. Texts borrow from what was read.
struct WireEvent {
  std::string_view event_id;
  std::string_view authority;
  std::string_view child;
  std::string_view record;
  std::string_view occurred_on;
  Instant recorded_at;
  std::string_view source;
  std::uint64_t source_sequence = 0;
  bool has_batch = false;
  std::string_view batch_id;
  Instant extracted_at;
  std::vector<ScopeFields> scopes;
  int event = 0;  ///< field number of the oneof's member; 0: none that this version knows
  std::array<Field, kMaxPayloadField + 1>
      fields;  ///< by field number of the payload; [0] is unused
  friend bool operator==(const WireEvent&, const WireEvent&) = default;
};

}  // namespace caseclock::wire
