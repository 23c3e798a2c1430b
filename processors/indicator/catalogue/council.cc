#include "processors/indicator/catalogue/rows.h"

namespace caseclock {

std::vector<Indicator> CouncilRows() {
  return {
      {.id = "entry_delay",
       .title = "Events recorded within 2 working days",
       .short_title = "Recording",
       .shape = RecordingShape{},
       .limits = {{Date::Min(), {2, LimitUnit::kWorkingDays}}},
       .counted = "recorded in time",
       .source = "local"},
  };
}

}  // namespace caseclock
