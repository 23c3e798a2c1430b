/// @file
/// The shapes of the protocol's events: for each, which record and fact it speaks of and what each
/// of its fields becomes. Reading and writing both follow this one table; a test compares it with
/// the protocol.
///
/// Example: assessment_started is 21, of kAssessment, its date is kAssessmentStarted; field 1
/// `type` becomes the fact kAssessmentType when it is set, field 2 `referral` the fact
/// kAssessmentReferral.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "daemon/codec/codec.h"
#include "processors/record/case_event.h"
#include "processors/record/fact_table.h"

namespace caseclock::wire {

/// What a field of a payload becomes. "Primary" is the fact whose date the event carries.
enum class Role : std::uint8_t {
  // The primary fact's own value.
  kText,      ///< its text
  kEnum,      ///< its code, an enum
  kCount,     ///< its code, a whole number
  kTriState,  ///< its code: 0 not known, 1 no, 2 yes
  // Parts of the primary fact's text, joined by kWorkerSeparator in order of the fields, empty ends
  // dropped.
  kPart,
  kPartDate,
  kPartInteger,
  kPartFlag,  ///< "1" or nothing
  // Facts of their own; nothing is asserted when the field is absent.
  kOwnEnum,   ///< code
  kOwnCount,  ///< code; zero counts as asserted
  kOwnText,   ///< text; code is the kind of the record that a link names
  kOwnMonth,  ///< text "YYYY-MM"
  kLinkKind,  ///< the kind of the record that the event's kOwnText names
  // Not facts.
  kKind,         ///< the record's kind
  kSubject,      ///< the record's id
  kClearedFact,  ///< Clear::fact
  kClearedDay,   ///< Clear::first_day
  kToChild,      ///< Move::to_child
  kEventCount,   ///< CompleteBatch::events
};

/// One field of a payload.
struct FieldShape {
  std::uint8_t number;
  std::string_view name;
  Role role;
  Fact fact = Fact::kUnspecified;  ///< kOwn...: the fact it becomes
  std::uint32_t allowed = 0;  ///< enums: bit n is set when number n is; 0 itself goes by `required`
  std::int32_t code = 0;      ///< what an unspecified kind stands for; of a link, the kind it names
  bool required = false;
  std::size_t limit = kMaxTextBytes;  ///< texts. Units: bytes
  bool team = false;                  ///< names a team: taken as people see it, see PlainName
};

/// What an event does; the alternatives of Action.
enum class Verb : std::uint8_t { kAssert, kClear, kWithdraw, kMove, kCompleteBatch };

/// One member of the protocol's oneof.
struct EventShape {
  int number;
  std::string_view name;
  RecordKind kind = RecordKind::kUnspecified;  ///< kUnspecified: the payload says
  Fact primary = Fact::kUnspecified;
  std::span<const FieldShape> fields = {};
  std::int32_t code = 0;  ///< of the primary fact, where the event itself says it
  Verb verb = Verb::kAssert;
};

/// Every event, in order of number, without gaps.
std::span<const EventShape> EventShapes();

/// The shape of an event by field number, or nullptr.
const EventShape* FindShape(int number);

/// The shape that says what `event` says. Requires: an event that a decoder could have made.
const EventShape& ShapeOf(const CaseEvent& event);

/// True for the kinds whose records are not named by the envelope: a child's is its child's, a team's the team's.
constexpr bool IsNamedElsewhere(RecordKind kind) {
  return kind == RecordKind::kChild || kind == RecordKind::kTeam;
}

}  // namespace caseclock::wire
