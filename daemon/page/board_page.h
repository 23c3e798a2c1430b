/// @file
/// The live page: a pure function of a View, a Health and the words of the indicators.
///
/// Example:
///   BoardPage(view.get(), health, texts, {.authority = "", .now_us = now, .nonce = "5f0c..."})
/// is a complete HTML document that reads as a snapshot where scripts are off. What it fetches beside itself is in
/// page_assets.h.
#pragma once

#include <string>

#include "daemon/exposition/health.h"
#include "daemon/exposition/indicator_text.h"
#include "daemon/page/page_frame.h"
#include "processors/view.h"

namespace caseclock {

/// The page of one authority. `view` may be nullptr: nothing published yet. An authority that the
/// view does not have is said to be missing. Every text is escaped. Cost: about a millisecond for
/// 60 teams.
std::string BoardPage(const View* view, const Health& health, const IndicatorTexts& texts,
                      const PageRequest& request);

}  // namespace caseclock
