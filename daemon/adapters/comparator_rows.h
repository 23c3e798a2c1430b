/// @file
/// Comparators from the open data: for each council its own published figure, the mean and the median of its ten
/// statistical neighbours, its region and its place; for every council England and the best quarter.
///
/// Periods: the extract's year 2025 is the reporting year 2024-04-01..2025-03-31. Stocks stand at its last day and
/// carry the same period, with a note. Published: the department publishes in October and November; unless told
/// otherwise, 30 November of the year in which the period ends is taken.
///
/// Example: neighbours at 80 %, 82 % and 90 %, the other seven withheld: mean 84 %, median 82 %, areas 3. Of 152
/// councils with a value the best quarter is reached at the 38th from the best.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/adapters/comparator_files.h"
#include "processors/indicator/catalogue.h"
#include "processors/judgement/standards.h"

namespace caseclock {

/// What comparators are made from. Requires: the pointers are set and outlive the call.
struct ComparatorSources {
  const LaitExtract* extract = nullptr;
  const NeighbourLists* neighbours = nullptr;
  const CouncilPopulations* populations = nullptr;
  const Catalogue* catalogue = nullptr;
};

/// For whom, and of what.
struct ComparatorWishes {
  std::vector<std::string> authorities{};  ///< codes
  bool all = false;                        ///< every council in the newest year of the populations
  std::set<int> years{};                   ///< reporting years by their end; empty: all
  std::optional<Date> published_on{};      ///< of all rows; nullopt: see the head of the file
};

/// The comparators, what could not be mapped, and what a reader should know.
struct ComparatorsMade {
  std::vector<Comparator> comparators;
  std::vector<OpenDataProblem> problems;
  std::vector<std::string> notes;
};

/// Makes all of them. The same sources and wishes give the same result.
ComparatorsMade MakeComparators(const ComparatorSources& sources, const ComparatorWishes& wishes);

/// The indicator that a measure of the extract is published for: the catalogue's row with the source "LAIT " + measure,
/// else by the table of this file's source. nullptr when the catalogue has none.
const Indicator* IndicatorOfMeasure(std::string_view measure, const Catalogue& catalogue);

/// The codes that are meant; what is not among the populations is told.
std::vector<std::string> WantedCodes(const ComparatorWishes& wishes,
                                     const CouncilPopulations& populations,
                                     std::vector<OpenDataProblem>& problems);

/// Lines for the `authorities` of a configuration, by code: "- {code: E08000018, population: 64000}  # mid-2024, NAME".
std::string PopulationLines(const std::vector<std::string>& codes,
                            const CouncilPopulations& populations,
                            std::vector<OpenDataProblem>& problems);

}  // namespace caseclock
