/// @file
/// A case event as the core sees it: plain values, decoded and checked. The codec makes it from the protocol.
///
/// Example: "assessment A7 of child C1 was authorised on 2024-03-22, recorded by liquidlogic the same day":
///   CaseEvent{.authority = "E08000018", .child = "C1", .kind = RecordKind::kAssessment, .record = "A7",
///             .stamp = {.recorded_at_us = ..., .source = "liquidlogic", .event_id = "e-19"},
///             .recorded_on = Date::FromYmd(2024, 3, 22),
///             .action = Assert{{{Fact::kAssessmentAuthorised, {}, {.date = Date::FromYmd(2024, 3, 22)}}}}}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "processors/calendar/date.h"
#include "processors/record/record_kind.h"

namespace caseclock {

/// Stands for "no date" inside facts.
inline constexpr Date kNoDate = Date::Min();

/// Where an assertion stands in the order of the merge: compared field by field, the highest wins.
struct Stamp {
  std::int64_t recorded_at_us =
      0;  ///< Units: microseconds since 1970-01-01 UTC; of a batch, its extraction.
  std::string source;
  std::uint64_t sequence = 0;
  std::string event_id;
  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

/// What a fact says. Fields that the fact does not have stay as they are here. Compared field by field, which is
/// the canonical order that decides between two values under one stamp.
struct FactValue {
  Date date = kNoDate;
  std::int32_t code = 0;
  std::string text;
  friend auto operator<=>(const FactValue&, const FactValue&) = default;
};

/// One fact asserted. `first_day` is set for dated facts only (see IsDated).
struct FactAssertion {
  Fact fact = Fact::kUnspecified;
  Date first_day = kNoDate;
  FactValue value;
  friend bool operator==(const FactAssertion&, const FactAssertion&) = default;
};

/// The event asserts facts of its record, and that the record is its child's.
struct Assert {
  std::vector<FactAssertion> facts;
  friend bool operator==(const Assert&, const Assert&) = default;
};

/// A fact was entered in error and nothing takes its place.
struct Clear {
  Fact fact = Fact::kUnspecified;
  Date first_day = kNoDate;
  friend bool operator==(const Clear&, const Clear&) = default;
};

/// The record was made in error: assertions up to this stamp are dead, later ones revive it.
struct Withdraw {
  friend bool operator==(const Withdraw&, const Withdraw&) = default;
};

/// The record is another child's.
struct Move {
  std::string to_child;
  friend bool operator==(const Move&, const Move&) = default;
};

/// All records of `kind` that start from `first` to `last`, and, where `open`, those that have not ended.
struct Scope {
  RecordKind kind = RecordKind::kUnspecified;
  Date first = Date::Min();
  Date last = Date::Max();
  bool open = false;
  friend auto operator<=>(const Scope&, const Scope&) = default;
};

/// Every event of the batch has been sent. Once that many have been accepted, its source no longer asserts what is in
/// scope and older than the batch.
struct CompleteBatch {
  std::vector<Scope> scopes;
  std::uint64_t events =
      0;  ///< different events of the batch, this one not among them; 0: it does not say
  friend bool operator==(const CompleteBatch&, const CompleteBatch&) = default;
};

using Action = std::variant<Assert, Clear, Withdraw, Move, CompleteBatch>;

/// One event. Value type.
struct CaseEvent {
  std::string authority;
  std::string child;  ///< "" for records of no child
  RecordKind kind = RecordKind::kUnspecified;
  std::string record;  ///< for kChild the child's id, for kTeam the team's name
  Stamp stamp;
  std::optional<Date>
      recorded_on;       ///< the day in Europe/London of the event's own recorded_at, if it has one
  std::string batch_id;  ///< "" when the event stands alone
  Action action;
  friend bool operator==(const CaseEvent&, const CaseEvent&) = default;
};

/// Separates team and worker in the text of Fact::kAllocation. The codec lets no control character in.
inline constexpr char kWorkerSeparator = '\x1f';

}  // namespace caseclock
