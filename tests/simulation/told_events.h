/// @file
/// Events for tests that tell a small story by hand.
///
/// Example:
///   Told told("child-1");
///   told.On("2024-03-01").Says(RecordKind::kReferral, "R1", {On(Fact::kReferralOpened,
///   Day("2024-03-01"))});
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/simulation/random_history.h"
#include "tests/simulation/scribe.h"

namespace caseclock::simulation {

/// The day written as "2024-03-01". Requires: a date.
inline Date Day(const char* text) { return ParseDate(text).value(); }

/// Collects events, each recorded at noon of the day named last.
class Told {
 public:
  /// From here on: recorded on this day, by this source.
  Told& At(const char* day, std::string source = "north-system") {
    day_ = Day(day);
    source_ = std::move(source);
    return *this;
  }
  /// From here on: about this child.
  Told& Of(std::string child) {
    child_ = std::move(child);
    return *this;
  }
  /// From here on: in an export of this id, which knows no day of recording ("" ends it).
  Told& InBatch(std::string batch) {
    batch_ = std::move(batch);
    return *this;
  }
  Told& Says(RecordKind kind, std::string record, std::vector<FactAssertion> facts) {
    return Add(kind, std::move(record), Assert{std::move(facts)});
  }
  Told& Clears(RecordKind kind, std::string record, Fact fact, Date first_day = kNoDate) {
    return Add(kind, std::move(record), Clear{fact, first_day});
  }
  Told& Withdraws(RecordKind kind, std::string record) {
    return Add(kind, std::move(record), Withdraw{});
  }
  Told& Moves(RecordKind kind, std::string record, std::string to_child) {
    return Add(kind, std::move(record), Move{std::move(to_child)});
  }
  /// Declares as many events as have been told of the export, and `lost` more.
  Told& Completes(std::vector<Scope> scopes, std::uint64_t lost = 0) {
    std::uint64_t sent = 0;
    for (const CaseEvent& event : events_) sent += event.batch_id == batch_ ? 1u : 0u;
    return Add(RecordKind::kUnspecified, "", CompleteBatch{std::move(scopes), sent + lost});
  }

  const std::vector<CaseEvent>& events() const { return events_; }

 private:
  Told& Add(RecordKind kind, std::string record, Action action) {
    CaseEvent event;
    event.authority = kInventedAuthority;
    event.child = kind == RecordKind::kUnspecified ? "" : child_;
    event.kind = kind;
    event.record = std::move(record);
    event.stamp = {(day_.days * std::int64_t{86'400} + 43'200) * 1'000'000, source_, 0,
                   "e" + std::to_string(100 + events_.size())};
    if (batch_.empty()) event.recorded_on = day_;
    event.batch_id = batch_;
    event.action = std::move(action);
    events_.push_back(std::move(event));
    return *this;
  }

  Date day_ = Date::FromYmd(2024, 1, 2);
  std::string source_ = "north-system";
  std::string child_ = "child-1";
  std::string batch_;
  std::vector<CaseEvent> events_;
};

}  // namespace caseclock::simulation
