/// @file
/// The page behind the link of a mail: what is acknowledged, a sentence, for how long, and a button.
///
/// Example: GET /alerts/acknowledge?t=TOKEN shows the form; its POST with t, sentence and days answers with what was
/// noted and until when. An empty sentence comes back with the form, the error tied to its field.
///
/// No script, nothing from elsewhere; the style is by nonce. Readable at 320 pixels, in light and dark.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/page/acknowledgement_desk.h"

namespace caseclock {

/// Where the page is. Links are made with this path.
inline constexpr std::string_view kAcknowledgePath = "/alerts/acknowledge";

/// A page with the status it is answered with.
struct AcknowledgePage {
  int status = 200;
  std::string html;
};

/// The answer to GET. Changes nothing.
AcknowledgePage ShowAcknowledgement(const AcknowledgementDesk& desk, std::string_view token,
                                    std::int64_t now_us, std::string_view nonce);

/// The answer to POST. `form`: "t=...&sentence=...&days=5", percent-encoded.
AcknowledgePage TakeAcknowledgement(AcknowledgementDesk& desk, std::string_view form,
                                    std::int64_t now_us, std::string_view nonce);

}  // namespace caseclock
