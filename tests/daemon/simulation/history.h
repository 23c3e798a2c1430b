/// @file
/// What a simulated history says in the end, merged the simple way: events come in order of their
/// stamps, so the last word on each fact is the last event that speaks of it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "daemon/simulation/council_simulation.h"
#include "processors/calendar/working_days.h"

namespace caseclock {

/// One record's last word.
struct ToldRecord {
  RecordKind kind;
  std::string id;
  std::string child;
  std::map<Fact, FactValue> facts;

  Date On(Fact fact) const;   ///< kNoDate when not told
  int Code(Fact fact) const;  ///< 0 when not told
  std::string Text(Fact fact) const;
};

/// The events of a span, and the records they make.
class History {
 public:
  History(CouncilSimulation simulation, Date last);

  const std::vector<CaseEvent>& events() const { return events_; }
  /// Records that were not withdrawn, in order of kind and identity.
  std::vector<const ToldRecord*> Records(RecordKind kind) const;
  /// Records of the kind whose `fact` is dated from `first` to `last`.
  std::vector<const ToldRecord*> Dated(RecordKind kind, Fact fact, Date first, Date last) const;
  const ToldRecord* Find(RecordKind kind, const std::string& id) const;

 private:
  void Merge(const CaseEvent& event);

  std::vector<CaseEvent> events_;
  std::map<std::pair<RecordKind, std::string>, ToldRecord> records_;
};

/// Five years of the standard council from 1 April 2019, seed 1: made once, read by all tests of a
/// program.
const History& FiveYears();
inline const Date kHistoryStart = Date::FromYmd(2019, 4, 1);
inline const Date kHistoryEnd = Date::FromYmd(2024, 3, 31);

/// Working days from start to stop, as the engine counts them.
int CountDays(Date start, Date stop);

/// Of 100 records, how many hold. Requires: at least one.
double Percent(const std::vector<const ToldRecord*>& records,
               const std::function<bool(const ToldRecord&)>& holds);

}  // namespace caseclock
