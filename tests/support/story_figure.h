/// @file
/// The figures that a story states, and how they compare with a view (scenario.h has the language).
///
/// Example: "ni59 year 1 of 2, open 3" against a row with 0 of 2 and open 3:
///   {"ni59 year: found 0 of 2, open 3, drag 0, due soon 0, oldest 2024-02-01, share 0.0 %"}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "processors/view.h"
#include "tests/support/words.h"

namespace caseclock {

/// One statement about a view: the subject, and what is said of it under which name ("open" ->
/// "3").
struct StatedFigure {
  enum Subject { kRow, kMonth, kQuality, kOpenExport };
  Subject subject = kRow;
  std::string name;              ///< an indicator, or a rule
  std::optional<Window> window;  ///< of a row; none: the reporting year
  Date month{};                  ///< of kMonth: its first day
  std::string team;
  bool all_teams = true;  ///< quality: of no team in particular
  bool is_open = false;   ///< of kOpenExport
  std::vector<std::pair<std::string, std::string>> said;
};

/// Reads one figure, up to a semicolon or the end.
StatedFigure ReadFigure(Words& words);

/// "" when the view bears the statement out, otherwise what was found instead.
std::string WhatIsWrong(const StatedFigure& stated, const AuthorityView& view,
                        bool has_open_export);

/// A share in percent, rounded half away from zero to as many decimals: PercentText(93, 116, 2) is
/// "80.17".
std::string PercentText(std::int64_t numerator, std::int64_t denominator, int decimals);

}  // namespace caseclock
