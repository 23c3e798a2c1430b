/// @file
/// What the live page says about a figure's judgement, as HTML: its colour, its direction, where it will end, why, and
/// what its owner says.
///
/// Example, a red share of 59.0% with a target of 85% by 31 March:
///   RagCell          "■ Red, target 85%, by 31 Mar"
///   YearOnYearCell   "↑ improving, +4.91 points, was 54.1%"
///   ProjectionCell   "60.1%, expected 58.0%, out of reach since 2 Nov"
///   SentenceHtml     "RED: 354 of 600 in time, 59.0%; target 85% by March 2024 missed; worse than ..."
#pragma once

#include <string>
#include <vector>

#include "daemon/exposition/indicator_text.h"
#include "daemon/page/acknowledgement_desk.h"
#include "processors/indicator/catalogue.h"
#include "processors/view.h"

namespace caseclock {

/// An owner's sentence on the page is cut after this many characters; the report has the whole.
inline constexpr std::size_t kMaxCommentCharacters = 300;

// `judged` may be nullptr wherever it is a pointer: nothing is known, and a dash is shown, or nothing at all.

/// Symbol, word and colour, and below them the target with its date.
std::string RagCell(const Judgement* judged, Date as_of);

/// Against the same point last year: an arrow for the way the figure went and the word for what that means; small the
/// difference in points, of counts in numbers, and the figure then.
std::string YearOnYearCell(const Judgement* judged, FigureKind figure, const Row& row);

/// Committed, large; expected and what the target still takes, small.
std::string ProjectionCell(const Judgement* judged);

/// "incl. drag 62.1%", small: the share if all that is over its limit had stopped. "" when nothing is.
std::string IncludingDrag(const Judgement* judged);

/// Why the figure is judged as it is, and the newest sentence of its owner. "" where there is neither. That a figure is
/// not rated because it has no target or no better way is for screen readers only: the eye has "Not rated" above it.
std::string SentenceHtml(const AuthorityView& view, const std::string& indicator,
                         const Judgement* judged);

/// What a rule of a control chart found. Example: (seven on one side, "week") is "seven weeks or more in a row below
/// the mean".
std::string SignalText(const Signal& signal, const char* step);

/// A paragraph for each chart whose last point shows more than chance. "" where all is as always.
/// Example: "Signal. Referrals, week from 18 Mar 2024: a point above the upper limit; the mean is 100.5 a week."
std::string SignalsHtml(const AuthorityView& view, const IndicatorTexts& texts);

/// What has to be known beside the row's forecast; "" where it has none, or `catalogue` is nullptr.
std::string ProjectionNoteHtml(const Judgement* judged, const Catalogue* catalogue);

/// Of one row at most.
inline constexpr std::size_t kMostSaidOfRow = 3;

/// What has been said of alerts about the row: of the whole council's row also what was said of its teams. `said` may
/// be nullptr.
std::string SaidHtml(const Row& row, const std::vector<SaidOfAlert>* said);

}  // namespace caseclock
