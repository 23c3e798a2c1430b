/// @file
/// What page and metrics say about an indicator beside its figures. The catalogue's words, handed over by
/// the composition root, so that this room needs to know no indicator.
///
/// Example:
///   IndicatorText{.id = "assessment_45", .title = "Child and family assessments within 45 working
///   days",
///                 .short_title = "Assessments",
///                 .better = BetterIs::kHigh, .figure = FigureKind::kShare,
///                 .unit = "assessments authorised in time, of those authorised"}
#pragma once

#include <string>
#include <vector>

namespace caseclock {

/// Which way is better; none: neither.
enum class BetterIs { kHigh, kLow, kBand, kNone };

/// How the main figure reads: "84.8 %, 1,780 of 2,100" or "2,640".
enum class FigureKind { kShare, kCount };

/// The words of one indicator. Plain values.
struct IndicatorText {
  std::string id = {};           ///< id in the catalogue, as in Row::indicator
  std::string title = {};        ///< one line, begins with a capital
  std::string short_title = {};  ///< one to three words, heads a narrow column; "": the id
  BetterIs better = BetterIs::kNone;
  FigureKind figure = FigureKind::kShare;
  std::string unit = {};  ///< what numerator and denominator count, one short sentence
  /// Indicators with the same text watch the same clocks with different limits; "": no other does.
  std::string clocks = {};
  std::string kind = {};   ///< what is counted: "timeliness", "over_limit", "stock"
  std::string about = {};  ///< of which records, in one word: "assessment", "plan"
};

/// In the order in which they are shown; that of the catalogue.
using IndicatorTexts = std::vector<IndicatorText>;

}  // namespace caseclock
