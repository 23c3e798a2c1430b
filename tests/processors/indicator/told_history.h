/// @file
/// A child's history from a few told events, as the counting of one child sees it.
///
/// Example: ToldHistory child({Told("C1", RecordKind::kReferral, "R1", {...}, "2024-03-01")},
/// "2024-03-31");
#pragma once

#include <vector>

#include "processors/record/history.h"
#include "tests/support/told.h"

namespace caseclock {

/// Owns the events that its history borrows from. All events are taken as one child's.
class ToldHistory {
 public:
  ToldHistory(std::vector<CaseEvent> events, std::string_view as_of) : events_(std::move(events)) {
    for (const CaseEvent& event : events_) Merge(event, RecordOf(event));
    for (Record& record : history_.records) {
      bool has_future_date = false;
      const Date next = KeepExisting(record, batches_, Day(as_of), has_future_date);
      history_.has_future_date.push_back(has_future_date);
      history_.next_change = std::min(history_.next_change, next);
    }
  }
  ToldHistory(const ToldHistory&) = delete;
  ToldHistory& operator=(const ToldHistory&) = delete;

  const History& history() const { return history_; }
  /// Requires: a record of the kind with this id.
  const Record& Find(RecordKind kind, std::string_view id) const {
    return *FindRecord(history_, kind, id);
  }

 private:
  Record& RecordOf(const CaseEvent& event) {
    for (Record& record : history_.records) {
      if (record.kind == event.kind && record.id == event.record) return record;
    }
    Record& fresh = history_.records.emplace_back();
    fresh.kind = event.kind;
    fresh.id = event.record;
    return fresh;
  }

  std::vector<CaseEvent> events_;
  BatchLedger batches_;
  History history_;
};

}  // namespace caseclock
