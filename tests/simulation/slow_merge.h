/// @file
/// The merge, done the slow way: every event is kept in a list, and each question is answered by
/// looking through all of it. Written from ops/docs/counting.md, "From events to facts", without
/// the engine's record code.
///
/// Example: "authorised on 22 March" recorded on the 22nd and "authorised on 25 March" recorded on
/// the 26th:
///   SlowMerge merge; merge.Add(first); merge.Add(second);
///   merge.Records()[0].facts.at({Fact::kAssessmentAuthorised, kNoDate}).value.date   // 2024-03-25
///   ... .first_recorded                                                              // 2024-03-22
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "processors/record/case_event.h"

namespace caseclock::simulation {

/// A fact of a record, and for dated facts its first day (otherwise kNoDate).
using FactKey = std::pair<Fact, Date>;

/// A fact that exists.
struct SlowFact {
  FactValue value;
  std::optional<Date>
      first_recorded;  ///< the earliest day on which anybody recorded it, whatever they wrote
  bool operator==(const SlowFact&) const = default;
};

/// A record as all events together describe it. A record none of whose facts exist has no entry in
/// `facts`.
struct SlowRecord {
  RecordKind kind = RecordKind::kUnspecified;
  std::string id;
  std::string child;  ///< as asserted or moved last; aliases are not followed here
  std::map<FactKey, SlowFact> facts;
  bool operator==(const SlowRecord&) const = default;

  /// The fact, if it exists and is not dated after `as_of`; for facts that are not dated by first
  /// day.
  const FactValue* Find(Fact fact, Date as_of) const;

  /// The date of that fact. Example: record.DateOf(Fact::kPlanCeased, as_of).
  std::optional<Date> DateOf(Fact fact, Date as_of) const;

  /// The team that holds the record on `day`: "(none)" without an allocation, or one that names no
  /// team.
  std::string TeamOn(Date day) const;
};

/// Collects events; order and repetition do not matter.
class SlowMerge {
 public:
  void Add(const CaseEvent& event) { events_.push_back(event); }

  /// All records, by kind and id. Cost: a few passes over all events for each record.
  std::vector<SlowRecord> Records() const;

  /// For each child named by anybody the smallest name among the children it is the same as; its own where these would
  /// be more than `most_joined`. `records`: what Records() answered.
  static std::map<std::string, std::string> Children(const std::vector<SlowRecord>& records,
                                                     std::size_t most_joined = 32);

  /// Gives each record of those who have more than `most_records` a child of its own. `children`: what Children()
  /// answered, brought into step.
  static void Scatter(std::vector<SlowRecord>& records,
                      std::map<std::string, std::string>& children, std::size_t most_records);

 private:
  /// How many different events have come of the batch that this completes.
  std::size_t EventsOfBatch(const CaseEvent& completion) const;

  std::vector<CaseEvent> events_;
};

}  // namespace caseclock::simulation
