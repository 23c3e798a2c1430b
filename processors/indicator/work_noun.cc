#include "processors/indicator/work_noun.h"

#include "processors/indicator/traits.h"

namespace caseclock {
WorkNoun NounOf(const Indicator& indicator) {
  if (TraitsOf(indicator).of_recording) return {"event", "events"};
  return NounOf(indicator.record, indicator.subtype_fact, indicator.subtype);
}

std::string WorkOf(const Indicator& indicator) {
  if (!TraitsOf(indicator).can_be_open) return indicator.id;
  return std::string(RecordKindName(indicator.record)) + "/" +
         std::to_string(static_cast<int>(indicator.subtype_fact)) + "/" +
         std::to_string(indicator.subtype);
}

}  // namespace caseclock
