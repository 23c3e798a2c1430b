#include "processors/indicator/not_counted.h"

namespace caseclock {

std::string_view NotCountedText(NotCounted reason) {
  switch (reason) {
    case NotCounted::kWithdrawn:
      return "Not counted: it was withdrawn, or its source no longer lists it.";
    case NotCounted::kNoStart: return "Not counted: no start is recorded.";
    case NotCounted::kNotBegun: return "Not counted: nothing of it has happened yet.";
    case NotCounted::kNotLinked:
      return "Not counted: it is linked to no record of the same child that starts it.";
    case NotCounted::kOutsideCalendar:
      return "Not counted: it starts outside the years whose working days are known.";
    case NotCounted::kByAnother: return "Not counted itself: what answers it is.";
    case NotCounted::kSameDay: return "Not counted again: another record of its day is.";
    case NotCounted::kNotDated:
      return "Not counted: known only from exports that do not say when it was recorded.";
  }
  return "";
}

}  // namespace caseclock
