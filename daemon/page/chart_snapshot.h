/// @file
/// A chart drawn by the server, for readers whose scripts are off and for paper: bars, lines and levels, without a
/// legend. The table beside it has the numbers, so screen readers pass it over.
///
/// Example: the two bars of {31, 24} have heights of 31 : 24.
#pragma once

#include <string>

#include "daemon/page/page_chart.h"

namespace caseclock {

/// An <svg>. Requires: at least one label, and a value for each label in every column.
std::string ChartSnapshot(const PageChart& chart);

}  // namespace caseclock
