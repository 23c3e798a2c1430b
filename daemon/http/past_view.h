/// @file
/// Figures of a past day as a view of one council, for page and API, and what is answered where there are none.
///
/// Example: PastView(desk, view, "E08000018", 2024-03-31) is a View of Rotherham alone, as of 31 March.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "daemon/page/past_desk.h"
#include "processors/view.h"

namespace caseclock {

/// Why no figures of the day can be shown, as an answer's status and words.
struct PastRefused {
  int status = 503;
  std::string sentence;  ///< begins with a small letter, without a full stop
  std::string detail;
};

/// A view of the council alone on the day, and until when what is in it was known. Units: microseconds since 1970.
struct PastViewFound {
  std::shared_ptr<const View> view;
  std::int64_t known_us = 0;
};

/// `desk` may be nullptr: past days are not counted here.
std::variant<PastViewFound, PastRefused> PastView(PastDesk* desk, const std::string& authority,
                                                  Date as_of);

}  // namespace caseclock
