/// @file
/// What owners say of their figures, for one report: a YAML file with a sentence for each row.
///
/// Example:
///   narratives:
///     - {indicator: assessment_45, written_on: 2024-03-28, author: Head of assessment,
///        text: "Two vacancies since May; agency cover from Monday."}
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "daemon/config/yaml_reader.h"
#include "processors/indicator/catalogue.h"
#include "processors/view.h"

namespace caseclock {

/// Most sentences of a file: fifty indicators of twenty teams.
inline constexpr std::size_t kMaxNarratives = 1'000;

/// One sentence: beside the figure it stands like a commentary of the feed.
struct Narrative {
  std::string authority;  ///< "" for every council
  Comment comment;
  friend bool operator==(const Narrative&, const Narrative&) = default;
};

/// Reads the file. All problems at once, or the sentences. `catalogue`: of rows that there are.
std::variant<std::vector<Narrative>, std::vector<ConfigProblem>> ReadNarratives(
    const std::string& path, const Catalogue& catalogue);

/// The same from a text, for tests.
std::variant<std::vector<Narrative>, std::vector<ConfigProblem>> ReadNarrativesText(
    const std::string& text, const std::string& name, const Catalogue& catalogue);

/// The view with these sentences beside its figures: of each row and team the one written last, not after as-of; of one
/// day that of the feed.
View WithNarratives(const View& view, const std::vector<Narrative>& narratives);

}  // namespace caseclock
