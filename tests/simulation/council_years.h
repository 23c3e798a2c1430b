/// @file
/// Day counts of invented councils, as an engine has them in the evening: only what was typed in by then.
///
/// Example: CouncilYears council(StandardCouncil(3), 7, Day("2012-04-01"));
///   council.PlayTo(Day("2013-07-31")); council.HistoryOf("assessment_45", 460).last() is that day.
#pragma once

#include <memory>
#include <string_view>

#include "daemon/simulation/council_simulation.h"
#include "processors/indicator/contribution.h"
#include "processors/judgement/projection.h"
#include "processors/record/record_store.h"
#include "processors/tally/tally.h"
#include "processors/view.h"

namespace caseclock {

/// The clocks of assessments and conferences of one council. Used by one thread.
class CouncilYears {
 public:
  CouncilYears(CouncilProfile profile, std::uint64_t seed, Date from);

  /// Takes what is typed in up to `as_of` and counts it as of that day.
  void PlayTo(Date as_of);
  /// The last `days` days of the whole authority. Requires: an indicator of the catalogue.
  DailyHistory HistoryOf(std::string_view indicator, int days) const;

 private:
  CouncilSimulation council_;
  Definitions definitions_;
  Date as_of_;
  RecordStore store_;
  StringPool teams_;
  Tally tally_;
};

}  // namespace caseclock
