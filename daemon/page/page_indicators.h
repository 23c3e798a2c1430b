/// @file
/// The table of indicators on the live page, as HTML, and the pieces it shares with the table of
/// teams.
///
/// Example: the row of 1,780 of 2,100, a year before 1,690 of 2,050, higher being better, reads
/// "84.8%, 1,780 of 2,100 | Amber, target 85% by 31 Mar | up 2.32 points, improving, was 82.4% |
/// 83.4% on 31 March | 24 in drag, 20 at the end of Feb | ...", and below it stands why.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/exposition/indicator_text.h"
#include "daemon/page/acknowledgement_desk.h"
#include "daemon/page/page_calendar.h"
#include "daemon/page/record_desk.h"
#include "processors/indicator/catalogue.h"
#include "processors/view.h"

namespace caseclock {

/// Whose figures, over which window, and for whom.
struct FiguresShown {
  std::string team = kWholeAuthority;
  bool may_see_records = false;  ///< figures lead to the records behind them
  Window window = Window::kYear;
  /// What has been said of alerts of this council; nullptr: nothing.
  const std::vector<SaidOfAlert>* said = nullptr;
  const Catalogue* catalogue = nullptr;  ///< for what is to be said beside a forecast
  PageCalendar calendar = {};
};

/// What a window is called in a heading. Example: "Year to date", "Last 12 months".
std::string_view WindowTitle(Window window);

/// Two rows for each indicator of the team: the window's figure (of the reporting year to date its judgement), the
/// change from the same point last year in words, where it will end, the last months as a line, and
/// the clocks as of now; under them the judgement's sentence and the owner's. Shares of small
/// denominators are marked "small". For the whole authority signals of the last week or month follow the table.
std::string IndicatorTable(const AuthorityView& view, const IndicatorTexts& texts,
                           const FiguresShown& shown = {});

/// `content`, leading to the records behind the row's figure; without a link where they may not be seen.
std::string RecordsLink(const AuthorityView& view, const Row& row, RecordPart part,
                        const std::string& content, bool may_see);

/// What the columns mean.
std::string Legend();

/// The words of one indicator; its id stands for what is missing.
IndicatorText TextOf(const IndicatorTexts& texts, const std::string& id);

/// A count, grouped; zero is set back.
std::string NumberHtml(std::int64_t value);

/// What stands where there is nothing to show: a dash to the eye, "none" to a screen reader.
std::string NothingHtml();

/// A cell with the heading that it gets where rows are shown as cards.
std::string CellHtml(std::string_view label, const char* style, const std::string& content);

/// A column heading.
std::string ColumnHtml(const std::string& heading);

}  // namespace caseclock
