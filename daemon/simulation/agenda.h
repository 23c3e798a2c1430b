/// @file
/// What will be typed in on which day: the simulation composes a whole story when a child is
/// referred and puts each event on the day it will be recorded.
///
/// Example: after Add({event, 2024-03-04, 34200}) and Add({other, 2024-03-04, 32400}),
/// Take(2024-03-04) gives `other` (09:00), then `event` (09:30), and nothing the second time.
#pragma once

#include <map>
#include <vector>

#include "processors/record/case_event.h"

namespace caseclock::simulation {

/// An event that waits for its day. Its stamp is written when it is taken.
struct Entry {
  CaseEvent event;
  Date recorded_on;
  int second = 0;  ///< of the day, Europe/London
};

/// Entries by day. Bounded by the stories under way: about 60 entries a child known to the council.
class Agenda {
 public:
  /// Requires: the day has not been taken yet.
  void Add(Entry entry);
  /// The day's entries by time, those of one second in the order of adding. Requires: days are
  /// taken in order.
  std::vector<Entry> Take(Date day);

 private:
  std::map<Date, std::vector<Entry>> days_;
  Date next_ = Date::Min();
};

}  // namespace caseclock::simulation
