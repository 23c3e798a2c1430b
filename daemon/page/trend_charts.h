/// @file
/// The charts of months and weeks: one indicator's trend with its target and what others reached, and what arrives at
/// the front door with the limits of what is usual.
///
/// Example: "84.1% in Nov 2025, 2.4 points below Nov 2024; from 73.1% to 91.0% over 24 months."
#pragma once

#include <string>
#include <string_view>

#include "daemon/exposition/indicator_text.h"
#include "daemon/page/page_chart.h"
#include "processors/view.h"

namespace caseclock {

/// Months of the chart: this one and those before it.
inline constexpr std::size_t kTrendChartMonths = 25;

/// The indicator whose trend is shown: the one asked for where the view has months of it, else the first that has.
/// "" where there are none.
std::string TrendIndicator(const AuthorityView& view, std::string_view asked);

/// Its months as they are known today, with target, statistical neighbours and national where they are known and
/// counted alike.
PageChart TrendChart(const AuthorityView& view, const IndicatorTexts& texts,
                     const std::string& indicator);

/// A form that chooses the indicator; works without scripts too.
std::string TrendChooser(const AuthorityView& view, const IndicatorTexts& texts,
                         const std::string& chosen);

/// The weeks of the first flow that has a control chart: count, mean, limits and signals. No labels where there is
/// none.
PageChart ArrivalsChart(const AuthorityView& view, const IndicatorTexts& texts);

}  // namespace caseclock
