/// @file
/// The live page: a pure function of a View, a Health and the words of the indicators.
///
/// Example:
///   BoardPage(view.get(), health, texts, {.authority = "", .now_us = now, .nonce = "5f0c..."})
/// is a complete HTML document that needs nothing else and reads as a snapshot where scripts are
/// off.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/exposition/health.h"
#include "daemon/exposition/indicator_text.h"
#include "processors/view.h"

namespace caseclock {

/// What the reader asked for, and what the page needs to know about now.
struct PageRequest {
  std::string_view authority;  ///< "" for the first
  std::int64_t now_us = 0;
  const AlertsHealth* alerts = nullptr;  ///< whose latest mails are shown; null: none
  std::string_view nonce;  ///< for the Content-Security-Policy; "" leaves the attribute out
};

/// The page of one authority. `view` may be nullptr: nothing published yet. An authority that the
/// view does not have is said to be missing. Every text is escaped. Cost: below a millisecond for
/// 60 teams.
std::string BoardPage(const View* view, const Health& health, const IndicatorTexts& texts,
                      const PageRequest& request);

}  // namespace caseclock
