/// @file
/// A record as the merge of its facts: any order, any number of times, the same result.
///
/// Each fact keeps the assertion with the highest (stamp, value). A withdrawal is a floor: assertions with a stamp
/// up to it are dead, later ones live. The day on which a fact was first recorded is kept beside it, whatever became
/// of its value, because the delay of entry is counted from it.
///
/// A Record borrows its texts: from the compact form it was decoded from (record_codec.h) and from the events
/// merged into it. It is made, used and dropped within one call.
///
/// Example: "started on 1 March" recorded at noon, then "started on 2 March" recorded at nine: the first stands,
/// whichever arrives first.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/container/inlined_vector.h"
#include "processors/record/case_event.h"

namespace caseclock {

/// A Stamp with borrowed texts. Ordered as Stamp is.
struct StampRef {
  std::int64_t recorded_at_us = 0;
  std::string_view source;
  std::uint64_t sequence = 0;
  std::string_view event_id;
  friend auto operator<=>(const StampRef&, const StampRef&) = default;
};

/// A FactValue with borrowed text. Ordered as FactValue is.
struct FactValueRef {
  Date date = kNoDate;
  std::int32_t code = 0;
  std::string_view text;
  friend auto operator<=>(const FactValueRef&, const FactValueRef&) = default;
};

/// One fact as it stands: the winning assertion, and when the fact was first recorded.
struct Register {
  Fact fact = Fact::kUnspecified;
  Date first_day = kNoDate;  ///< for dated facts
  bool asserted = false;     ///< false: the winner cleared it
  FactValueRef value;        ///< empty when cleared
  StampRef stamp;
  Date first_recorded_on =
      kNoDate;  ///< the earliest day in Europe/London; kNoDate: only from snapshots
};

/// One record. `registers` are in order of (fact, first_day), each at most once.
struct Record {
  RecordKind kind = RecordKind::kUnspecified;
  std::string_view id;
  std::string_view child;  ///< "" when nobody asserted it yet
  bool has_child = false;
  StampRef child_stamp;  ///< of the winning link to a child
  bool has_floor = false;
  StampRef floor;  ///< of the highest withdrawal
  absl::InlinedVector<Register, 8> registers;

  /// The register of an undated fact, or nullptr. It may be dead or cleared.
  const Register* Find(Fact fact) const;
};

/// Keeps the higher of what stands in `reg` and what is said of the same fact and first day, and the earlier day of
/// recording. Returns whether anything changed.
bool MergeInto(Register& reg, const Register& said, std::optional<Date> recorded_on);

/// Takes the dated facts of a record that keeps them elsewhere than in its registers.
class DatedSink {
 public:
  virtual ~DatedSink() = default;
  /// Returns whether anything changed.
  virtual bool Merge(const Register& said, std::optional<Date> recorded_on) = 0;
};

/// Merges what the event says into its record, its dated facts into `dated` if that is given. Returns whether anything
/// changed.
/// Requires: same kind and id; the event's strings live as long as the record is used. Batch completions are no
/// business of a record and are refused by a check.
/// Cost: linear in the record's facts, which are few.
bool Merge(const CaseEvent& event, Record& record, DatedSink* dated = nullptr);

/// True when the register holds an asserted value above the withdrawal floor.
inline bool IsAlive(const Record& record, const Register& reg) {
  return reg.asserted && (!record.has_floor || reg.stamp > record.floor);
}

}  // namespace caseclock
