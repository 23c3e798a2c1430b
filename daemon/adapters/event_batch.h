/// @file
/// Builds the events of one export: what they assert, then, when all are known, the identities that
/// bind them.
///
/// Example:
///   EventBatch batch("E08000018", "annex-a");
///   batch.Assert(RecordKind::kReferral, "aa-1f...", "1111", {{Fact::kReferralOpened, {}, {.date =
///   day}}}); batch.Complete(extracted_at_us, scopes); std::vector<CaseEvent> events =
///   batch.Take();     // the last one completes the batch
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "processors/record/case_event.h"

namespace caseclock {

/// Events of one export. Used by one thread.
class EventBatch {
 public:
  EventBatch(std::string authority, std::string source);

  /// Asserts the facts of one protocol event; the first one names it. The same fact of the same
  /// record again is left out: an export may show one visit on two rows. Requires: at least one
  /// fact.
  void Assert(RecordKind kind, std::string_view record, std::string_view child,
              std::vector<FactAssertion> facts);

  /// Says that an undated fact is not there.
  void Clear(RecordKind kind, std::string_view record, std::string_view child, Fact fact);

  /// Adds the event that completes the batch, and gives all events their batch id, stamp and event
  /// id. The batch id is a hash of authority, instant and content: the same export has the same.
  /// Units: microseconds since 1970.
  void Complete(std::int64_t extracted_at_us, std::vector<Scope> scopes);

  std::size_t size() const { return events_.size(); }
  const std::string& batch_id() const { return batch_id_; }
  std::vector<CaseEvent> Take() { return std::move(events_); }

 private:
  bool IsNew(RecordKind kind, std::string_view record, Fact fact, Date first_day);
  void Add(RecordKind kind, std::string_view record, std::string_view child, Action action);
  std::string BatchId(std::int64_t extracted_at_us, const std::vector<Scope>& scopes) const;

  std::string authority_;
  std::string source_;
  std::string batch_id_;
  std::vector<CaseEvent> events_;
  std::set<std::tuple<RecordKind, std::string, Fact, Date>> seen_;
};

/// A dated fact of an event without further fields.
FactAssertion On(Fact fact, Date date, std::string text = {}, std::int32_t code = 0);

/// A type, a count or a link: a fact without a date.
FactAssertion Is(Fact fact, std::int32_t code, std::string text = {});

}  // namespace caseclock
