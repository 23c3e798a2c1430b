/// @file
/// The reviewed file of comparators: one row for each published figure, written by `caseclock import comparators`, read
/// with the configuration. Whoever reviews it can change it: every mistake is told with line and column.
///
/// Example, the first columns being kind, authority (none: for every council), indicator and statistic:
///   national,,assessment_45,,2024-04-01,2025-03-31,2025-11-30,85.7,percent,true,,England,,LAIT Continue_Assess_Comp
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/standards/csv.h"
#include "processors/indicator/catalogue.h"
#include "processors/judgement/judge.h"
#include "processors/judgement/standards.h"

namespace caseclock {

/// The columns, in their order.
inline constexpr std::string_view kComparatorColumns =
    "kind,authority,indicator,statistic,period_first,period_last,published_on,value,unit,"
    "comparable,"
    "areas,name,note,source";

/// Most rows of a file: every council of England with a dozen indicators and ten years.
inline constexpr std::size_t kMaxComparators = 200'000;

/// The comparators of the good rows, and everything that is wrong.
struct ComparatorsRead {
  std::vector<Comparator> comparators;  ///< in order of the file
  std::vector<FileProblem> problems;    ///< by line and column
};

/// Reads a whole file. Lines that begin with # are comments. An empty authority is every council.
ComparatorsRead ReadComparators(std::string_view text, const Catalogue& catalogue);

/// The unit of the value: that of the indicator; a place is a count.
ValueUnit UnitOf(const Indicator& indicator, ComparatorKind kind);

/// The header line and the rows, sorted by (indicator in catalogue order, authority, kind, statistic, period).
/// ReadComparators reads them back. Requires: indicators in the catalogue.
std::string WriteComparators(std::vector<Comparator> comparators, const Catalogue& catalogue);

}  // namespace caseclock
