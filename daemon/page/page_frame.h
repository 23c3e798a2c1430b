/// @file
/// What the pages of a council have in common: head, header with how fresh the figures are, footer, and the tag by
/// which a browser learns that nothing has changed.
///
/// Example: PageTag of a page rendered twice, a second apart, is the same; one event later it is another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/exposition/health.h"
#include "daemon/exposition/indicator_text.h"
#include "daemon/page/page_indicators.h"
#include "daemon/page/page_rotation.h"
#include "processors/view.h"

namespace caseclock {

/// What the reader asked for, and what the page needs to know about now.
struct PageRequest {
  std::string_view authority;  ///< "" for the first
  std::int64_t now_us = 0;
  const AlertsHealth* alerts = nullptr;  ///< whose latest mails are shown; null: none
  std::string_view nonce;  ///< for the Content-Security-Policy; "" leaves the attribute out
  std::string_view indicator = {};  ///< whose trend is shown; "" for the first
  bool may_see_records = false;     ///< figures lead to the records behind them
  Window window = Window::kYear;    ///< of the table of indicators
  RotationAsked rotation = {};
  bool may_choose_day = false;  ///< somebody counts past days
  PageCalendar calendar = {};
  const Catalogue* catalogue = nullptr;            ///< for what is to be said beside a forecast
  const std::vector<SaidOfAlert>* said = nullptr;  ///< of alerts of the council
  /// Figures of a day that is past, from everything known at known_us: nothing of them is live.
  bool is_past = false;
  std::int64_t known_us = 0;  ///< Units: microseconds since 1970
};

/// The authority asked for, the first when none was; nullptr when there is none.
const AuthorityView* ChosenAuthority(const View* view, std::string_view code);

/// Up to and with <body> and its skip link. `title` is HTML. `live`: the script and the chart library belong to it.
std::string PageHead(const std::string& title, const Health& health, const PageRequest& request,
                     bool live = true);

/// The header: heading (HTML), the day of the figures, a clock, and how fresh the figures are. `more` stands inside at
/// its end.
std::string PageHeader(const std::string& heading, const View* view, const AuthorityView* chosen,
                       const Health& health, const PageRequest& request, const std::string& more);

/// What of the request the figures are shown by; of one team, or of the whole authority.
FiguresShown ShownBy(const PageRequest& request, const std::string& team = kWholeAuthority);

/// The council's name with its code in small print, as HTML.
std::string CouncilHeading(const AuthorityView& council);

/// Another day, another window, the figures as report and CSV, and rotation on a wall. `team`: of a team's page.
std::string PageTools(const View& view, const AuthorityView& chosen, const IndicatorTexts& texts,
                      const PageRequest& request, std::string_view team = {});

/// Footer and end of the document.
std::string PageFooter(const AuthorityView* chosen, const Health& health, std::int64_t now_us);

/// Differs when anything that the page says does; not for passing seconds, nor for the nonce.
std::string PageTag(std::string_view html);

}  // namespace caseclock
