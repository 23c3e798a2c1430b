/// @file
/// The page of one team: its indicators with their judgement, its drag by indicator and age, what falls due, and its
/// oldest.
///
/// Example: TeamPage(view.get(), health, texts, {.authority = "X01", .now_us = now}, "Moss Team").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/exposition/health.h"
#include "daemon/exposition/indicator_text.h"
#include "daemon/page/page_frame.h"
#include "processors/view.h"

namespace caseclock {

/// The page. nullopt: the view has no such authority or team, or there is no view yet. Every text is escaped.
std::optional<std::string> TeamPage(const View* view, const Health& health,
                                    const IndicatorTexts& texts, const PageRequest& request,
                                    std::string_view team);

}  // namespace caseclock
