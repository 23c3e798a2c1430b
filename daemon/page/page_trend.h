/// @file
/// The last months of an indicator as a small line, with the lowest and highest value beside it.
///
/// Example: shares of 0.78, 0.81 and 0.84 draw a rising line; its label to a screen reader is
/// "Jan 2024 78.0%, Feb 2024 81.0%, Mar 2024 84.0%", and "78-84%" stands below.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "daemon/exposition/indicator_text.h"
#include "processors/view.h"

namespace caseclock {

/// This month and the twelve before, so that the same month last year is the first point.
inline constexpr std::size_t kTrendMonths = 13;

/// One month. No value: its denominator is 0 or small; the line has a gap there.
struct TrendPoint {
  Date month;
  std::optional<double> value;  ///< Units: percent of a share, or a count.
  friend bool operator==(const TrendPoint&, const TrendPoint&) = default;
};

/// The newest kTrendMonths months of the indicator, oldest first.
std::vector<TrendPoint> TrendOf(const AuthorityView& view, const std::string& indicator,
                                FigureKind figure);

/// The line as HTML; a dash where fewer than two months have a value.
std::string TrendHtml(const std::vector<TrendPoint>& points, FigureKind figure);

}  // namespace caseclock
