/// @file
/// The first screen of the page, to be read from five metres: are we in time, where is the drag, what falls due.
///
/// Example: a card "Assessments / 83.8% / Amber, target 84% / 734 of 876, worsening", and beside it "157 in drag, 3
/// fewer than a week ago" over the teams that hold it.
#pragma once

#include <string>

#include "daemon/exposition/indicator_text.h"
#include "daemon/page/page_indicators.h"
#include "processors/view.h"

namespace caseclock {

/// Cards at most: the indicators of clocks where more is better, each clock once, in the catalogue's order.
inline constexpr std::size_t kMaxCards = 6;

/// The three sections.
std::string WallHtml(const AuthorityView& view, const IndicatorTexts& texts,
                     const FiguresShown& shown);

/// How many more or fewer than before. Example: (24, 31) is "7 fewer than a week ago".
std::string AgainstWeekBefore(std::int64_t now, std::int64_t before);

}  // namespace caseclock
