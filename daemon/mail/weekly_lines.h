/// @file
/// The table of the weekly summary: every indicator that has figures, as the View judges it.
///
/// Example: {"Child and family assessments ...", "84.2%, 1,780 of 2,114", "90%", "RED", "", "improving",
/// "24 of 310 open are overdue"}.
#pragma once

#include <string_view>
#include <vector>

#include "daemon/mail/mail_content.h"
#include "processors/indicator/catalogue.h"
#include "processors/view.h"

namespace caseclock {

/// In the order of the catalogue; of the whole authority or one team, over the reporting year to date.
std::vector<WeeklyLine> WeeklyLines(const AuthorityView& view, const Catalogue& catalogue,
                                    std::string_view team);

/// Whose they are and over which period. Example: "Assessment North, April to today"; in April "Assessment North, since
/// 1 April".
std::string WeeklyTitle(const AuthorityView& view, std::string_view place);

}  // namespace caseclock
