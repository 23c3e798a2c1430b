/// @file
/// Who answers for the figures of a past day: an interface of page and API, with the loop's records behind it, and a
/// fake for tests.
///
/// Example:
///   auto asked = desk.FiguresOf("E08000018", Date::FromYmd(2024, 3, 31));
///   std::get<PastFigures>(asked).council->rows      // as `caseclock report --as-of 2024-03-31` has them
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "processors/view.h"

namespace caseclock {

/// A council on a past day, with everything recorded since.
struct PastFigures {
  std::shared_ptr<const AuthorityView> council;
  std::int64_t known_us = 0;  ///< until when. Units: microseconds since 1970-01-01 UTC
};

/// Why there are none.
enum class PastRefusal {
  kNotCaughtUp,  ///< the council's figures are not shown yet, or there is no such council
  kOutside,      ///< the day is after today, or before the calendar begins
  kBusy,         ///< another day is being counted, or the loop had no time
  kTooLarge,     ///< so many records are not counted while people wait
};

/// Thread safety: Safe from any thread; called by HTTP workers.
class PastDesk {
 public:
  virtual ~PastDesk() = default;
  virtual std::variant<PastFigures, PastRefusal> FiguresOf(const std::string& authority,
                                                           Date as_of) = 0;
};

}  // namespace caseclock
